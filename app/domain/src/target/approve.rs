//! Approving a target, which makes it count and be seen (strategy §2, fifth rule; rules.md 4.10).

use serde::{Deserialize, Serialize};

use super::{
    Target, TargetId, TargetState,
    checks::{self, Check, Code, Level, Proposal},
    grounds::Grounds,
};
use crate::{
    access,
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    folded::Folded,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    role::Role,
    scope::Scope,
    target_case::{Audience, TargetCase},
    target_revision::TargetRevision,
    wording::Wording,
};

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
        let case = TargetCase::of(company, self.target);
        if let Actor::Person(person) = context.actor {
            let case = case.as_ref().ok_or_else(without_case)?;
            let found = found(company, context, target, case)?;
            let open = open(&found);
            if !open.is_empty() {
                return Err(Rejection::Fields { fields: open });
            }
            let committees = found
                .iter()
                .any(|check| check.code == Code::Tv03 && check.level == Level::Warns);
            if committees && !Role::PerformanceCommitteeMember.has(company, person) {
                return Err(Rejection::NotAllowed {
                    who: "A target that is no better than today’s level is for the Performance Committee to approve; its members"
                        .to_owned(),
                });
            }
        }
        changes(company, target, case)
    }
}

fn without_case() -> Rejection {
    Rejection::field(
        "case",
        "What speaks for this target has not been set out yet. Open the target, complete what is asked there, then approve it.",
    )
}

/// Every check of the target as it would be approved today.
fn found(
    company: &Company,
    context: &Context,
    target: &Target,
    case: &TargetCase,
) -> Result<Vec<Check>, Rejection> {
    let indicator = context.find(company, target.indicator)?;
    let grounds = Grounds::of(company, indicator, target.year, context.today());
    let proposal = Proposal {
        indicator,
        year: target.year,
        value: target.value,
        trajectory: &target.trajectory,
        case: &case.case,
    };
    Ok(checks::checks(&proposal, &grounds, context.today()))
}

/// What stands in the way: errors, and warnings that nobody gave a reason for.
fn open(found: &[Check]) -> Vec<FieldProblem> {
    found
        .iter()
        .filter(|check| check.is_open())
        .map(|check| FieldProblem {
            field: check.code.field().to_owned(),
            words: format!("{} {} {}", check.code.words(), check.says, check.what_to_do),
        })
        .collect()
}

fn changes(company: &Company, target: &Stored<Target>, case: Option<TargetCase>) -> Decision {
    let internal = case
        .as_ref()
        .is_some_and(|case| matches!(case.case.audience, Audience::InternalOnly { .. }))
        || company
            .get(target.indicator)
            .is_some_and(Stored::is_internal);
    let scope = if internal {
        Scope::Staff
    } else {
        Scope::Public
    };
    let from = case
        .as_ref()
        .map(|case| case.case.effective_from)
        .filter(|from| *from > target.year.first_day());
    let mut changes = vec![Change::put(
        target.id,
        scope,
        Target {
            state: TargetState::Approved,
            from,
            ..(*target.body).clone()
        },
    )];
    let Some(case) = case else {
        return Ok(changes);
    };
    let original = Target::of(company, target.indicator, target.year);
    if let (Some(revision), Some(original)) = (&case.case.revision, original) {
        let revision = TargetRevision {
            target: target.id,
            revises: original.id,
            indicator: target.indicator,
            year: target.year,
            from: case.case.effective_from,
            because: revision.because.clone(),
        };
        changes.push(Change::put(
            TargetRevision::id(target.id),
            scope,
            Folded::fold(&revision)?,
        ));
    }
    changes.push(Change::put(
        TargetCase::id(target.id),
        Scope::Staff,
        Folded::fold(&case)?,
    ));
    Ok(changes)
}
