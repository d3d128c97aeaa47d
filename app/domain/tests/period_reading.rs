//! How an indicator stands for a period that somebody asks for, as a table that a manager can read: `tables/period_reading.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    calendar::FinancialYear,
    indicator::Indicator,
    measurement::{Measurement, MeasurementState},
    period_reading::PeriodReading,
    provenance::Provenance,
    quantity::{Exact, Unit as Measure},
    scope::Scope,
    target::{Target, TargetState},
    trajectory::Trajectory,
};
use rust_decimal::Decimal;
use scored_company::{Scored, decimal, id, percent, value};
use serde::{Serialize, de::DeserializeOwned};

const CASES: u128 = 1;

/// A word as a record has it.
fn named<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(word.into()).unwrap()
}

fn word(named: Option<impl Serialize>) -> String {
    named.map_or_else(
        || "–".to_owned(),
        |named| {
            serde_json::to_value(named)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        },
    )
}

fn rounded(number: Option<Exact>) -> Option<Decimal> {
    number.map(|number| number.rounded(4).unwrap().normalize())
}

/// "M01=10", "M01=8:submitted" or, for another year, "2025-M12=10"
fn give(scored: &mut Scored, given: &str) {
    let (month, figure) = given.split_once('=').unwrap();
    let (figure, stands) = figure.split_once(':').unwrap_or((figure, "approved"));
    let aside = stands == "aside";
    scored.add(
        Scope::Staff,
        Measurement {
            indicator: id(CASES),
            period: month
                .parse()
                .unwrap_or_else(|_| format!("2026-{month}").parse().unwrap()),
            figure: value(figure),
            state: if aside {
                MeasurementState::Draft
            } else {
                named(stands)
            },
            provided_by: None,
            public_words: String::new(),
            provenance: Provenance::Recorded,
            unseen: Vec::new(),
            set_aside: aside,
            correction: String::new(),
        },
    );
}

/// "120 cumulative" or "10 flat proposed"
fn set(scored: &mut Scored, year: i16, target: &str) {
    let [amount, reached, ref proposed @ ..] = target.split(' ').collect::<Vec<_>>()[..] else {
        assert_eq!(target, "none");
        return;
    };
    let trajectory = match reached {
        "flat" => Trajectory::Flat,
        "cumulative" => Trajectory::Cumulative { weights: None },
        "track" => Trajectory::TrackOnly,
        // 61 by the first month, 100 by the twelfth and, by the third, 63.
        "profiled" => Trajectory::Profiled(
            [61, 62, 63, 70, 75, 80, 85, 90, 92, 95, 98, 100]
                .map(Decimal::from)
                .to_vec(),
        ),
        other => panic!("no target is reached {other}"),
    };
    scored.add(
        Scope::Staff,
        Target {
            indicator: id(CASES),
            year: FinancialYear(year),
            value: decimal(amount),
            trajectory,
            state: match proposed {
                ["proposed"] => TargetState::Proposed,
                _ => TargetState::Approved,
            },
            proposed_by: None,
            provenance: Provenance::Recorded,
            from: None,
        },
    );
}

fn cases(rule: &str) -> Indicator {
    Indicator {
        unit: Measure::Count,
        decimals: 0,
        aggregation: named(rule),
        ..percent("CS01", "Cases closed")
    }
}

fn read(scored: &Scored, indicator: u128, period: &str) -> PeriodReading {
    let indicator = scored.company.get::<Indicator>(id(indicator)).unwrap();
    PeriodReading::of(&scored.company, indicator, period.parse().unwrap())
}

#[test]
fn every_row_of_the_table_of_periods() {
    for case in tables::rows(include_str!("tables/period_reading.txt")) {
        let mut scored = Scored::empty();
        scored.indicator(CASES, cases(case.get("rule")));
        for given in case.get("figures").split_whitespace() {
            give(&mut scored, given);
        }
        for each in case.get("target").split(", ") {
            let (year, target) = each.split_once(": ").unwrap_or(("2026", each));
            set(&mut scored, year.parse().unwrap(), target);
        }
        let found = read(&scored, CASES, case.get("period"));
        let words = case.words();
        assert_eq!(rounded(found.value), case.optional("value"), "{words}");
        assert_eq!(
            rounded(found.against.target),
            case.optional("by then"),
            "{words}"
        );
        assert_eq!(
            word(Some(found.against.attainment.rag)),
            case.get("rag"),
            "{words}"
        );
        let score = found.against.attainment.score.map(Exact::from);
        assert_eq!(rounded(score), case.optional("score"), "{words}");
        assert_eq!(word(found.state), case.get("state"), "{words}");
        let own = case.get("period").contains('M') && found.value.is_some();
        assert_eq!(found.figure.is_some(), own, "{words}");
    }
}

/// The figures and targets are the other indicator's; what is a good one is its own definition's to say.
#[test]
fn what_mirrors_another_is_read_there_and_judged_here() {
    let mut scored = Scored::empty();
    scored.indicator(CASES, cases("sum"));
    scored.indicator(
        2,
        Indicator {
            mirrors: Some(id(CASES)),
            tolerance: domain::scoring::Tolerance::Zero,
            ..cases("sum")
        },
    );
    give(&mut scored, "M01=9");
    set(&mut scored, 2026, "10 flat");
    let (source, mirror) = (
        read(&scored, CASES, "2026-M01"),
        read(&scored, 2, "2026-M01"),
    );
    assert_eq!(mirror.value, source.value);
    let colours = [source, mirror].map(|found| word(Some(found.against.attainment.rag)));
    assert_eq!(colours, ["amber", "red"]);
}
