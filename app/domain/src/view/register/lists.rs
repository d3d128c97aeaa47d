//! What the Board and the Council chose for a financial year (S86, S87).

use super::in_order;
use crate::{
    calendar::FinancialYear,
    indicator::{IndicatorId, IndicatorState},
    indicator_selection::{IndicatorSelection, Stakeholder},
    sight::Sight,
    view::definition_sheet::reflects_words,
};

/// The indicators that somebody chose for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionList {
    /// `Chosen by the Board for 2026/27`.
    pub title: String,
    /// The indicators, by code.
    pub rows: Vec<Listed>,
}

/// A chosen indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub indicator: IndicatorId,
    /// Its code and name.
    pub name: String,
    /// The critical success factor or the activity that it tells of.
    pub reflects: String,
    /// Why it was chosen.
    pub why: String,
}

pub(super) fn lists(sight: &Sight<'_>, year: FinancialYear) -> Vec<SelectionList> {
    [Stakeholder::Board, Stakeholder::Council]
        .into_iter()
        .map(|who| SelectionList {
            title: format!("Chosen by {} for {}", who.words(), year.label()),
            rows: rows(sight, who, year),
        })
        .collect()
}

fn rows(sight: &Sight<'_>, who: Stakeholder, year: FinancialYear) -> Vec<Listed> {
    let mut rows = Vec::new();
    for indicator in in_order(sight) {
        if indicator.state == IndicatorState::Draft {
            continue;
        }
        let chosen = IndicatorSelection::of(sight.company(), indicator.id)
            .filter(|(id, _)| sight.get(*id).is_some())
            .find(|(_, selection)| selection.chosen_by == who && selection.stands_in(year));
        rows.extend(chosen.map(|(_, selection)| {
            Listed {
                indicator: indicator.id,
                name: format!("{} {}", indicator.code, indicator.name),
                reflects: selection
                    .reflects
                    .map(|reflects| reflects_words(sight, reflects))
                    .unwrap_or_default(),
                why: selection.why,
            }
        }));
    }
    rows
}
