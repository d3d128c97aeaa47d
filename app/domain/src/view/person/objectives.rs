//! A person's objectives, each with its lines up to the scorecard.

use crate::{
    access,
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    person::{Person, PersonId},
    record::Stored,
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        cascade::{last_check_in, lines_up},
        line::Stop,
        scorecard::whole_percent,
    },
};

/// An objective of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectivePart {
    /// Which objective.
    pub objective: ObjectiveId,
    /// `Personal objective`.
    pub kind: &'static str,
    /// What is to be done.
    pub title: String,
    /// `Drafted`, `Agreed` or `Closed`.
    pub state: &'static str,
    /// How far it is; `None` for a drafted personal one, `Some(None)` where nothing is recorded.
    pub progress: Option<Option<u8>>,
    /// The lines from here up to a perspective; one that is broken ends early.
    pub lines: Vec<Vec<Stop>>,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

/// Agreed first, then drafted, then closed; within each by level and title.
pub(super) fn objectives(
    sight: &Sight<'_>,
    card: &Scorecard,
    person: PersonId,
) -> Vec<ObjectivePart> {
    let mut found: Vec<&Stored<Objective>> = sight
        .pointing::<Objective>(Edge::ObjectiveOwnedBy, person.uuid())
        .collect();
    let rank = |state| match state {
        ObjectiveState::Agreed => 0,
        ObjectiveState::Drafted => 1,
        ObjectiveState::Closed => 2,
    };
    found.sort_by(|a, b| {
        (rank(a.state), a.level, &a.title, a.id).cmp(&(rank(b.state), b.level, &b.title, b.id))
    });
    found
        .into_iter()
        .map(|objective| ObjectivePart {
            objective: objective.id,
            kind: objective.level.words(),
            title: objective.title.clone(),
            state: match objective.state {
                ObjectiveState::Drafted => "Drafted",
                ObjectiveState::Agreed => "Agreed",
                ObjectiveState::Closed => "Closed",
            },
            progress: progress(sight, card, objective),
            lines: lines_up(sight, objective.id),
            illustrative: objective.illustrative,
        })
        .collect()
}

pub(super) fn words(sight: &Sight<'_>, person: &Stored<Person>, shown: &[ObjectivePart]) -> String {
    let theirs = Scope::Objectives(person.id);
    let held = sight
        .person()
        .is_some_and(|reader| access::sees(sight.company(), reader, &theirs));
    if !held {
        let first = person.first_name();
        return format!(
            "{first}’s own objectives are for {first}, their manager, their manager’s manager and Human Resources. What they add up to is on the scorecard, from five people on."
        );
    }
    if shown.is_empty() {
        return format!(
            "{} no objectives yet.",
            if sight.person() == Some(person.id) {
                "You have".to_owned()
            } else {
                format!("{} has", person.first_name())
            }
        );
    }
    String::new()
}

/// Of a person's own objective the last check-in; of a team's, a service's or the Company's what the scorecard says.
fn progress(
    sight: &Sight<'_>,
    card: &Scorecard,
    objective: &Stored<Objective>,
) -> Option<Option<u8>> {
    if objective.level != OrgLevel::Individual {
        return Some(
            card.objective(objective.id)
                .delivery
                .and_then(whole_percent),
        );
    }
    last_check_in(sight, objective)
}
