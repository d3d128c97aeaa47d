//! What two people change apart: a device's own later commands rest on its earlier ones, and what somebody else has changed by
//! then is never written over unseen (sync.md 2.7).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use domain::{
    objective::{AgreeObjective, Objective, OrgLevel, RewordObjective},
    objective_words::ObjectiveWords,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, OneToOne},
    rejection::Rejection,
};
use jiff::civil::date;
use office::{Device, MANAGER, MEETING, Office, SAM, draft, entry, id};

const OBJECTIVE: u128 = 80;

/// Sam and the manager, both with an objective of Sam's on their devices.
fn two() -> (Office, Device, Device) {
    let mut office = Office::open();
    let (mut sam, mut manager) = (Device::of(SAM, 1), Device::of(MANAGER, 2));
    sam.connect(&office);
    manager.connect(&office);
    sam.do_now(draft(OBJECTIVE, SAM, OrgLevel::Individual, "Inspect homes"))
        .unwrap();
    sam.send(&mut office);
    sam.hear(&office);
    manager.hear(&office);
    (office, sam, manager)
}

/// A rewording of what stands on a device.
fn reword(device: &Device, title: Option<&str>, measure: Option<&str>) -> RewordObjective {
    let stands = device.replica.view().get(id::<Objective>(OBJECTIVE));
    let read = ObjectiveWords::of(stands.unwrap());
    let or = |new: Option<&str>, stands: &String| new.map_or(stands.clone(), str::to_owned);
    RewordObjective {
        objective: id(OBJECTIVE),
        title: or(title, &read.title),
        success_measure: or(measure, &read.success_measure),
        due: read.due,
        read: Some(read),
    }
}

/// Everything that a device has is sent and answered, however many pushes it takes.
fn settle(office: &mut Office, device: &mut Device) {
    while device.replica.pending().len() > 0 {
        device.send(office);
        device.hear(office);
    }
}

fn refusals(device: &Device) -> Vec<Rejection> {
    let refused = device.replica.refused();
    refused.map(|each| each.rejection.clone()).collect()
}

fn stands(office: &Office) -> (String, String) {
    let company = office.authority.company();
    let objective = company.get(id::<Objective>(OBJECTIVE)).unwrap();
    (objective.title.clone(), objective.success_measure.clone())
}

#[test]
fn different_parts_are_merged_however_often_one_of_them_was_reworded() {
    let (mut office, mut sam, mut manager) = two();
    for title in ["Inspect empty homes", "Inspect empty homes in two days"] {
        let again = reword(&sam, Some(title), None);
        sam.do_now(again).unwrap();
    }
    let measure = reword(&manager, None, Some("Nine of ten"));
    manager.do_now(measure).unwrap();
    settle(&mut office, &mut manager);
    settle(&mut office, &mut sam);
    assert_eq!(refusals(&sam), []);
    let both = ("Inspect empty homes in two days", "Nine of ten");
    assert_eq!(stands(&office), (both.0.to_owned(), both.1.to_owned()));
}

#[test]
fn the_same_part_is_refused_to_whoever_comes_second_and_their_words_are_kept() {
    let (mut office, mut sam, mut manager) = two();
    let theirs = reword(&manager, Some("Inspect every home"), None);
    manager.do_now(theirs).unwrap();
    let mine = reword(&sam, Some("Inspect empty homes"), None);
    sam.do_now(mine).unwrap();
    settle(&mut office, &mut manager);
    settle(&mut office, &mut sam);
    assert_eq!(refusals(&sam), [Rejection::ChangedSince]);
    assert_eq!(stands(&office).0, "Inspect every home");
    let kept = sam.replica.refused().next().unwrap();
    assert!(kept.pending.sent.args.get().contains("Inspect empty homes"));
    let view = sam.replica.view().get(id::<Objective>(OBJECTIVE)).unwrap();
    assert_eq!(view.title, "Inspect every home");
}

#[test]
fn agreeing_ones_own_rewording_before_it_was_sent_is_taken() {
    let (mut office, mut sam, _) = two();
    let mine = reword(&sam, Some("Inspect empty homes"), None);
    sam.do_now(mine).unwrap();
    sam.do_now(domain::objective_link::LinkObjective {
        link: id(81),
        child: id(OBJECTIVE),
        parent: domain::cascade::Parent::Objective(id(office::TEAM_OBJECTIVE)),
        weight: domain::quantity::Decimal::ONE,
    })
    .unwrap();
    let view = sam.replica.view();
    let objective = view.get(id::<Objective>(OBJECTIVE)).unwrap();
    let agree = AgreeObjective {
        objective: id(OBJECTIVE),
        expected: objective.wording(view, id(OBJECTIVE)),
        read: Some(ObjectiveWords::of(objective)),
    };
    sam.do_now(agree).unwrap();
    settle(&mut office, &mut sam);
    assert_eq!(refusals(&sam), []);
}

/// Holds the 1:1, writes in it and confirms what is then there, all before anything is sent.
fn hold_write_confirm(device: &mut Device) {
    let hold = HoldOneToOne {
        one_to_one: id(MEETING),
        held_on: date(2026, 11, 21),
        next: id(62),
        next_on: date(2026, 12, 18),
    };
    device.do_now(hold).unwrap();
    device.do_now(entry(70, "The lift at Keats House")).unwrap();
    let view = device.replica.view();
    let expected = view.get(id::<OneToOne>(MEETING)).unwrap();
    let confirm = ConfirmOneToOne {
        one_to_one: id(MEETING),
        expected: Some(expected.wording(view, id(MEETING))),
    };
    device.do_now(confirm).unwrap();
}

#[test]
fn ones_own_words_are_confirmed_with_the_record_and_anothers_that_one_has_not_read_are_not() {
    let (mut office, mut sam, _) = two();
    hold_write_confirm(&mut sam);
    settle(&mut office, &mut sam);
    assert_eq!(refusals(&sam), []);

    let (mut office, mut sam, mut manager) = two();
    manager.do_now(entry(71, "It is mended on Monday")).unwrap();
    hold_write_confirm(&mut sam);
    settle(&mut office, &mut manager);
    settle(&mut office, &mut sam);
    assert_eq!(refusals(&sam), [Rejection::ChangedSince]);
    let company = office.authority.company();
    let meeting = company.get(id::<OneToOne>(MEETING)).unwrap();
    assert!(meeting.confirmed_by.is_empty());
    assert!(meeting.held_on.is_some());
}
