//! Who owns an indicator, each from a date (strategy §2: every Key Performance Indicator must have an owner).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    id::Id,
    index::{Edge, Reference, day_order},
    indicator::{Indicator, IndicatorId, IndicatorSource, IndicatorState},
    person::PersonId,
    post::{Grade, Post},
    record::{Stored, noun},
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
        context.find(company, owner)?;
        let kpi = definition.source == IndicatorSource::Kpi;
        if kpi && !Self::is_kept_by(company, owner) {
            return Err(Rejection::OwnerNotAManager);
        }
        Ok(())
    }

    /// Whether a person may own a Key Performance Indicator: an active manager (S46).
    pub(crate) fn is_kept_by(company: &Company, owner: PersonId) -> bool {
        is_active_manager(company, owner)
    }

    /// Refuses to leave a Key Performance Indicator without an owner until a later day, unless one is `kept` until then.
    pub(crate) fn check_from(
        context: &Context,
        definition: &Indicator,
        from: Date,
        kept: bool,
    ) -> Result<(), Rejection> {
        let kpi = definition.source == IndicatorSource::Kpi;
        if kpi && !kept && from > context.today() {
            return Err(Rejection::OwnerOnlyLater);
        }
        Ok(())
    }

    /// Refuses a change to a person or a post after which a Key Performance Indicator would be owned by somebody who is no
    /// active manager (S46). `after` is the Company with the change.
    pub(crate) fn check_kept(
        company: &Company,
        after: &Company,
        context: &Context,
        person: PersonId,
    ) -> Result<(), Rejection> {
        if !is_active_manager(company, person) || is_active_manager(after, person) {
            return Ok(());
        }
        let mut owned: Vec<String> = Self::owned(company, person, context.today())
            .into_iter()
            .filter(|indicator| indicator.source == IndicatorSource::Kpi)
            .filter(|indicator| indicator.state != IndicatorState::Retired)
            .map(|indicator| format!("{} {}", indicator.code, indicator.name))
            .collect();
        owned.sort();
        match owned.is_empty() {
            true => Ok(()),
            false => Err(Rejection::StillOwns {
                indicators: owned.join(", "),
            }),
        }
    }

    /// The indicators that a person owns on a day, or is to own from a later one.
    fn owned(company: &Company, person: PersonId, day: Date) -> Vec<&Stored<Indicator>> {
        let indicators: BTreeSet<IndicatorId> = company
            .pointing::<Self>(Edge::OwnedBy, person.uuid())
            .filter(|owned| {
                owned.from > day || Self::on(company, owned.indicator, day) == Some(person)
            })
            .map(|owned| owned.indicator)
            .collect();
        indicators
            .into_iter()
            .filter_map(|indicator| company.get(indicator))
            .collect()
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

/// Whether a person is active and holds a post as a manager.
fn is_active_manager(company: &Company, person: PersonId) -> bool {
    company.get(person).is_some_and(|person| person.active)
        && Post::grade_of(company, person).is_some_and(Grade::is_manager)
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
        let kept = Ownership::on(company, self.indicator, context.today()).is_some();
        Ownership::check_from(context, indicator, self.from, kept)?;
        context.create(
            company,
            self.ownership,
            Scope::Staff,
            Ownership {
                indicator: self.indicator,
                owner: self.owner,
                from: self.from,
            },
        )
    }
}
