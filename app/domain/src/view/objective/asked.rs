//! Changes asked for in an objective before it is agreed: entries of a 1:1, so its two people alone read them.

use crate::{
    calendar::Date,
    display,
    entry::{Entry, EntryId, Topic, WriteEntry},
    id::Id,
    index::Edge,
    objective::{Objective, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    record::{Stamp, Stored},
    sight::Sight,
    view::{called, explanation::day, permission::Offer},
};

/// A change that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeAsked {
    /// Which entry.
    pub entry: EntryId,
    /// In which 1:1.
    pub one_to_one: OneToOneId,
    /// Who asked.
    pub author: Option<PersonId>,
    /// "You asked on 21 November 2026", "Priya Natarajan asked on …".
    pub who: String,
    /// What for.
    pub text: String,
    /// Whether the objective has changed since.
    pub answered: bool,
    /// What came of it: `Change asked for`, `Changed since`; `Agreed since` once nothing is open to change.
    pub word: &'static str,
}

/// Asking for a change: in which 1:1 it is written, and whether it can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The 1:1 that it is written in; none where there is none to write in.
    pub one_to_one: Option<OneToOneId>,
    /// Whether it can be asked for.
    pub offer: Offer,
}

/// The changes asked for in an objective that the reader may see, oldest first.
pub(in crate::view) fn asked(sight: &Sight<'_>, objective: &Stored<Objective>) -> Vec<ChangeAsked> {
    let changed = last_change(sight, objective);
    sight
        .pointing::<Entry>(Edge::EntryAbout, objective.id.uuid())
        .filter(|entry| entry.topic == Topic::ChangeAsked)
        .map(|entry| {
            let author = entry.author.map_or_else(
                || "Somebody".to_owned(),
                |by| called::you_or_name(sight, by),
            );
            ChangeAsked {
                entry: entry.id,
                one_to_one: entry.one_to_one,
                author: entry.author,
                who: format!(
                    "{} asked on {}",
                    called::sentence(&author),
                    display::date(day(entry.stamp.at))
                ),
                text: entry.text.clone(),
                answered: entry.stamp < changed,
                word: match objective.state {
                    ObjectiveState::Drafted if entry.stamp < changed => "Changed since",
                    ObjectiveState::Drafted => "Change asked for",
                    ObjectiveState::Agreed => "Agreed since",
                    ObjectiveState::Closed => "Closed since",
                },
            }
        })
        .collect()
}

/// Whether a change asked for still waits for the other one: asked of a draft that has not changed since.
pub(in crate::view) fn is_open(objective: &Objective, asked: &ChangeAsked) -> bool {
    objective.state == ObjectiveState::Drafted && !asked.answered
}

/// When the objective, or what it contributes to, last changed.
fn last_change(sight: &Sight<'_>, objective: &Stored<Objective>) -> Stamp {
    sight
        .pointing::<ObjectiveLink>(Edge::LinkFrom, objective.id.uuid())
        .map(|link| link.stamp)
        .fold(objective.stamp, Ord::max)
}

/// Asking for a change: for the owner and the manager, in the 1:1 that comes next.
pub(super) fn ask(sight: &Sight<'_>, objective: &Stored<Objective>, today: Date) -> Ask {
    let reader = sight.person();
    let party = reader.is_some_and(|reader| objective.parties(sight.company()).contains(&reader));
    let wanted = objective.level == OrgLevel::Individual
        && objective.state == ObjectiveState::Drafted
        && party;
    if !wanted {
        return Ask::default();
    }
    match open_meeting(sight, objective.owner, today) {
        Some(meeting) => Ask {
            one_to_one: Some(meeting),
            offer: Offer::of(sight, wanted_change(meeting, objective)),
        },
        None => Ask {
            one_to_one: None,
            offer: Offer::Blocked(
                "A change is asked for in a 1:1, and there is none planned. Start your 1:1s first."
                    .to_owned(),
            ),
        },
    }
}

fn wanted_change(meeting: OneToOneId, objective: &Stored<Objective>) -> WriteEntry {
    WriteEntry {
        entry: Id::new(uuid::Uuid::nil()),
        one_to_one: meeting,
        topic: Topic::ChangeAsked,
        text: "A change".to_owned(),
        objective: Some(objective.id),
        read: None,
    }
}

/// The 1:1 of the reader with or as this person that takes words now: the one being held today, else the next, else the
/// last one that is not confirmed.
fn open_meeting(sight: &Sight<'_>, employee: PersonId, today: Date) -> Option<OneToOneId> {
    let reader = sight.person()?;
    let mut open: Vec<&Stored<OneToOne>> = sight
        .pointing::<OneToOneSeries>(Edge::SeriesOfEmployee, employee.uuid())
        .filter(|series| series.is_party(reader) && series.check_current(sight.company()).is_ok())
        .flat_map(|series| sight.pointing::<OneToOne>(Edge::OneToOneOf, series.id.uuid()))
        .filter(|meeting| !meeting.is_confirmed())
        .collect();
    open.sort_by_key(|meeting| {
        (
            meeting.held_on != Some(today),
            meeting.held_on.is_some(),
            meeting.scheduled_for,
        )
    });
    open.first().map(|meeting| meeting.id)
}
