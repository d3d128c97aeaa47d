//! What needs the reader, and what waits for somebody else after they did their part.

use super::in_order;
use crate::{
    action::{Action, ActionId},
    calendar::Date,
    cascade, display,
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    one_to_one::{OneToOneId, OneToOneSeries},
    person::PersonId,
    post::Post,
    record::Stored,
    sight::Sight,
    view::{
        called, day,
        objective::{agreement as agreement_of, asked, is_asked, waits_for},
        one_to_ones::{Run, day_words, is_overdue, meetings, wants_confirming},
    },
};

/// Longest piece of somebody's words in a line of a list.
const WORDS_MOST: usize = 160;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Tells it from every other on the page.
    pub key: String,
    /// What to do: "Read and agree “Inspect within two days”".
    pub title: String,
    /// Why, or since when.
    pub detail: String,
    /// Where it is done.
    pub target: Target,
}

/// Where something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// On an objective's page.
    Objective(ObjectiveId),
    /// In a 1:1.
    OneToOne(OneToOneId),
    /// In a 1:1, or here by ticking the action off.
    Action(ActionId, OneToOneId),
}

/// What needs the reader, then what waits for others.
pub(super) fn needs(sight: &Sight<'_>, runs: &[Run<'_>], today: Date) -> (Vec<Need>, Vec<Need>) {
    let Some(reader) = sight.person() else {
        return (Vec::new(), Vec::new());
    };
    let (mut needs, mut waits) = (Vec::new(), Vec::new());
    for run in runs {
        needs.extend(of_run(sight, run, today));
    }
    let people = std::iter::once(reader).chain(Post::reports(sight.company(), reader));
    for owner in people {
        for objective in sight.pointing::<Objective>(Edge::ObjectiveOwnedBy, owner.uuid()) {
            of_objective(sight, reader, objective, &mut needs, &mut waits);
        }
    }
    needs.extend(due_actions(sight, reader, today));
    (needs, waits)
}

/// 1:1s that are overdue, and those that were held and are not confirmed.
fn of_run(sight: &Sight<'_>, run: &Run<'_>, today: Date) -> Vec<Need> {
    let with = called::name(sight, run.other);
    let mut needs = Vec::new();
    if let Some(next) = run
        .next
        .filter(|next| run.current && is_overdue(next.scheduled_for, today))
    {
        needs.push(Need {
            key: format!("hold-{}", next.id),
            title: format!("Hold your 1:1 with {with}"),
            detail: format!(
                "Overdue: it was planned for {}.",
                day::spoken(next.scheduled_for, today)
            ),
            target: Target::OneToOne(next.id),
        });
    }
    needs.extend(
        meetings(sight, run.series)
            .filter(|meeting| wants_confirming(sight, meeting))
            .map(|meeting| Need {
                key: format!("confirm-{}", meeting.id),
                title: format!("Confirm your 1:1 with {with}"),
                detail: format!(
                    "Held on {}. Read what was written, then confirm that it is right.",
                    day_words(meeting, today)
                ),
                target: Target::OneToOne(meeting.id),
            }),
    );
    needs
}

/// What an objective of the reader's, or of somebody they manage, asks of the reader.
fn of_objective(
    sight: &Sight<'_>,
    reader: PersonId,
    objective: &Stored<Objective>,
    needs: &mut Vec<Need>,
    waits: &mut Vec<Need>,
) {
    if objective.state == ObjectiveState::Closed {
        return;
    }
    let whose = called::your_or_names(sight, objective.owner);
    let need = |kind: &str, title: String, detail: String| Need {
        key: format!("{kind}-{}", objective.id),
        title,
        detail,
        target: Target::Objective(objective.id),
    };
    let level = match objective.level {
        OrgLevel::Individual => "objective".to_owned(),
        level => level.words().to_ascii_lowercase(),
    };
    let named = format!("{whose} {level} “{}”", objective.title);
    let asked: Vec<_> = asked(sight, objective)
        .into_iter()
        .filter(|asked| is_asked(objective, asked))
        .collect();
    let agreement = || agreement_of(sight, objective);
    if let Some(wanted) = asked.iter().find(|asked| asked.author != Some(reader)) {
        needs.push(need(
            "change",
            format!("Answer the change asked for in {named}"),
            format!("{}: “{}”", wanted.who, shortened(&wanted.text)),
        ));
    } else if cascade::check_reaches_priority(sight.company(), objective.id).is_err() {
        needs.push(need(
            "link",
            format!("Link {named}"),
            if objective.state == ObjectiveState::Drafted {
                "It leads to no corporate priority yet, so it cannot be agreed.".to_owned()
            } else {
                "It leads to no corporate priority. Reopen it to link it.".to_owned()
            },
        ));
    } else if waits_for(sight, objective).contains(&reader) && asked.is_empty() {
        needs.push(need(
            "agree",
            format!("Read and agree {named}"),
            agreement(),
        ));
    } else if objective.state == ObjectiveState::Drafted {
        let detail = asked.first().map_or_else(agreement, |asked| {
            format!("{}. It has not changed since.", asked.who)
        });
        waits.push(need("wait", called::sentence(&named), detail));
    }
}

/// The reader's actions that are due, soonest first.
fn due_actions(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Need> {
    let due = sight
        .pointing::<Action>(Edge::ActionBy, reader.uuid())
        .filter(|action| !action.done)
        .filter_map(|action| Some((action.due.filter(|due| *due <= today)?, action)));
    in_order(due, |(due, action)| (*due, action.id))
        .into_iter()
        .filter_map(|(due, action)| {
            let series = sight
                .get::<OneToOneSeries>(action.series)
                .filter(|series| series.check_current(sight.company()).is_ok())?;
            let with = called::name(sight, series.other(reader));
            Some(Need {
                key: format!("action-{}", action.id),
                title: action.text.clone(),
                detail: if due == today {
                    format!("Due today, from your 1:1 with {with}.")
                } else {
                    format!(
                        "Was due on {}, from your 1:1 with {with}.",
                        display::date(due)
                    )
                },
                target: Target::Action(action.id, action.one_to_one),
            })
        })
        .collect()
}

/// The beginning of somebody's words, for one line.
pub(in crate::view) fn shortened(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= WORDS_MOST {
        return one_line;
    }
    let kept: String = one_line.chars().take(WORDS_MOST).collect();
    format!("{}…", kept.trim_end())
}
