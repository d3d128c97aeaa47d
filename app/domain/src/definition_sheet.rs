//! The definition sheet of an indicator, version by version, each in force from a day (glossary 2.1; strategy §2; S98).
//!
//! The indicator's own record is the latest version. What is here is opened where a page shows it, and where a period ended before
//! that version came into force: a period is judged by the definition in force at its end, so a tolerance that is changed today leaves
//! the colours as they were reported (peers.md 5.7, vector 16).

mod hand;
mod rebase;
mod revise;
mod terms;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, Period},
    company::Company,
    folded::{About, Fold, Folded, FoldedId, folded_between, folded_noun, folded_on},
    index::day_order,
    indicator::{Indicator, IndicatorId, Tags},
    person::PersonId,
    record::Stored,
    wording::Wording,
};

pub(crate) use hand::Hand;
pub use rebase::Rebase;
pub use revise::ReviseDefinition;
pub(crate) use revise::{after_the_last, keep_former};
pub use terms::{Audience, SheetTerms};

/// Identifies a version of a definition sheet.
pub type DefinitionSheetId = FoldedId<DefinitionSheet>;

/// One version of an indicator's definition, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefinitionSheet {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// From when it is in force; none for the one that stood at the beginning.
    #[serde(default, with = "crate::date_text::optional")]
    pub from: Option<Date>,
    /// What the register and the colours rest on.
    pub definition: Indicator,
    /// What else the sheet says.
    #[serde(default)]
    pub terms: SheetTerms,
    /// Why it was revised; empty for the first.
    #[serde(default)]
    pub reason: String,
    /// Who wrote it; none where it was loaded.
    #[serde(default)]
    pub by: Option<PersonId>,
}

impl Fold for DefinitionSheet {
    fn about(&self) -> Vec<About> {
        let of = (self.indicator.uuid(), self.from.map_or(0, day_order));
        std::iter::once(of)
            .chain(Hand::Provider.of(self.terms.data_provider))
            .chain(Hand::Checker.of(self.terms.checker))
            .collect()
    }
}

folded_noun!(DefinitionSheet, DefinitionSheet);

impl DefinitionSheet {
    /// The versions of an indicator's sheet, oldest first, as they are held.
    pub fn held(
        company: &Company,
        indicator: IndicatorId,
    ) -> impl DoubleEndedIterator<Item = &Stored<Folded<Self>>> {
        folded_on::<Self>(company, indicator.uuid())
    }

    /// The version that came into force last.
    pub fn latest(company: &Company, indicator: IndicatorId) -> Option<(DefinitionSheetId, Self)> {
        let held = Self::held(company, indicator).next_back()?;
        Some((held.id, held.open()?))
    }

    /// The version in force on a day.
    pub fn on(company: &Company, indicator: IndicatorId, day: Date) -> Option<Self> {
        folded_between::<Self>(company, indicator.uuid(), 0..=day_order(day))
            .next_back()?
            .open()
    }

    /// The digest of what stands, for writing over exactly that.
    pub fn wording(company: &Company, indicator: IndicatorId) -> Wording {
        let stands = company
            .get(indicator)
            .map(|stands| format!("{:?}", stands.body));
        let sheet = Self::latest(company, indicator);
        let said = sheet.map(|(id, sheet)| format!("{id} {:?} {:?}", sheet.from, sheet.terms));
        Wording::of(stands.into_iter().chain(said))
    }
}

impl Indicator {
    /// The definition by which a period is judged: of what a colour depends on, what was in force at its end.
    pub fn in_force<'a>(
        company: &Company,
        indicator: &'a Stored<Self>,
        period: Period,
    ) -> Cow<'a, Self> {
        match indicator.since {
            Some(since) if period.end() < since => {
                DefinitionSheet::on(company, indicator.id, period.end())
                    .map_or(Cow::Borrowed(&*indicator.body), |then| {
                        Cow::Owned(indicator.judging_as(&then.definition))
                    })
            }
            _ => Cow::Borrowed(&*indicator.body),
        }
    }

    /// Whether the figures of two periods can be compared: no other definition came into force after the end of the earlier one and by the
    /// end of the later (rules.md 4.5).
    pub fn compares(&self, before: Period, now: Period) -> bool {
        self.since
            .is_none_or(|since| since <= before.end() || now.end() < since)
    }

    /// Itself, with what a colour depends on as another version has it: its own, and by the safety gate those above it (rules.md 4.7).
    fn judging_as(&self, then: &Self) -> Self {
        Self {
            unit: then.unit,
            direction: then.direction,
            decimals: then.decimals,
            aggregation: then.aggregation,
            tolerance: then.tolerance,
            tags: Tags {
                safety_critical: then.tags.safety_critical,
                ..self.tags
            },
            ..self.clone()
        }
    }

    /// Whether two versions count the same, as often (rules.md 4.5).
    fn counts_as(&self, other: &Self) -> bool {
        self.formula == other.formula && self.frequency == other.frequency
    }

    /// Whether two versions agree in what a colour depends on.
    pub fn judges_as(&self, other: &Self) -> bool {
        self.unit == other.unit
            && self.direction == other.direction
            && self.decimals == other.decimals
            && self.aggregation == other.aggregation
            && self.tolerance == other.tolerance
            && self.tags.safety_critical == other.tags.safety_critical
    }
}
