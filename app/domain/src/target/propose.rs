//! Proposing a target, with its case, and changing what is proposed (strategy §2; rules.md 4.3, 4.10).

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Target, TargetId, TargetState,
    checks::{self, Proposal},
    grounds::Grounds,
};
use crate::{
    aggregation::Aggregation,
    calendar::FinancialYear,
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    folded::Folded,
    form,
    indicator::{Indicator, IndicatorId},
    provenance::Provenance,
    record::{Change, Stored},
    rejection::Rejection,
    target_case::{Case, TargetCase},
    trajectory::{self, Trajectory},
    wording::Wording,
};

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
    /// What was thought of; none for one that is only put down, and is completed later.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<Case>>,
}

impl Decide for ProposeTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        if !indicator.is_scored() {
            return Err(Rejection::NoTargetForContextual);
        }
        indicator.check_entered_here()?;
        check_path(indicator, self.value, &self.trajectory)?;
        let scope = Target::drafts(indicator);
        let mut changes = context.create(
            company,
            self.target,
            scope,
            Target {
                indicator: self.indicator,
                year: self.year,
                value: self.value,
                trajectory: self.trajectory.clone(),
                state: TargetState::Proposed,
                proposed_by: context.actor.person(),
                provenance: self.provenance.clone(),
                from: None,
            },
        )?;
        if changes.is_empty() {
            return Ok(changes);
        }
        let of = (self.indicator, self.year);
        Target::check_expected(company, context, of, self.expected)?;
        if let Some(case) = &self.case {
            let said = Said {
                target: self.target,
                year: self.year,
                value: self.value,
                trajectory: &self.trajectory,
                case,
            };
            let case = said.folded(company, context, indicator, None)?;
            changes.push(Change::put(TargetCase::id(self.target), scope, case));
        }
        Ok(changes)
    }
}

/// Changes a proposed target and its case, or completes one that was proposed without.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AmendTarget {
    /// Which target.
    pub target: TargetId,
    /// What is to be reached by the end of the year.
    pub value: Decimal,
    /// How it gets there within the year.
    pub trajectory: Trajectory,
    /// What was thought of.
    pub case: Box<Case>,
    /// The digest of the year's targets that the person saw (sync.md 2.7); none where it is changed whatever there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Wording>,
}

impl Decide for AmendTarget {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let target = context.find(company, self.target)?;
        let indicator = context.find(company, target.indicator)?;
        check_path(indicator, self.value, &self.trajectory)?;
        let said = Said {
            target: self.target,
            year: target.year,
            value: self.value,
            trajectory: &self.trajectory,
            case: &self.case,
        };
        let standing = TargetCase::of(company, self.target);
        let same = target.value == self.value && target.trajectory == self.trajectory;
        // What a retried command asks for is so already (sync.md R11).
        let already = standing.as_ref().is_some_and(|there| {
            there.set_out_by == context.actor.person() && there.case.says_as(&self.case)
        });
        if same && already {
            return Ok(Vec::new());
        }
        if target.state == TargetState::Approved {
            return Err(Rejection::field(
                "value",
                "This target is approved by now. To change it in the year, propose a revision of it.",
            ));
        }
        let of = (target.indicator, target.year);
        Target::check_expected(company, context, of, self.expected)?;
        let case = said.folded(company, context, indicator, standing.as_ref())?;
        let changed = Target {
            value: self.value,
            trajectory: self.trajectory.clone(),
            proposed_by: context.actor.person(),
            provenance: match same {
                true => target.provenance.clone(),
                false => Provenance::Recorded,
            },
            ..(*target.body).clone()
        };
        Ok(vec![
            Change::put(self.target, target.scope, changed),
            Change::put(TargetCase::id(self.target), target.scope, case),
        ])
    }
}

/// A target as somebody sets it out.
struct Said<'a> {
    target: TargetId,
    year: FinancialYear,
    value: Decimal,
    trajectory: &'a Trajectory,
    case: &'a Case,
}

impl Said<'_> {
    /// The case as it is kept, with its baseline worked out.
    fn folded(
        &self,
        company: &Company,
        context: &Context,
        indicator: &Stored<Indicator>,
        before: Option<&TargetCase>,
    ) -> Result<Folded<TargetCase>, Rejection> {
        self.case.check(company, context, before)?;
        let grounds = Grounds::of(company, indicator, self.year, context.today());
        check_decision(self.case, &grounds)?;
        let case = self.case.clone().with_baseline(indicator, &grounds);
        // The administrator's command line loads what was decided elsewhere.
        if context.actor != Actor::System {
            self.case
                .kind
                .check(indicator, (self.year, self.value), &grounds)?;
            let proposal = Proposal {
                indicator,
                year: self.year,
                value: self.value,
                trajectory: self.trajectory,
                case: &case,
            };
            checks::check_proposable(&proposal, &grounds, context.today())?;
        }
        Folded::fold(&TargetCase {
            target: self.target,
            indicator: indicator.id,
            year: self.year,
            set_out_by: context.actor.person(),
            case,
        })
    }
}

/// Refuses a revision for a decision that there is not, or that is about something else (TV15).
fn check_decision(case: &Case, grounds: &Grounds) -> Result<(), Rejection> {
    match case.revision.as_ref().and_then(|revision| revision.action) {
        Some(action) if grounds.revision_asked(action).is_none() => Err(Rejection::field(
            "decision",
            "This is no decision on revising this indicator’s target for the year. Choose one of those that are listed.",
        )),
        _ => Ok(()),
    }
}

/// Refuses a way through the year that has no target for some period, or that its figures cannot follow (rules.md 4.3).
fn check_path(indicator: &Indicator, value: Decimal, path: &Trajectory) -> Result<(), Rejection> {
    let wrong = |words: &str| Err(Rejection::field("trajectory", words));
    let periods = indicator.frequency.grain().periods_in_a_year();
    if *path == Trajectory::TrackOnly {
        return Ok(());
    }
    if let Trajectory::Profiled(points) = path
        && points.len() != usize::from(periods)
    {
        return wrong(&format!(
            "A target given for each period needs one for each of the year’s {periods} periods. There are {}.",
            points.len()
        ));
    }
    if (1..=periods).any(|index| {
        trajectory::exact_target_for(path, value, usize::from(index), usize::from(periods))
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
    match path {
        Trajectory::Cumulative { .. } if !adds_up => wrong(
            "This indicator’s figures do not add up over the year, so its target cannot build up. Choose the same target in every period.",
        ),
        _ => Ok(()),
    }
}
