//! Targets: one an indicator and financial year (strategy §2; rules.md 4.3).

mod approve;
pub mod checks;
mod decisions;
pub mod grounds;
mod kind;
mod propose;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, FinancialYear, Period},
    company::Company,
    decision::Context,
    id::Id,
    index::{Edge, Reference},
    indicator::{Indicator, IndicatorId},
    person::PersonId,
    provenance::Provenance,
    quantity::Exact,
    record::{Stored, noun},
    rejection::Rejection,
    scope::Scope,
    trajectory::{self, Trajectory},
    unit::UnitId,
    wording::Wording,
};

pub use approve::ApproveTarget;
pub use decisions::RevisionAsked;
pub use kind::TargetKind;
pub use propose::{AmendTarget, ProposeTarget};

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
    /// From when it counts, where that is later than the year's first day: a revision in the year, or one that was approved late.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::date_text::optional"
    )]
    pub from: Option<Date>,
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
        Self::latest(company, indicator, year, TargetState::Approved)
    }

    /// The approved target that a period is held against: the latest that counts by its end, so that a revision leaves the periods
    /// before it as they were reported (rules.md 4.10, TV15; peers.md 5.7, vector 16).
    pub fn for_period(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
    ) -> Option<&Stored<Self>> {
        Self::in_year(company, indicator, period.fy)
            .filter(|target| target.state == TargetState::Approved)
            .filter(|target| target.from.is_none_or(|from| from <= period.end()))
            .max_by_key(|target| target.stamp)
    }

    /// The approved targets of a year in the order in which they were approved, the original first.
    pub fn approved(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
    ) -> Vec<&Stored<Self>> {
        let mut found: Vec<&Stored<Self>> = Self::in_year(company, indicator, year)
            .filter(|target| target.state == TargetState::Approved)
            .collect();
        found.sort_by_key(|target| target.stamp);
        found
    }

    /// The target that is proposed for an indicator and a year; the latest where there are several.
    pub fn proposed(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
    ) -> Option<&Stored<Self>> {
        Self::latest(company, indicator, year, TargetState::Proposed)
    }

    fn latest(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
        state: TargetState,
    ) -> Option<&Stored<Self>> {
        Self::in_year(company, indicator, year)
            .filter(|target| target.state == state)
            .max_by_key(|target| target.stamp)
    }

    fn in_year(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
    ) -> impl Iterator<Item = &Stored<Self>> {
        let order = u64::from(year.0.unsigned_abs());
        company.pointing_between::<Self>(Edge::TargetOf, indicator.uuid(), order..=order)
    }

    /// The digest of the targets of an indicator for a year, as far as somebody sees them: what a proposal or an approval is made
    /// in sight of (sync.md 2.7).
    pub fn wording(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
        sees: impl Fn(&Scope) -> bool,
    ) -> Wording {
        let mut seen: Vec<String> = Self::in_year(company, indicator, year)
            .filter(|target| sees(&target.scope))
            .map(|target| format!("{} {:?} {}", target.id, target.state, target.value))
            .collect();
        seen.sort();
        Wording::of(seen)
    }

    /// Refuses what was decided in sight of other targets than those that stand.
    fn check_expected(
        company: &Company,
        context: &Context,
        (indicator, year): (IndicatorId, FinancialYear),
        expected: Option<Wording>,
    ) -> Result<(), Rejection> {
        let stands = Self::wording(company, indicator, year, |scope| {
            context.sees(company, scope)
        });
        match expected {
            Some(expected) if expected != stands => Err(Rejection::ChangedSince),
            _ => Ok(()),
        }
    }

    /// What should be reached by the end of a period within the year (rules.md 4.3).
    pub fn by(&self, period: Period) -> Option<Decimal> {
        trajectory::target_for(
            &self.trajectory,
            self.value,
            usize::from(period.index),
            usize::from(period.grain.periods_in_a_year()),
        )
    }

    /// The same without rounding: what a colour is decided on.
    pub fn exactly_by(&self, period: Period) -> Option<Exact> {
        trajectory::exact_target_for(
            &self.trajectory,
            self.value,
            usize::from(period.index),
            usize::from(period.grain.periods_in_a_year()),
        )
    }

    /// Where a target of this indicator lives before it is approved.
    fn drafts(indicator: &Indicator) -> Scope {
        indicator.service.map_or(Scope::Staff, Scope::Drafts)
    }
}

/// The service whose drafts hold a record about this indicator.
pub(crate) fn service_of(company: &Company, indicator: IndicatorId) -> Option<UnitId> {
    company
        .get(indicator)
        .and_then(|indicator| indicator.service)
}
