//! What the two wrote for each other. Each writes their own entries, so nobody's words are ever overwritten.

use super::Around;
use crate::{
    entry::{Entry, EntryId, Topic},
    index::Edge,
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    record::Stored,
    view::called,
};

/// What was written about one topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading: "Obstacles and help needed".
    pub heading: String,
    /// What the reader is asked about it.
    pub question: String,
    /// In the order it was written.
    pub said: Vec<Said>,
    /// What was written about it in the 1:1 before.
    pub last_time: Vec<Said>,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Which entry.
    pub id: EntryId,
    /// "You", "Priya".
    pub by: String,
    /// The words.
    pub text: String,
    /// Whether the reader wrote it and can still change it.
    pub mine: bool,
}

/// What was written about a topic, save for what is about an objective, which stands with it.
pub(super) fn part(around: &Around<'_, '_>, topic: Topic) -> Part {
    Part {
        heading: heading(around, topic),
        question: question(around, topic),
        said: said(around, around.meeting.id, topic, None),
        last_time: around
            .previous
            .map(|previous| said(around, previous.id, topic, None))
            .unwrap_or_default(),
    }
}

fn heading(around: &Around<'_, '_>, topic: Topic) -> String {
    let employee = around.series.employee;
    match topic {
        Topic::Work => "The work as a whole".to_owned(),
        Topic::Wellbeing if employee != around.reader => {
            format!("How {} is", called::you_or_first(around.sight, employee))
        }
        _ => topic.words().to_owned(),
    }
}

/// What each side is asked, so that both come prepared (regulation.md 5.4).
fn question(around: &Around<'_, '_>, topic: Topic) -> String {
    let other = called::you_or_first(around.sight, around.series.other(around.reader));
    let employee = around.series.employee == around.reader;
    match (topic, employee) {
        (Topic::Wellbeing, true) => "How have you been since last time?".to_owned(),
        (Topic::Wellbeing, false) => format!("What can you do to help {other} stay well?"),
        (Topic::Work | Topic::ChangeAsked, true) => "What went well, and what did not?".to_owned(),
        (Topic::Work | Topic::ChangeAsked, false) => {
            "What did you see go well, and what not?".to_owned()
        }
        (Topic::Obstacle, true) => "What is in your way, and what help do you need?".to_owned(),
        (Topic::Obstacle, false) => "What will you do about what is in the way?".to_owned(),
        (Topic::Development, true) => "What do you want to learn, and how?".to_owned(),
        (Topic::Development, false) => format!("What would help {other} to learn?"),
        (Topic::Feedback, _) => format!("What do you want to tell {other}?"),
    }
}

/// What was written about an objective.
pub(super) fn about(around: &Around<'_, '_>, topic: Topic, objective: ObjectiveId) -> Vec<Said> {
    said(around, around.meeting.id, topic, Some(objective))
}

fn said(
    around: &Around<'_, '_>,
    meeting: OneToOneId,
    topic: Topic,
    objective: Option<ObjectiveId>,
) -> Vec<Said> {
    around
        .sight
        .pointing::<Entry>(Edge::PartOf, meeting.uuid())
        .filter(|entry| entry.topic == topic && entry.objective == objective)
        .map(|entry| line(around, entry))
        .collect()
}

fn line(around: &Around<'_, '_>, entry: &Stored<Entry>) -> Said {
    let by = entry.author.map_or_else(
        || "Somebody".to_owned(),
        |by| called::sentence(&called::you_or_first(around.sight, by)),
    );
    Said {
        id: entry.id,
        by,
        text: entry.text.clone(),
        mine: around.open
            && entry.one_to_one == around.meeting.id
            && entry.author == Some(around.reader),
    }
}
