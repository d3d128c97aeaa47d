//! Returns that came by their deadline (rules.md 4.12; S102), as a table: `tables/on_time.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
}

use domain::{
    calendar::{Date, Period},
    measurement::{ApproveMeasurement, RecordMeasurement, SubmitMeasurement},
    quantity::Figure,
    view::month_end::{self, Returns},
    working_day::{add_working_days, return_deadline},
};
use refusals::measures::{self, KPI};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    small
}

/// A figure of a month, as the `number`th that there is.
fn figure(number: u128, period: Period) -> RecordMeasurement {
    RecordMeasurement {
        measurement: id(9_800 + number),
        indicator: id(KPI),
        period,
        figure: Figure::Value(92.into()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    }
}

/// Priya provides a figure and submits it, today.
fn submits(small: &mut Small, record: RecordMeasurement) {
    let measurement = record.measurement;
    small.must(PRIYA, record);
    small.must(
        PRIYA,
        SubmitMeasurement {
            measurement,
            evidence: "Lettings report".to_owned(),
            kept_at: "Lettings folder".to_owned(),
        },
    );
}

/// The returns of Priya's service as she reads them on a day.
fn returns(small: &Small, day: Date) -> Returns {
    let page = month_end::page(&small.sight(PRIYA), None, day).unwrap();
    let mut returns = page.returns.into_iter();
    returns
        .find(|returns| page.heading.starts_with(&returns.service))
        .unwrap()
}

/// The twelve months from November 2025 on.
fn months() -> impl Iterator<Item = Period> {
    let first: Period = "2025-M08".parse().unwrap();
    std::iter::successors(Some(first), |month| Some(month.next())).take(12)
}

#[test]
fn every_row_of_the_table_of_returns() {
    for row in tables::rows(include_str!("tables/on_time.txt")) {
        assert_eq!(row.get("returned").chars().count(), 12, "{}", row.words());
        let mut small = company();
        let mut missing = Vec::new();
        for ((number, month), came) in (1..).zip(months()).zip(row.get("returned").chars()) {
            let deadline = return_deadline(month).unwrap();
            small.on(match came {
                'e' => month.end().tomorrow().unwrap(),
                'd' => deadline,
                'l' => add_working_days(deadline, 1).unwrap(),
                '–' => {
                    missing.push(month.words());
                    continue;
                }
                other => panic!("{other}: {}", row.words()),
            });
            submits(&mut small, figure(number, month));
        }
        let found = returns(&small, "2026-12-01".parse().unwrap());
        assert_eq!(found.on_time, row.get("reads"), "{}", row.words());
        let overdue: Vec<&str> = match row.get("overdue") {
            "–" => Vec::new(),
            listed => listed.split(", ").collect(),
        };
        assert_eq!(found.overdue.len(), overdue.len(), "{}", row.words());
        for month in &overdue {
            assert!(missing.iter().any(|each| each == month), "{}", row.words());
            let named = found.overdue.iter().any(|line| line.contains(month));
            assert!(named, "{month}: {:?}", found.overdue);
        }
    }
}

#[test]
fn returns_count_by_the_day_on_which_they_were_submitted() {
    // Nothing was collected before the first figure.
    assert_eq!(returns(&company(), today()).on_time, "None was due yet");
    let mut small = company();
    for (month, submitted) in [(1_u128, false), (5, false), (6, true)] {
        let record = figure(month, format!("2026-M{month:02}").parse().unwrap());
        if submitted {
            submits(&mut small, record);
        } else {
            let measurement = record.measurement;
            small.load(record);
            small.load(ApproveMeasurement { measurement });
        }
    }
    let found = returns(&small, today());
    // September’s came on 21 November, after its deadline; May to July and October never did.
    assert_eq!(found.on_time, "0 of 5 on time, 0.0%");
    assert_eq!(
        found.overdue[0],
        "VOI01 Homes let in time, October 2026: due by 13 November 2026, owner you"
    );
    assert_eq!(found.overdue.len(), 4);
}
