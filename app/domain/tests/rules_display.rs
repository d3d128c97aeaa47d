//! Rounding and display (rules.md 4.2), and how a number explains itself, as tables and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod arithmetic;
mod tables;

use domain::{
    aggregation::Aggregation,
    display::{self, Just as Word, honest},
    explain::{
        Step, explain_aggregation, explain_attainment, explain_rollup, explain_trajectory,
        explain_tree,
    },
    quantity::{Decimal, Exact, Figure, Unit},
    rollup::{Child, MINIMUM_COVERAGE, Part, roll, roll_tree},
    scoring::{Direction, Tolerance, attain},
    trajectory::{Trajectory, target_for},
};
use proptest::prelude::*;
use tables::rows;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn exact(text: &str, scale: Decimal) -> Exact {
    match text.split_once('/') {
        Some((above, below)) => Figure::ratio(number(above), number(below))
            .exact(scale)
            .unwrap(),
        None => number(text).into(),
    }
}

fn direction(text: &str) -> Option<Direction> {
    match text {
        "higher" => Some(Direction::HigherIsBetter),
        "lower" => Some(Direction::LowerIsBetter),
        _ => None,
    }
}

#[test]
fn every_row_of_the_rounding_table() {
    for row in rows(include_str!("tables/rounding.txt")) {
        let scale = row.read("scale");
        let value = exact(row.get("value"), scale);
        let direction = direction(row.get("direction"));
        let rounded = honest(
            &value,
            row.read("decimals"),
            scale,
            direction,
            row.optional("target"),
        )
        .unwrap();
        assert_eq!(rounded.text(), row.get("text"), "{}", row.words());
    }
}

#[test]
fn a_range_is_not_entered_by_rounding() {
    let range = Direction::within(number("95"), number("99.5"));
    for (value, text) in [
        ("94.96", "94.96"),
        ("99.54", "99.54"),
        ("95.04", "95.0"),
        ("99.46", "99.5"),
    ] {
        let rounded = honest(&exact(value, Decimal::ONE), 1, Decimal::ONE, range, None).unwrap();
        assert_eq!(rounded.text(), text);
    }
}

#[test]
fn every_row_of_the_figure_table() {
    for row in rows(include_str!("tables/figures.txt")) {
        let unit = match row.get("unit") {
            "percent" => Unit::Percent {
                may_exceed_100: false,
            },
            other => serde_json::from_value(other.into()).unwrap(),
        };
        let value: Decimal = row.read("value");
        let text = display::figure(unit, &value.into(), unit.default_decimals(), None, None);
        assert_eq!(text, row.get("text"), "{}", row.words());
    }
    let one_day = display::figure(Unit::CalendarDays, &Exact::from(1), 0, None, None);
    let under = Some(Decimal::ONE_HUNDRED);
    let gas = exact("9999999/10000000", Decimal::ONE_HUNDRED);
    let percent = Unit::Percent {
        may_exceed_100: false,
    };
    let just = display::figure(percent, &gas, 1, Some(Direction::HigherIsBetter), under);
    assert_eq!(
        (one_day.as_str(), just.as_str()),
        ("1 day", "just under 100.0%")
    );
}

#[test]
fn words_for_people_and_numbers_for_files() {
    assert_eq!(
        display::date("2026-11-21".parse().unwrap()),
        "21 November 2026"
    );
    assert_eq!(display::date("2027-03-01".parse().unwrap()), "1 March 2027");
    assert_eq!(display::money(number("1234.5")), "£1,234.50");
    assert_eq!(display::money(number("-1234.565")), "−£1,234.57");
    assert_eq!(display::money(number("-0.001")), "£0.00");
    assert_eq!(display::number(&number("-12345.65").into(), 1), "−12,345.7");
    assert_eq!(display::for_file(&number("-12345.650").into()), "-12345.65");
    assert_eq!(
        display::for_file(&exact("9999999/10000000", Decimal::ONE_HUNDRED)),
        "99.99999"
    );
    assert_eq!(
        display::for_file(&exact("2/3", Decimal::ONE_HUNDRED)),
        "66.6666666666"
    );
    assert_eq!(
        display::coverage(number("0.75")),
        "based on 75% of measures"
    );
    assert_eq!(
        display::coverage(number("0.999")),
        "based on 99.9% of measures"
    );
    for (score, text) in [
        ("73.937883333333", "74"),
        ("100", "100"),
        ("99.9", "99.9"),
        ("89.7", "89.7"),
        ("90.3", "90"),
        ("59.98", "59.98"),
        ("49.7059", "49.7"),
        ("50", "50"),
        ("0", "0"),
        ("0.2", "0.2"),
        ("99.999999", "just under 100"),
    ] {
        assert_eq!(display::score(number(score)), text);
    }
    assert_eq!(display::share(38, 46).as_deref(), Some("83%"));
    assert_eq!(display::share(0, 0), None);
}

/// Every expression is worked again: a number comes to its value, a comparison holds.
fn check(steps: &[Step]) {
    for step in steps {
        assert!(
            step.says.ends_with('.') && !step.value.is_empty(),
            "{step:?}"
        );
        match arithmetic::worked(&step.expression) {
            arithmetic::Outcome::Number(found) => {
                let shown: f64 = step
                    .value
                    .replace('−', "-")
                    .parse()
                    .unwrap_or_else(|_| panic!("{step:?}"));
                let near = (found - shown).abs() <= 0.000_051 + found.abs() * 1e-9;
                assert!(near, "{step:?} comes to {found}");
            }
            arithmetic::Outcome::Holds(holds) => assert!(holds, "{step:?}"),
            arithmetic::Outcome::Nothing => {}
        }
    }
}

fn texts(steps: &[Step]) -> Vec<(&str, &str)> {
    steps
        .iter()
        .map(|step| (step.expression.as_str(), step.value.as_str()))
        .collect()
}

#[test]
fn an_attainment_explains_itself() {
    let tp10 = explain_attainment(
        Direction::HigherIsBetter,
        Some(&Figure::Value(number("63.6"))),
        Decimal::ONE_HUNDRED,
        Some(number("65")),
        Tolerance::DEFAULT,
    );
    assert_eq!(
        texts(&tp10),
        [
            ("63.6", "63.6"),
            ("65 − 63.6", "1.4"),
            ("(65 − 63.6) ÷ 65", "0.0215"),
            ("0.021538 ≤ 0.1", "Close to target"),
            ("100 × (1 − 0.021538461538 ÷ (2 × 0.1))", "89.2308"),
        ]
    );
    let gas = explain_attainment(
        Direction::HigherIsBetter,
        Some(&Figure::ratio(number("5799"), number("5800"))),
        Decimal::ONE_HUNDRED,
        Some(number("100")),
        Tolerance::Zero,
    );
    assert_eq!(texts(&gas)[0], ("100 × 5799 ÷ 5800", "99.9828"));
    assert_eq!(texts(&gas).last(), Some(&("0.000172 > 0", "Off target")));
    let incidents = explain_attainment(
        Direction::LowerIsBetter,
        Some(&Figure::Value(number("5"))),
        Decimal::ONE_HUNDRED,
        Some(Decimal::ZERO),
        Tolerance::DEFAULT,
    );
    assert_eq!(texts(&incidents).last(), Some(&("5 > 0", "Off target")));
}

#[test]
fn a_rollup_explains_itself() {
    let part = |score: Option<&str>, weight: i64| Part {
        score: score.map(number),
        weight: Decimal::from(weight),
        safety_red: false,
    };
    let parts = [
        part(Some("100"), 3),
        part(Some("67.647"), 2),
        part(Some("8.3333"), 1),
        part(None, 2),
    ];
    let steps = explain_rollup(&parts).unwrap();
    check(&steps);
    assert_eq!(
        texts(&steps),
        [
            (
                "(100 × 3 + 67.647 × 2 + 8.3333 × 1) ÷ (3 + 2 + 1)",
                "73.9379"
            ),
            ("(1 × 3 + 1 × 2 + 1 × 1 + 0 × 2) ÷ (3 + 2 + 1 + 2)", "0.75"),
            ("0.75 ≥ 0.6", "based on 75% of measures"),
            (
                "(100 × 3 + 67.647 × 2 + 8.3333 × 1 + 0 × 2) ÷ (3 + 2 + 1 + 2)",
                "55.4534"
            ),
            (
                "(100 × 3 + 67.647 × 2 + 8.3333 × 1 + 100 × 2) ÷ (3 + 2 + 1 + 2)",
                "80.4534"
            ),
            ("73.937883 ≥ 60", "Close to target"),
            ("1 + 1 + 1", "3"),
        ]
    );
    let unsafe_one = Part {
        safety_red: true,
        ..part(Some("0"), 1)
    };
    let capped = explain_rollup(&[part(Some("100"), 19), unsafe_one]).unwrap();
    check(&capped);
    assert!(
        capped
            .iter()
            .any(|step| step.says.contains("safety measure") && step.value == "Close to target")
    );
    let withheld = explain_rollup(&[part(Some("100"), 1), part(None, 1)]).unwrap();
    check(&withheld);
    assert!(texts(&withheld).contains(&("0.5 < 0.6", "Not enough data")));
    assert!(explain_rollup(&[]).is_err());
}

#[test]
fn a_branch_of_branches_explains_itself() {
    let part = |score: Option<i64>| Part {
        score: score.map(Decimal::from),
        weight: Decimal::ONE,
        safety_red: false,
    };
    let below = roll(&[part(Some(90)), part(Some(60)), part(None)]).unwrap();
    let children = [
        Child::Branch {
            roll: &below,
            weight: number("3"),
        },
        Child::Measure(part(Some(100))),
        Child::NoTarget,
    ];
    let steps = explain_tree(&children, MINIMUM_COVERAGE).unwrap();
    check(&steps);
    let top = roll_tree(children, MINIMUM_COVERAGE).unwrap();
    assert_eq!(texts(&steps)[0], ("(75 × 3 + 100 × 1) ÷ (3 + 1)", "81.25"));
    assert_eq!(top.score, Some(number("81.25")));
}

#[test]
fn periods_put_together_explain_themselves() {
    let ratio = |above: &str, below: &str| Some(Figure::ratio(number(above), number(below)));
    let value = |text: &str| Some(Figure::Value(number(text)));
    for (rule, scale, periods, expression, shown) in [
        (
            Aggregation::RatioOfSums,
            Decimal::ONE_HUNDRED,
            vec![ratio("27", "30"), ratio("45", "60")],
            "100 × (27 + 45) ÷ (30 + 60)",
            "80",
        ),
        (
            Aggregation::SumOverLast,
            Decimal::ONE_THOUSAND,
            vec![
                ratio("95", "5900"),
                ratio("88", "5925"),
                ratio("102", "5950"),
            ],
            "1000 × (95 + 88 + 102) ÷ 5950",
            "47.8992",
        ),
        (
            Aggregation::SumOverMean,
            Decimal::ONE,
            vec![
                ratio("310", "400"),
                ratio("295", "404"),
                ratio("340", "396"),
            ],
            "(310 + 295 + 340) ÷ ((400 + 404 + 396) ÷ 3)",
            "2.3625",
        ),
        (
            Aggregation::Sum,
            Decimal::ONE,
            vec![value("12"), None, value("-3")],
            "12 + (−3)",
            "9",
        ),
        (
            Aggregation::Mean,
            Decimal::ONE,
            vec![value("90"), value("75")],
            "(90 + 75) ÷ 2",
            "82.5",
        ),
        (
            Aggregation::Last,
            Decimal::ONE_HUNDRED,
            vec![ratio("27", "30"), ratio("45", "60")],
            "100 × 45 ÷ 60",
            "75",
        ),
        (
            Aggregation::Last,
            Decimal::ONE,
            vec![value("3"), value("2.5")],
            "2.5",
            "2.5",
        ),
    ] {
        let steps = explain_aggregation(rule, scale, &periods).unwrap();
        check(&steps);
        assert_eq!(texts(&steps)[0], (expression, shown));
    }
    let none = explain_aggregation(
        Aggregation::RatioOfSums,
        Decimal::ONE,
        &[ratio("0", "0"), None],
    )
    .unwrap();
    assert_eq!(none[0].value, "No cases");
    assert_eq!(texts(&none)[1], ("1 < 2", "Provisional"));
    assert!(explain_aggregation(Aggregation::None, Decimal::ONE, &[]).is_err());
}

fn landlord_number() -> impl Strategy<Value = Decimal> {
    (-100_000_000_i64..100_000_000, 0_u32..=6)
        .prop_map(|(digits, places)| Decimal::new(digits, places))
}

fn percentage() -> impl Strategy<Value = Exact> {
    (0_i64..=1_000_000, 1_i64..=1_000_000).prop_map(|(above, below)| {
        Exact::new(i128::from(above.min(below)) * 100, below.into()).unwrap()
    })
}

fn any_direction() -> impl Strategy<Value = Option<Direction>> {
    prop_oneof![
        Just(None),
        Just(Some(Direction::HigherIsBetter)),
        Just(Some(Direction::LowerIsBetter))
    ]
}

fn any_tolerance() -> impl Strategy<Value = Tolerance> {
    prop_oneof![
        (1_i64..=5_000).prop_map(|share| Tolerance::Relative(Decimal::new(share, 4))),
        (1_i64..=5_000).prop_map(|points| Tolerance::AbsolutePoints(Decimal::new(points, 2))),
        Just(Tolerance::Zero),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn rounding_never_crosses_the_target(
        near in -2_000_i64..2_000, target in landlord_number(), finer in 1_i64..1_000, decimals in 0_u32..4,
        direction in any_direction(),
    ) {
        // A value within a few units of the places shown, where crossing could happen.
        let step = Exact::new(near.into(), i128::from(finer) * 1_000).unwrap();
        let value = Exact::from(target).checked_add(&step).unwrap();
        let rounded = honest(&value, decimals, Decimal::ONE, direction, Some(target)).unwrap();
        let (shown, target) = (Exact::from(rounded.value), Exact::from(target));
        let crossed = match direction {
            Some(Direction::HigherIsBetter) => value < target && shown >= target,
            Some(Direction::LowerIsBetter) => value > target && shown <= target,
            _ => value != target && value.cmp(&target) != shown.cmp(&target),
        };
        match rounded.just {
            None => prop_assert!(!crossed),
            Some(Word::Under) => prop_assert!(value < shown),
            Some(Word::Over) => prop_assert!(value > shown),
        }
        prop_assert_eq!(crossed, rounded.just.is_some());
    }

    #[test]
    fn a_percentage_reads_0_or_100_only_if_it_is(value in percentage(), decimals in 0_u32..3) {
        let rounded = honest(&value, decimals, Decimal::ONE_HUNDRED, None, None).unwrap();
        for bound in [Exact::ZERO, Exact::from(100)] {
            if rounded.just.is_none() {
                prop_assert_eq!(Exact::from(rounded.value) == bound, value == bound);
            }
        }
    }

    #[test]
    fn what_is_shown_is_near(value in landlord_number(), decimals in 0_u32..5) {
        let value = Exact::from(value);
        let rounded = honest(&value, decimals, Decimal::ONE_HUNDRED, None, None).unwrap();
        let error = Exact::from(rounded.value).checked_sub(&value).unwrap();
        let half = Exact::new(1, 2 * 10_i128.pow(decimals)).unwrap();
        prop_assert!(error <= half && error.negated() <= half);
    }

    #[test]
    fn every_attainment_can_be_worked_again(
        direction in prop_oneof![any_direction().prop_map(|direction| direction.unwrap_or(Direction::WithinRange { lo: Decimal::TEN, hi: Decimal::ONE_HUNDRED }))],
        above in 0_i64..100_000, below in 1_i64..100_000, target in (-1_000_i64..20_000).prop_map(|digits| Decimal::new(digits, 2)),
        tolerance in any_tolerance(),
    ) {
        let figure = Figure::ratio(Decimal::from(above), Decimal::from(below));
        let steps = explain_attainment(direction, Some(&figure), Decimal::ONE_HUNDRED, Some(target), tolerance);
        check(&steps);
        let value = figure.exact(Decimal::ONE_HUNDRED).unwrap();
        let result = attain(direction, Some(&value), Some(target), tolerance);
        prop_assert!(steps.iter().any(|step| step.value == result.rag.words()));
        let score: f64 = result.score.unwrap().to_string().parse().unwrap();
        let said = steps.last().unwrap().value.parse::<f64>();
        match said {
            Ok(said) => prop_assert!((said - score).abs() < 0.000_051),
            Err(_) => prop_assert_eq!(score, 0.0),
        }
    }

    #[test]
    fn every_rollup_can_be_worked_again(scores in proptest::collection::vec((proptest::option::of(0_i64..=10_000), 0_i64..100), 1..12)) {
        let parts: Vec<Part> = scores.iter()
            .map(|(score, weight)| Part {
                score: score.map(|score| Decimal::new(score, 2)),
                weight: Decimal::from(*weight),
                safety_red: false,
            })
            .collect();
        if let Ok(steps) = explain_rollup(&parts) {
            check(&steps);
            let found = roll(&parts).unwrap();
            prop_assert!(steps.iter().any(|step| step.value == found.rag.words()));
        }
    }

    #[test]
    fn every_trajectory_can_be_worked_again(
        baseline in landlord_number(), target in landlord_number(), lag in 0_u8..12, index in 1_usize..=12,
        weights in proptest::collection::vec(1_i64..100, 12),
    ) {
        let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
        for trajectory in [
            Trajectory::Flat,
            Trajectory::Cumulative { weights: None },
            Trajectory::Cumulative { weights: Some(weights) },
            Trajectory::LinearWithLag { baseline, lag },
        ] {
            let steps = explain_trajectory(&trajectory, target, index, 12);
            check(&steps);
            let target = Exact::from(target_for(&trajectory, target, index, 12).unwrap()).rounded(4).unwrap();
            let said = number(&steps[0].value.replace('−', "-"));
            prop_assert!((said - target).abs() <= number("0.0001"));
        }
    }
}
