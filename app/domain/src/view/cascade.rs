//! The cascade: from each perspective and priority down to people, from an objective up to its perspective, and the gaps
//! both ways (strategy §1.3).

mod gaps;
mod node;
mod up;

use std::collections::BTreeSet;

use crate::{
    cascade::Parent,
    objective::{Objective, ObjectiveId},
    perspective::Perspective,
    priority::CorporatePriority,
    scorecard::{Contribution, Scorecard},
    sight::Sight,
    view::{
        explanation::{Place, serving},
        line::Stop,
        scorecard::head,
    },
};

pub use gaps::{Gap, Gaps};
pub(super) use node::last_check_in;
use node::{Branches, objective_node};
pub use node::{Node, NodeKind};
pub use up::lines_up;

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `2 priorities are carried by nobody`; or what the tree is of.
    pub heading: String,
    /// One sentence more.
    pub lead: String,
    /// What the tree is, for a screen reader: `Cascade of Safe homes`.
    pub tree_label: String,
    /// The topmost rows.
    pub roots: Vec<Node>,
    /// The keys of the rows that are open at first.
    pub open: Vec<String>,
    /// The lines from where the tree starts up to a perspective, lowest stop first; none for the whole cascade.
    pub lines: Vec<Vec<Stop>>,
    /// Where it comes from, and as at when.
    pub source: String,
    /// Where the line is broken; none where the tree starts below the top.
    pub gaps: Option<Gaps>,
}

/// The cascade, whole or from a priority or an objective; none where the reader may not see where it should start.
pub fn page(sight: &Sight<'_>, card: &Scorecard, from: Option<Parent>) -> Option<Page> {
    match from {
        None => Some(whole(sight, card)),
        Some(Parent::Priority(id)) => {
            let priority = sight.get::<CorporatePriority>(id)?;
            let mut branches = Branches::new(sight, card);
            let root = branches.priority(priority, "");
            let perspective = sight
                .get(priority.perspective)
                .map(|perspective| Stop::Perspective(perspective.name.clone()));
            let own = Stop::Priority(id, priority.title.clone());
            let lines = vec![std::iter::once(own).chain(perspective).collect()];
            Some(part(sight, card, Place::Priority(id), root, lines))
        }
        Some(Parent::Objective(id)) => {
            let objective = sight.get::<Objective>(id)?;
            let mut branches = Branches::new(sight, card);
            let root = objective_node(&mut branches, objective, "", None);
            Some(part(
                sight,
                card,
                Place::Objective(id),
                root,
                lines_up(sight, id),
            ))
        }
    }
}

fn source(sight: &Sight<'_>, card: &Scorecard) -> String {
    format!(
        "As at {}, from objectives, their links and recorded progress. People are counted from five on.",
        sight.as_at(card.day())
    )
}

fn part(
    sight: &Sight<'_>,
    card: &Scorecard,
    place: Place,
    root: Node,
    lines: Vec<Vec<Stop>>,
) -> Page {
    let people = match serving(sight, place) {
        Some(progress) => format!("{} people’s own objectives serve it", progress.people),
        None => "Fewer than five people’s own objectives serve it".to_owned(),
    };
    let loose = lines
        .iter()
        .all(|line| !matches!(line.last(), Some(Stop::Perspective(_))));
    let led = if loose {
        format!("{people}. It leads to no perspective of the scorecard yet.")
    } else {
        format!("{people}, directly or through the objectives between.")
    };
    let lead = format!("{} {led}", stands(sight, card, place));
    Page {
        heading: root.label.clone(),
        lead,
        tree_label: format!("Cascade of {}", root.label),
        open: vec![root.key.clone()],
        roots: vec![root],
        lines,
        source: source(sight, card),
        gaps: None,
    }
}

/// Where a place stands on the scorecard, by its two numbers.
fn stands(sight: &Sight<'_>, card: &Scorecard, place: Place) -> String {
    let head = head(sight, card, place);
    let score = head
        .as_ref()
        .and_then(|head| Some((head.score.clone()?, head.mark?)));
    let delivery = head.and_then(|head| head.delivery);
    match (score, delivery) {
        (Some((score, mark)), delivery) => {
            let delivered = delivery.map_or_else(String::new, |delivery| {
                format!(" and {delivery}% delivered")
            });
            let mark = mark.words().to_lowercase();
            format!("It stands at {score} of 100, {mark}{delivered}.")
        }
        (None, Some(delivery)) => format!("It has no score yet and is {delivery}% delivered."),
        (None, None) => "Nothing below it is measured or delivered yet.".to_owned(),
    }
}

fn whole(sight: &Sight<'_>, card: &Scorecard) -> Page {
    let mut branches = Branches::new(sight, card);
    let mut roots = Vec::new();
    let mut open = Vec::new();
    for perspective in Perspective::in_order(sight.company()) {
        if !sight.sees(&perspective.scope) {
            continue;
        }
        let root = branches.perspective(perspective);
        open.push(root.key.clone());
        roots.push(root);
    }
    let gaps = gaps::gaps(sight, card, branches.reached());
    Page {
        heading: gaps.heading(),
        lead: "From each perspective and its priorities down to what people have agreed to do. An objective that serves several stands under each of them.".to_owned(),
        tree_label: "The whole cascade".to_owned(),
        roots,
        open,
        lines: Vec::new(),
        source: source(sight, card),
        gaps: Some(gaps),
    }
}

/// The objectives that lead straight to a parent and that the reader may see, in order.
fn children(sight: &Sight<'_>, parent: Parent) -> Vec<ObjectiveId> {
    let mut seen = BTreeSet::new();
    crate::cascade::links_to(sight.company(), parent)
        .filter(|link| sight.sees(&link.scope) && seen.insert(link.child))
        .map(|link| link.child)
        .collect()
}

/// The priorities of a perspective, in order.
fn priorities(
    sight: &Sight<'_>,
    card: &Scorecard,
    perspective: &crate::record::Stored<Perspective>,
) -> Vec<crate::priority::PriorityId> {
    card.towards_perspective(sight.company(), perspective.id)
        .into_iter()
        .filter_map(|part| match part {
            Contribution::Priority(id, _) => Some(id),
            _ => None,
        })
        .collect()
}
