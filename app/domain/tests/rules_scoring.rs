//! Colour, score, travel and trajectory (rules.md 4.1, 4.3 and 4.5), as tables and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    quantity::{Decimal, Exact, Figure},
    scoring::{
        Attainment, Direction, Movement, Rag, Tolerance, Travel, attain, attain_exact, movement,
        travel,
    },
    trajectory::{Trajectory, exact_target_for, target_for},
};
use proptest::prelude::*;
use tables::{Row, rows};

fn exact(text: &str) -> Exact {
    match text.split_once('/') {
        Some((above, below)) => Figure::ratio(above.parse().unwrap(), below.parse().unwrap())
            .exact(Decimal::ONE_HUNDRED)
            .unwrap(),
        None => text.parse::<Decimal>().unwrap().into(),
    }
}

fn value(row: &Row, column: &str) -> Option<Exact> {
    (row.get(column) != "–").then(|| exact(row.get(column)))
}

fn tolerance(text: &str) -> Tolerance {
    if text == "none" {
        return Tolerance::Zero;
    }
    match text.split_once('%') {
        Some((share, _)) => {
            Tolerance::Relative(share.parse::<Decimal>().unwrap() / Decimal::ONE_HUNDRED)
        }
        None => {
            Tolerance::AbsolutePoints(text.strip_suffix("points").unwrap().trim().parse().unwrap())
        }
    }
}

fn direction(row: &Row) -> Direction {
    match row.get("direction") {
        "higher" => Direction::HigherIsBetter,
        "lower" => Direction::LowerIsBetter,
        "context" => Direction::Contextual,
        "range" => Direction::within(Decimal::from(95), Decimal::from(100)).unwrap(),
        other => panic!("{other} is no direction"),
    }
}

/// As it stands in a record.
fn stored<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn to_four_places(number: Option<Decimal>) -> Option<Decimal> {
    number.map(|number| Exact::from(number).rounded(4).unwrap())
}

#[test]
fn every_row_of_the_attainment_table() {
    for row in rows(include_str!("tables/attainment.txt")) {
        let (direction, target) = match row.get("target").split_once('–') {
            Some((lo, hi)) if row.get("direction") == "range" => (
                Direction::within(lo.parse().unwrap(), hi.parse().unwrap()).unwrap(),
                None,
            ),
            _ => (direction(&row), row.optional::<Decimal>("target")),
        };
        let result = attain(
            direction,
            value(&row, "value").as_ref(),
            target,
            tolerance(row.get("tolerance")),
        );
        let colour = match row.get("colour") {
            "green" => Rag::Green,
            "amber" => Rag::Amber,
            "red" => Rag::Red,
            "no target" => Rag::NoTarget,
            "no data" => Rag::NoData,
            other => panic!("{other} is no colour"),
        };
        assert_eq!(result.rag, colour, "{}", row.words());
        assert_eq!(
            to_four_places(result.score),
            row.optional("score"),
            "{}",
            row.words()
        );
        assert_eq!(
            to_four_places(result.shortfall),
            row.optional("shortfall"),
            "{}",
            row.words()
        );
    }
}

#[test]
fn every_row_of_the_travel_table() {
    for row in rows(include_str!("tables/travel.txt")) {
        let (before, now) = (value(&row, "before"), value(&row, "now"));
        let decimals = row.read("decimals");
        let result = travel(direction(&row), before.as_ref(), now.as_ref(), decimals);
        assert_eq!(
            result.words().to_lowercase(),
            row.get("travel"),
            "{}",
            row.words()
        );
        let moved = before
            .zip(now)
            .map(|(before, now)| movement(&before, &now, decimals));
        assert_eq!(
            moved.map_or("–".to_owned(), |moved| moved.words().to_lowercase()),
            row.get("movement"),
            "{}",
            row.words()
        );
    }
}

#[test]
fn every_row_of_the_trajectory_table() {
    for row in rows(include_str!("tables/trajectory.txt")) {
        let words: Vec<&str> = row.get("kind").split(' ').collect();
        let numbers: Vec<Decimal> = words[1..]
            .iter()
            .map(|word| word.parse().unwrap())
            .collect();
        let trajectory = match words[0] {
            "flat" => Trajectory::Flat,
            "cumulative" => Trajectory::Cumulative {
                weights: (!numbers.is_empty()).then_some(numbers),
            },
            "linear" => Trajectory::LinearWithLag {
                baseline: numbers[0],
                lag: words[2].parse().unwrap(),
            },
            other => panic!("{other} is no trajectory"),
        };
        let expected: Vec<&str> = row.get("values").split(' ').collect();
        for (place, text) in expected.iter().enumerate() {
            let found = target_for(&trajectory, row.read("target"), place + 1, expected.len());
            let wanted = (*text != "–").then(|| text.parse().unwrap());
            assert_eq!(
                to_four_places(found),
                wanted,
                "period {}, {}",
                place + 1,
                row.words()
            );
        }
        for outside in [0, expected.len() + 1] {
            assert_eq!(
                target_for(&trajectory, row.read("target"), outside, expected.len()),
                None
            );
        }
    }
}

#[test]
fn a_fraction_of_a_year_s_target_can_be_met_exactly() {
    // A third of 1 is 0.333…; a third measured meets it, which no decimal in between would show.
    let thirds = Trajectory::Cumulative { weights: None };
    let target = exact_target_for(&thirds, Decimal::ONE, 1, 3).unwrap();
    let third = Figure::ratio(Decimal::ONE, Decimal::from(3))
        .exact(Decimal::ONE)
        .unwrap();
    for direction in [Direction::HigherIsBetter, Direction::LowerIsBetter] {
        let result = attain_exact(direction, Some(&third), Some(&target), Tolerance::Zero);
        assert_eq!(result.rag, Rag::Green);
    }
}

#[test]
fn the_longest_numbers_are_still_decided_exactly() {
    let long = Decimal::MAX;
    let tiny = Decimal::from_i128_with_scale(1, 28);
    let under = Exact::from(long - Decimal::ONE);
    let result = attain(
        Direction::HigherIsBetter,
        Some(&under),
        Some(long),
        Tolerance::Relative(tiny),
    );
    // One part in 7.9 × 10²⁸ is 1.26 × 10⁻²⁹, an eighth of a tolerance of 10⁻²⁸.
    assert_eq!(result.rag, Rag::Amber);
    assert!(result.score.unwrap() < Decimal::ONE_HUNDRED);
    let huge = Exact::new(i128::MAX, 1).unwrap();
    let small = Exact::new(1, i128::MAX).unwrap();
    for (value, target, direction) in [
        (huge, tiny, Direction::LowerIsBetter),
        (huge, -tiny, Direction::LowerIsBetter),
        (small, long, Direction::HigherIsBetter),
        (huge.negated(), long, Direction::HigherIsBetter),
    ] {
        for tolerance in [
            Tolerance::Relative(tiny),
            Tolerance::AbsolutePoints(tiny),
            Tolerance::Zero,
        ] {
            let result = attain(direction, Some(&value), Some(target), tolerance);
            assert_eq!((result.rag, result.score), (Rag::Red, Some(Decimal::ZERO)));
        }
    }
}

#[test]
fn a_colour_has_its_words() {
    let words = [
        (Rag::Green, "On target"),
        (Rag::Amber, "Close to target"),
        (Rag::Red, "Off target"),
        (Rag::NoTarget, "No target"),
        (Rag::NoData, "No data"),
    ];
    for (rag, expected) in words {
        assert_eq!(rag.words(), expected);
    }
}

#[test]
fn a_negative_tolerance_is_refused_and_scored_as_none() {
    let negative = Tolerance::Relative(Decimal::NEGATIVE_ONE);
    assert!(negative.checked().is_err());
    let none_at_all = Tolerance::Relative(Decimal::ZERO);
    assert_eq!(none_at_all.checked(), Ok(none_at_all));
    let result = attain(
        Direction::HigherIsBetter,
        Some(&exact("99")),
        Some(Decimal::ONE_HUNDRED),
        negative,
    );
    assert_eq!(result.rag, Rag::Red);
    assert_eq!(
        Tolerance::default(),
        Tolerance::Relative("0.10".parse().unwrap())
    );
    assert!(Direction::within(Decimal::TWO, Decimal::ONE).is_none());
}

#[test]
fn what_is_stored_reads_as_the_rule_is_written() {
    for (text, found) in [
        (r#""higher_is_better""#, stored(&Direction::HigherIsBetter)),
        (
            r#"{"within_range":{"lo":"95","hi":"100"}}"#,
            stored(&Direction::within(Decimal::from(95), Decimal::from(100))),
        ),
        (r#"{"relative":"0.1"}"#, stored(&Tolerance::DEFAULT)),
        (r#""zero""#, stored(&Tolerance::Zero)),
        (r#""no_target""#, stored(&Rag::NoTarget)),
        (r#""flat""#, stored(&Trajectory::Flat)),
        (
            r#"{"cumulative":{"weights":null}}"#,
            stored(&Trajectory::Cumulative { weights: None }),
        ),
        (
            r#"{"value":"49"}"#,
            stored(&Figure::Value(Decimal::from(49))),
        ),
        (
            r#"{"ratio":{"numerator":"5799","denominator":"5800"}}"#,
            stored(&Figure::ratio(Decimal::from(5799), Decimal::from(5800))),
        ),
        (r#""2/3""#, stored(&Exact::new(4, 6))),
    ] {
        assert_eq!(found, text);
    }
    assert_eq!(
        serde_json::from_str::<Exact>(r#""4/6""#).unwrap(),
        Exact::new(2, 3).unwrap()
    );
    for wrong in [r#""4/0""#, r#""4""#, r#""a/b""#] {
        assert!(serde_json::from_str::<Exact>(wrong).is_err());
    }
}

/// Numbers as landlords have them: up to 12 figures with up to 6 decimals.
fn number() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..=6)
        .prop_map(|(digits, places)| Decimal::new(digits, places))
}

fn any_direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        Just(Direction::HigherIsBetter),
        Just(Direction::LowerIsBetter),
        (number(), number()).prop_map(|(a, b)| Direction::within(a.min(b), a.max(b)).unwrap()),
    ]
}

fn any_tolerance() -> impl Strategy<Value = Tolerance> {
    prop_oneof![
        (0_i64..=5_000).prop_map(|share| Tolerance::Relative(Decimal::new(share, 4))),
        number().prop_map(|points| Tolerance::AbsolutePoints(points.abs())),
        Just(Tolerance::Zero),
    ]
}

/// A value near the target, where the edges are, or anywhere.
fn near(target: Decimal) -> impl Strategy<Value = Exact> {
    prop_oneof![
        number().prop_map(Exact::from),
        (-3_000_i64..=3_000).prop_map(move |share| {
            let factor = Exact::from(Decimal::ONE + Decimal::new(share, 4));
            Exact::from(target).checked_mul(&factor).unwrap()
        }),
        (number(), 1_i64..1_000_000).prop_map(|(above, below)| {
            Figure::ratio(above, Decimal::from(below))
                .exact(Decimal::ONE_HUNDRED)
                .unwrap()
        }),
    ]
}

fn case() -> impl Strategy<Value = (Direction, Decimal, Tolerance, Exact, Exact)> {
    (any_direction(), number(), any_tolerance()).prop_flat_map(|(direction, target, tolerance)| {
        let about = match direction {
            Direction::WithinRange { lo, .. } => lo,
            _ => target,
        };
        (
            Just(direction),
            Just(target),
            Just(tolerance),
            near(about),
            near(about),
        )
    })
}

/// The rule as it is written, on fractions with checked steps, for comparison.
fn by_the_book(
    direction: Direction,
    x: &Exact,
    target: Decimal,
    tolerance: Tolerance,
) -> Option<(Rag, Exact)> {
    let t = Exact::from(target);
    let (gap, reference) = match direction {
        Direction::HigherIsBetter => (t.checked_sub(x)?, t),
        Direction::LowerIsBetter => (x.checked_sub(&t)?, t),
        Direction::WithinRange { lo, hi } => {
            let (below, above) = (
                Exact::from(lo).checked_sub(x)?,
                x.checked_sub(&Exact::from(hi))?,
            );
            if below > above {
                (below, lo.into())
            } else {
                (above, hi.into())
            }
        }
        Direction::Contextual => return None,
    };
    if gap <= Exact::ZERO {
        return Some((Rag::Green, Exact::from(100)));
    }
    let size = if reference.is_negative() {
        reference.negated()
    } else {
        reference
    };
    let (share, allowed) = match tolerance {
        Tolerance::AbsolutePoints(points) => (gap, Exact::from(points)),
        _ if reference.is_zero() => return Some((Rag::Red, Exact::ZERO)),
        Tolerance::Relative(allowed) => (gap.checked_div(&size)?, Exact::from(allowed)),
        Tolerance::Zero => (gap.checked_div(&size)?, Exact::ZERO),
    };
    if allowed.is_zero() {
        return Some((Rag::Red, Exact::ZERO));
    }
    let used = share.checked_div(&allowed.checked_mul(&Exact::from(2))?)?;
    let score = Exact::from(100).checked_mul(&Exact::from(1).checked_sub(&used)?)?;
    let rag = if share <= allowed {
        Rag::Amber
    } else {
        Rag::Red
    };
    Some((rag, score.max(Exact::ZERO)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_colour_says_what_the_score_says((direction, target, tolerance, value, _) in case()) {
        let Attainment { rag, score, .. } = attain(direction, Some(&value), Some(target), tolerance);
        let (score, hundred, fifty) = (score.unwrap(), Decimal::ONE_HUNDRED, Decimal::from(50));
        prop_assert!((Decimal::ZERO..=hundred).contains(&score));
        prop_assert_eq!(rag == Rag::Green, score == hundred);
        prop_assert_eq!(rag == Rag::Amber, (fifty..hundred).contains(&score));
        prop_assert_eq!(rag == Rag::Red, score < fifty);
    }

    #[test]
    fn it_is_the_rule_as_written((direction, target, tolerance, value, _) in case()) {
        if let Some((rag, score)) = by_the_book(direction, &value, target, tolerance) {
            let found = attain(direction, Some(&value), Some(target), tolerance);
            prop_assert_eq!(found.rag, rag);
            prop_assert_eq!(found.score, score.truncated(12).map(|score| score.normalize()));
        }
    }

    #[test]
    fn a_better_value_never_scores_less((direction, target, tolerance, one, other) in case()) {
        let (worse, better) = match direction {
            Direction::LowerIsBetter => (one.max(other), one.min(other)),
            _ => (one.min(other), one.max(other)),
        };
        let score = |value: &Exact| attain(direction, Some(value), Some(target), tolerance).score.unwrap();
        match direction {
            // A range is climbed on its lower side and descended on its upper side.
            Direction::WithinRange { lo, hi } => {
                if better <= Exact::from(lo) {
                    prop_assert!(score(&worse) <= score(&better));
                }
                if worse >= Exact::from(hi) {
                    prop_assert!(score(&worse) >= score(&better));
                }
            }
            _ => prop_assert!(score(&worse) <= score(&better)),
        }
    }

    #[test]
    fn there_and_back_are_opposite((_, target, _, before, now) in case(), decimals in 0_u32..5) {
        let opposite = match movement(&before, &now, decimals) {
            Movement::Up => Movement::Down,
            Movement::Level => Movement::Level,
            Movement::Down => Movement::Up,
        };
        prop_assert_eq!(movement(&now, &before, decimals), opposite);
        let better = travel(Direction::HigherIsBetter, Some(&before), Some(&now), decimals);
        let worse = travel(Direction::LowerIsBetter, Some(&before), Some(&now), decimals);
        prop_assert_eq!(better == Travel::Improving, worse == Travel::Worsening);
        prop_assert_eq!(better == Travel::Steady, worse == Travel::Steady);
        prop_assert_eq!(movement(&target.into(), &target.into(), decimals), Movement::Level);
    }

    #[test]
    fn the_last_period_s_target_is_the_year_s(
        baseline in number(), target in number(), lag in 0_u8..14, periods in 1_usize..13,
        weights in proptest::collection::vec(1_i64..100, 12),
    ) {
        let weights: Vec<Decimal> = weights.iter().take(periods).copied().map(Decimal::from).collect();
        for trajectory in [
            Trajectory::Flat,
            Trajectory::Cumulative { weights: None },
            Trajectory::Cumulative { weights: Some(weights) },
            Trajectory::LinearWithLag { baseline, lag },
        ] {
            let last = target_for(&trajectory, target, periods, periods);
            prop_assert_eq!(last, Some(target));
            let steps: Vec<Exact> =
                (1..=periods).map(|index| exact_target_for(&trajectory, target, index, periods).unwrap()).collect();
            prop_assert!(steps.is_sorted() || steps.iter().rev().is_sorted());
        }
    }
}
