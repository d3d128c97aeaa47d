//! The breadcrumb of the product: the line from a person through team and service to a priority and its perspective.

use crate::{
    cascade::{self, Parent},
    objective::{Objective, ObjectiveId},
    person::{Person, PersonId},
    priority::CorporatePriority,
    sight::Sight,
};

/// One stop on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Whose objective it is.
    Person(PersonId, String),
    /// An objective on the way.
    Objective(ObjectiveId, String),
    /// The corporate priority that it leads to.
    Priority(crate::priority::PriorityId, String),
    /// The perspective that the priority is in.
    Perspective(String),
}

/// The line up from an objective by its first links, lowest stop first; it ends early where the objective hangs loose.
pub fn line(sight: &Sight<'_>, objective: ObjectiveId) -> Vec<Stop> {
    let mut stops = Vec::new();
    let mut seen = Vec::new();
    if let Some(own) = sight.get::<Objective>(objective)
        && let Some(owner) = sight.get::<Person>(own.owner)
    {
        stops.push(Stop::Person(owner.id, owner.name.clone()));
    }
    let mut next = Some(Parent::Objective(objective));
    while let Some(node) = next.filter(|node| !seen.contains(node)) {
        seen.push(node);
        next = match node {
            Parent::Objective(id) => match sight.get::<Objective>(id) {
                None => None,
                Some(objective) => {
                    stops.push(Stop::Objective(id, objective.title.clone()));
                    cascade::parents(sight.company(), id).first().copied()
                }
            },
            Parent::Priority(id) => {
                if let Some(priority) = sight.get::<CorporatePriority>(id) {
                    stops.push(Stop::Priority(id, priority.title.clone()));
                    if let Some(perspective) = sight.get(priority.perspective) {
                        stops.push(Stop::Perspective(perspective.name.clone()));
                    }
                }
                None
            }
        };
    }
    stops
}
