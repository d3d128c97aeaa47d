//! Whoever a definition sheet names to provide or check figures is sent what the service has in its drafts, and has it no more once somebody
//! else is named (sync.md R6; access.md).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use domain::{
    aggregation::Aggregation,
    calendar::Frequency,
    definition_sheet::{ReviseDefinition, SheetTerms},
    indicator::{DefineIndicator, Indicator, IndicatorSource, IndicatorState, Tags},
    measurement::{
        CheckMeasurement, Measurement, MeasurementState, RecordMeasurement, SubmitMeasurement,
    },
    quantity::{Decimal, Figure, Unit},
    rejection::Rejection,
    scoring::{Direction, Tolerance},
};
use jiff::civil::date;
use office::{Device, MANAGER, OTHER, Office, SAM, id, should_hold};

const INDICATOR: u128 = 90;
const FIRST: u128 = 95;
const SECOND: u128 = 96;

fn definition() -> Indicator {
    Indicator {
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
        state: IndicatorState::Active,
        mirrors: None,
        since: None,
    }
}

/// The version of the sheet under this number, in force from a day of May.
fn names(number: u128, day: i8, provider: Option<u128>, checker: Option<u128>) -> ReviseDefinition {
    ReviseDefinition {
        indicator: id(INDICATOR),
        sheet: id(number),
        former: id(700),
        from: Some(date(2026, 5, day)),
        reason: "Somebody else does it.".to_owned(),
        definition: definition(),
        terms: Box::new(SheetTerms {
            data_provider: provider.map(id),
            checker: checker.map(id),
            ..SheetTerms::default()
        }),
        expected: None,
    }
}

fn figure(number: u128, month: u8) -> RecordMeasurement {
    RecordMeasurement {
        measurement: id(number),
        indicator: id(INDICATOR),
        period: format!("2026-M{month:02}").parse().unwrap(),
        figure: Figure::Value(Decimal::from(95)),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    }
}

/// The manager has given a figure; Sam and another are on line and see nothing of it.
fn before() -> (Office, Device, Device, Device) {
    let mut office = Office::open();
    office.system(DefineIndicator {
        indicator: id(INDICATOR),
        ownership: id(93),
        owner: Some(id(MANAGER)),
        owner_from: date(2026, 4, 1),
        definition: definition(),
    });
    let mut manager = Device::of(MANAGER, 2);
    let (mut sam, mut other) = (Device::of(SAM, 1), Device::of(OTHER, 3));
    for device in [&mut manager, &mut sam, &mut other] {
        device.connect(&office);
    }
    manager.do_now(figure(FIRST, 6)).unwrap();
    manager.send(&mut office);
    for device in [&mut manager, &mut sam, &mut other] {
        device.hear(&office);
    }
    (office, manager, sam, other)
}

fn has(device: &Device, number: u128) -> bool {
    device
        .replica
        .view()
        .get::<Measurement>(id(number))
        .is_some()
}

fn held_rightly(office: &Office, devices: [(u128, &Device); 3]) {
    for (person, device) in devices {
        assert_eq!(device.holds(), should_hold(office, person), "{person}");
    }
}

#[test]
fn who_is_named_is_sent_the_drafts_and_works_on_them() {
    let (mut office, mut manager, mut sam, mut other) = before();
    assert!(!has(&sam, FIRST) && !has(&other, FIRST));
    assert!(sam.do_now(figure(SECOND, 7)).is_err());
    office.system(names(701, 1, Some(SAM), Some(OTHER)));
    for device in [&mut manager, &mut sam, &mut other] {
        device.hear(&office);
    }
    assert!(has(&sam, FIRST) && has(&other, FIRST));
    sam.do_now(figure(SECOND, 7)).unwrap();
    sam.do_now(SubmitMeasurement {
        measurement: id(SECOND),
        evidence: String::new(),
        kept_at: String::new(),
    })
    .unwrap();
    // What was given while the first is on its way is sent after its answer.
    for _ in 0..2 {
        assert!(sam.send(&mut office).is_empty());
        for device in [&mut manager, &mut sam, &mut other] {
            device.hear(&office);
        }
    }
    let check = CheckMeasurement {
        measurement: id(SECOND),
    };
    assert_eq!(sam.do_now(check.clone()), Err(Rejection::SamePerson));
    other.do_now(check).unwrap();
    assert!(other.send(&mut office).is_empty());
    for device in [&mut manager, &mut sam, &mut other] {
        device.hear(&office);
    }
    let checked = sam.replica.view().get::<Measurement>(id(SECOND)).unwrap();
    assert_eq!(checked.state, MeasurementState::Checked);
    held_rightly(&office, [(MANAGER, &manager), (SAM, &sam), (OTHER, &other)]);
}

#[test]
fn who_is_replaced_has_them_no_more_connected_or_not() {
    let (mut office, mut manager, mut sam, mut other) = before();
    office.system(names(701, 1, Some(SAM), Some(OTHER)));
    for device in [&mut manager, &mut sam, &mut other] {
        device.hear(&office);
    }
    other.disconnect();
    office.system(names(702, 2, None, None));
    for device in [&mut manager, &mut sam] {
        device.hear(&office);
    }
    other.connect(&office);
    other.hear(&office);
    assert!(has(&manager, FIRST) && !has(&sam, FIRST) && !has(&other, FIRST));
    held_rightly(&office, [(MANAGER, &manager), (SAM, &sam), (OTHER, &other)]);
}

/// What was done apart by somebody who was replaced meanwhile is refused, and they learn that it is not theirs to see.
#[test]
fn what_comes_from_who_was_replaced_is_refused() {
    let (mut office, _, mut sam, _) = before();
    office.system(names(701, 1, Some(SAM), Some(OTHER)));
    sam.hear(&office);
    sam.disconnect();
    sam.do_now(figure(SECOND, 7)).unwrap();
    office.system(names(702, 2, Some(OTHER), None));
    sam.connect(&office);
    sam.send(&mut office);
    sam.hear(&office);
    assert!(!has(&sam, SECOND));
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    assert!(
        office
            .authority
            .company()
            .get::<Measurement>(id(SECOND))
            .is_none()
    );
}
