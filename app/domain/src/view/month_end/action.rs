//! The corrective actions of a row, and what one is planned with.

use super::Choice;
use crate::{
    calendar::Period,
    corrective_action::{
        CorrectiveAction, CorrectiveActionId, DecideCorrectiveAction, ResponseKind,
    },
    display,
    indicator::IndicatorId,
    person::Person,
    sight::Sight,
    view::{called, permission::tried},
};

/// A corrective action in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Which action.
    pub action: CorrectiveActionId,
    /// `Re-align resources: …, Priya Natarajan, by 30 November 2026`.
    pub words: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether the reader decides on it now.
    pub decide: bool,
}

/// The six responses, by the text that stands for each.
pub fn responses() -> impl Iterator<Item = (String, &'static str)> {
    ResponseKind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, kind)| (place.to_string(), kind.words()))
}

/// The response that a text stands for.
pub fn response(key: &str) -> Option<ResponseKind> {
    ResponseKind::ALL.get(key.parse::<usize>().ok()?).copied()
}

/// Who can be chosen to act: everybody who is active, by name.
pub fn people(sight: &Sight<'_>) -> Vec<Choice> {
    let active = sight.all::<Person>().filter(|person| person.active);
    let mut people: Vec<Choice> = active
        .map(|person| Choice {
            key: person.id.to_string(),
            name: person.name.clone(),
        })
        .collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    people
}

/// The corrective actions of a period.
pub(super) fn actions(sight: &Sight<'_>, indicator: IndicatorId, period: Period) -> Vec<Action> {
    let found = CorrectiveAction::of(sight.company(), indicator, period, |scope| {
        sight.sees(scope)
    });
    found
        .map(|(action, planned)| {
            let decided = match &planned.decision {
                Some(decision) if decision.agreed => "; agreed",
                Some(_) => "; not agreed",
                None if planned.kind.needs_decision() => {
                    "; the Board or the Performance Committee decides"
                }
                None => "",
            };
            Action {
                action,
                words: format!(
                    "{}: {} ({}, by {}{decided})",
                    planned.kind.words(),
                    planned.what,
                    called::you_or_name(sight, planned.by),
                    display::date(planned.due),
                ),
                closed: planned.taken.is_some(),
                decide: planned.decision.is_none() && decides(sight, action),
            }
        })
        .collect()
}

/// Whether the reader is of those who decide on revising an ambition or a target.
fn decides(sight: &Sight<'_>, action: CorrectiveActionId) -> bool {
    let decide = DecideCorrectiveAction {
        action,
        agreed: true,
        words: "?".to_owned(),
    };
    tried(sight, decide).is_ok()
}
