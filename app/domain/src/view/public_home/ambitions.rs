//! Being clear what we want to do: the mission statement, and the priorities of each perspective.

use std::collections::BTreeMap;

use super::frame::mission;
use crate::{perspective::Perspective, priority::CorporatePriority, sight::Sight};

/// What the Company wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambitions {
    /// The mission statement; empty where none is set.
    pub statement: String,
    /// Whether the statement is made up for a demonstration.
    pub statement_illustrative: bool,
    /// The perspectives that have priorities, in the scorecard's order.
    pub perspectives: Vec<Ambition>,
    /// Whether every priority is made up for a demonstration, so that one word can say it for all.
    pub all_illustrative: bool,
}

/// One perspective with its priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambition {
    /// The perspective's name.
    pub name: String,
    /// The question it answers; may be empty.
    pub question: String,
    /// Its priorities, in order.
    pub priorities: Vec<Priority>,
}

/// One corporate priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// What it is called.
    pub title: String,
    /// What residents will notice.
    pub outcome: String,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

pub(super) fn ambitions(sight: &Sight<'_>) -> Ambitions {
    let mission = mission(sight);
    let mut of_perspective: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for priority in sight.all::<CorporatePriority>() {
        of_perspective
            .entry(priority.perspective)
            .or_default()
            .push(priority);
    }
    let mut perspectives: Vec<_> = sight.all::<Perspective>().collect();
    perspectives.sort_by_key(|perspective| (perspective.place, perspective.id));
    let perspectives = perspectives.into_iter().filter_map(|perspective| {
        let mut priorities = of_perspective.remove(&perspective.id)?;
        priorities.sort_by_key(|priority| (priority.place, priority.id));
        Some(Ambition {
            name: perspective.name.clone(),
            question: perspective.question.clone(),
            priorities: priorities
                .into_iter()
                .map(|priority| Priority {
                    title: priority.title.clone(),
                    outcome: priority.outcome.clone(),
                    illustrative: priority.illustrative,
                })
                .collect(),
        })
    });
    let perspectives: Vec<Ambition> = perspectives.collect();
    let mut all = perspectives
        .iter()
        .flat_map(|each| &each.priorities)
        .peekable();
    Ambitions {
        statement_illustrative: mission.as_ref().is_some_and(|mission| mission.illustrative),
        statement: mission.map(|mission| mission.statement).unwrap_or_default(),
        all_illustrative: all.peek().is_some() && all.all(|priority| priority.illustrative),
        perspectives,
    }
}
