//! "What would turn this green" on an indicator's page, said to people.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    aggregation::Aggregation,
    indicator::Indicator,
    provenance::Provenance,
    quantity::{Figure, Unit as Measure},
    scoring::Direction,
    trajectory::Trajectory,
    view::indicator::{self, Outlook},
};
use scored_company::*;

fn outlook(definition: Indicator, figures: &[Figure], target: &str) -> Option<Outlook> {
    let mut scored = Scored::empty();
    let path = match definition.aggregation {
        Aggregation::Sum => Trajectory::Cumulative { weights: None },
        _ => Trajectory::Flat,
    };
    scored.indicator(1, definition);
    for (place, figure) in figures.iter().enumerate() {
        scored.figure(1, &format!("2026-M{:02}", place + 1), figure.clone());
    }
    scored.target_by(1, 2026, target, path, Provenance::Recorded);
    indicator::page(&scored.staff(), &scored.card(), id(1), today())
        .unwrap()
        .outlook
}

fn told(outlook: &Outlook) -> Vec<String> {
    let facts = outlook
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.term, fact.is));
    std::iter::once(outlook.heading.to_owned())
        .chain(facts)
        .collect()
}

fn adapted() -> Indicator {
    Indicator {
        unit: Measure::Count,
        decimals: 0,
        aggregation: Aggregation::Sum,
        ..percent("AD01", "Homes adapted")
    }
}

#[test]
fn what_is_counted_says_how_many_more() {
    let figures = vec![value("9"); 7];
    assert_eq!(
        told(&outlook(adapted(), &figures, "120").unwrap()),
        [
            "What would turn this green",
            "Next: At least 17 in November 2026 would be on target.",
            "Rest of the year: At least 57 in the 5 months left together would meet the target for 2026/27.",
            "Forecast: 108 for 2026/27, close to target, if current performance continues.",
        ]
    );
}

#[test]
fn a_percentage_says_what_is_needed_on_average_rounded_so_that_it_is_enough() {
    let figures = vec![ratio("61", "97"); 7];
    assert_eq!(
        told(&outlook(percent("TP01", "Satisfied"), &figures, "65").unwrap()),
        [
            "What would turn this green",
            "Next: At least 65.0% in November 2026 would be on target.",
            "Rest of the year: At least 68.0% on average in the 5 months left would meet the target for 2026/27, with as many cases as so far.",
            "Forecast: 62.9% for 2026/27, close to target, if current performance continues.",
        ]
    );
}

#[test]
fn what_is_out_of_reach_is_said_to_be() {
    let figures = vec![ratio("1", "10"); 8];
    let told = told(&outlook(percent("TP01", "Satisfied"), &figures, "65").unwrap());
    assert_eq!(
        told[2],
        "Rest of the year: Out of reach: even the best that there can be in the 4 months left gives 40.0% for 2026/27, with as many cases as so far."
    );
}

#[test]
fn what_is_on_target_says_what_keeps_it_there() {
    let days = Indicator {
        unit: Measure::CalendarDays,
        direction: Direction::LowerIsBetter,
        ..percent("VOI", "Days to let a home")
    };
    let figures = vec![ratio("160", "10"); 7];
    assert_eq!(
        told(&outlook(days, &figures, "17").unwrap()),
        [
            "What keeps this on target",
            "Next: At most 17.0 days in November 2026 would be on target.",
            "Rest of the year: At most 18.4 days on average in the 5 months left would meet the target for 2026/27, with as many cases as so far.",
            "Forecast: 16.0 days for 2026/27, on target, if current performance continues.",
        ]
    );
}

#[test]
fn a_year_that_is_over_has_no_rest() {
    let mut scored = Scored::empty();
    scored.indicator(1, adapted());
    scored.figure(1, "2025-M11", value("9"));
    scored.target(1, 2025, "120", Provenance::Recorded);
    let page = indicator::page(&scored.staff(), &scored.card(), id(1), today()).unwrap();
    assert_eq!(page.outlook, None);
}
