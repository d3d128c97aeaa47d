//! How far the year's set is: a draft, agreed or locked, and what was asked to change since (S58).

use super::set::{may, seen};
use crate::{
    calendar::FinancialYear,
    indicator::Indicator,
    indicator_set::{IndicatorSet, SetState, SetStep, StepIndicatorSet},
    record::{Stamp, Stored},
    sight::Sight,
    target::{Target, TargetState},
    view::{
        called,
        permission::Offer,
        target::{seen_case, words},
    },
};

/// Whether the set is agreed and locked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How far it is, step by step: `Agreed on 24 March 2027 by Gwen Marchbanks: “…”.`
    pub steps: Vec<String>,
    /// What that means for whoever would change a target.
    pub means: &'static str,
    /// Recording that it is agreed.
    pub agree: Offer,
    /// Locking it.
    pub lock: Offer,
    /// What was asked to change since it was locked, the latest first.
    pub changes: Vec<String>,
}

/// How far the set of a year is, as the reader sees it.
pub(super) fn agreement(sight: &Sight<'_>, year: FinancialYear) -> Agreement {
    let state = IndicatorSet::state(sight.company(), year);
    let hands = may(sight, year);
    Agreement {
        steps: seen(sight, year)
            .iter()
            .filter_map(|(stamp, taken)| said(sight, *stamp, taken))
            .collect(),
        means: match state {
            SetState::Draft => "It is a draft: targets are proposed and approved one by one.",
            SetState::Agreed => "It can still be put right until it is locked.",
            SetState::Locked => {
                "Whatever changes is asked for with its reason, approved as any target is, and listed here."
            }
        },
        agree: Offer::when(
            hands && state == SetState::Draft,
            sight,
            step(year, SetStep::Agreed { at: "?".to_owned() }),
        ),
        lock: Offer::when(
            hands && state == SetState::Agreed,
            sight,
            step(year, SetStep::Locked),
        ),
        changes: changes(sight, year),
    }
}

/// The command that takes a step.
pub fn step(year: FinancialYear, step: SetStep) -> StepIndicatorSet {
    StepIndicatorSet { year, step }
}

fn said(sight: &Sight<'_>, stamp: Stamp, taken: &IndicatorSet) -> Option<String> {
    let when = called::when(sight, stamp, taken.by);
    match &taken.step {
        SetStep::Heard(_) => None,
        SetStep::Agreed { at } => Some(format!("Agreed, recorded {when}: “{at}”.")),
        SetStep::Locked => Some(format!("Locked {when}.")),
    }
}

/// What was proposed or approved after the lock.
fn changes(sight: &Sight<'_>, year: FinancialYear) -> Vec<String> {
    let Some(locked) = IndicatorSet::locked(sight.company(), year) else {
        return Vec::new();
    };
    let mut found: Vec<&Stored<Target>> = sight
        .all::<Target>()
        .filter(|target| target.year == year && target.stamp > locked)
        .collect();
    found.sort_by_key(|target| std::cmp::Reverse((target.stamp, target.id)));
    found
        .into_iter()
        .filter_map(|target| change(sight, target))
        .collect()
}

/// `VOI01 Average re-let time: at most 16 days instead of at most 17 days, on 3 May 2027 by Priya Natarajan: “…”. Approved.`
fn change(sight: &Sight<'_>, target: &Stored<Target>) -> Option<String> {
    let indicator = sight.get::<Indicator>(target.indicator)?;
    let because = seen_case(sight, target.id)
        .and_then(|case| case.case.revision)
        .map(|revision| format!(": “{}”", revision.because));
    let before = Target::approved(sight.company(), target.indicator, target.year)
        .into_iter()
        .filter(|before| before.id != target.id && before.stamp < target.stamp)
        .rfind(|before| sight.sees(&before.scope))
        .map(|before| format!(" instead of {}", words(sight, indicator, before)));
    Some(format!(
        "{} {}: {}{}, {}{}. {}.",
        indicator.code,
        indicator.name,
        words(sight, indicator, target),
        before.unwrap_or_default(),
        called::when(sight, target.stamp, target.proposed_by),
        because.unwrap_or_default(),
        match target.state {
            TargetState::Approved => "Approved",
            TargetState::Proposed => "It waits for approval",
        }
    ))
}
