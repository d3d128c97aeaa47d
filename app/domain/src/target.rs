//! Targets: one an indicator and financial year (strategy §2; rules.md 4.3).

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    aggregation::Aggregation,
    calendar::{FinancialYear, Period},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    indicator::{Indicator, IndicatorId},
    person::PersonId,
    provenance::Provenance,
    quantity::Exact,
    record::{Change, Stored, noun},
    rejection::Rejection,
    scope::Scope,
    trajectory::{self, Trajectory},
    unit::UnitId,
    wording::Wording,
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
        Self::latest(company, indicator, year, TargetState::Approved)
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
        let order = u64::from(year.0.unsigned_abs());
        company
            .pointing_between::<Self>(Edge::TargetOf, indicator.uuid(), order..=order)
            .filter(|target| target.state == state)
            .max_by_key(|target| target.stamp)
    }

    /// The digest of the targets of an indicator for a year, as far as somebody sees them: what a proposal or an approval is made
    /// in sight of (sync.md 2.7).
    pub fn wording(
        company: &Company,
        indicator: IndicatorId,
        year: FinancialYear,
        sees: impl Fn(&Scope) -> bool,
    ) -> Wording {
        let order = u64::from(year.0.unsigned_abs());
        let mut seen: Vec<String> = company
            .pointing_between::<Self>(Edge::TargetOf, indicator.uuid(), order..=order)
            .filter(|target| sees(&target.scope))
            .map(|target| format!("{} {:?}", target.id, target.state))
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
    /// The digest of the year's targets that the person saw (sync.md 2.7); none where it is proposed whatever there is.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Wording>,
}

impl Decide for ProposeTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        if !indicator.is_scored() {
            return Err(Rejection::NoTargetForContextual);
        }
        indicator.check_entered_here()?;
        self.check_path(indicator)?;
        let changes = context.create(
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
        )?;
        if !changes.is_empty() {
            let of = (self.indicator, self.year);
            Target::check_expected(company, context, of, self.expected)?;
        }
        Ok(changes)
    }
}

impl ProposeTarget {
    /// Refuses a way through the year that has no target for some period, or that its figures cannot follow (rules.md 4.3).
    fn check_path(&self, indicator: &Indicator) -> Result<(), Rejection> {
        let wrong = |words: &str| Err(Rejection::field("trajectory", words));
        let periods = indicator.frequency.grain().periods_in_a_year();
        if (1..=periods).any(|index| {
            trajectory::exact_target_for(
                &self.trajectory,
                self.value,
                usize::from(index),
                usize::from(periods),
            )
            .is_none()
        }) {
            return wrong(&format!(
                "A target that builds up needs one share for each of the year’s {periods} periods, none below 0 and not all 0. Give {periods} shares, or none for equal ones."
            ));
        }
        let adds_up = match indicator.aggregation {
            Aggregation::Sum | Aggregation::SumOverLast | Aggregation::SumOverMean => true,
            Aggregation::RatioOfSums
            | Aggregation::Last
            | Aggregation::Mean
            | Aggregation::WeightedMean
            | Aggregation::None => false,
        };
        match self.trajectory {
            Trajectory::Cumulative { .. } if !adds_up => wrong(
                "This indicator’s figures do not add up over the year, so its target cannot build up. Choose the same target in every period.",
            ),
            _ => Ok(()),
        }
    }
}

/// Approves a proposed target, which makes it public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveTarget {
    /// Which target.
    pub target: TargetId,
    /// The digest of the year's targets that the person saw (sync.md 2.7); none where it is approved whatever there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Wording>,
}

impl Decide for ApproveTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let target = context.find(company, self.target)?;
        if target.state == TargetState::Approved {
            return Ok(Vec::new());
        }
        access::another_person(context, target.proposed_by)?;
        let of = (target.indicator, target.year);
        Target::check_expected(company, context, of, self.expected)?;
        let scope = company
            .get(target.indicator)
            .filter(|indicator| indicator.is_internal())
            .map_or(Scope::Public, |_| Scope::Staff);
        Ok(vec![Change::put(
            self.target,
            scope,
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
