//! Where an objective stands: its state, who has agreed it, and how far it is.

use std::collections::BTreeSet;

use crate::{
    calendar::Date,
    check_in::CheckIn,
    delivery::Delivery,
    display,
    index::Edge,
    objective::{Ending, Objective, ObjectiveId, ObjectiveState, OrgLevel},
    person::PersonId,
    post::Post,
    record::Stored,
    sight::Sight,
    view::{called, explanation::day},
};

/// Where an objective stands, in words and numbers ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// "Drafted", "Agreed", "Closed".
    pub word: &'static str,
    /// "Agreed by Priya Natarajan. Waiting for you to agree it."
    pub agreement: String,
    /// Whole per cent; none where nobody has recorded any.
    pub progress: Option<u8>,
    /// "Recorded by you on 21 November 2026"; empty where nobody has.
    pub progress_words: String,
}

/// One word for a state.
pub const fn state_word(state: ObjectiveState) -> &'static str {
    match state {
        ObjectiveState::Drafted => "Drafted",
        ObjectiveState::Agreed => "Agreed",
        ObjectiveState::Closed => "Closed",
    }
}

/// How a closed objective ended, in words.
pub const fn ending_words(ending: Ending) -> &'static str {
    match ending {
        Ending::Achieved => "Achieved",
        Ending::PartlyAchieved => "Partly achieved",
        Ending::NotAchieved => "Not achieved",
        Ending::Withdrawn => "Withdrawn",
    }
}

/// Where an objective stands.
pub(in crate::view) fn standing(
    sight: &Sight<'_>,
    objective: &Stored<Objective>,
    today: Date,
) -> Standing {
    let progress = progress(sight, objective, today);
    Standing {
        word: state_word(objective.state),
        agreement: agreement(sight, objective),
        progress,
        progress_words: progress_words(sight, objective, progress),
    }
}

/// Whole per cent: what was recorded last; above a person, the mean of what is below (rules.md 4.7).
pub(in crate::view) fn progress(
    sight: &Sight<'_>,
    objective: &Stored<Objective>,
    today: Date,
) -> Option<u8> {
    if objective.level == OrgLevel::Individual {
        return last(sight, objective.id).and_then(|check_in| u8::try_from(check_in.progress).ok());
    }
    Delivery::of_objective(sight.company(), objective.id, today)
        .and_then(|delivery| super::whole(delivery.percent))
}

fn last<'a>(sight: &Sight<'a>, objective: ObjectiveId) -> Option<&'a Stored<CheckIn>> {
    sight
        .pointing::<CheckIn>(Edge::CheckInOn, objective.uuid())
        .next_back()
}

/// Where the progress comes from; empty where there is none.
fn progress_words(
    sight: &Sight<'_>,
    objective: &Stored<Objective>,
    progress: Option<u8>,
) -> String {
    let Some(percent) = progress else {
        return String::new();
    };
    match last(sight, objective.id).filter(|last| last.progress == u16::from(percent)) {
        Some(last) => {
            let by = last
                .by
                .map(|by| format!(" by {}", called::you_or_name(sight, by)))
                .unwrap_or_default();
            format!("Recorded{by} on {}", display::date(day(last.stamp.at)))
        }
        None => "Worked out from what contributes to it".to_owned(),
    }
}

/// Whose agreement is still wanted: the owner's, and one manager's.
pub(in crate::view) fn waits_for(sight: &Sight<'_>, objective: &Objective) -> Vec<PersonId> {
    if objective.state != ObjectiveState::Drafted {
        return Vec::new();
    }
    let parties = objective.parties(sight.company());
    let agreed = |party: &PersonId| objective.agreed_by.contains(party);
    let managers = parties.get(1..).unwrap_or_default();
    let owner = Some(objective.owner).filter(|owner| !agreed(owner));
    // A job share has two managers; one of them agreeing is enough.
    let managers = if managers.iter().any(agreed) {
        &[]
    } else {
        managers
    };
    owner.into_iter().chain(managers.iter().copied()).collect()
}

pub(in crate::view) fn agreement(sight: &Sight<'_>, objective: &Objective) -> String {
    let names = |people: &[PersonId], joined_by| {
        let names: Vec<String> = people
            .iter()
            .map(|person| called::you_or_name(sight, *person))
            .collect();
        called::list(&names, joined_by)
    };
    let (mut agreed_by, others): (Vec<_>, Vec<_>) = objective
        .agreed_by
        .iter()
        .partition(|person| **person == objective.owner);
    agreed_by.extend(others);
    let agreed = names(&agreed_by, "and");
    match objective.state {
        ObjectiveState::Closed => match objective.ending {
            Some(ending) => format!("Closed: {}.", ending_words(ending).to_ascii_lowercase()),
            None => "Closed.".to_owned(),
        },
        ObjectiveState::Agreed => format!("Agreed by {agreed}."),
        ObjectiveState::Drafted => {
            let waiting = names(&waits_for(sight, objective), "and");
            if objective.agreed_by.is_empty() {
                format!("Waiting for {waiting} to agree it.")
            } else {
                format!("Agreed by {agreed}. Waiting for {waiting} to agree it.")
            }
        }
    }
}

/// Who can read it, in a sentence (access.md).
pub(super) fn readers(sight: &Sight<'_>, objective: &Objective) -> String {
    if objective.level != OrgLevel::Individual {
        return "All staff can read this.".to_owned();
    }
    let managers = Post::managers(sight.company(), objective.owner);
    let above = managers
        .iter()
        .flat_map(|manager| Post::managers(sight.company(), *manager));
    let mut names = Vec::new();
    let mut told = BTreeSet::new();
    for person in std::iter::once(objective.owner)
        .chain(managers.iter().copied())
        .chain(above)
    {
        if told.insert(person) {
            names.push(called::you_or_name(sight, person));
        }
    }
    names.push("Human Resources".to_owned());
    format!("Only {} can read this.", called::list(&names, "and"))
}
