//! The same period of each year side by side (S77).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::Frequency,
    indicator::Indicator,
    view::indicator::{Years, page},
};
use scored_company::{Scored, id, percent, today, value};

const ONE: u128 = 1;

fn shown(scored: &Scored) -> Option<Years> {
    page(&scored.staff(), &scored.card(), id(ONE), today())
        .unwrap()
        .years
}

fn line(years: &Years, period: &str) -> Vec<String> {
    let row = years.rows.iter().find(|row| row.period == period);
    row.unwrap().cells.clone()
}

#[test]
fn months_stand_beside_the_same_month_of_the_years_before() {
    let mut scored = Scored::empty();
    scored.indicator(ONE, percent("ONE", "Done in time"));
    for (period, figure) in [
        ("2024-M11", "70"),
        ("2025-M01", "71"),
        ("2025-M11", "72"),
        ("2026-M01", "0"),
        ("2026-M03", "73"),
    ] {
        scored.figure(ONE, period, value(figure));
    }
    let years = shown(&scored).unwrap();
    assert_eq!(years.years, ["2024/25", "2025/26", "2026/27"]);
    assert_eq!(years.rows.len(), 12);
    assert_eq!(years.rows[0].period, "April");
    assert_eq!(years.rows[11].period, "March");
    assert_eq!(line(&years, "April"), ["", "71.0%", "0.0%"]);
    assert_eq!(
        line(&years, "May"),
        ["", "No data", "No data"],
        "a gap between two figures is told, and is not zero"
    );
    assert_eq!(line(&years, "February"), ["70.0%", "72.0%", ""]);
    assert_eq!(line(&years, "July"), ["", "No data", ""]);
    assert!(years.note.is_empty());
}

#[test]
fn quarters_have_their_names_and_a_changed_definition_is_told() {
    let mut scored = Scored::empty();
    scored.indicator(
        ONE,
        Indicator {
            frequency: Frequency::Quarterly,
            since: Some(domain::calendar::Date::constant(2026, 4, 1)),
            ..percent("ONE", "Done in time")
        },
    );
    scored.figure(ONE, "2025-Q4", value("70"));
    scored.figure(ONE, "2026-Q1", value("71"));
    let years = shown(&scored).unwrap();
    let names: Vec<&str> = years.rows.iter().map(|row| row.period.as_str()).collect();
    assert_eq!(names[0], "Q1 (April to June)");
    assert_eq!(names[3], "Q4 (January to March)");
    assert!(
        years.note.contains("changed on 1 April 2026"),
        "{}",
        years.note
    );
}

#[test]
fn one_year_and_annual_figures_have_no_table() {
    let mut scored = Scored::empty();
    scored.indicator(ONE, percent("ONE", "Done in time"));
    scored.figure(ONE, "2026-M01", value("70"));
    assert_eq!(shown(&scored), None);
    let mut scored = Scored::empty();
    scored.indicator(
        ONE,
        Indicator {
            frequency: Frequency::Annual,
            ..percent("ONE", "Done in time")
        },
    );
    scored.figure(ONE, "2024-Y", value("70"));
    scored.figure(ONE, "2025-Y", value("71"));
    assert_eq!(shown(&scored), None);
}
