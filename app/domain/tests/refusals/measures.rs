//! Indicators, who owns them, their targets and figures.

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency},
    command::Command,
    indicator::{DefineIndicator, Indicator, IndicatorSource, RetireIndicator, Tags},
    measurement::{
        ApproveMeasurement, CheckMeasurement, ChooseMeasurement, PublishMeasurement,
        RecordMeasurement, ReturnMeasurement, SubmitMeasurement,
    },
    ownership::AssignOwner,
    quantity::{Figure, Unit as Measure},
    scoring::{Direction, Tolerance},
    target::{ApproveTarget, ProposeTarget},
    trajectory::Trajectory,
};
use rust_decimal::Decimal;

use crate::small_company::*;

/// The Key Performance Indicator that Priya owns.
pub const KPI: u128 = 900;

/// One that counts and adds up, owned by Priya too.
pub const COUNT: u128 = 910;

/// One for information only.
pub const INFORMATION: u128 = 920;

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

pub fn count() -> Indicator {
    Indicator {
        code: "AD01".to_owned(),
        unit: Measure::Count,
        aggregation: Aggregation::Sum,
        ..definition()
    }
}

pub fn information() -> Indicator {
    Indicator {
        code: "NM01".to_owned(),
        direction: Direction::Contextual,
        ..definition()
    }
}

pub fn define(number: u128, owner: Option<u128>, definition: Indicator) -> DefineIndicator {
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

/// Another figure for the same period, by somebody who had seen the first or had not.
fn another(record: &RecordMeasurement, number: u128, seen: bool) -> RecordMeasurement {
    RecordMeasurement {
        measurement: id(number),
        replaces: seen.then_some(record.measurement).into_iter().collect(),
        ..record.clone()
    }
}

fn submit() -> SubmitMeasurement {
    SubmitMeasurement {
        measurement: id(9_000),
        evidence: "Lettings report of 2 May 2026".to_owned(),
        kept_at: "Lettings folder".to_owned(),
    }
}

/// Submitted by its provider and checked by another person.
pub fn checked(small: &mut Small) {
    small.must(PRIYA, submit());
    let measurement = id(9_000);
    small.must(TOM, CheckMeasurement { measurement });
}

/// The target of the year, at least 90%, of which a figure of 80% is off.
pub fn approved_target(small: &mut Small) {
    small.load(ProposeTarget {
        target: id(9_000),
        indicator: id(KPI),
        year: FinancialYear(2026),
        value: Decimal::from(90),
        trajectory: Trajectory::Flat,
        provenance: Default::default(),
        expected: None,
        case: None,
    });
    small.load(ApproveTarget {
        target: id(9_000),
        expected: None,
    });
}

fn retired_from(from: Date) -> RetireIndicator {
    RetireIndicator {
        indicator: id(KPI),
        sheet: id(9_010),
        former: id(9_011),
        from,
        reason: "Garages are no longer let.".to_owned(),
    }
}

fn money() -> Indicator {
    Indicator {
        unit: Measure::Money,
        ..count()
    }
}

/// Pounds of which there is to be so much in the year.
fn money_building_up(small: &mut Small) {
    small.load(define(COUNT, Some(PRIYA), money()));
    small.load(ProposeTarget {
        target: id(9_500),
        indicator: id(COUNT),
        year: FinancialYear(2026),
        value: Decimal::from(90),
        trajectory: Trajectory::Cumulative { weights: None },
        provenance: Default::default(),
        expected: None,
        case: None,
    });
    small.load(ApproveTarget {
        target: id(9_500),
        expected: None,
    });
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
        correction: String::new(),
    };
    match command {
        "measurement.record" => match when {
            "in the place of an approved one, without a reason" => {
                small.load(record.clone());
                small.load(ApproveMeasurement { measurement });
                another(&record, 9_001, true).into()
            }
            "of a month that began after it was retired" => {
                small.load(retired_from(Date::constant(2026, 4, 1)));
                record.into()
            }
            "of a month that began before it was retired" => {
                small.load(retired_from(Date::constant(2026, 4, 2)));
                record.into()
            }
            "a part larger than its whole" => RecordMeasurement {
                figure: Figure::ratio(Decimal::from(101), Decimal::ONE_HUNDRED),
                ..record
            }
            .into(),
            "a count below zero" => {
                small.load(define(COUNT, Some(PRIYA), count()));
                RecordMeasurement {
                    indicator: id(COUNT),
                    figure: Figure::Value(Decimal::NEGATIVE_ONE),
                    ..record
                }
                .into()
            }
            "what lets the year to date fall" => {
                money_building_up(small);
                RecordMeasurement {
                    indicator: id(COUNT),
                    figure: Figure::Value(Decimal::NEGATIVE_ONE),
                    ..record
                }
                .into()
            }
            _ => record.into(),
        },
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
                "nobody has checked it" => {
                    small.must(PRIYA, submit());
                }
                "off target, and nobody has said why" => {
                    approved_target(small);
                    checked(small);
                }
                _ => checked(small),
            }
            ApproveMeasurement { measurement }.into()
        }
        "measurement.publish" => {
            small.must(PRIYA, record);
            if when != "a draft" {
                checked(small);
                small.must(DANA, ApproveMeasurement { measurement });
            }
            PublishMeasurement { measurement }.into()
        }
        "measurement.submit" if when == "that lets the year to date fall" => {
            small.load(define(COUNT, Some(PRIYA), money()));
            let given = RecordMeasurement {
                indicator: id(COUNT),
                figure: Figure::Value(Decimal::NEGATIVE_ONE),
                ..record
            };
            small.must(PRIYA, given);
            money_building_up(small);
            submit().into()
        }
        "measurement.submit" => {
            small.must(PRIYA, record.clone());
            if when == "another was given by somebody who had not seen it" {
                small.must(TOM, another(&record, 9_001, false));
            }
            submit().into()
        }
        "measurement.check" => {
            small.must(PRIYA, record);
            if when != "a draft" {
                small.must(PRIYA, submit());
            }
            CheckMeasurement { measurement }.into()
        }
        "measurement.return" => {
            small.must(PRIYA, record);
            checked(small);
            if when == "an approved one" {
                small.must(DANA, ApproveMeasurement { measurement });
            }
            ReturnMeasurement {
                measurement,
                reason: if when == "without a reason" {
                    " ".to_owned()
                } else {
                    "Two lettings of September are in it.".to_owned()
                },
            }
            .into()
        }
        other => panic!("no case for {other}"),
    }
}
