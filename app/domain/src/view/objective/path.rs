//! What an objective leads to: its links, and the line from the person up to the perspective.

use crate::{
    cascade::{self, Parent},
    index::Edge,
    objective::{Objective, ObjectiveId},
    objective_link::{ObjectiveLink, ObjectiveLinkId},
    person::PersonId,
    record::Stored,
    sight::Sight,
    view::{called, line},
};

/// One stop on the line, as the breadcrumb of a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// "Person", "Team objective", "Corporate priority", "Perspective".
    pub kind: &'static str,
    /// Its name, or what is missing here.
    pub name: String,
    /// The person it is, where it is one.
    pub person: Option<PersonId>,
    /// The objective or priority it is, where it is one.
    pub node: Option<Parent>,
    /// The objective that the page is about.
    pub here: bool,
    /// The line is broken here.
    pub gap: bool,
}

impl Stop {
    fn new(kind: &'static str, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            person: None,
            node: None,
            here: false,
            gap: false,
        }
    }
}

/// The line through an objective, lowest stop first; where it is broken the last stop says what is missing.
pub(super) fn stops(sight: &Sight<'_>, objective: &Stored<Objective>) -> Vec<Stop> {
    let mut stops: Vec<Stop> = line::line(sight, objective.id)
        .iter()
        .map(|stop| match stop {
            line::Stop::Person(id, name) => Stop {
                person: Some(*id),
                ..Stop::new("Person", name)
            },
            line::Stop::Objective(id, title) => Stop {
                node: Some(Parent::Objective(*id)),
                here: *id == objective.id,
                ..Stop::new(level_words(sight, *id), title)
            },
            line::Stop::Priority(id, title) => Stop {
                node: Some(Parent::Priority(*id)),
                ..Stop::new("Corporate priority", title)
            },
            line::Stop::Perspective(name) => Stop::new("Perspective", name),
        })
        .collect();
    if cascade::check_reaches_priority(sight.company(), objective.id).is_err() {
        stops.push(Stop {
            gap: true,
            ..Stop::new(
                "Corporate priority",
                "None yet: link it to what it contributes to",
            )
        });
    }
    stops
}

fn level_words(sight: &Sight<'_>, id: ObjectiveId) -> &'static str {
    sight
        .get::<Objective>(id)
        .map_or("Objective", |objective| objective.level.words())
}

/// Something that an objective contributes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leads {
    /// What it is.
    pub to: Parent,
    /// "Team objective", "Corporate priority".
    pub kind: &'static str,
    /// Its title.
    pub title: String,
}

/// An objective's links with what each leads to, as far as the reader may see it.
pub(super) fn links<'a>(
    sight: &'a Sight<'a>,
    objective: ObjectiveId,
) -> impl Iterator<Item = (ObjectiveLinkId, Leads)> + 'a {
    sight
        .pointing::<ObjectiveLink>(Edge::LinkFrom, objective.uuid())
        .filter_map(|link| Some((link.id, leads_to(sight, link.parent)?)))
}

fn leads_to(sight: &Sight<'_>, parent: Parent) -> Option<Leads> {
    let (kind, title) = match parent {
        Parent::Objective(id) => {
            let above = sight.get::<Objective>(id)?;
            (above.level.words(), above.title.clone())
        }
        Parent::Priority(id) => ("Corporate priority", sight.get(id)?.title.clone()),
    };
    Some(Leads {
        to: parent,
        kind,
        title,
    })
}

/// Where an objective leads in one sentence, by its first links: "Through “Re-let homes in 17 days” to “Good homes”, in Homes
/// and services."; none where it leads to no corporate priority.
pub(in crate::view) fn leads(sight: &Sight<'_>, objective: ObjectiveId) -> Option<String> {
    let (mut first, mut priority) = (None, None);
    for stop in line::line(sight, objective) {
        match stop {
            line::Stop::Objective(id, title) if id != objective => {
                first = first.or(Some(title));
            }
            line::Stop::Priority(_, title) => priority = Some(title),
            line::Stop::Perspective(name) => {
                let priority = priority?;
                return Some(match first {
                    Some(first) => format!("Through “{first}” to “{priority}”, in {name}."),
                    None => format!("Leads to “{priority}”, in {name}."),
                });
            }
            line::Stop::Person(..) | line::Stop::Objective(..) => {}
        }
    }
    // Its first link may hang loose while another arrives.
    let priorities: Vec<String> = cascade::priorities(sight.company(), objective)
        .into_iter()
        .filter_map(|id| {
            sight
                .get(id)
                .map(|priority| format!("“{}”", priority.title))
        })
        .collect();
    (!priorities.is_empty()).then(|| format!("Leads to {}.", called::list(&priorities, "and")))
}
