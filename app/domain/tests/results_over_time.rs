//! Several indicators over several periods in one table (S78): `tables/results_over_time.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    aggregation::Aggregation,
    calendar::Frequency,
    indicator::Indicator,
    measurement::MeasurementState,
    provenance::Provenance,
    quantity::Unit as Measure,
    scope::Scope,
    sight::Sight,
    view::indicators::{Asked, Cut, Report, report},
};
use scored_company::{Scored, id, percent, ratio, today, value};

/// Monthly, so many out of so many.
const SHARE: u128 = 1;
/// Quarterly, added up.
const CASES: u128 = 2;
/// Annual.
const ANNUAL: u128 = 3;

fn company() -> Scored {
    let mut scored = Scored::empty();
    scored.indicator(
        SHARE,
        Indicator {
            aggregation: Aggregation::RatioOfSums,
            ..percent("SHA1", "Done in time")
        },
    );
    for (month, done) in [(1, "9"), (2, "8"), (3, "10"), (4, "5"), (6, "7")] {
        scored.figure(SHARE, &format!("2026-M0{month}"), ratio(done, "10"));
    }
    scored.target(SHARE, 2026, "90", Provenance::Recorded);
    scored.indicator(
        CASES,
        Indicator {
            unit: Measure::Count,
            decimals: 0,
            frequency: Frequency::Quarterly,
            aggregation: Aggregation::Sum,
            ..percent("CAS1", "Cases")
        },
    );
    scored.figure(CASES, "2026-Q1", value("12"));
    scored.figure(CASES, "2026-Q2", value("0"));
    scored.indicator(
        ANNUAL,
        Indicator {
            frequency: Frequency::Annual,
            ..percent("ANN1", "Satisfied")
        },
    );
    scored.figure_as(
        ANNUAL,
        "2025-Y",
        value("70"),
        MeasurementState::Published,
        Scope::Public,
    );
    scored.target(ANNUAL, 2025, "75", Provenance::Recorded);
    scored
}

fn cut(word: &str) -> Cut {
    match word {
        "month" => Cut::Month,
        "quarter" => Cut::Quarter,
        "year" => Cut::Year,
        "to-date" => Cut::YearToDate,
        other => panic!("no way to cut time: {other}"),
    }
}

fn asked(sight: &Sight<'_>, how: &str, from: &str, to: &str) -> Report {
    let asked = Asked {
        cut: cut(how),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    };
    report(sight, [id(SHARE), id(CASES), id(ANNUAL)], asked)
}

/// The cells of a line: `80% Off target · No data · –`.
fn line(report: &Report, code: &str) -> String {
    let found = report.lines.iter().find(|line| line.name.starts_with(code));
    let cells = found.unwrap().cells.iter().map(|cell| {
        let mark = cell.mark.map_or("", |mark| mark.words());
        let words = if cell.words.is_empty() {
            "–"
        } else {
            &cell.words
        };
        format!("{words} {mark}").trim().to_owned()
    });
    cells.collect::<Vec<_>>().join(" · ")
}

#[test]
fn every_row_of_the_table_holds() {
    let scored = company();
    for row in tables::rows(include_str!("tables/results_over_time.txt")) {
        let sight = match row.get("who") {
            "staff" => scored.staff(),
            "public" => Sight::public(&scored.company),
            other => panic!("nobody: {other}"),
        };
        let report = asked(&sight, row.get("cut"), row.get("from"), row.get("to"));
        assert_eq!(
            line(&report, row.get("indicator")),
            row.get("stands"),
            "{}",
            row.words()
        );
    }
}

#[test]
fn lines_stand_by_code_and_columns_from_the_first_period_to_the_last() {
    let scored = company();
    let report = asked(&scored.staff(), "quarter", "2026-Q2", "2025-Q4");
    let names: Vec<&str> = report.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["ANN1 Satisfied", "CAS1 Cases", "SHA1 Done in time"]);
    assert_eq!(report.columns, ["Q4 2025/26", "Q1 2026/27", "Q2 2026/27"]);
    assert!(report.lines.iter().all(|line| line.cells.len() == 3));
}

#[test]
fn a_long_span_keeps_its_last_two_years_and_says_what_is_left_out() {
    let scored = company();
    let report = asked(&scored.staff(), "month", "2023-M01", "2026-M06");
    assert_eq!(report.columns.len(), 24);
    assert_eq!(report.columns.last().unwrap(), "Sep 2026");
    assert!(
        report.note.contains("18 earlier periods are left out"),
        "{}",
        report.note
    );
}

#[test]
fn what_is_asked_first_is_over_and_can_be_chosen() {
    for (cut, words) in Cut::ALL {
        let usual = cut.usual(today());
        let offered = cut.periods(today());
        assert!(usual.to.end() < today(), "{words}");
        assert!(
            offered.contains(&usual.from) && offered.contains(&usual.to),
            "{words}"
        );
        assert!(usual.from < usual.to);
    }
}
