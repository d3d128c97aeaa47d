//! What a corrective action is planned with.

use super::Choice;
use crate::{
    calendar::Period,
    corrective_action::{CorrectiveActionId, PlanCorrectiveAction, ResponseKind},
    indicator::IndicatorId,
    person::Person,
    sight::Sight,
    view::permission::tried,
};

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

/// Whether the reader may plan a corrective action for an indicator's period, asked of the rules.
pub(super) fn may_plan(sight: &Sight<'_>, indicator: IndicatorId, period: Period) -> bool {
    sight.person().is_some_and(|by| {
        let plan = PlanCorrectiveAction {
            action: CorrectiveActionId::new(uuid::Uuid::nil()),
            indicator,
            period,
            kind: ResponseKind::RealignResources,
            what: "?".to_owned(),
            by,
            due: period.end(),
            beyond_control: String::new(),
        };
        tried(sight, plan).is_ok()
    })
}
