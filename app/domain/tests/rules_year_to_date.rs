//! Targets that build up over a year, as a table that a manager can read: `tables/year_to_date.txt`.
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
    calendar::Date,
    indicator::Indicator,
    measurement::MeasurementState,
    provenance::Provenance,
    quantity::{Exact, Unit as Measure},
    scope::Scope,
    scoring::{Direction, Rag},
    trajectory::Trajectory,
    view::{explanation, indicator, reading::row},
};
use rust_decimal::Decimal;
use scored_company::{Scored, decimal, id, percent, value};

const ADAPTED: u128 = 1;
const EQUAL: Trajectory = Trajectory::Cumulative { weights: None };

fn adaptations() -> Indicator {
    Indicator {
        unit: Measure::Count,
        decimals: 0,
        aggregation: Aggregation::Sum,
        ..percent("AD01", "Homes adapted")
    }
}

fn months(figures: &str) -> Scored {
    let mut scored = Scored::empty();
    scored.indicator(ADAPTED, adaptations());
    for (place, figure) in figures.split_whitespace().enumerate() {
        if figure != "–" {
            scored.figure(ADAPTED, &format!("2026-M{:02}", place + 1), value(figure));
        }
    }
    scored
}

fn end_of_year() -> Date {
    Date::constant(2027, 3, 31)
}

#[test]
fn a_target_that_builds_up_is_held_against_the_year_to_date() {
    for case in tables::rows(include_str!("tables/year_to_date.txt")) {
        let mut scored = months(case.get("figures"));
        scored.target_by(
            ADAPTED,
            2026,
            case.get("year target"),
            EQUAL,
            Provenance::Recorded,
        );
        // On the last day of the last month that has a figure: later it would be too old to count.
        let months = case.get("figures").split_whitespace().count();
        let card = scored.card_after(&format!("2026-M{months:02}"));
        let reading = card.reading(id(ADAPTED)).unwrap();
        let to_date: Decimal = case.read("to date");
        assert_eq!(
            reading.against.value,
            Some(Exact::from(to_date)),
            "{}",
            case.words()
        );
        assert_eq!(
            reading.against.target_value,
            case.optional("target"),
            "{}",
            case.words()
        );
        let rag = match case.get("rag") {
            "green" => Rag::Green,
            "amber" => Rag::Amber,
            "red" => Rag::Red,
            other => panic!("{other} is no colour"),
        };
        let score = reading.attainment.score.unwrap();
        assert_eq!(
            (reading.attainment.rag, score),
            (rag, case.read("score")),
            "{}",
            case.words()
        );
        let row = row(&scored.staff(), &card, id(ADAPTED)).unwrap();
        assert_eq!(row.reads, case.get("reads"));
    }
}

#[test]
fn the_page_tells_the_month_and_the_year_to_date_apart() {
    let mut scored = months("10 10 10 10 10 10 10 9");
    scored.target_by(ADAPTED, 2026, "120", EQUAL, Provenance::Recorded);
    let card = scored.card();
    let page = indicator::page(&scored.staff(), &card, id(ADAPTED), end_of_year()).unwrap();
    assert_eq!(
        page.row.sentence,
        "79 in 2026/27 up to November 2026, 1 below the target of 80; 9 in November 2026 itself; the month before 10."
    );
    let last = page.figures.first().unwrap();
    assert_eq!(
        (last.value.as_str(), last.target.as_str()),
        ("9", "80 (120 for the year); 79 reached")
    );
    // A month is drawn as what it is, and no line of another sum beside it.
    let drawn = page.series.points.last().unwrap();
    assert_eq!((drawn.value, drawn.target), (Some(9.0), None));
    let working = explanation::figure(&scored.staff(), &card, id(ADAPTED));
    let sums: Vec<&str> = working
        .steps
        .iter()
        .map(|step| step.expression.as_str())
        .collect();
    assert!(sums.contains(&"120 × 8 ÷ 12"), "{sums:?}");
    assert!(
        sums.contains(&"10 + 10 + 10 + 10 + 10 + 10 + 10 + 9"),
        "{sums:?}"
    );
}

#[test]
fn a_draft_of_an_earlier_month_is_not_in_the_year_to_date() {
    let mut scored = months("10 – 10");
    scored.figure_as(
        ADAPTED,
        "2026-M02",
        value("10"),
        MeasurementState::Draft,
        Scope::Staff,
    );
    scored.target_by(ADAPTED, 2026, "120", EQUAL, Provenance::Recorded);
    let card = scored.card_after("2026-M03");
    let against = card.reading(id(ADAPTED)).unwrap().against;
    assert_eq!(against.value, Some(Exact::from(decimal("20"))));
    assert_eq!(
        against
            .to_date
            .map(|to_date| (to_date.reported, to_date.expected)),
        Some((2, 3))
    );
}

/// rules.md 4.3: in the year the target of the period counts, at its end the year's; both are shown where they differ.
#[test]
fn where_the_years_target_gives_another_colour_both_are_said() {
    let mut scored = Scored::empty();
    let days = Indicator {
        unit: Measure::CalendarDays,
        direction: Direction::LowerIsBetter,
        ..percent("VOI01", "Average re-let time")
    };
    scored.indicator(ADAPTED, days);
    let path = Trajectory::LinearWithLag {
        baseline: decimal("19"),
        lag: 3,
    };
    scored.target_by(ADAPTED, 2026, "16", path, Provenance::Recorded);
    scored.figure(ADAPTED, "2026-M04", value("18.5"));
    let row = row(&scored.staff(), &scored.card_after("2026-M04"), id(ADAPTED)).unwrap();
    assert_eq!(row.mark.words(), "On target");
    assert_eq!(
        row.target_words,
        "at most 18.67 days (16 days for the year)"
    );
    assert_eq!(
        row.sentence,
        "18.5 days in July 2026, 0.17 days below the target of 18.67 days (lower is better) and off the year’s target of 16 days."
    );
}
