//! Indicators, who owns them, their targets and figures.

use domain::{
    access,
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency},
    command::Command,
    indicator::{DefineIndicator, Indicator, IndicatorSource, Tags},
    measurement::{ApproveMeasurement, ChooseMeasurement, PublishMeasurement, RecordMeasurement},
    ownership::AssignOwner,
    quantity::{Figure, Unit as Measure},
    scoring::{Direction, Tolerance},
    target::{ApproveTarget, ProposeTarget, Target},
    trajectory::Trajectory,
    wording::Wording,
};
use rust_decimal::Decimal;

use crate::small_company::*;

/// The Key Performance Indicator that Priya owns.
pub const KPI: u128 = 900;

/// One that counts and adds up, owned by Priya too.
const COUNT: u128 = 910;

/// One for information only.
const INFORMATION: u128 = 920;

/// Defines the indicator that Priya owns.
pub fn owned_by_priya(small: &mut Small) {
    small.load(define(KPI, Some(PRIYA), definition()));
}

pub fn definition() -> Indicator {
    Indicator {
        code: "VOI01".to_owned(),
        name: "Homes let in time".to_owned(),
        purpose: String::new(),
        formula: "Homes let in 17 days, of all that were let.".to_owned(),
        source: IndicatorSource::Kpi,
        service: Some(id(202)),
        unit: Measure::Percent {
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
    }
}

fn count() -> Indicator {
    Indicator {
        code: "AD01".to_owned(),
        unit: Measure::Count,
        aggregation: Aggregation::Sum,
        ..definition()
    }
}

fn information() -> Indicator {
    Indicator {
        code: "NM01".to_owned(),
        direction: Direction::Contextual,
        ..definition()
    }
}

fn define(number: u128, owner: Option<u128>, definition: Indicator) -> DefineIndicator {
    DefineIndicator {
        indicator: id(number),
        ownership: id(number + 1),
        owner: owner.map(person),
        owner_from: FinancialYear(2026).first_day(),
        definition,
    }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "indicator.define" => defined(when).into(),
        "ownership.assign" => AssignOwner {
            ownership: if when == "under the identifier of an earlier ownership" {
                id(KPI + 1)
            } else {
                id(9_000)
            },
            indicator: id(KPI),
            owner: person(if when == "to Sam" { SAM } else { DANA }),
            from: today(),
        }
        .into(),
        "target.propose" => proposed(small, when).into(),
        "target.approve" => {
            let by = if when == "that Ada proposed" {
                ADA
            } else {
                PRIYA
            };
            small.must(by, propose(KPI, Trajectory::Flat));
            let expected = Some(seen_by(small, ADA));
            if when == "another was approved since" {
                another_approved(small);
            }
            ApproveTarget {
                target: id(9_000),
                expected,
            }
            .into()
        }
        _ => measured(small, command, when),
    }
}

fn defined(when: &str) -> DefineIndicator {
    let new = |owner, definition| define(9_000, owner, definition);
    match when {
        "–" => new(Some(DANA), definition()),
        "a Key Performance Indicator owned by Sam" => new(Some(SAM), definition()),
        "a Key Performance Indicator without an owner" => new(None, definition()),
        "a Key Performance Indicator owned by Dana from tomorrow" => DefineIndicator {
            owner_from: tomorrow(),
            ..new(Some(DANA), definition())
        },
        "a range whose lower bound is above the upper" => {
            let direction = Direction::WithinRange {
                lo: Decimal::TEN,
                hi: Decimal::ONE,
            };
            new(
                Some(DANA),
                Indicator {
                    direction,
                    ..definition()
                },
            )
        }
        "a tolerance below zero" => {
            let tolerance = Tolerance::Relative(Decimal::NEGATIVE_ONE);
            new(
                Some(DANA),
                Indicator {
                    tolerance,
                    ..definition()
                },
            )
        }
        "more than 4 decimal places" => new(
            Some(DANA),
            Indicator {
                decimals: 5,
                ..definition()
            },
        ),
        other => panic!("no case for {other}"),
    }
}

fn tomorrow() -> Date {
    today().tomorrow().unwrap()
}

fn propose(indicator: u128, trajectory: Trajectory) -> ProposeTarget {
    ProposeTarget {
        target: id(9_000),
        indicator: id(indicator),
        year: FinancialYear(2026),
        value: Decimal::from(90),
        trajectory,
        provenance: Default::default(),
        expected: None,
    }
}

/// What somebody sees of the year's targets.
fn seen_by(small: &Small, who: u128) -> Wording {
    Target::wording(&small.company, id(KPI), FinancialYear(2026), |scope| {
        access::sees(&small.company, person(who), scope)
    })
}

fn another_approved(small: &mut Small) {
    let another = ProposeTarget {
        target: id(9_001),
        value: Decimal::from(95),
        ..propose(KPI, Trajectory::Flat)
    };
    small.must(PRIYA, another);
    small.must(
        ADA,
        ApproveTarget {
            target: id(9_001),
            expected: None,
        },
    );
}

fn proposed(small: &mut Small, when: &str) -> ProposeTarget {
    small.load(define(COUNT, Some(PRIYA), count()));
    small.load(define(INFORMATION, Some(PRIYA), information()));
    let shares = |weights| Trajectory::Cumulative {
        weights: Some(weights),
    };
    match when {
        "–" => propose(COUNT, Trajectory::Cumulative { weights: None }),
        "for an indicator that is for information only" => propose(INFORMATION, Trajectory::Flat),
        "building up in 11 shares" => propose(COUNT, shares(vec![Decimal::ONE; 11])),
        "building up in shares of nothing" => propose(COUNT, shares(vec![Decimal::ZERO; 12])),
        "another was approved since" => {
            let expected = Some(seen_by(small, PRIYA));
            another_approved(small);
            ProposeTarget {
                expected,
                ..propose(KPI, Trajectory::Flat)
            }
        }
        "building up, of a percentage" => propose(KPI, Trajectory::Cumulative { weights: None }),
        other => panic!("no case for {other}"),
    }
}

/// Another figure for the same period, by somebody who had seen the first or had not.
fn another(record: &RecordMeasurement, number: u128, seen: bool) -> RecordMeasurement {
    RecordMeasurement {
        measurement: id(number),
        replaces: seen.then_some(record.measurement).into_iter().collect(),
        ..record.clone()
    }
}

fn measured(small: &mut Small, command: &str, when: &str) -> Command {
    let measurement = id(9_000);
    let quarter = when == "a quarter, of what is collected each month";
    let record = RecordMeasurement {
        measurement,
        indicator: id(KPI),
        period: if quarter { "2026-Q1" } else { "2026-M01" }
            .parse()
            .unwrap(),
        figure: Figure::Value(Decimal::from(80)),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
    };
    match command {
        "measurement.record" => record.into(),
        "measurement.choose" => {
            small.must(PRIYA, record.clone());
            small.must(TOM, another(&record, 9_001, false));
            if when == "another was given since" {
                small.must(PRIYA, another(&record, 9_002, false));
            }
            ChooseMeasurement {
                measurement,
                over: vec![id(9_001)],
            }
            .into()
        }
        "measurement.approve" => {
            small.must(PRIYA, record.clone());
            match when {
                "another was given by somebody who had not seen it" => {
                    small.must(TOM, another(&record, 9_001, false));
                }
                "another was put in its place" => {
                    small.must(TOM, another(&record, 9_001, true));
                }
                _ => {}
            }
            ApproveMeasurement { measurement }.into()
        }
        "measurement.publish" => {
            small.must(PRIYA, record);
            if when != "a draft" {
                small.must(DANA, ApproveMeasurement { measurement });
            }
            PublishMeasurement { measurement }.into()
        }
        other => panic!("no case for {other}"),
    }
}
