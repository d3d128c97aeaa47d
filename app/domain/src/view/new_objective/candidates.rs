//! What an objective could contribute to, best first, for a list to choose from.

use std::collections::BTreeSet;

use crate::{
    cascade::{self, Parent},
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    person::PersonId,
    perspective::Perspective,
    post::Post,
    priority::CorporatePriority,
    record::Stored,
    sight::Sight,
    unit::{Unit, UnitId},
};

/// Something that an objective could contribute to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What a choice sends for it.
    pub key: String,
    /// What it is.
    pub parent: Parent,
    /// "Let empty homes again in 17 days: team objective, Voids", for a choice.
    pub label: String,
}

impl Candidate {
    fn new(parent: Parent, label: String) -> Self {
        let key = parent.uuid().to_string();
        Self { key, parent, label }
    }
}

/// The candidate that a choice sent; none where nothing was chosen.
pub fn chosen(candidates: &[Candidate], key: &str) -> Option<Parent> {
    candidates
        .iter()
        .find(|candidate| candidate.key == key)
        .map(|candidate| candidate.parent)
}

/// What an objective of this owner and level could contribute to: objectives of the units the owner is in, nearest first;
/// then those that stand right under a corporate priority; then the priorities themselves; then what other units of the
/// same group do. Within each, first what leads to a corporate priority already.
///
/// `child` is the objective where there is one: itself, what it contributes to already and what contributes to it are left
/// out.
pub(in crate::view) fn candidates(
    sight: &Sight<'_>,
    owner: PersonId,
    level: OrgLevel,
    child: Option<ObjectiveId>,
) -> Vec<Candidate> {
    let mut search = Search {
        sight,
        level,
        shut: shut(sight, child),
        found: Vec::new(),
    };
    let line = unit_line(sight, owner);
    for unit in &line {
        search.add(of_unit(sight, *unit));
    }
    search.add(under_priorities(sight));
    search.add_priorities();
    for unit in line
        .last()
        .map(|group| within(sight, *group))
        .unwrap_or_default()
    {
        search.add(of_unit(sight, unit));
    }
    search.found
}

struct Search<'s, 'a> {
    sight: &'s Sight<'a>,
    level: OrgLevel,
    /// What is not to be offered, or is already.
    shut: BTreeSet<Parent>,
    found: Vec<Candidate>,
}

impl Search<'_, '_> {
    fn add(&mut self, mut objectives: Vec<&Stored<Objective>>) {
        objectives.retain(|above| {
            above.level.is_above(self.level)
                && above.state != ObjectiveState::Closed
                && self.shut.insert(Parent::Objective(above.id))
        });
        let mut sorted: Vec<_> = objectives
            .into_iter()
            .map(|above| (!arrives(self.sight, above.id), above))
            .collect();
        sorted.sort_by(|(loose, one), (other_loose, other)| {
            (loose, &one.title, one.id).cmp(&(other_loose, &other.title, other.id))
        });
        self.found.extend(
            sorted
                .into_iter()
                .map(|(loose, above)| objective(self.sight, above, loose)),
        );
    }

    fn add_priorities(&mut self) {
        for perspective in Perspective::in_order(self.sight.company()) {
            for priority in self
                .sight
                .pointing::<CorporatePriority>(Edge::PriorityIn, perspective.id.uuid())
            {
                let parent = Parent::Priority(priority.id);
                if self.shut.insert(parent) {
                    let label = format!(
                        "{}: corporate priority, {}",
                        priority.title, perspective.name
                    );
                    self.found.push(Candidate::new(parent, label));
                }
            }
        }
    }
}

fn objective(sight: &Sight<'_>, above: &Stored<Objective>, loose: bool) -> Candidate {
    let unit = above
        .unit
        .and_then(|unit| sight.get(unit))
        .map(|unit| format!(", {}", unit.name))
        .unwrap_or_default();
    let gap = if loose {
        ", leads to no corporate priority yet"
    } else {
        ""
    };
    let level = above.level.words().to_lowercase();
    Candidate::new(
        Parent::Objective(above.id),
        format!("{}: {level}{unit}{gap}", above.title),
    )
}

fn arrives(sight: &Sight<'_>, objective: ObjectiveId) -> bool {
    cascade::check_reaches_priority(sight.company(), objective).is_ok()
}

/// An objective itself, what it contributes to already, and everything below it.
fn shut(sight: &Sight<'_>, child: Option<ObjectiveId>) -> BTreeSet<Parent> {
    let Some(child) = child else {
        return BTreeSet::new();
    };
    let above = cascade::parents(sight.company(), child);
    cascade::below(sight.company(), Parent::Objective(child))
        .into_iter()
        .map(Parent::Objective)
        .chain(above)
        .chain([Parent::Objective(child)])
        .collect()
}

/// The units that a person is in, nearest first.
fn unit_line(sight: &Sight<'_>, person: PersonId) -> Vec<UnitId> {
    let mut line = Vec::new();
    for unit in Post::held_by(sight.company(), person).filter_map(|post| post.unit) {
        for above in Unit::line(sight.company(), unit) {
            if !line.contains(&above) {
                line.push(above);
            }
        }
    }
    line
}

fn of_unit<'a>(sight: &Sight<'a>, unit: UnitId) -> Vec<&'a Stored<Objective>> {
    sight
        .pointing::<Objective>(Edge::ObjectiveOf, unit.uuid())
        .filter(|objective| objective.level != OrgLevel::Individual)
        .collect()
}

/// The objectives that stand right under a corporate priority.
fn under_priorities<'a>(sight: &Sight<'a>) -> Vec<&'a Stored<Objective>> {
    sight
        .all::<CorporatePriority>()
        .flat_map(|priority| sight.pointing::<ObjectiveLink>(Edge::LinkTo, priority.id.uuid()))
        .filter_map(|link| sight.get::<Objective>(link.child))
        .filter(|objective| objective.level != OrgLevel::Individual)
        .collect()
}

/// A unit and every unit inside it.
fn within(sight: &Sight<'_>, unit: UnitId) -> Vec<UnitId> {
    let mut units = vec![unit];
    let mut next = 0;
    while let Some(parent) = units.get(next).copied() {
        next += 1;
        for inside in sight.pointing::<Unit>(Edge::UnitIn, parent.uuid()) {
            if !units.contains(&inside.id) {
                units.push(inside.id);
            }
        }
    }
    units
}
