//! Two versions of one thing, side by side, and that choosing one's own is taken.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    cascade::Parent,
    command::Command,
    entry::{Entry, Topic, WriteEntry},
    objective::{AgreeObjective, ObjectiveId, RewordObjective},
    objective_link::LinkObjective,
    objective_words::ObjectiveWords,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, MoveOneToOne},
    private_note::{PrivateNote, WritePrivateNote},
    rejection::Rejection,
    view::{
        conflict::{Conflict, conflict},
        waiting::Words,
    },
};
use jiff::civil::date;
use rust_decimal::Decimal;
use small_company::*;
use uuid::Uuid;

/// The refused command's two sides, as its author's device shows them. What was written after `base_seq` is new to them.
fn both(small: &mut Small, by: u128, base_seq: u64, command: impl Into<Command>) -> Conflict {
    let command = command.into();
    let refused = small.give(by, command.clone()).unwrap_err();
    assert_eq!(refused, Rejection::ChangedSince);
    let given = (Uuid::from_u128(77), base_seq);
    conflict(&small.sight(by), &command, given, &refused).unwrap()
}

/// The two sides as they are read.
fn read(conflict: &Conflict) -> String {
    let side = |words: &[Words]| {
        let lines = words
            .iter()
            .map(|Words { field, text }| format!("  {field}: {text}\n"));
        lines.collect::<String>()
    };
    let choose = conflict.again.as_ref().map_or("–", |(label, _)| label);
    format!(
        "{}: {}\n{}\n{}As it stands now\n{}[{choose}] [{}]",
        conflict.doing,
        conflict.about,
        conflict.mine_is,
        side(&conflict.mine),
        side(&conflict.now),
        conflict.leave,
    )
}

fn reword(small: &Small, objective: ObjectiveId, title: &str) -> RewordObjective {
    let read = ObjectiveWords::of(&small.objective(objective));
    RewordObjective {
        objective,
        title: title.to_owned(),
        success_measure: read.success_measure.clone(),
        due: read.due,
        read: Some(read),
    }
}

#[test]
fn two_wordings_stand_side_by_side_and_the_chosen_one_keeps_what_only_the_other_changed() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Inspect within two days", None);
    let sams = reword(&small, objective, "Inspect within three days");
    let priyas = RewordObjective {
        due: Some(date(2026, 12, 18)),
        ..reword(&small, objective, "Inspect within a day")
    };
    small.must(PRIYA, priyas);
    let conflict = both(&mut small, SAM, 0, sams);
    assert_eq!(
        read(&conflict),
        "Reword an objective: Inspect within a day\n\
         What you wrote\n  What will be done: Inspect within three days\n\
         As it stands now\n  What will be done: Inspect within a day\n\
         [Put mine in its place] [Leave it as it stands]"
    );
    small.must(SAM, conflict.again.unwrap().1);
    let stands = small.objective(objective);
    assert_eq!(stands.title, "Inspect within three days");
    assert_eq!(stands.due, Some(date(2026, 12, 18)));
}

#[test]
fn who_agreed_other_words_sees_both_and_agrees_what_stands() {
    let mut small = Small::new();
    let team = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", team);
    let agree = AgreeObjective {
        objective,
        expected: small
            .objective(objective)
            .wording(&small.company, objective),
        read: Some(ObjectiveWords::of(&small.objective(objective))),
    };
    small.must(SAM, reword(&small, objective, "Inspect within a day"));
    let conflict = both(&mut small, PRIYA, 0, agree);
    assert_eq!(
        read(&conflict),
        "Agree an objective: Inspect within a day\n\
         What you agreed\n  What will be done: Inspect within two days\n\
         As it stands now\n  What will be done: Inspect within a day\n\
         [Agree it as it stands] [Do not agree it yet]"
    );
    small.must(PRIYA, conflict.again.unwrap().1);
    assert_eq!(small.objective(objective).agreed_by, [person(PRIYA)]);
}

#[test]
fn a_link_that_was_added_is_said_where_the_words_are_the_same() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Inspect within two days", None);
    let agree = AgreeObjective {
        objective,
        expected: small
            .objective(objective)
            .wording(&small.company, objective),
        read: Some(ObjectiveWords::of(&small.objective(objective))),
    };
    let link = small.new_id();
    small.must(
        SAM,
        LinkObjective {
            link,
            child: objective,
            parent: Parent::Objective(team_objective()),
            weight: Decimal::ONE,
        },
    );
    assert_eq!(
        read(&both(&mut small, PRIYA, 0, agree)),
        "Agree an objective: Inspect within two days\n\
         What you agreed\n  This objective: as it stood before\n\
         As it stands now\n  What has changed: what the objective contributes to\n\
         [Agree it as it stands] [Do not agree it yet]"
    );
}

#[test]
fn a_one_to_one_that_both_moved_and_held_apart() {
    let mut small = Small::new();
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let to = |day| MoveOneToOne {
        one_to_one,
        scheduled_for: date(2026, 11, day),
        read: Some(date(2026, 11, 24)),
    };
    small.must(PRIYA, to(26));
    let conflict = both(&mut small, SAM, 0, to(27));
    assert_eq!(
        read(&conflict),
        "Move a 1:1: 1:1 with Priya Natarajan, 26 November 2026\n\
         The day you chose\n  Planned for: 27 November 2026\n\
         As it stands now\n  Planned for: 26 November 2026\n\
         [Move it to my day] [Leave it as it stands]"
    );
    small.must(SAM, conflict.again.unwrap().1);

    let next = small.new_id();
    let hold = |next, next_on| HoldOneToOne {
        one_to_one,
        held_on: today(),
        next,
        next_on,
    };
    small.must(PRIYA, hold(next, date(2026, 12, 22)));
    let conflict = both(&mut small, SAM, 0, hold(id(9_000), date(2026, 12, 21)));
    assert_eq!(
        read(&conflict),
        "Record that a 1:1 was held: 1:1 with Priya Natarajan, 27 November 2026\n\
         What you wrote\n  Next 1:1 on: 21 December 2026\n\
         As it stands now\n  Next 1:1 on: 22 December 2026\n\
         [Move the next 1:1 to my day] [Leave it as it stands]"
    );
    small.must(SAM, conflict.again.unwrap().1);
    let moved = small.company.get(next).unwrap();
    assert_eq!(moved.scheduled_for, date(2026, 12, 21));
}

#[test]
fn who_confirmed_an_older_record_reads_what_was_written_since() {
    let mut small = Small::new();
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let next = small.new_id();
    small.must(
        PRIYA,
        HoldOneToOne {
            one_to_one,
            held_on: today(),
            next,
            next_on: date(2026, 12, 22),
        },
    );
    let write = |small: &mut Small, by, text: &str| {
        let entry = small.new_id();
        let entry = WriteEntry {
            entry,
            one_to_one,
            topic: Topic::Obstacle,
            text: text.to_owned(),
            objective: None,
            read: None,
        };
        small.must(by, entry);
    };
    write(&mut small, SAM, "The van is off the road.");
    let meeting = small.company.get(one_to_one).unwrap();
    let confirm = ConfirmOneToOne {
        one_to_one,
        expected: Some(meeting.wording(&small.company, one_to_one)),
    };
    let read_until = small.seq();
    write(&mut small, PRIYA, "A hired one comes on Monday.");
    let conflict = both(&mut small, SAM, read_until, confirm);
    assert_eq!(
        read(&conflict),
        "Confirm a 1:1: 1:1 with Priya Natarajan, 24 November 2026\n\
         What you confirmed\n  This 1:1: as it stood before\n\
         As it stands now\n  Obstacles and help needed: A hired one comes on Monday.\n\
         [Confirm it as it stands] [Do not confirm it yet]"
    );
    small.must(SAM, conflict.again.unwrap().1);
    let confirmed = small.company.get(one_to_one).unwrap();
    assert_eq!(confirmed.confirmed_by, [person(SAM)]);
}

#[test]
fn words_of_ones_own_from_two_devices_stand_side_by_side_and_either_can_stand() {
    let mut small = Small::new();
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let entry = |read: &str, text: &str| WriteEntry {
        entry: id(9_000),
        one_to_one,
        topic: Topic::Obstacle,
        text: text.to_owned(),
        objective: None,
        read: Some(read.to_owned()),
    };
    small.must(SAM, entry("", "The van is off the road."));
    let other = both(&mut small, SAM, 0, entry("", "The lock sticks."));
    assert_eq!(
        read(&other),
        "Write in a 1:1: 1:1 with Priya Natarajan, 24 November 2026\n\
         What you wrote\n  Obstacles and help needed: The lock sticks.\n\
         As it stands now\n  Obstacles and help needed: The van is off the road.\n\
         [Put mine in its place] [Leave it as it stands]"
    );
    small.must(SAM, other.again.unwrap().1);
    let stands = small.company.get(id::<Entry>(9_000)).unwrap();
    assert_eq!(stands.text, "The lock sticks.");

    let note = |read: &str, text: &str| WritePrivateNote {
        note: id(9_001),
        one_to_one,
        text: text.to_owned(),
        read: Some(read.to_owned()),
    };
    small.must(SAM, note("", "Ask again."));
    small.must(SAM, note("Ask again.", ""));
    let gone = both(&mut small, SAM, 0, note("Ask again.", "Ask Tom."));
    assert!(read(&gone).contains("As it stands now\n  Private note: nothing\n"));
    small.must(SAM, gone.again.unwrap().1);
    let stands = small.company.get(id::<PrivateNote>(9_001)).unwrap();
    assert_eq!(stands.text, "Ask Tom.");
}

#[test]
fn what_was_refused_for_another_reason_or_is_gone_is_no_choice() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Inspect within two days", None);
    let reword = Command::from(reword(&small, objective, "Inspect"));
    let given = (Uuid::nil(), 0);
    let seen_by = |by, why: &Rejection| conflict(&small.sight(by), &reword, given, why);
    assert_eq!(seen_by(SAM, &Rejection::AgreedAlready), None);
    assert_eq!(seen_by(ROSA, &Rejection::ChangedSince), None);
}
