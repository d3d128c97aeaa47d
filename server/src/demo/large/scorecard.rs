//! The large company's perspectives and priorities.

use domain::{
    command::Command,
    decision::Actor,
    perspective::{PerspectiveId, RecordPerspective},
    priority::{PriorityId, RecordPriority},
};

use super::{super::id::demo_id, Large};

/// Priorities, two a perspective.
pub(super) const PRIORITIES: usize = 8;

fn perspective_id(number: usize) -> PerspectiveId {
    demo_id(&format!("large/perspective/{number}"))
}

pub(super) fn priority_id(number: usize) -> PriorityId {
    demo_id(&format!("large/priority/{number}"))
}

pub(super) fn perspective(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let command = RecordPerspective {
        perspective: perspective_id(number),
        name: large
            .words
            .perspectives
            .get(number)
            .cloned()
            .unwrap_or_default(),
        place: u16::try_from(number + 1).unwrap_or(1),
        question: String::new(),
    };
    vec![(Actor::System, command.into())]
}

pub(super) fn priority(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let command = RecordPriority {
        priority: priority_id(number),
        title: format!(
            "{} for residents",
            large.phrase(&format!("priority/{number}"))
        ),
        outcome: "Made up to measure speed.".to_owned(),
        perspective: perspective_id(number % large.words.perspectives.len().max(1)),
        place: u16::try_from(number + 1).unwrap_or(1),
        illustrative: true,
    };
    vec![(Actor::System, command.into())]
}
