//! What the Board or the Performance Committee was asked to decide about a target: the corrective actions that revise it (TV15).

use crate::{
    calendar::{FinancialYear, Period},
    company::Company,
    corrective_action::{ActionDecision, CorrectiveAction, CorrectiveActionId, ResponseKind},
    folded::folded_on,
    indicator::IndicatorId,
    scorecard::staff_sees,
};

/// A corrective action that asks for another target. It says what is beyond the Company's control, or it would not be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionAsked {
    /// Which action.
    pub action: CorrectiveActionId,
    /// The period whose figure asked for it.
    pub period: Period,
    /// What was planned.
    pub what: String,
    /// What was decided; none while nobody has.
    pub decision: Option<ActionDecision>,
}

impl RevisionAsked {
    /// What it says of an action; none where that answers with something else.
    pub(crate) fn of(action: CorrectiveActionId, planned: CorrectiveAction) -> Option<Self> {
        (planned.kind == ResponseKind::ReviseTarget).then_some(Self {
            action,
            period: planned.period,
            what: planned.what,
            decision: planned.decision,
        })
    }

    /// Those on an indicator that all staff see, of a year and the one before it, whose figures its target answers to; the latest first.
    pub(super) fn on(company: &Company, indicator: IndicatorId, year: FinancialYear) -> Vec<Self> {
        let mut asked: Vec<Self> = folded_on::<CorrectiveAction>(company, indicator.uuid())
            .filter(|stored| staff_sees(&stored.scope))
            .filter_map(|stored| Self::of(stored.id, stored.open()?))
            .filter(|asked| (year.previous()..=year).contains(&asked.period.fy))
            .collect();
        asked.reverse();
        asked
    }
}
