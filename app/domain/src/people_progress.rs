//! What staff may know of people's own objectives: how many people, and their mean progress, from five people on.
//!
//! Derived by the authority, which sees every objective, in the same sequence number as the change that caused it
//! (architecture section 3; rules.md 4.7: individuals never roll up visibly).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::{
    cascade::{self, Parent},
    check_in::CheckIn,
    company::Company,
    id::Id,
    index::{Edge, Reference},
    objective::{Objective, ObjectiveId, OrgLevel},
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
    /// What is told of people's progress towards a parent, as it was derived.
    pub fn towards(company: &Company, parent: Parent) -> Option<&Stored<Self>> {
        company.get(Id::new(parent.uuid()))
    }

    /// The same worked out from nothing; what [`derive`] keeps up to date, and what it is tried against.
    pub fn of(company: &Company, parent: Parent) -> Option<Self> {
        Self::told(parent, count(company, parent), || direct(company, parent))
    }

    fn told(
        towards: Parent,
        people: usize,
        direct: impl FnOnce() -> Option<DirectProgress>,
    ) -> Option<Self> {
        if people < PEOPLE_MIN {
            return None;
        }
        Some(Self {
            towards,
            people: u32::try_from(people).unwrap_or(u32::MAX),
            direct: direct(),
        })
    }
}

/// Whether it is a person's own objective that counts.
fn is_counted(objective: &Objective) -> bool {
    objective.level == OrgLevel::Individual && objective.counts()
}

/// How many people have an objective that counts and leads to a parent, by looking at everything below it.
fn count(company: &Company, parent: Parent) -> usize {
    owners_below(company, parent).len()
}

fn owners_below(company: &Company, parent: Parent) -> BTreeSet<PersonId> {
    cascade::below(company, parent)
        .into_iter()
        .filter_map(|id| company.get(id))
        .filter(|objective| is_counted(objective))
        .map(|objective| objective.owner)
        .collect()
}

fn direct(company: &Company, parent: Parent) -> Option<DirectProgress> {
    let mut people = BTreeSet::new();
    let (mut sum, mut weight) = (Decimal::ZERO, Decimal::ZERO);
    for link in cascade::links_to(company, parent) {
        let Some(child) = company.get(link.child).filter(|child| is_counted(child)) else {
            continue;
        };
        let Some(check_in) = CheckIn::last(company, link.child) else {
            continue;
        };
        people.insert(child.owner);
        // A personal objective's link has the one weight for ever: SetWeight gives it no other, since no day is asked here.
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
///
/// It costs what the changes touch: the lines up from the objectives of the people they are about, walked once on either
/// side. What is below a parent is counted only while nothing is told of it yet.
pub fn derive(before: &Company, after: &Company, changes: &[Change]) -> Vec<Change> {
    let mut touched = Touched::default();
    for change in changes {
        touched.by(before, after, change);
    }
    if touched.people.is_empty() && touched.direct.is_empty() {
        return Vec::new();
    }
    let mut moved: BTreeMap<Parent, isize> =
        touched.direct.iter().map(|parent| (*parent, 0)).collect();
    for person in touched.people {
        let (was, is) = (served(before, person), served(after, person));
        for parent in is.difference(&was) {
            *moved.entry(*parent).or_default() += 1;
        }
        for parent in was.difference(&is) {
            *moved.entry(*parent).or_default() -= 1;
        }
    }
    moved
        .into_iter()
        .filter_map(|(parent, by)| refreshed(after, parent, by, touched.direct.contains(&parent)))
        .collect()
}

/// What is told of a parent now that `by` people more serve it, where that is something else.
fn refreshed(after: &Company, parent: Parent, by: isize, direct_moved: bool) -> Option<Change> {
    let id = PeopleProgressId::new(parent.uuid());
    let told = after.get(id);
    let people = match told {
        Some(told) => usize::try_from(told.people)
            .unwrap_or(usize::MAX)
            .saturating_add_signed(by),
        // Too few were known before, and there are no more of them now.
        None if by <= 0 => return None,
        None => count(after, parent),
    };
    let now = PeopleProgress::told(parent, people, || match told {
        Some(told) if !direct_moved => told.direct,
        _ => direct(after, parent),
    });
    match (told, now) {
        (None, None) => None,
        (Some(_), None) => Some(Change::remove(id)),
        (Some(told), Some(now)) if *told.body == now => None,
        (_, Some(now)) => Some(Change::put(id, Scope::Staff, now)),
    }
}

/// Everything that a person's own objectives lead to, of those that count.
fn served(company: &Company, person: PersonId) -> BTreeSet<Parent> {
    let mut found = BTreeSet::new();
    for objective in company
        .pointing::<Objective>(Edge::ObjectiveOwnedBy, person.uuid())
        .filter(|objective| is_counted(objective))
    {
        let own = Parent::Objective(objective.id);
        found.extend(
            cascade::above(company, own)
                .into_iter()
                .filter(|each| *each != own),
        );
    }
    found
}

/// What a commit's changes are about.
#[derive(Default)]
struct Touched {
    /// Whose objectives may lead somewhere else now, or count where they did not.
    people: BTreeSet<PersonId>,
    /// Parents whose own direct progress may be another.
    direct: BTreeSet<Parent>,
}

impl Touched {
    fn by(&mut self, before: &Company, after: &Company, change: &Change) {
        match change {
            Change::Put {
                body: Body::CheckIn(check_in),
                ..
            } => {
                if let Some(objective) = after.get(check_in.objective)
                    && is_counted(objective)
                {
                    self.direct
                        .extend(cascade::parents(after, check_in.objective));
                }
            }
            Change::Put {
                id,
                body: Body::Objective(objective),
                ..
            } => {
                let id = ObjectiveId::new(*id);
                let counted = before.get(id).is_some_and(|before| is_counted(before));
                if counted != is_counted(objective) {
                    self.people.insert(objective.owner);
                    self.direct.extend(cascade::parents(before, id));
                    self.direct.extend(cascade::parents(after, id));
                }
            }
            Change::Put {
                body: Body::ObjectiveLink(link),
                ..
            } => self.linked(after, link),
            Change::Remove {
                kind: Kind::ObjectiveLink,
                id,
            } => {
                if let Some(link) = before.get::<ObjectiveLink>(Id::new(*id)) {
                    self.linked(before, link);
                }
            }
            Change::Put { .. } | Change::Remove { .. } => {}
        }
    }

    /// A link came or went, on the side of the commit where it is.
    fn linked(&mut self, company: &Company, link: &ObjectiveLink) {
        match company.get(link.child) {
            Some(child) if is_counted(child) => {
                self.people.insert(child.owner);
                self.direct.insert(link.parent);
            }
            // Nothing is below a person's own objective.
            Some(child) if child.level == OrgLevel::Individual => {}
            _ => self
                .people
                .extend(owners_below(company, Parent::Objective(link.child))),
        }
    }
}
