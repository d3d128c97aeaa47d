//! What waits or was refused says what it is about: on which objective and whose, in which 1:1 and with whom.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    action::{AddAction, CompleteAction},
    check_in::RecordProgress,
    command::Command,
    entry::{Topic, WriteEntry},
    id::Id,
    private_note::WritePrivateNote,
    rejection::Rejection,
    view::{
        conflict::About,
        waiting::{Unsent, copy, line, refusal},
    },
};
use jiff::civil::date;
use small_company::*;
use uuid::Uuid;

#[test]
fn each_command_says_what_it_is_about_and_leads_there() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Inspect within two days", None);
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let action = small.new_id();
    small.must(
        SAM,
        AddAction {
            action,
            one_to_one,
            text: "Clear the store".to_owned(),
            who: person(SAM),
            due: None,
        },
    );
    let record = Command::from(RecordProgress {
        check_in: id(9_000),
        objective,
        progress: 60,
        note: "Three notices this week. ".repeat(8),
        one_to_one: None,
    });
    let entry = Command::from(WriteEntry {
        entry: id(9_001),
        one_to_one,
        topic: Topic::Work,
        text: "The van is off the road.".to_owned(),
        objective: Some(objective),
        read: None,
    });
    let note = Command::from(WritePrivateNote {
        note: id(9_002),
        one_to_one,
        text: "Ask again.".to_owned(),
        read: None,
    });
    let done = Command::from(CompleteAction { action, done: true });
    let gone = Command::from(CompleteAction {
        action: id(9_003),
        done: true,
    });
    let meeting = "1:1 with Priya Natarajan, 24 November 2026";
    let on_entry = format!("“Inspect within two days”, {meeting}");
    let on_action = format!("“Clear the store”, {meeting}");
    let mine = "“Inspect within two days”, your objective";
    let sams = "“Inspect within two days”, Sam Okafor’s objective";
    let here = Some(About::OneToOne(one_to_one));
    for (by, command, about, page, begins) in [
        (
            SAM,
            &record,
            mine,
            Some(About::Objective(objective)),
            "60%; Three notices this week.",
        ),
        (
            PRIYA,
            &record,
            sams,
            Some(About::Objective(objective)),
            "60%; Three notices this week.",
        ),
        (
            SAM,
            &entry,
            on_entry.as_str(),
            here,
            "The van is off the road.",
        ),
        (SAM, &note, meeting, here, "Ask again."),
        (SAM, &done, on_action.as_str(), here, ""),
        (SAM, &gone, "", None, ""),
    ] {
        let sight = small.sight(by);
        let line = line(Some(&sight), command.name(), Some(command));
        let told = refusal(
            Some(&sight),
            command.name(),
            Some(command),
            Uuid::nil(),
            &Rejection::NotAgreedYet,
        );
        assert_eq!(told.about, line.about, "{about}");
        let subject = line.about.map(|subject| (subject.words, subject.page));
        let (words, leads) = subject.unwrap_or_default();
        assert_eq!((words.as_str(), leads), (about, page));
        assert!(line.begins.starts_with(begins), "{}", line.begins);
        assert!(line.begins.chars().count() <= 81, "{}", line.begins);
    }
}

#[test]
fn a_copy_is_enough_to_enter_it_again() {
    let mut small = Small::new();
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let write = Command::from(WriteEntry {
        entry: Id::new(Uuid::nil()),
        one_to_one,
        topic: Topic::Obstacle,
        text: "The lock sticks.".to_owned(),
        objective: None,
        read: None,
    });
    let waiting = [Unsent {
        name: write.name(),
        command: Some(&write),
        given_on: date(2026, 11, 20),
    }];
    let begun = [(
        format!("agenda-{one_to_one}-"),
        vec!["Ring the locksmith".to_owned()],
    )];
    let copy = copy(Some(&small.sight(SAM)), waiting, begun, today());
    let (_, copied) = copy.split_once('\n').unwrap();
    assert_eq!(
        copied,
        "\n1. Write in a 1:1\nAbout: 1:1 with Priya Natarajan, 24 November 2026\nEntered on: 20 November 2026\n\
         Obstacles and help needed: The lock sticks.\n\
         \nBegun: Add to an agenda\nAbout: 1:1 with Priya Natarajan, 24 November 2026\nRing the locksmith\n"
    );
}
