//! The line from a person's objective to a corporate priority and its perspective, and back down (strategy §1.3).

use std::{collections::BTreeSet, ops::ControlFlow};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    company::Company, index::Edge, objective::ObjectiveId, objective_link::ObjectiveLink,
    priority::PriorityId, record::Stored, rejection::Rejection,
};

/// What an objective contributes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    /// An objective at a higher level.
    Objective(ObjectiveId),
    /// A corporate priority.
    Priority(PriorityId),
}

impl Parent {
    /// The bare identifier, for the index.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Objective(id) => id.uuid(),
            Self::Priority(id) => id.uuid(),
        }
    }
}

/// What an objective contributes to.
pub fn parents(company: &Company, objective: ObjectiveId) -> Vec<Parent> {
    company
        .pointing::<ObjectiveLink>(Edge::LinkFrom, objective.uuid())
        .map(|link| link.parent)
        .collect()
}

/// The links to a parent from the objectives below it.
pub fn links_to(company: &Company, parent: Parent) -> impl Iterator<Item = &Stored<ObjectiveLink>> {
    company.pointing::<ObjectiveLink>(Edge::LinkTo, parent.uuid())
}

/// The corporate priorities that an objective leads to, by any path.
pub fn priorities(company: &Company, objective: ObjectiveId) -> BTreeSet<PriorityId> {
    let mut found = BTreeSet::new();
    walk_up(company, Parent::Objective(objective), |node| {
        if let Parent::Priority(priority) = node {
            found.insert(priority);
        }
        ControlFlow::<()>::Continue(())
    });
    found
}

/// Every objective and priority above one, itself first.
pub fn above(company: &Company, start: Parent) -> Vec<Parent> {
    let mut found = Vec::new();
    walk_up(company, start, |node| {
        found.push(node);
        ControlFlow::<()>::Continue(())
    });
    found
}

/// Every objective below a parent, by any path, each once.
pub fn below(company: &Company, start: Parent) -> Vec<ObjectiveId> {
    let mut found = Vec::new();
    Company::walk(
        start,
        |node| {
            links_to(company, node)
                .map(|link| Parent::Objective(link.child))
                .collect()
        },
        |node| {
            if let Parent::Objective(objective) = node
                && node != start
            {
                found.push(objective);
            }
            ControlFlow::<()>::Continue(())
        },
    );
    found
}

/// Strategy §1.3: a staff objective is linked back to a corporate priority and so to a perspective of the scorecard.
///
/// Where an objective above lives in a scope that is not held here, the path may run through it, and the server decides.
pub fn check_reaches_priority(company: &Company, objective: ObjectiveId) -> Result<(), Rejection> {
    let reached = walk_up(company, Parent::Objective(objective), |node| match node {
        Parent::Priority(priority) => match company.get(priority) {
            Some(priority) if company.get(priority.perspective).is_some() => ControlFlow::Break(()),
            Some(_) => ControlFlow::Continue(()),
            None if company.holds(&crate::scope::Scope::Public) => ControlFlow::Continue(()),
            None => ControlFlow::Break(()),
        },
        Parent::Objective(above) => match company.get(above) {
            Some(_) => ControlFlow::Continue(()),
            None if company.holds(&crate::scope::Scope::Staff) => ControlFlow::Continue(()),
            None => ControlFlow::Break(()),
        },
    });
    reached.ok_or(Rejection::NoPathToPriority)
}

/// Whether the line up from `start` passes `objective`, so that a link from it to `start` would close a circle.
pub fn leads_to(company: &Company, start: Parent, objective: ObjectiveId) -> bool {
    walk_up(company, start, |node| {
        if node == Parent::Objective(objective) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .is_some()
}

fn walk_up<B>(
    company: &Company,
    start: Parent,
    step: impl FnMut(Parent) -> ControlFlow<B>,
) -> Option<B> {
    Company::walk(
        start,
        |node| match node {
            Parent::Priority(_) => Vec::new(),
            Parent::Objective(objective) => parents(company, objective),
        },
        step,
    )
}
