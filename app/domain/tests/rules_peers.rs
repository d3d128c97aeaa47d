//! What other systems get wrong, as a table that a manager can read: `tables/peers.txt` (peers.md 5.7), and what they
//! get wrong of progress as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    aggregation::{Aggregation, aggregate},
    measurement::{Impossible, impossible},
    progress::{Aim, Progress},
    quantity::{Decimal, Exact, Figure, Unit},
    rollup::{Part, roll},
    scoring::{Direction, Rag, Tolerance, attain},
};
use proptest::prelude::*;
use tables::Row;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::from(number(text))
}

fn shown(number: &Exact) -> String {
    number.rounded(4).unwrap().normalize().to_string()
}

fn attained(row: &Row) -> String {
    let (aim, tolerance) = row.get("given").split_once(", ").unwrap();
    let tolerance = match tolerance.strip_suffix('%') {
        Some(share) => Tolerance::Relative(number(share) / Decimal::ONE_HUNDRED),
        None => Tolerance::AbsolutePoints(number(tolerance.strip_suffix(" points").unwrap())),
    };
    let (direction, target) = match aim.strip_prefix("at least ") {
        Some(target) => (Direction::HigherIsBetter, target),
        None => (
            Direction::LowerIsBetter,
            aim.strip_prefix("at most ").unwrap(),
        ),
    };
    let value = exact(row.get("value"));
    let attainment = attain(direction, Some(&value), Some(number(target)), tolerance);
    let colour = match attainment.rag {
        Rag::Green => "green",
        Rag::Amber => "amber",
        Rag::Red => "red",
        Rag::NoTarget | Rag::NoData => "no colour",
    };
    format!(
        "{colour} {}",
        shown(&Exact::from(attainment.score.unwrap()))
    )
}

fn progressed(row: &Row) -> String {
    let words: Vec<&str> = row.get("given").split(' ').collect();
    let aim = match words.as_slice() {
        ["at", "least", target] => Aim::AtLeast(exact(target)),
        ["at", "most", target] => Aim::AtMost(exact(target)),
        ["from", start, "to", target] => Aim::Reach {
            start: exact(start),
            target: exact(target),
        },
        _ => panic!("{}", row.words()),
    };
    let progress = Progress::of(aim, &exact(row.get("value"))).unwrap();
    let met = if progress.met { "met" } else { "not met" };
    format!("{} {met}", shown(&progress.percent))
}

fn aggregated(row: &Row) -> String {
    let rule: Aggregation = serde_json::from_value(row.get("given").into()).unwrap();
    let figures: Vec<Option<Figure>> = row
        .get("value")
        .split(' ')
        .map(|period| period.split_once('/').unwrap())
        .map(|(above, below)| Some(Figure::ratio(number(above), number(below))))
        .collect();
    let to_date = aggregate(rule, Decimal::ONE_HUNDRED, &figures).unwrap();
    to_date.value.unwrap().rounded(3).unwrap().to_string()
}

/// The year to date after each figure, or why one cannot be; of what builds up the sum, else each for itself.
fn built_up(row: &Row, builds_up: bool) -> String {
    let unit = match row.get("given") {
        "count" => Unit::Count,
        "money" => Unit::Money,
        "percent" => Unit::Percent {
            may_exceed_100: false,
        },
        "percent above 100" => Unit::Percent {
            may_exceed_100: true,
        },
        other => panic!("{other} is no unit"),
    };
    let mut so_far: Vec<Option<Figure>> = Vec::new();
    let told = row.get("value").split(' ').map(|period| {
        let (text, restated) = match period.strip_suffix('!') {
            Some(text) => (text, true),
            None => (period, false),
        };
        let figure = match text.split_once('/') {
            Some((above, below)) => Figure::ratio(number(above), number(below)),
            None => Figure::Value(number(text)),
        };
        match impossible(unit, &figure, builds_up, restated) {
            Some(Impossible::BelowZero) => return "below zero".to_owned(),
            Some(Impossible::OverAll) => return "over all".to_owned(),
            Some(Impossible::Falls) => return "falls".to_owned(),
            None => so_far.push(Some(figure.clone())),
        }
        match builds_up {
            true => {
                let to_date = aggregate(Aggregation::Sum, unit.scale(), &so_far).unwrap();
                shown(&to_date.value.unwrap())
            }
            false => shown(&figure.exact(unit.scale()).unwrap()),
        }
    });
    told.collect::<Vec<_>>().join(" ")
}

fn rolled_up(row: &Row) -> String {
    let parts: Vec<Part> = row
        .get("value")
        .split(' ')
        .map(|child| child.split_once('×').unwrap())
        .map(|(score, weight)| Part {
            score: (score != "–").then(|| number(score)),
            weight: number(weight),
            safety_red: false,
        })
        .collect();
    let roll = roll(&parts).unwrap();
    let shown = |number: Decimal| shown(&Exact::from(number));
    format!("{} of {}", shown(roll.score.unwrap()), shown(roll.coverage))
}

#[test]
fn what_other_systems_get_wrong_is_right_here() {
    for row in tables::rows(include_str!("tables/peers.txt")) {
        let found = match row.get("rule") {
            "attain" => attained(&row),
            "progress" => progressed(&row),
            "aggregate" => aggregated(&row),
            "rollup" => rolled_up(&row),
            "cumulative" => built_up(&row, true),
            "single" => built_up(&row, false),
            other => panic!("{other} is no rule"),
        };
        assert_eq!(found, row.get("expected"), "{}", row.words());
    }
}

proptest! {
    /// From anywhere to anywhere, up or down: 0 at the start, 100 at the target and past it, straight between, and never back by going on.
    #[test]
    fn progress_is_the_share_of_the_way(start in -500_i64..500, way in 1_i64..500, up: bool, gone in -600_i64..1_200, on in 0_i64..300) {
        let sign = if up { 1 } else { -1 };
        let aim = Aim::Reach { start: Exact::from(start), target: Exact::from(start + sign * way) };
        let at = |gone: i64| Progress::of(aim, &Exact::from(start + sign * gone)).unwrap();
        let straight = Exact::new(i128::from(gone.clamp(0, way)) * 100, i128::from(way)).unwrap();
        prop_assert_eq!(at(gone).percent, straight);
        prop_assert_eq!(at(gone).met, gone >= way);
        prop_assert!(at(gone).percent <= at(gone + on).percent);
    }

    /// What is kept is kept at its limit itself, and all or nothing (vectors 1, 4 and 5).
    #[test]
    fn what_is_kept_is_kept_or_not(limit in -500_i64..500, value in -500_i64..500) {
        let (limit, value) = (Exact::from(limit), Exact::from(value));
        let (least, most) = (Progress::of(Aim::AtLeast(limit), &value).unwrap(), Progress::of(Aim::AtMost(limit), &value).unwrap());
        prop_assert_eq!(least, Progress::kept(value >= limit));
        prop_assert_eq!(most, Progress::kept(value <= limit));
        prop_assert_eq!(least.met && most.met, value == limit);
    }
}
