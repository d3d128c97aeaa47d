//! The lines from an objective up to its perspectives.

use std::collections::BTreeSet;

use crate::{
    cascade::{self, Parent},
    objective::{Objective, ObjectiveId},
    priority::CorporatePriority,
    sight::Sight,
    view::line::Stop,
};

/// Lines told of one objective; more would not be read.
const MOST_LINES: usize = 8;

/// Every line from an objective up to a perspective, lowest stop first; a line that is broken ends early. At least one.
pub fn lines_up(sight: &Sight<'_>, objective: ObjectiveId) -> Vec<Vec<Stop>> {
    let Some(own) = sight.get::<Objective>(objective) else {
        return Vec::new();
    };
    let start: Vec<Stop> = sight
        .get(own.owner)
        .map(|owner| Stop::Person(owner.id, owner.name.clone()))
        .into_iter()
        .collect();
    let mut lines = Vec::new();
    climb(
        sight,
        Parent::Objective(objective),
        start,
        &mut BTreeSet::new(),
        &mut lines,
    );
    lines
}

fn climb(
    sight: &Sight<'_>,
    node: Parent,
    mut line: Vec<Stop>,
    passed: &mut BTreeSet<Parent>,
    lines: &mut Vec<Vec<Stop>>,
) {
    if lines.len() >= MOST_LINES || !passed.insert(node) {
        return;
    }
    match node {
        Parent::Priority(id) => {
            if let Some(priority) = sight.get::<CorporatePriority>(id) {
                line.push(Stop::Priority(id, priority.title.clone()));
                if let Some(perspective) = sight.get(priority.perspective) {
                    line.push(Stop::Perspective(perspective.name.clone()));
                }
            }
            lines.push(line);
        }
        Parent::Objective(id) => {
            if let Some(objective) = sight.get::<Objective>(id) {
                line.push(Stop::Objective(id, objective.title.clone()));
            }
            let parents = cascade::parents(sight.company(), id);
            if parents.is_empty() {
                lines.push(line);
            } else {
                for parent in parents {
                    climb(sight, parent, line.clone(), passed, lines);
                }
            }
        }
    }
    passed.remove(&node);
}
