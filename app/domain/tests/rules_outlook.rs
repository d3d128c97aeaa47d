//! Forecasts and what would turn a year green, as a table that a manager can read: `tables/outlook.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    aggregation::{Aggregation, aggregate},
    calendar::{FinancialYear, Frequency},
    indicator::Indicator,
    outlook::{Needed, Outlook, YearSoFar},
    provenance::Provenance,
    quantity::{Exact, Figure, Unit},
    scoring::{Direction, Rag},
    target::{Target, TargetState},
    trajectory::Trajectory,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use scored_company::{decimal, id, percent};
use tables::Row;

fn indicator(row: &Row) -> Indicator {
    Indicator {
        frequency: match row.get("grain") {
            "month" => Frequency::Monthly,
            "quarter" => Frequency::Quarterly,
            "year" => Frequency::Annual,
            other => panic!("no such grain: {other}"),
        },
        aggregation: serde_json::from_value(row.get("rule").into()).unwrap(),
        unit: match row.get("unit") {
            "count" => Unit::Count,
            "percent" => Unit::Percent {
                may_exceed_100: false,
            },
            "days" => Unit::CalendarDays,
            "rate" => Unit::RatePerThousand,
            other => panic!("no such unit: {other}"),
        },
        direction: match row.get("way") {
            "high" => Direction::HigherIsBetter,
            "low" => Direction::LowerIsBetter,
            other => panic!("no such direction: {other}"),
        },
        ..percent("X01", "Something counted")
    }
}

fn target(value: &str, path: &str) -> Target {
    let words: Vec<&str> = path.split(' ').collect();
    Target {
        indicator: id(1),
        year: FinancialYear(2026),
        value: decimal(value),
        trajectory: match words.as_slice() {
            ["flat"] => Trajectory::Flat,
            ["cumulative"] => Trajectory::Cumulative { weights: None },
            ["shares"] => Trajectory::Cumulative {
                weights: Some(["50", "20", "20", "10"].map(decimal).to_vec()),
            },
            ["line", from, lag] => Trajectory::LinearWithLag {
                baseline: decimal(from),
                lag: lag.parse().unwrap(),
            },
            _ => panic!("no such path: {path}"),
        },
        state: TargetState::Approved,
        proposed_by: None,
        provenance: Provenance::Recorded,
        from: None,
    }
}

fn figures(text: &str) -> Vec<Option<Figure>> {
    text.split_whitespace()
        .map(|figure| match figure.split_once('/') {
            _ if figure == "–" => None,
            Some((above, below)) => Some(Figure::ratio(decimal(above), decimal(below))),
            None => Some(Figure::Value(decimal(figure))),
        })
        .collect()
}

/// `90` or `2240/30`, in lowest terms as it is printed.
fn number(text: &str) -> String {
    let exact = match text.split_once('/') {
        Some((above, below)) => Exact::new(above.parse().unwrap(), below.parse().unwrap()).unwrap(),
        None => Exact::from(decimal(text)),
    };
    exact.to_string()
}

fn needed(needed: Option<Needed>) -> String {
    match needed {
        None => "none".to_owned(),
        Some(Needed::Anything) => "any".to_owned(),
        Some(Needed::Figure(value)) => value.to_string(),
        Some(Needed::OutOfReach(best)) => format!("best {best}"),
    }
}

fn expected(cell: &str) -> String {
    match cell.split_once(' ') {
        Some(("best", value)) => format!("best {}", number(value)),
        _ if matches!(cell, "none" | "any") => cell.to_owned(),
        _ => number(cell),
    }
}

fn rag(outlook: &Outlook) -> &'static str {
    match outlook.forecast.map(|forecast| forecast.attainment.rag) {
        Some(Rag::Green) => "green",
        Some(Rag::Amber) => "amber",
        Some(Rag::Red) => "red",
        _ => "none",
    }
}

#[test]
fn what_a_year_comes_to_and_what_would_turn_it_green() {
    for row in tables::rows(include_str!("tables/outlook.txt")) {
        let indicator = indicator(&row);
        let target = target(row.get("target"), row.get("path"));
        let figures = figures(row.get("figures"));
        let year = YearSoFar {
            indicator: &indicator,
            target: &target,
            figures: &figures,
        };
        let Some(outlook) = year.outlook() else {
            assert_eq!(row.get("forecast"), "nothing", "{}", row.words());
            continue;
        };
        let forecast = outlook
            .forecast
            .map_or_else(|| "none".to_owned(), |forecast| forecast.value.to_string());
        assert_eq!(forecast, expected(row.get("forecast")), "{}", row.words());
        assert_eq!(rag(&outlook), row.get("rag"), "{}", row.words());
        assert_eq!(
            needed(outlook.next),
            expected(row.get("next")),
            "next, {}",
            row.words()
        );
        assert_eq!(
            needed(outlook.year),
            expected(row.get("year")),
            "year, {}",
            row.words()
        );
    }
}

proptest! {
    /// What is said to be needed is just enough: put in for every period left, the year comes to its target exactly.
    #[test]
    fn what_is_needed_is_just_enough(
        rule in prop_oneof![Just(Aggregation::Sum), Just(Aggregation::Mean), Just(Aggregation::RatioOfSums)],
        so_far in prop::collection::vec(1_i64..50, 1..11),
        goal in 1_i64..600,
    ) {
        let ratio = rule == Aggregation::RatioOfSums;
        let indicator = Indicator {
            frequency: Frequency::Monthly,
            aggregation: rule,
            unit: Unit::MoneyPerUnit,
            ..percent("X01", "Something counted")
        };
        let path = if rule == Aggregation::Sum { "cumulative" } else { "flat" };
        let target = target(&goal.to_string(), path);
        // As many cases in every period, so that those to come are a whole number.
        let figure = |value: Decimal| if ratio {
            Figure::ratio(value * Decimal::from(7), Decimal::from(7))
        } else {
            Figure::Value(value)
        };
        let mut figures: Vec<_> = so_far.iter().map(|each| Some(figure(Decimal::from(*each)))).collect();
        let year = YearSoFar { indicator: &indicator, target: &target, figures: &figures };
        let Some(Needed::Figure(each)) = year.outlook().unwrap().year else {
            return Err(TestCaseError::fail("what has no bounds is always within reach"));
        };
        let left = 12 - figures.len();
        // Together instead of each: a third of a point is no decimal, twelve of them are.
        let all = each.checked_mul(&Exact::from(i64::try_from(left).unwrap())).unwrap();
        let whole = aggregate(rule, Decimal::ONE, &{
            figures.extend(std::iter::repeat_n(Some(figure(Decimal::ZERO)), left));
            figures
        }).unwrap().value.unwrap();
        let periods = Exact::from(if rule == Aggregation::Sum { 1 } else { 12 });
        let reached = whole.checked_add(&all.checked_div(&periods).unwrap()).unwrap();
        prop_assert_eq!(reached, Exact::from(goal));
    }
}
