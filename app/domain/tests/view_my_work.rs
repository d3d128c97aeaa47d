//! My work: what needs whom, in which words, and that it goes once it is done.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    action::{AddAction, CompleteAction},
    cascade::Parent,
    entry::{Topic, WriteEntry},
    objective::RewordObjective,
    one_to_one::{ConfirmOneToOne, HoldOneToOne},
    sight::Sight,
    view::my_work::{Page, Target, page},
};
use jiff::civil::date;
use small_company::*;

fn seen(small: &Small, by: u128) -> Page {
    page(&small.sight(by), today())
}

fn needs(small: &Small, by: u128) -> Vec<String> {
    seen(small, by)
        .needs
        .into_iter()
        .map(|need| need.title)
        .collect()
}

#[test]
fn with_nothing_to_do_the_heading_is_the_next_one_to_one() {
    let mut small = Small::new();
    assert_eq!(
        seen(&small, SAM).heading,
        "No 1:1 and no objective needs you now"
    );
    small.series(SAM, PRIYA, date(2026, 11, 24));
    let page = seen(&small, SAM);
    assert_eq!(
        page.heading,
        "Your next 1:1 is on Tuesday 24 November, with Priya Natarajan"
    );
    assert_eq!(
        page.lead.as_deref(),
        Some("No 1:1 and no objective needs you now.")
    );
    assert_eq!(page.upcoming[0].title, "1:1 with Priya Natarajan");
    assert_eq!(page.upcoming[0].on, "On Tuesday 24 November");
}

#[test]
fn an_objective_needs_a_link_then_both_then_nobody() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Tidy the store", None);
    assert_eq!(needs(&small, SAM), ["Link your objective “Tidy the store”"]);
    assert_eq!(
        needs(&small, PRIYA),
        ["Link Sam Okafor’s objective “Tidy the store”"]
    );
    let link = small.new_id();
    small.must(
        SAM,
        domain::objective_link::LinkObjective {
            link,
            child: objective,
            parent: Parent::Objective(team_objective()),
            weight: rust_decimal::Decimal::ONE,
        },
    );
    assert_eq!(
        needs(&small, SAM),
        ["Read and agree your objective “Tidy the store”"]
    );
    assert_eq!(
        needs(&small, PRIYA),
        ["Read and agree Sam Okafor’s objective “Tidy the store”"]
    );
    small.agree(SAM, objective).unwrap();
    assert_eq!(needs(&small, SAM), Vec::<String>::new());
    let waits = seen(&small, SAM).waits;
    assert_eq!(waits[0].title, "Your objective “Tidy the store”");
    assert_eq!(
        waits[0].detail,
        "Agreed by you. Waiting for Priya Natarajan to agree it."
    );
    assert_eq!(waits[0].target, Target::Objective(objective));
    assert_eq!(seen(&small, PRIYA).heading, "1 thing needs you");
    small.agree(PRIYA, objective).unwrap();
    assert_eq!(needs(&small, PRIYA), Vec::<String>::new());
    assert_eq!(seen(&small, SAM).waits, []);
}

#[test]
fn a_change_asked_for_needs_the_other_one_until_the_wording_changes() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let objective = small.draft(
        SAM,
        SAM,
        "Inspect within two days",
        Some(Parent::Objective(team_objective())),
    );
    let entry = small.new_id();
    small.must(
        PRIYA,
        WriteEntry {
            entry,
            one_to_one: meeting,
            topic: Topic::ChangeAsked,
            text: "Say how many homes.\nAnd by when.".to_owned(),
            objective: Some(objective),
            read: None,
        },
    );
    let sams = seen(&small, SAM).needs;
    assert_eq!(
        sams[0].title,
        "Answer the change asked for in your objective “Inspect within two days”"
    );
    assert_eq!(
        sams[0].detail,
        "Priya Natarajan asked on 21 November 2026: “Say how many homes. And by when.”"
    );
    assert_eq!(needs(&small, PRIYA), Vec::<String>::new());
    assert_eq!(
        seen(&small, PRIYA).waits[0].detail,
        "You asked on 21 November 2026. It has not changed since."
    );
    small.must(
        SAM,
        RewordObjective {
            objective,
            title: "Inspect 40 homes".to_owned(),
            success_measure: String::new(),
            due: None,
            read: None,
        },
    );
    assert_eq!(
        needs(&small, SAM),
        ["Read and agree your objective “Inspect 40 homes”"]
    );
    assert_eq!(
        needs(&small, PRIYA),
        ["Read and agree Sam Okafor’s objective “Inspect 40 homes”"]
    );
}

#[test]
fn one_to_ones_are_to_be_held_and_confirmed() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 13));
    assert_eq!(needs(&small, SAM), ["Hold your 1:1 with Priya Natarajan"]);
    assert_eq!(
        seen(&small, SAM).needs[0].detail,
        "Overdue: it was planned for Friday 13 November."
    );
    let next = small.new_id();
    small.must(
        PRIYA,
        HoldOneToOne {
            one_to_one: meeting,
            held_on: today(),
            next,
            next_on: date(2026, 12, 21),
        },
    );
    assert_eq!(
        needs(&small, SAM),
        ["Confirm your 1:1 with Priya Natarajan"]
    );
    small.must(
        SAM,
        ConfirmOneToOne {
            one_to_one: meeting,
            expected: None,
        },
    );
    assert_eq!(needs(&small, SAM), Vec::<String>::new());
    assert_eq!(needs(&small, PRIYA), ["Confirm your 1:1 with Sam Okafor"]);
    assert_eq!(
        seen(&small, SAM).lead.as_deref(),
        Some("No 1:1 and no objective needs you now.")
    );
}

#[test]
fn an_action_needs_who_does_it_from_its_day_on() {
    let mut small = Small::new();
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let [today_, later] = [small.new_id(), small.new_id()];
    for (action, text, due) in [
        (today_, "Send the list", today()),
        (later, "Book the course", date(2026, 11, 22)),
    ] {
        small.must(
            PRIYA,
            AddAction {
                action,
                one_to_one: meeting,
                text: text.to_owned(),
                who: person(SAM),
                due: Some(due),
            },
        );
    }
    let page = seen(&small, SAM);
    assert_eq!(page.needs.len(), 1);
    assert_eq!(
        page.needs[0].detail,
        "Due today, from your 1:1 with Priya Natarajan."
    );
    assert_eq!(page.needs[0].target, Target::Action(today_, meeting));
    assert_eq!(needs(&small, PRIYA), Vec::<String>::new());
    small.must(
        SAM,
        CompleteAction {
            action: today_,
            done: true,
        },
    );
    assert_eq!(needs(&small, SAM), Vec::<String>::new());
}

#[test]
fn my_objectives_say_how_far_they_are_and_where_they_lead() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    small.progress(SAM, objective, 60, "");
    let sams = seen(&small, SAM).objectives;
    assert_eq!(sams.len(), 1);
    assert_eq!(
        (sams[0].standing.word, sams[0].standing.progress),
        ("Agreed", Some(60))
    );
    assert!(
        sams[0]
            .leads
            .as_ref()
            .unwrap()
            .starts_with("Through “Let empty homes in 17 days” to “Good homes”")
    );
    let priyas = seen(&small, PRIYA).objectives;
    assert_eq!(
        (priyas[0].level, priyas[0].title.as_str()),
        ("Team objective", "Let empty homes in 17 days")
    );
}

#[test]
fn keys_are_alone_on_the_page() {
    let mut small = Small::new();
    for title in ["Tidy the store", "Tidy the other store"] {
        small.draft(SAM, SAM, title, None);
    }
    let keys: std::collections::BTreeSet<_> = seen(&small, SAM)
        .needs
        .into_iter()
        .map(|need| need.key)
        .collect();
    assert_eq!(keys.len(), 2);
}

#[test]
fn a_device_shows_what_the_server_would() {
    let mut small = Small::new();
    small.series(SAM, PRIYA, date(2026, 11, 13));
    small.agreed("Inspect within two days");
    small.draft(SAM, SAM, "Tidy the store", None);
    for reader in EVERYBODY {
        let held = small.device(reader);
        let device = Sight::on_device(&held, person(reader));
        assert_eq!(
            page(&device, today()),
            page(&small.sight(reader), today()),
            "{reader}"
        );
    }
}
