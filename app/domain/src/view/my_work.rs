//! My work: what needs me, when my next 1:1 is, and how my objectives stand.

mod needs;

pub(in crate::view) use needs::shortened;
pub use needs::{Need, Target};

use crate::{
    calendar::Date,
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    one_to_one::OneToOneId,
    record::Stored,
    sight::Sight,
    view::{
        called, day,
        objective::{Standing, leads, standing},
        one_to_ones::{Run, is_overdue, next_words, runs},
    },
};

/// Said where the page has nothing. Figures and decisions are told beside it (`view/figures_due.rs`), so it does not speak for them.
const NOTHING: &str = "No 1:1 and no objective needs you now";

/// At most so many 1:1s are listed here; the rest stand on their own page.
const UPCOMING_MOST: usize = 5;

/// My work, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// "2 things need you", "Your next 1:1 is on Tuesday 24 November", "No 1:1 and no objective needs you now".
    pub heading: String,
    /// One sentence under it; none where the heading says it all.
    pub lead: Option<String>,
    /// What needs me, the most pressing first.
    pub needs: Vec<Need>,
    /// What I did my part of, and who it waits for.
    pub waits: Vec<Need>,
    /// 1:1s to come, soonest first.
    pub upcoming: Vec<Upcoming>,
    /// My objectives.
    pub objectives: Vec<Mine>,
}

/// A 1:1 to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// Which 1:1.
    pub id: OneToOneId,
    /// "1:1 with Priya Natarajan".
    pub title: String,
    /// "On Tuesday 24 November", "Was planned for Tuesday 17 November".
    pub on: String,
}

/// One of my objectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Which objective.
    pub id: ObjectiveId,
    /// Its title.
    pub title: String,
    /// "Personal objective", "Team objective".
    pub level: &'static str,
    /// Where it stands.
    pub standing: Standing,
    /// Where it leads; none where it leads to no corporate priority.
    pub leads: Option<String>,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

/// My work.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let runs = runs(sight);
    let (needs, waits) = needs::needs(sight, &runs, today);
    let next = next_words(sight, &runs, today).map(|next| format!("Your next 1:1 is {next}"));
    let (heading, lead) = match (needs.len(), next) {
        (0, Some(next)) => (next, Some(format!("{NOTHING}."))),
        (0, None) => (NOTHING.to_owned(), None),
        (1, next) => (
            "1 thing needs you".to_owned(),
            next.map(|next| format!("{next}.")),
        ),
        (many, next) => (
            format!("{many} things need you"),
            next.map(|next| format!("{next}.")),
        ),
    };
    Page {
        heading,
        lead,
        needs,
        waits,
        upcoming: upcoming(sight, &runs, today),
        objectives: mine(sight, today),
    }
}

fn upcoming(sight: &Sight<'_>, runs: &[Run<'_>], today: Date) -> Vec<Upcoming> {
    let planned = runs
        .iter()
        .filter(|run| run.current)
        .filter_map(|run| run.next.map(|next| (next, run.other)))
        .filter(|(next, _)| !is_overdue(next.scheduled_for, today));
    in_order(planned, |(next, _)| (next.scheduled_for, next.id))
        .into_iter()
        .take(UPCOMING_MOST)
        .map(|(next, other)| Upcoming {
            id: next.id,
            title: format!("1:1 with {}", called::name(sight, other)),
            on: if next.scheduled_for < today {
                format!("Was planned for {}", day::spoken(next.scheduled_for, today))
            } else {
                called::sentence(&day::on(next.scheduled_for, today))
            },
        })
        .collect()
}

/// One person's lists are short, and the standard library's sort is 15 kB of the first load for each type that it sorts.
fn in_order<T, K: Ord>(all: impl Iterator<Item = T>, place: impl Fn(&T) -> K) -> Vec<T> {
    let mut ordered = Vec::new();
    for each in all {
        let here = ordered.partition_point(|other| place(other) <= place(&each));
        ordered.insert(here, each);
    }
    ordered
}

/// Objectives that are mine and not closed, personal ones first, each in the order they were written.
fn mine(sight: &Sight<'_>, today: Date) -> Vec<Mine> {
    let own = owned(sight).filter(|objective| objective.state != ObjectiveState::Closed);
    let place = |objective: &&Stored<Objective>| {
        (
            objective.level != OrgLevel::Individual,
            objective.level,
            objective.id,
        )
    };
    in_order(own, place)
        .into_iter()
        .map(|objective| Mine {
            id: objective.id,
            title: objective.title.clone(),
            level: objective.level.words(),
            standing: standing(sight, objective, today),
            leads: leads(sight, objective.id),
            illustrative: objective.illustrative,
        })
        .collect()
}

fn owned<'a>(sight: &Sight<'a>) -> impl Iterator<Item = &'a Stored<Objective>> {
    let reader = sight.person();
    let own: Vec<_> = reader
        .into_iter()
        .flat_map(|reader| sight.pointing::<Objective>(Edge::ObjectiveOwnedBy, reader.uuid()))
        .collect();
    own.into_iter()
}
