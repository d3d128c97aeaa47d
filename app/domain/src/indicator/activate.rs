//! From draft to in force: what an indicator must have first, each missing thing named (strategy §2; S46, S47, S49, S50).

use serde::{Deserialize, Serialize};

use super::{Indicator, IndicatorId, IndicatorSource, IndicatorState};
use crate::{
    calendar::Date,
    company::Company,
    data_quality::DataQualityRating,
    decision::{Context, Decide, Decision},
    definition_sheet::{Audience, DefinitionSheet},
    folded::{Folded, folded_on},
    index::Edge,
    indicator_selection::IndicatorSelection,
    objective_measure::ObjectiveMeasure,
    ownership::Ownership,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
};

/// Something that an indicator of its source must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A Key Performance Indicator is owned by a manager (S46).
    Owner,
    /// A Key Performance Indicator was chosen by somebody (S47).
    Selection,
    /// A Key Performance Indicator measures an objective: no orphans.
    Objective,
    /// A service standard mirrors another indicator or publishes a promise (S50).
    Promise,
    /// A local indicator says why it is needed (S49).
    Why,
}

impl Lack {
    /// The field of a form that a refusal is shown beside.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Selection => "selection",
            Self::Objective => "objective",
            Self::Promise => "service_standard_text",
            Self::Why => "why_local",
        }
    }

    /// What is missing and what to do.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Owner => {
                "It has no owner who is a manager here. Hand it to a team, service or group manager or an executive, on its definition sheet."
            }
            Self::Selection => "Nobody has chosen it yet. Record who chose it, and why.",
            Self::Objective => {
                "It measures no objective. Whoever answers for an objective says on the definition sheet that it measures it."
            }
            Self::Promise => {
                "It mirrors no other indicator and publishes no promise. Write the promise, or choose what it mirrors."
            }
            Self::Why => {
                "It does not say why it is needed beside the Key Performance Indicators. Write why on its definition sheet."
            }
        }
    }

    /// In a word or two, for a list.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Selection => "Who chose it",
            Self::Objective => "Objective",
            Self::Promise => "Promise or mirror",
            Self::Why => "Why it is needed",
        }
    }
}

impl Indicator {
    /// What an indicator lacks for its source on a day.
    pub fn lacks(company: &Company, indicator: &Stored<Self>, day: Date) -> Vec<Lack> {
        let id = indicator.id;
        match indicator.source {
            IndicatorSource::Kpi => {
                let owner = Ownership::on(company, id, day);
                let owned = owner.is_some_and(|owner| Ownership::is_kept_by(company, owner));
                let mut selections = IndicatorSelection::of(company, id);
                let chosen = selections.any(|(_, selection)| selection.stands_on(day));
                let measures = company
                    .pointing::<ObjectiveMeasure>(Edge::MeasuredBy, id.uuid())
                    .next()
                    .is_some();
                [
                    (owned, Lack::Owner),
                    (chosen, Lack::Selection),
                    (measures, Lack::Objective),
                ]
                .into_iter()
                .filter_map(|(there, lack)| (!there).then_some(lack))
                .collect()
            }
            IndicatorSource::Lpi => {
                let why = terms(company, id).is_some_and(|sheet| !sheet.terms.why_local.is_empty());
                lacking(why, Lack::Why)
            }
            IndicatorSource::ServiceStandard => {
                let promise = indicator.mirrors.is_some()
                    || terms(company, id)
                        .is_some_and(|sheet| !sheet.terms.service_standard_text.is_empty());
                lacking(promise, Lack::Promise)
            }
            IndicatorSource::ValueForMoney => Vec::new(),
        }
    }

    /// What is folded on an indicator, moved into the scope where its records live from now on.
    pub(crate) fn moved(company: &Company, indicator: IndicatorId, scope: Scope) -> Vec<Change> {
        let sheets = DefinitionSheet::held(company, indicator);
        let sheets = sheets.map(|held| Change::put(held.id, scope, Folded::clone(&held.body)));
        let selections = folded_on::<IndicatorSelection>(company, indicator.uuid());
        let selections =
            selections.map(|held| Change::put(held.id, scope, Folded::clone(&held.body)));
        let ratings = folded_on::<DataQualityRating>(company, indicator.uuid());
        let ratings = ratings.map(|held| Change::put(held.id, scope, Folded::clone(&held.body)));
        sheets.chain(selections).chain(ratings).collect()
    }
}

fn lacking(there: bool, lack: Lack) -> Vec<Lack> {
    if there { Vec::new() } else { vec![lack] }
}

fn terms(company: &Company, indicator: IndicatorId) -> Option<DefinitionSheet> {
    DefinitionSheet::latest(company, indicator).map(|(_, sheet)| sheet)
}

/// Puts a draft in force: staff see it from then on, and residents unless it is for staff alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivateIndicator {
    /// Which draft.
    pub indicator: IndicatorId,
}

impl Decide for ActivateIndicator {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let indicator = context.find(company, self.indicator)?;
        match indicator.state {
            IndicatorState::Active => return Ok(Vec::new()),
            IndicatorState::Retired => {
                return Err(Rejection::field(
                    "indicator",
                    "This indicator is retired. Define a new one instead.",
                ));
            }
            IndicatorState::Draft => {}
        }
        let lacks = Indicator::lacks(company, indicator, context.today());
        if !lacks.is_empty() {
            let fields = lacks.into_iter().map(|lack| FieldProblem {
                field: lack.field().to_owned(),
                words: lack.words().to_owned(),
            });
            return Err(Rejection::Fields {
                fields: fields.collect(),
            });
        }
        let audience =
            terms(company, self.indicator).map_or(Audience::Public, |sheet| sheet.terms.audience);
        let scope = audience.scope();
        let active = Indicator {
            state: IndicatorState::Active,
            ..(*indicator.body).clone()
        };
        let mut changes = vec![Change::put(self.indicator, scope, active.clone())];
        changes.extend(Indicator::moved(company, self.indicator, scope));
        // A draft has one version at most, and it says from now on what is in force.
        if let Some((id, sheet)) = DefinitionSheet::latest(company, self.indicator) {
            let sheet = DefinitionSheet {
                definition: active,
                ..sheet
            };
            changes.push(Change::put(id, scope, Folded::fold(&sheet)?));
        }
        Ok(changes)
    }
}
