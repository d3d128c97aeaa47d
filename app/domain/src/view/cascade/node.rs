//! The rows of the tree.

use std::collections::BTreeSet;

use super::{children, priorities};
use crate::{
    cascade::Parent,
    check_in::CheckIn,
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    perspective::Perspective,
    priority::CorporatePriority,
    record::Stored,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        explanation::{Place, serving},
        mark::Mark,
        scorecard::{whole_percent, whose},
    },
};

/// Levels below a start that are shown: more than the organisation has, and an end to a circle in loaded data.
const DEEPEST: usize = 12;

/// What a row is, and so where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A perspective of the scorecard.
    Perspective,
    /// A corporate priority.
    Priority(crate::priority::PriorityId),
    /// An objective.
    Objective(ObjectiveId),
    /// People's own objectives, told together from five people on.
    People,
}

/// One row and what serves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Unlike any other in the tree: the way down to it.
    pub key: String,
    /// What it is.
    pub what: NodeKind,
    /// What kind of thing: `Team objective`.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whose it is and how many people serve it.
    pub note: String,
    /// How it stands by its measures; none where nothing is measured.
    pub mark: Option<Mark>,
    /// Delivery progress; `None` where that has no meaning, `Some(None)` where nothing is recorded.
    pub progress: Option<Option<u8>>,
    /// What is missing here.
    pub gap: Option<String>,
    /// What serves it.
    pub children: Vec<Node>,
}

/// Builds the branches and notes which objectives they reach.
pub(super) struct Branches<'s, 'c> {
    sight: &'s Sight<'c>,
    card: &'s Scorecard,
    reached: BTreeSet<ObjectiveId>,
}

impl<'s, 'c> Branches<'s, 'c> {
    pub(super) const fn new(sight: &'s Sight<'c>, card: &'s Scorecard) -> Self {
        Self {
            sight,
            card,
            reached: BTreeSet::new(),
        }
    }

    /// The objectives that some branch has come to.
    pub(super) const fn reached(&self) -> &BTreeSet<ObjectiveId> {
        &self.reached
    }

    pub(super) fn perspective(&mut self, perspective: &Stored<Perspective>) -> Node {
        let key = perspective.id.to_string();
        let below: Vec<Node> = priorities(self.sight, self.card, perspective)
            .into_iter()
            .filter_map(|id| self.sight.get::<CorporatePriority>(id))
            .map(|priority| self.priority(priority, &key))
            .collect();
        Node {
            what: NodeKind::Perspective,
            kind: "Perspective".to_owned(),
            label: perspective.name.clone(),
            gap: below
                .is_empty()
                .then(|| "No corporate priority is in it".to_owned()),
            children: below,
            ..self.row(Place::Perspective(perspective.id), key)
        }
    }

    pub(super) fn priority(&mut self, priority: &Stored<CorporatePriority>, above: &str) -> Node {
        let key = format!("{above}/{}", priority.id);
        let parent = Parent::Priority(priority.id);
        let below = self.below(parent, &key, 0);
        Node {
            what: NodeKind::Priority(priority.id),
            kind: "Corporate priority".to_owned(),
            label: priority.title.clone(),
            gap: below
                .is_empty()
                .then(|| "No objective leads to it".to_owned()),
            children: below,
            ..self.row(Place::Priority(priority.id), key)
        }
    }

    fn below(&mut self, parent: Parent, key: &str, depth: usize) -> Vec<Node> {
        if depth >= DEEPEST {
            return Vec::new();
        }
        let mut nodes: Vec<Node> = children(self.sight, parent)
            .into_iter()
            .filter_map(|id| self.sight.get::<Objective>(id))
            .map(|objective| self.objective(objective, key, depth))
            .collect();
        nodes.extend(self.people(parent, key));
        nodes
    }

    fn objective(&mut self, objective: &Stored<Objective>, above: &str, depth: usize) -> Node {
        self.reached.insert(objective.id);
        let key = format!("{above}/{}", objective.id);
        let children = self.below(Parent::Objective(objective.id), &key, depth + 1);
        let place = Place::Objective(objective.id);
        let row = self.row(place, key);
        let mut note = whose(self.sight, objective);
        for more in [row.note.as_str(), state_words(objective.state)] {
            if !more.is_empty() {
                note = if note.is_empty() {
                    more.to_owned()
                } else {
                    format!("{note}; {more}")
                };
            }
        }
        let progress = match objective.level {
            OrgLevel::Individual => last_check_in(self.sight, objective),
            _ => row.progress,
        };
        Node {
            what: NodeKind::Objective(objective.id),
            kind: objective.level.words().to_owned(),
            label: objective.title.clone(),
            note,
            progress,
            children,
            ..row
        }
    }

    /// What is told of people's own objectives linked straight to a parent.
    fn people(&self, parent: Parent, key: &str) -> Option<Node> {
        let place = match parent {
            Parent::Priority(id) => Place::Priority(id),
            Parent::Objective(id) => Place::Objective(id),
        };
        let direct = serving(self.sight, place)?.direct?;
        Some(Node {
            key: format!("{key}/people"),
            what: NodeKind::People,
            kind: "Personal objectives".to_owned(),
            label: "People’s own objectives linked here, together".to_owned(),
            note: "at least five people".to_owned(),
            mark: None,
            progress: Some(u8::try_from(direct.percent).ok()),
            gap: None,
            children: Vec::new(),
        })
    }

    /// How a place stands, without its name.
    fn row(&self, place: Place, key: String) -> Node {
        let standing = place.standing(self.card);
        Node {
            key,
            what: NodeKind::Perspective,
            kind: String::new(),
            label: String::new(),
            note: serving(self.sight, place)
                .map(|progress| format!("{} people", progress.people))
                .unwrap_or_default(),
            mark: standing.attainment.map(|roll| roll.rag.into()),
            progress: Some(standing.delivery.and_then(whole_percent)),
            gap: None,
            children: Vec::new(),
        }
    }
}

/// An objective and what is below it, as the start of a tree.
pub(super) fn objective_node(
    branches: &mut Branches<'_, '_>,
    objective: &Stored<Objective>,
    above: &str,
    gap: Option<String>,
) -> Node {
    Node {
        gap,
        ..branches.objective(objective, above, 0)
    }
}

/// The last check-in of a person's own objective, which the scorecard does not know.
pub(in crate::view) fn last_check_in(
    sight: &Sight<'_>,
    objective: &Stored<Objective>,
) -> Option<Option<u8>> {
    if objective.state == ObjectiveState::Drafted {
        return None;
    }
    let last = sight
        .pointing::<CheckIn>(Edge::CheckInOn, objective.id.uuid())
        .next_back();
    Some(last.and_then(|last| u8::try_from(last.progress).ok()))
}

/// The state, where it is not the usual one.
const fn state_words(state: ObjectiveState) -> &'static str {
    match state {
        ObjectiveState::Drafted => "drafted",
        ObjectiveState::Agreed => "",
        ObjectiveState::Closed => "closed",
    }
}
