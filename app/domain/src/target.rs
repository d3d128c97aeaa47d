//! Targets: one an indicator and financial year (strategy §2; rules.md 4.3).

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    calendar::{FinancialYear, Grain, Period},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    indicator::{Indicator, IndicatorId},
    person::PersonId,
    provenance::Provenance,
    record::{Change, Stored, noun},
    rejection::Rejection,
    scope::Scope,
    trajectory::{self, Trajectory},
    unit::UnitId,
};

/// Identifies a target.
pub type TargetId = Id<Target>;

/// Where a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetState {
    /// Proposed by the owner.
    Proposed,
    /// Approved, and so visible to staff and public (strategy §2, fifth rule).
    Approved,
}

/// What an indicator should reach in a financial year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which financial year.
    pub year: FinancialYear,
    /// What is to be reached by its end.
    pub value: Decimal,
    /// How it gets there within the year.
    pub trajectory: Trajectory,
    /// Where it stands.
    pub state: TargetState,
    /// Who proposed it; none where it was loaded.
    pub proposed_by: Option<PersonId>,
    /// Where it comes from.
    #[serde(default)]
    pub provenance: Provenance,
}

noun!(Target, Target, |target, _stamp| [Reference::ordered(
    Edge::TargetOf,
    target.indicator.uuid(),
    u64::from(target.year.0.unsigned_abs())
)]);

impl Target {
    /// The approved target of an indicator for a year; the latest where one was revised.
    pub fn of(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
    ) -> Option<&Stored<Self>> {
        let order = u64::from(year.0.unsigned_abs());
        company
            .pointing_between::<Self>(Edge::TargetOf, indicator.uuid(), order..=order)
            .filter(|target| target.state == TargetState::Approved)
            .max_by_key(|target| target.stamp)
    }

    /// What should be reached by the end of a period within the year (rules.md 4.3).
    pub fn by(&self, period: Period) -> Option<Decimal> {
        let periods = match period.grain {
            Grain::Month => 12,
            Grain::Quarter => 4,
            Grain::Year => 1,
        };
        trajectory::target_for(
            &self.trajectory,
            self.value,
            usize::from(period.index),
            periods,
        )
    }

    /// Where a target of this indicator lives before it is approved.
    fn drafts(indicator: &Indicator) -> Scope {
        indicator.service.map_or(Scope::Staff, Scope::Drafts)
    }
}

/// Proposes a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct ProposeTarget {
    /// The target's identifier.
    #[garde(skip)]
    pub target: TargetId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// Which financial year.
    #[garde(skip)]
    pub year: FinancialYear,
    /// What is to be reached by its end.
    #[garde(skip)]
    pub value: Decimal,
    /// How it gets there within the year.
    #[garde(skip)]
    pub trajectory: Trajectory,
    /// Where it comes from.
    #[garde(skip)]
    #[serde(default)]
    pub provenance: Provenance,
}

impl Decide for ProposeTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        if !indicator.is_scored() {
            return Err(Rejection::NoTargetForContextual);
        }
        context.create(
            company,
            self.target,
            Target::drafts(indicator),
            Target {
                indicator: self.indicator,
                year: self.year,
                value: self.value,
                trajectory: self.trajectory.clone(),
                state: TargetState::Proposed,
                proposed_by: context.actor.person(),
                provenance: self.provenance.clone(),
            },
        )
    }
}

/// Approves a proposed target, which makes it public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveTarget {
    /// Which target.
    pub target: TargetId,
}

impl Decide for ApproveTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let target = context.find(company, self.target)?;
        if target.state == TargetState::Approved {
            return Ok(Vec::new());
        }
        access::another_person(context, target.proposed_by)?;
        Ok(vec![Change::put(
            self.target,
            Scope::Public,
            Target {
                state: TargetState::Approved,
                ..(*target.body).clone()
            },
        )])
    }
}

/// The service whose drafts hold a record about this indicator.
pub(crate) fn service_of(company: &Company, indicator: IndicatorId) -> Option<UnitId> {
    company
        .get(indicator)
        .and_then(|indicator| indicator.service)
}
