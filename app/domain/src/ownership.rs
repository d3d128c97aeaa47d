//! Who owns an indicator, each from a date (strategy §2: every Key Performance Indicator must have an owner).

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    id::Id,
    index::{Edge, Reference, day_order},
    indicator::{Indicator, IndicatorId, IndicatorSource},
    person::PersonId,
    post::{Grade, Post},
    record::{Change, Stored, noun},
    rejection::Rejection,
    scope::Scope,
};

/// Identifies an ownership.
pub type OwnershipId = Id<Ownership>;

/// That a person owns an indicator from a date until the next ownership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ownership {
    /// What is owned.
    pub indicator: IndicatorId,
    /// By whom.
    pub owner: PersonId,
    /// From when, this day included.
    #[serde(with = "crate::date_text")]
    pub from: Date,
}

noun!(Ownership, Ownership, |ownership, _stamp| [
    Reference::ordered(
        Edge::OwnershipOf,
        ownership.indicator.uuid(),
        day_order(ownership.from)
    ),
    Reference::new(Edge::OwnedBy, ownership.owner.uuid()),
]);

impl Ownership {
    /// The owner of an indicator by the latest ownership.
    pub fn latest(company: &Company, indicator: IndicatorId) -> Option<&Stored<Self>> {
        company
            .pointing::<Self>(Edge::OwnershipOf, indicator.uuid())
            .next_back()
    }

    /// The owner on a day.
    pub fn on(company: &Company, indicator: IndicatorId, day: Date) -> Option<PersonId> {
        company
            .pointing_between::<Self>(Edge::OwnershipOf, indicator.uuid(), 0..=day_order(day))
            .next_back()
            .map(|ownership| ownership.owner)
    }

    /// Whether this person may own this indicator: for a Key Performance Indicator, an active manager (S46).
    pub(crate) fn check_owner(
        company: &Company,
        context: &Context,
        definition: &Indicator,
        owner: PersonId,
    ) -> Result<(), Rejection> {
        let person = context.find(company, owner)?;
        let manager = Post::grade_of(company, owner).is_some_and(Grade::is_manager);
        let kpi = definition.source == IndicatorSource::Kpi;
        if kpi && !(manager && person.active) {
            return Err(Rejection::OwnerNotAManager);
        }
        Ok(())
    }

    /// Whether this indicator may go without an owner.
    pub(crate) fn check_none(definition: &Indicator) -> Result<(), Rejection> {
        match definition.source {
            IndicatorSource::Kpi => Err(Rejection::OwnerNotAManager),
            IndicatorSource::Lpi
            | IndicatorSource::ServiceStandard
            | IndicatorSource::ValueForMoney => Ok(()),
        }
    }
}

/// Hands an indicator to an owner from a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignOwner {
    /// The ownership's identifier.
    pub ownership: OwnershipId,
    /// What is owned.
    pub indicator: IndicatorId,
    /// By whom.
    pub owner: PersonId,
    /// From when.
    #[serde(with = "crate::date_text")]
    pub from: Date,
}

impl Decide for AssignOwner {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let indicator = context.find(company, self.indicator)?;
        Ownership::check_owner(company, context, indicator, self.owner)?;
        Ok(vec![Change::put(
            self.ownership,
            Scope::Staff,
            Ownership {
                indicator: self.indicator,
                owner: self.owner,
                from: self.from,
            },
        )])
    }
}
