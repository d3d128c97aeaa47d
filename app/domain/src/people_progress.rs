//! What staff may know of people's own objectives: how many people, and their mean progress, from five people on.
//!
//! Derived by the authority, which sees every objective, in the same sequence number as the change that caused it
//! (architecture section 3; rules.md 4.7: individuals never roll up visibly).

use std::collections::BTreeSet;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::{
    cascade::{self, Parent},
    check_in::CheckIn,
    company::Company,
    id::Id,
    index::{Edge, Reference},
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    person::PersonId,
    record::{Body, Change, Kind, Stored, noun},
    scope::Scope,
};

/// Fewest people of whom anything is told.
pub const PEOPLE_MIN: usize = 5;

/// Identifies what is told of people's progress towards a parent; the same UUID as the parent's own.
pub type PeopleProgressId = Id<PeopleProgress>;

/// How many people's own objectives serve a parent, and how far those directly below it are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleProgress {
    /// What their objectives lead to.
    pub towards: Parent,
    /// How many people have an agreed objective that leads to it, directly or not; at least [`PEOPLE_MIN`].
    pub people: u32,
    /// How far the objectives linked straight to it are, where at least [`PEOPLE_MIN`] people recorded progress.
    pub direct: Option<DirectProgress>,
}

/// The mean progress of people's objectives linked straight to a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectProgress {
    /// The sum of the links' weights, which this mean counts with among the parent's children.
    pub weight: Decimal,
    /// Whole per cent.
    pub percent: u16,
}

noun!(PeopleProgress, PeopleProgress, |progress, _stamp| [
    Reference::new(Edge::PeopleProgressOf, progress.towards.uuid())
]);

impl PeopleProgress {
    /// What is told of people's progress towards a parent.
    pub fn towards(company: &Company, parent: Parent) -> Option<&Stored<Self>> {
        company.get(Id::new(parent.uuid()))
    }

    fn of(company: &Company, parent: Parent) -> Option<Self> {
        let people: BTreeSet<PersonId> = cascade::below(company, parent)
            .into_iter()
            .filter_map(|id| company.get(id))
            .filter(|objective| counts(objective))
            .map(|objective| objective.owner)
            .collect();
        if people.len() < PEOPLE_MIN {
            return None;
        }
        Some(Self {
            towards: parent,
            people: u32::try_from(people.len()).unwrap_or(u32::MAX),
            direct: direct(company, parent),
        })
    }
}

/// A person's objective counts once it is agreed, and still counts when it is closed.
fn counts(objective: &Objective) -> bool {
    objective.level == OrgLevel::Individual && objective.state != ObjectiveState::Drafted
}

fn direct(company: &Company, parent: Parent) -> Option<DirectProgress> {
    let mut people = BTreeSet::new();
    let (mut sum, mut weight) = (Decimal::ZERO, Decimal::ZERO);
    for link in cascade::links_to(company, parent) {
        let Some(child) = company.get(link.child).filter(|child| counts(child)) else {
            continue;
        };
        let Some(check_in) = CheckIn::last(company, link.child) else {
            continue;
        };
        people.insert(child.owner);
        sum += link.weight * Decimal::from(check_in.progress);
        weight += link.weight;
    }
    if people.len() < PEOPLE_MIN || weight.is_zero() {
        return None;
    }
    // Whole per cents, half away from zero: no more is told than a page shows.
    let percent = (sum / weight)
        .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .to_u16()?;
    Some(DirectProgress { weight, percent })
}

/// What follows from a commit's changes for what staff may know. `before` and `after` are the Company on either side of it.
pub fn derive(before: &Company, after: &Company, changes: &[Change]) -> Vec<Change> {
    let mut touched = BTreeSet::new();
    for change in changes {
        touch(before, after, change, &mut touched);
    }
    touched
        .into_iter()
        .filter_map(|parent| refreshed(after, parent))
        .collect()
}

fn refreshed(after: &Company, parent: Parent) -> Option<Change> {
    let id = PeopleProgressId::new(parent.uuid());
    match (after.get(id), PeopleProgress::of(after, parent)) {
        (None, None) => None,
        (Some(_), None) => Some(Change::remove(id)),
        (Some(stored), Some(now)) if *stored.body == now => None,
        (_, Some(now)) => Some(Change::put(id, Scope::Staff, now)),
    }
}

/// The parents of whom something else may have to be told.
fn touch(before: &Company, after: &Company, change: &Change, touched: &mut BTreeSet<Parent>) {
    match change {
        Change::Put {
            body: Body::CheckIn(check_in),
            ..
        } => {
            touched.extend(parents_of(after, check_in.objective));
        }
        Change::Put {
            id,
            body: Body::Objective(objective),
            ..
        } => {
            let id = ObjectiveId::new(*id);
            let counted = before.get(id).is_some_and(|before| counts(before));
            if counted != counts(objective) {
                lines(after, parents_of(after, id), touched);
            }
        }
        Change::Put {
            body: Body::ObjectiveLink(link),
            ..
        } => lines(after, [link.parent], touched),
        Change::Remove {
            kind: Kind::ObjectiveLink,
            id,
        } => {
            let gone = before
                .get::<ObjectiveLink>(Id::new(*id))
                .map(|link| link.parent);
            lines(after, gone, touched);
        }
        Change::Put { .. } | Change::Remove { .. } => {}
    }
}

fn parents_of(company: &Company, objective: ObjectiveId) -> Vec<Parent> {
    cascade::parents(company, objective)
        .into_iter()
        .map(|(parent, _)| parent)
        .collect()
}

fn lines(
    company: &Company,
    from: impl IntoIterator<Item = Parent>,
    touched: &mut BTreeSet<Parent>,
) {
    for parent in from {
        touched.extend(cascade::above(company, parent));
    }
}
