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
    agenda_item::{AgendaItemId, PassOn},
    aggregation::Aggregation,
    calendar::{Frequency, Period},
    command::Command,
    entry::{Entry, WriteEntry},
    indicator::{DefineIndicator, Indicator, IndicatorId, IndicatorSource, Tags},
    measurement::{
        ApproveMeasurement, CheckMeasurement, ChooseMeasurement, Measurement, MeasurementId,
        RecordMeasurement, SubmitMeasurement,
    },
    objective::{AgreeObjective, Objective, OrgLevel, RewordObjective},
    objective_words::ObjectiveWords,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, OneToOne, OpenSeries},
    post::{Grade, RecordPost},
    private_note::WritePrivateNote,
    quantity::{Decimal, Figure, Unit},
    rejection::Rejection,
    scorecard::Scorecard,
    scoring::{Direction, Tolerance},
};
use jiff::civil::date;
use office::{Device, HEAD, MANAGER, MEETING, Office, SAM, draft, entry, id};

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
        weight: Decimal::ONE,
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

const INDICATOR: u128 = 90;
const MANAGERS: u128 = 91;
const HEADS: u128 = 92;

fn october() -> Period {
    "2026-M07".parse().unwrap()
}

/// The manager and the head of the service, both with an indicator of the service on their devices.
fn two_providers() -> (Office, Device, Device) {
    let mut office = Office::open();
    office.system(DefineIndicator {
        indicator: id(INDICATOR),
        ownership: id(93),
        owner: Some(id(MANAGER)),
        owner_from: date(2026, 4, 1),
        definition: Indicator {
            code: "VOI01".to_owned(),
            name: "Homes let in time".to_owned(),
            purpose: String::new(),
            formula: "Homes let in 17 days, of all that were let.".to_owned(),
            source: IndicatorSource::Kpi,
            service: Some(id(21)),
            unit: Unit::Percent {
                may_exceed_100: false,
            },
            direction: Direction::HigherIsBetter,
            decimals: 1,
            frequency: Frequency::Monthly,
            aggregation: Aggregation::RatioOfSums,
            tolerance: Tolerance::DEFAULT,
            tags: Tags::default(),
            plain_words: String::new(),
            defined_by: String::new(),
            state: domain::indicator::IndicatorState::Active,
            mirrors: None,
            since: None,
        },
    });
    let (mut manager, mut head) = (Device::of(MANAGER, 2), Device::of(HEAD, 4));
    manager.connect(&office);
    head.connect(&office);
    (office, manager, head)
}

/// A figure that corrects whatever stands on a device.
fn give(device: &mut Device, number: u128, value: u32) {
    let view = device.replica.view();
    let read = Measurement::standing(view, id(INDICATOR), october(), |_| true);
    let record = RecordMeasurement {
        measurement: id(number),
        indicator: id(INDICATOR),
        period: october(),
        figure: Figure::Value(Decimal::from(value)),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: read.into_iter().map(|each| each.id).collect(),
        correction: "Counted again.".to_owned(),
    };
    device.do_now(record).unwrap();
}

fn disputed(company: &domain::company::Company) -> Vec<MeasurementId> {
    let indicator: IndicatorId = id(INDICATOR);
    let sides = Measurement::disputed(company, indicator, october(), |_| true);
    sides.into_iter().map(|side| side.id).collect()
}

fn scored(office: &Office) -> Option<MeasurementId> {
    let card = Scorecard::on(office.authority.company(), date(2026, 11, 21));
    card.reading(id(INDICATOR)).unwrap().measurement
}

#[test]
fn two_figures_given_apart_are_both_kept_disputed_on_both_devices_and_scored_once_one_is_chosen() {
    let (mut office, mut manager, mut head) = two_providers();
    give(&mut manager, MANAGERS, 80);
    give(&mut head, HEADS, 85);
    for device in [&manager, &head] {
        assert_eq!(disputed(device.replica.view()), []);
    }
    settle(&mut office, &mut manager);
    settle(&mut office, &mut head);
    manager.hear(&office);
    for device in [&manager, &head] {
        assert_eq!(refusals(device), []);
        assert_eq!(disputed(device.replica.view()), [id(MANAGERS), id(HEADS)]);
    }

    let refused = head.do_now(ApproveMeasurement {
        measurement: id(MANAGERS),
    });
    assert_eq!(refused.err(), Some(Rejection::FigureDisputed));
    let choose = |measurement, over| ChooseMeasurement {
        measurement: id(measurement),
        over: vec![id(over)],
    };
    // Each chooses their own side apart; the first that the server hears of stands, and the other is told.
    head.do_now(choose(MANAGERS, HEADS)).unwrap();
    let measurement = id(MANAGERS);
    let submit = SubmitMeasurement {
        measurement,
        evidence: String::new(),
        kept_at: String::new(),
    };
    head.do_now(submit).unwrap();
    head.do_now(CheckMeasurement { measurement }).unwrap();
    head.do_now(ApproveMeasurement { measurement }).unwrap();
    manager.do_now(choose(HEADS, MANAGERS)).unwrap();
    assert_eq!(scored(&office), None);
    settle(&mut office, &mut head);
    settle(&mut office, &mut manager);
    assert_eq!(refusals(&head), []);
    assert_eq!(refusals(&manager), [Rejection::ChangedSince]);
    head.hear(&office);
    for device in [&manager, &head] {
        let view = device.replica.view();
        assert_eq!(disputed(view), []);
        assert!(view.get(id::<Measurement>(HEADS)).unwrap().set_aside);
    }
    assert_eq!(scored(&office), Some(id(MANAGERS)));
}

#[test]
fn a_correction_of_ones_own_figure_before_it_was_sent_disputes_nothing() {
    let (mut office, mut manager, mut head) = two_providers();
    give(&mut manager, MANAGERS, 80);
    give(&mut manager, 94, 81);
    settle(&mut office, &mut manager);
    head.hear(&office);
    give(&mut head, HEADS, 85);
    settle(&mut office, &mut head);
    assert_eq!(disputed(office.authority.company()), []);
    let company = office.authority.company();
    let stands = Measurement::standing(company, id(INDICATOR), october(), |_| true);
    assert_eq!(stands.len(), 1);
    assert_eq!(stands[0].id, id(HEADS));
}

#[test]
fn words_for_ones_former_report_are_sent_on_unseen_and_read_by_the_two_they_are_for() {
    let (mut office, mut sam, mut manager) = two();
    let mut head = Device::of(HEAD, 4);
    head.connect(&office);
    manager.do_now(entry(71, "Well done")).unwrap();
    office.system(RecordPost {
        post: id(31),
        title: "Post 31".to_owned(),
        unit: Some(id(22)),
        grade: Grade::Staff,
        reports_to: Some(id(34)),
        holder: Some(id(SAM)),
    });
    settle(&mut office, &mut manager);
    assert_eq!(refusals(&manager), [Rejection::NotLineManager]);
    head.hear(&office);
    head.do_now(OpenSeries {
        series: id(95),
        employee: id(SAM),
        manager: id(HEAD),
        cadence_days: 28,
        first: id(96),
        first_on: date(2026, 11, 27),
    })
    .unwrap();
    settle(&mut office, &mut head);
    let item: AgendaItemId = id(71);
    // Her device cannot see where the words go; they wait for the server all the same.
    manager
        .do_now(PassOn {
            item,
            written_for: id(MEETING),
            text: "Well done".to_owned(),
        })
        .unwrap();
    settle(&mut office, &mut manager);
    sam.hear(&office);
    head.hear(&office);
    assert_eq!(refusals(&manager), [Rejection::NotLineManager]);
    assert!(manager.replica.view().get(item).is_none());
    for device in [&sam, &head] {
        let read = device.replica.view().get(item).unwrap();
        assert_eq!((read.one_to_one, read.author), (id(96), Some(id(MANAGER))));
    }
}

/// The words of the 1:1's entry 300 as a device shows them.
fn said(device: &Device) -> String {
    let entry = device.replica.view().get(id::<Entry>(300)).unwrap();
    entry.text.clone()
}

/// Writes over what the device shows.
fn rewrite(device: &mut Device, text: &str) -> Result<(), Rejection> {
    let read = Some(said(device));
    let text = entry(300, text);
    device.do_now(WriteEntry { read, ..text })
}

#[test]
fn words_that_one_person_wrote_on_two_devices_are_not_written_over_unseen() {
    let mut office = Office::open();
    let (mut tablet, mut desk) = (Device::of(SAM, 1), Device::of(SAM, 2));
    tablet.connect(&office);
    desk.connect(&office);
    tablet.do_now(entry(300, "A common start.")).unwrap();
    settle(&mut office, &mut tablet);
    desk.hear(&office);

    for text in ["In the basement.", "In the basement, at length."] {
        rewrite(&mut tablet, text).unwrap();
    }
    rewrite(&mut desk, "At the desk afterwards.").unwrap();
    settle(&mut office, &mut desk);
    settle(&mut office, &mut tablet);
    assert_eq!(said(&tablet), "At the desk afterwards.");
    // Of the two that were written over each other the later is left to choose, and outlives the page.
    let refused: Vec<_> = tablet.replica.refused().collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].rejection, Rejection::ChangedSince);
    assert!(refused[0].pending.sent.args.get().contains("at length"));
    tablet.restart();
    assert_eq!(refusals(&tablet), [Rejection::ChangedSince]);
    tablet.connect(&office);

    let known = tablet.replica.refused().next().unwrap().pending.clone();
    let Some(Command::WriteEntry(mine)) = known.known() else {
        panic!("the device cannot read its own words");
    };
    let again = WriteEntry {
        read: Some("At the desk afterwards.".to_owned()),
        ..mine.clone()
    };
    tablet.do_now(again).unwrap();
    settle(&mut office, &mut tablet);
    desk.hear(&office);
    assert_eq!(said(&desk), "In the basement, at length.");
}

#[test]
fn words_in_a_field_are_not_put_over_what_came_from_the_other_device_meanwhile() {
    let mut office = Office::open();
    let (mut tablet, mut desk) = (Device::of(SAM, 1), Device::of(SAM, 2));
    tablet.connect(&office);
    desk.connect(&office);
    let write = |read: Option<&str>, text: &str| WritePrivateNote {
        note: id(301),
        one_to_one: id(MEETING),
        text: text.to_owned(),
        read: read.map(str::to_owned),
    };
    desk.do_now(write(Some(""), "At the desk.")).unwrap();
    settle(&mut office, &mut desk);
    tablet.hear(&office);
    let unseen = write(Some(""), "On the tablet.");
    assert_eq!(tablet.do_now(unseen), Err(Rejection::ChangedSince));
    // A page from before says nothing of what it read, and writes as it did.
    tablet.do_now(write(None, "On the tablet.")).unwrap();
    settle(&mut office, &mut tablet);
    assert_eq!(refusals(&tablet), []);
}
