//! In whose hands the figures of an indicator are, as its definition sheet names them (glossary 2.1; access.md).
//!
//! A sheet points at who provides and who checks, so that access asks the index and opens none. It knows no clock: a version counts from
//! when it is recorded, as an owner does.

use super::DefinitionSheet;
use crate::{
    company::Company,
    folded::{About, folded_between},
    id::Id,
    indicator::{Indicator, IndicatorId, IndicatorState},
    person::PersonId,
    record::Stored,
};

/// What a definition sheet names a person for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// To provide the figures.
    Provider,
    /// To check them.
    Checker,
}

impl Hand {
    /// Its place among what points at the person.
    const fn place(self) -> u64 {
        match self {
            Self::Provider => 0,
            Self::Checker => 1,
        }
    }

    /// That a sheet names this person.
    pub(super) fn of(self, person: Option<PersonId>) -> Option<About> {
        person.map(|person| (person.uuid(), self.place()))
    }

    /// The indicators for which the definition that stands names a person; a draft is not in force, so it names nobody yet.
    pub(crate) fn held(
        self,
        company: &Company,
        person: PersonId,
    ) -> impl Iterator<Item = &Stored<Indicator>> {
        let place = self.place();
        folded_between::<DefinitionSheet>(company, person.uuid(), place..=place).filter_map(
            |sheet| {
                let indicator: IndicatorId = Id::new(sheet.on()?);
                let stands = DefinitionSheet::held(company, indicator).next_back()?;
                let indicator = company.get(indicator)?;
                let in_force = indicator.state != IndicatorState::Draft;
                (stands.id == sheet.id && in_force).then_some(indicator)
            },
        )
    }

    /// Whether the definition of an indicator that stands names this person.
    pub(crate) fn is_of(self, company: &Company, indicator: IndicatorId, person: PersonId) -> bool {
        self.held(company, person).any(|held| held.id == indicator)
    }
}
