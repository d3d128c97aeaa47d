//! Corrective actions, a line each: what is done about a figure, by whom and by when, and what was decided (strategy §2, ACT; S75).

use crate::{
    calendar::{Date, Period},
    corrective_action::{
        CloseCorrectiveAction, CorrectiveAction, CorrectiveActionId, DecideCorrectiveAction,
    },
    display,
    folded::folded_on,
    indicator::IndicatorId,
    sight::Sight,
    view::{called, permission::tried},
};

/// A corrective action in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// Which action.
    pub action: CorrectiveActionId,
    /// `Open`, `Overdue` or `Closed`.
    pub state: &'static str,
    /// `Re-align resources: …, Priya Natarajan, by 30 November 2026`.
    pub words: String,
    /// What was decided and what was done, a sentence each; empty while neither is.
    pub outcome: String,
    /// Whether the reader decides on it now.
    pub decide: bool,
    /// Whether the reader could close it now.
    pub close: bool,
}

/// The corrective actions that answer the figure of a period.
pub(super) fn of_period(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    period: Period,
    today: Date,
) -> Vec<ActionLine> {
    CorrectiveAction::of(sight.company(), indicator, period, |scope| {
        sight.sees(scope)
    })
    .map(|(action, planned)| line(sight, action, &planned, today))
    .collect()
}

/// Every corrective action on an indicator: what is open first, soonest due first, then what is closed, the latest period first.
pub(super) fn of_indicator(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    today: Date,
) -> Vec<ActionLine> {
    let all = folded_on::<CorrectiveAction>(sight.company(), indicator.uuid())
        .filter(|stored| sight.sees(&stored.scope))
        .filter_map(|stored| Some((stored.id, stored.open()?)));
    let (mut open, mut closed): (Vec<_>, Vec<_>) =
        all.partition(|(_, planned)| planned.taken.is_none());
    open.sort_by_key(|(id, planned)| (planned.due, *id));
    closed.reverse();
    open.iter()
        .chain(&closed)
        .map(|(action, planned)| line(sight, *action, planned, today))
        .collect()
}

fn line(
    sight: &Sight<'_>,
    action: CorrectiveActionId,
    planned: &CorrectiveAction,
    today: Date,
) -> ActionLine {
    let is_open = planned.taken.is_none();
    let waits = waits_for_decision(planned);
    let decides = if waits {
        "; the Board or the Performance Committee decides"
    } else {
        ""
    };
    ActionLine {
        action,
        state: match is_open {
            true if planned.due < today => "Overdue",
            true => "Open",
            false => "Closed",
        },
        words: format!(
            "{}: {} ({}, by {}{decides})",
            planned.kind.words(),
            planned.what,
            called::you_or_name(sight, planned.by),
            display::date(planned.due),
        ),
        outcome: outcome(planned),
        decide: waits && is_open && may_decide(sight, action),
        close: is_open && !waits && may_close(sight, action),
    }
}

fn outcome(planned: &CorrectiveAction) -> String {
    let decided = planned.decision.as_ref().map(|decision| {
        let agreed = if decision.agreed {
            "Agreed"
        } else {
            "Not agreed"
        };
        format!("{agreed}: {}", decision.words)
    });
    let done = planned.taken.as_ref().filter(|taken| !taken.is_empty());
    let done = done.map(|taken| format!("Done: {taken}"));
    let said: Vec<String> = decided.into_iter().chain(done).collect();
    said.join(" ")
}

/// Whether the Board or the Performance Committee decides on it before anything else is done.
pub(super) fn waits_for_decision(planned: &CorrectiveAction) -> bool {
    planned.decision.is_none() && planned.kind.needs_decision()
}

/// Whether the reader is of those who decide on revising an ambition or a target.
pub(super) fn may_decide(sight: &Sight<'_>, action: CorrectiveActionId) -> bool {
    let decide = DecideCorrectiveAction {
        action,
        agreed: true,
        words: "?".to_owned(),
    };
    !sight.is_earlier() && tried(sight, decide).is_ok()
}

fn may_close(sight: &Sight<'_>, action: CorrectiveActionId) -> bool {
    let close = CloseCorrectiveAction {
        action,
        taken: "?".to_owned(),
    };
    !sight.is_earlier() && tried(sight, close).is_ok()
}
