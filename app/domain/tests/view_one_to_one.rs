//! One 1:1 and the list of them: what each of the two reads, what they may do, and that nobody else is shown anything.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    action::{AddAction, CompleteAction},
    agenda_item::{AddAgendaItem, CoverAgendaItem},
    cascade::Parent,
    entry::{Topic, WriteEntry},
    one_to_one::{ConfirmOneToOne, EndSeries, HoldOneToOne, OneToOneId},
    private_note::WritePrivateNote,
    rejection::Rejection,
    sight::Sight,
    view::{
        one_to_one::{Page, drafting, page},
        one_to_ones,
        permission::Offer,
    },
};
use jiff::civil::date;
use small_company::*;

fn seen(small: &Small, by: u128, meeting: OneToOneId) -> Page {
    page(&small.sight(by), meeting, today()).unwrap()
}

fn write(small: &mut Small, by: u128, meeting: OneToOneId, topic: Topic, text: &str) {
    let entry = small.new_id();
    small.must(
        by,
        WriteEntry {
            entry,
            one_to_one: meeting,
            topic,
            text: text.to_owned(),
            objective: None,
            read: None,
        },
    );
}

/// Holds a 1:1 today; the next one is on Tuesday 22 December.
fn hold(small: &mut Small, meeting: OneToOneId) -> OneToOneId {
    let next = small.new_id();
    small.must(
        PRIYA,
        HoldOneToOne {
            one_to_one: meeting,
            held_on: today(),
            next,
            next_on: date(2026, 12, 22),
        },
    );
    next
}

#[test]
fn the_page_says_who_can_read_it_and_what_of_it_others_can() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let sams = seen(&small, SAM, meeting);
    assert_eq!(
        sams.heading,
        "1:1 with Priya Natarajan, Tuesday 24 November"
    );
    assert_eq!(sams.readers, "Only you and Priya can read this page.");
    assert!(
        sams.objective_readers
            .starts_with("Dana Cole and Human Resources can also read the objectives")
    );
    let priyas = seen(&small, PRIYA, meeting);
    assert_eq!(priyas.readers, "Only you and Sam can read this page.");
    let names: Vec<_> = priyas
        .people
        .iter()
        .map(|party| party.called.as_str())
        .collect();
    assert_eq!(names, ["Sam", "You"]);
}

#[test]
fn nobody_else_is_shown_that_there_is_one() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    write(&mut small, SAM, meeting, Topic::Wellbeing, "Tired.");
    for other in EVERYBODY
        .into_iter()
        .filter(|other| ![SAM, PRIYA].contains(other))
    {
        assert_eq!(page(&small.sight(other), meeting, today()), None, "{other}");
        let list = one_to_ones::page(&small.sight(other), today());
        let sams = [person(SAM), person(PRIYA)];
        assert!(
            list.mine
                .iter()
                .chain(&list.reports)
                .chain(&list.past)
                .all(|series| { series.id.is_none() || !sams.contains(&series.with) }),
            "{other}"
        );
    }
}

#[test]
fn each_reads_the_others_words_and_writes_on_their_own() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    write(
        &mut small,
        SAM,
        meeting,
        Topic::Obstacle,
        "The van is off the road.",
    );
    write(
        &mut small,
        PRIYA,
        meeting,
        Topic::Obstacle,
        "I will ask the garage.",
    );
    let said = |by| -> Vec<(String, bool)> {
        let part = seen(&small, by, meeting).obstacles;
        part.said
            .into_iter()
            .map(|said| (said.by, said.mine))
            .collect()
    };
    let named = |name: &str, mine| (name.to_owned(), mine);
    assert_eq!(said(SAM), [named("You", true), named("Priya", false)]);
    assert_eq!(said(PRIYA), [named("Sam", false), named("You", true)]);
    assert_eq!(seen(&small, SAM, meeting).wellbeing.said, []);
}

#[test]
fn a_private_note_is_its_authors_alone() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let note = small.new_id();
    small.must(
        SAM,
        WritePrivateNote {
            note,
            one_to_one: meeting,
            text: "Ask about the course.".to_owned(),
            read: None,
        },
    );
    assert_eq!(
        seen(&small, SAM, meeting).note.unwrap().text,
        "Ask about the course."
    );
    assert_eq!(seen(&small, PRIYA, meeting).note, None);
}

#[test]
fn last_times_actions_come_back_and_this_times_stand_apart() {
    let mut small = Small::new();
    let (_, first) = small.series(SAM, PRIYA, date(2026, 11, 20));
    let [late, done] = [small.new_id(), small.new_id()];
    for (action, text, due) in [
        (late, "Book the course", Some(date(2026, 11, 20))),
        (done, "Send the list", None),
    ] {
        small.must(
            PRIYA,
            AddAction {
                action,
                one_to_one: first,
                text: text.to_owned(),
                who: person(SAM),
                due,
            },
        );
    }
    let next = hold(&mut small, first);
    small.must(
        SAM,
        CompleteAction {
            action: done,
            done: true,
        },
    );
    let lines: Vec<_> = seen(&small, SAM, next)
        .last_actions
        .into_iter()
        .map(|line| (line.text, line.who, line.done, line.late))
        .collect();
    let line = |text: &str, who: &str, done, late| (text.to_owned(), who.to_owned(), done, late);
    assert_eq!(
        lines,
        [
            line(
                "Book the course",
                "You, was due on 20 November 2026",
                false,
                true
            ),
            line("Send the list", "You", true, false),
        ]
    );
    assert_eq!(seen(&small, SAM, next).actions, []);
    assert_eq!(seen(&small, SAM, first).actions.len(), 2);
    assert_eq!(seen(&small, SAM, first).last_actions, []);
}

#[test]
fn the_agenda_says_who_added_what_and_what_was_covered() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let items = [
        (SAM, "Keys that come back late"),
        (PRIYA, "Cover in December"),
    ]
    .map(|(by, text)| {
        let item = small.new_id();
        small.must(
            by,
            AddAgendaItem {
                item,
                one_to_one: meeting,
                text: text.to_owned(),
            },
        );
        item
    });
    small.must(
        PRIYA,
        CoverAgendaItem {
            item: items[0],
            covered: true,
        },
    );
    let agenda = seen(&small, SAM, meeting).agenda;
    assert_eq!(
        agenda
            .iter()
            .map(|line| line.by.as_str())
            .collect::<Vec<_>>(),
        ["You", "Priya"]
    );
    assert_eq!(
        agenda.iter().map(|line| line.covered).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn objectives_are_agreed_and_progress_is_recorded_here() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let parent = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", parent);
    let part = |small: &Small, by| seen(small, by, meeting).objectives.remove(0);
    assert_eq!(part(&small, PRIYA).agree, Offer::Open);
    assert_eq!(part(&small, PRIYA).ask, Offer::Open);
    assert_eq!(
        part(&small, PRIYA).record,
        Offer::Blocked(Rejection::NotAgreedYet.to_string())
    );
    assert_eq!(
        part(&small, SAM).leads.unwrap(),
        "Through “Let empty homes in 17 days” to “Good homes”, in Homes and services."
    );
    small.agree(SAM, objective).unwrap();
    small.agree(PRIYA, objective).unwrap();
    assert_eq!(part(&small, SAM).record, Offer::Open);
    assert!(!part(&small, SAM).agree.is_shown() && !part(&small, SAM).ask.is_shown());
    let loose = small.draft(PRIYA, SAM, "Tidy the store", None);
    let loose_part = seen(&small, SAM, meeting).objectives.remove(1);
    assert_eq!(loose_part.id, loose);
    assert_eq!(loose_part.leads, None);
    assert!(loose_part.link.is_open() && !loose_part.candidates.is_empty());
    assert!(!part(&small, SAM).link.is_shown() && part(&small, SAM).candidates.is_empty());
    assert_eq!(
        loose_part.agree,
        Offer::Blocked(Rejection::NoPathToPriority.to_string())
    );
}

#[test]
fn a_one_to_one_is_held_then_confirmed_by_both_and_then_stands() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 20));
    let planned = seen(&small, SAM, meeting);
    assert_eq!(planned.state, "Planned");
    assert_eq!(
        planned.confirming.confirm,
        Offer::Blocked(Rejection::NotHeldYet.to_string())
    );
    // 28 days from Saturday 21 November is Saturday 19 December, so Monday.
    assert_eq!(
        (
            planned.holding.held_on.as_str(),
            planned.holding.next_on.as_str()
        ),
        ("2026-11-21", "2026-12-21")
    );
    let next = hold(&mut small, meeting);
    let held = seen(&small, SAM, meeting);
    assert_eq!(
        (held.state, held.holding.held.as_deref()),
        ("Held", Some("Held on 21 November 2026."))
    );
    assert_eq!(
        held.holding.next,
        Some((next, "Tuesday 22 December".to_owned()))
    );
    assert!(!held.holding.hold.is_shown() && held.confirming.confirm.is_open());
    small.must(
        PRIYA,
        ConfirmOneToOne {
            one_to_one: meeting,
            expected: None,
        },
    );
    assert_eq!(
        seen(&small, SAM, meeting).confirming.words,
        [
            "You have not confirmed it yet.",
            "Priya has confirmed this 1:1.",
        ]
    );
    small.must(
        SAM,
        ConfirmOneToOne {
            one_to_one: meeting,
            expected: None,
        },
    );
    let stands = seen(&small, SAM, meeting);
    assert_eq!(stands.state, "Confirmed by both");
    assert_eq!(
        stands.settled,
        Some(Rejection::OneToOneConfirmed.to_string())
    );
    assert!(!stands.drafts);
    let draft = drafting(&small.sight(SAM), meeting, today()).unwrap();
    let levels: Vec<_> = draft.levels.iter().map(|level| level.key).collect();
    assert_eq!(levels, ["individual"]);
    assert_eq!(drafting(&small.sight(DANA), meeting, today()), None);
    assert!(!stands.confirming.confirm.is_shown());
}

#[test]
fn a_day_that_cannot_be_worked_out_is_asked_for_and_says_why() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2029, 2, 1));
    let late = page(&small.sight(SAM), meeting, date(2029, 1, 31))
        .unwrap()
        .holding;
    assert_eq!(late.next_on, "");
    assert!(late.next_hint.contains("bank holidays of 2029"));
}

#[test]
fn a_series_whose_reporting_line_is_gone_is_read_and_not_written() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    write(&mut small, SAM, meeting, Topic::Feedback, "Thank you.");
    small.report_to(SAM, TOM);
    let old = seen(&small, PRIYA, meeting);
    assert_eq!(old.settled, Some(Rejection::NotLineManager.to_string()));
    assert_eq!(old.feedback.said.len(), 1);
    assert_eq!(old.objectives, [], "Priya no longer sees them");
    let list = one_to_ones::page(&small.sight(SAM), today());
    assert_eq!(list.past.len(), 1);
    assert_eq!(list.mine[0].with, person(TOM));
    assert!(list.mine[0].start.is_some());
}

#[test]
fn the_list_says_what_is_next_and_what_is_overdue() {
    let mut small = Small::new();
    small.series(SAM, PRIYA, date(2026, 11, 24));
    // Due on Friday 13 November: five working days on is Friday 20 November, and it is Saturday.
    small.series(JO, PRIYA, date(2026, 11, 13));
    let priyas = one_to_ones::page(&small.sight(PRIYA), today());
    assert_eq!(priyas.heading, "1 of your 1:1s is overdue");
    let rows: Vec<_> = priyas
        .reports
        .iter()
        .map(|row| (row.name.as_str(), row.next.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("Jo Marsh", "Overdue: it was planned for Friday 13 November"),
            ("Sam Okafor", "Next on Tuesday 24 November"),
        ]
    );
    assert_eq!(
        priyas.mine[0].name, "Dana Cole",
        "her own manager, and no series yet"
    );
    let start = priyas.mine[0].start.clone().unwrap();
    assert_eq!(
        (start.employee, start.manager),
        (person(PRIYA), person(DANA))
    );
    assert_eq!(start.first, "2026-11-30", "a week on, on a working day");
    // The same 1:1 is not overdue a day earlier.
    let friday = one_to_ones::page(&small.sight(PRIYA), date(2026, 11, 20));
    assert_eq!(
        friday.heading,
        "Your next 1:1 is on Tuesday 24 November, with Sam Okafor"
    );
    assert_eq!(friday.reports[0].next, "Was planned for Friday 13 November");
}

#[test]
fn an_ended_series_stands_with_the_earlier_ones() {
    let mut small = Small::new();
    let (series, _) = small.series(SAM, PRIYA, date(2026, 11, 24));
    small.must(PRIYA, EndSeries { series });
    let list = one_to_ones::page(&small.sight(SAM), today());
    assert_eq!(list.past.len(), 1);
    assert_eq!(list.past[0].next, Rejection::SeriesEnded.to_string());
    assert_eq!(list.heading, "No 1:1 is planned");
}

#[test]
fn a_device_shows_what_the_server_would() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 20));
    small.agreed("Inspect within two days");
    write(&mut small, SAM, meeting, Topic::Wellbeing, "Well.");
    let next = hold(&mut small, meeting);
    for reader in EVERYBODY {
        let held = small.device(reader);
        let device = Sight::on_device(&held, person(reader));
        for meeting in [meeting, next] {
            assert_eq!(
                page(&device, meeting, today()),
                page(&small.sight(reader), meeting, today()),
                "{reader}"
            );
        }
        assert_eq!(
            one_to_ones::page(&device, today()),
            one_to_ones::page(&small.sight(reader), today()),
            "{reader}"
        );
    }
}
