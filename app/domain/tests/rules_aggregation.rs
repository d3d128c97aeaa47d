//! Periods put together (rules.md 4.4), as a table and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    aggregation::{Aggregation, NotAggregable, aggregate, annualised, weighted_mean},
    quantity::{Decimal, Exact, Figure, NoQuotient},
};
use proptest::prelude::*;
use tables::rows;

fn figure(text: &str) -> Option<Figure> {
    match text.split_once('/') {
        _ if text == "–" => None,
        Some((above, below)) => Some(Figure::ratio(
            above.parse().unwrap(),
            below.parse().unwrap(),
        )),
        None => Some(Figure::Value(text.parse().unwrap())),
    }
}

#[test]
fn every_row_of_the_aggregation_table() {
    for row in rows(include_str!("tables/aggregation.txt")) {
        let rule: Aggregation = serde_json::from_value(row.get("rule").into()).unwrap();
        let periods: Vec<Option<Figure>> =
            row.get("periods").split_whitespace().map(figure).collect();
        let refusal = match row.get("value") {
            "ratios" => Some(NotAggregable::RatiosNotAveraged),
            "divide" => Some(NotAggregable::NeedsDenominators),
            "weights" => Some(NotAggregable::NeedsWeights),
            "never" => Some(NotAggregable::ByDefinition),
            _ => None,
        };
        match (aggregate(rule, row.read("scale"), &periods), refusal) {
            (Err(found), Some(expected)) => assert_eq!(found, expected, "{}", row.words()),
            (Ok(found), None) => {
                let value = found.value.map(|value| value.rounded(4).unwrap());
                assert_eq!(value, row.optional("value"), "{}", row.words());
                assert_eq!(
                    found.reported,
                    row.read::<usize>("reported"),
                    "{}",
                    row.words()
                );
                assert_eq!(found.expected, periods.len(), "{}", row.words());
                assert_eq!(
                    found.provisional,
                    found.reported < found.expected,
                    "{}",
                    row.words()
                );
                assert_eq!(
                    found.no_cases(),
                    value.is_none() && found.reported > 0,
                    "{}",
                    row.words()
                );
            }
            (found, _) => panic!("{found:?}, {}", row.words()),
        }
    }
}

#[test]
fn every_row_of_the_annualised_table() {
    for row in rows(include_str!("tables/annualised.txt")) {
        let rule: Aggregation = serde_json::from_value(row.get("rule").into()).unwrap();
        let periods: Vec<Option<Figure>> =
            row.get("periods").split_whitespace().map(figure).collect();
        let so_far = aggregate(rule, row.read("scale"), &periods).unwrap();
        let year = annualised(&so_far.value.unwrap(), row.read("months"));
        let shown = year.map(|year| year.rounded(4).unwrap());
        assert_eq!(shown, row.optional("year"), "{}", row.words());
    }
}

#[test]
fn a_weighted_mean_leaves_out_what_is_missing() {
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    let found = weighted_mean(&[
        Some((number("90"), number("1"))),
        None,
        Some((number("75"), number("1"))),
    ])
    .unwrap();
    assert_eq!(found.value, Some(Exact::from(number("82.5"))));
    assert_eq!(
        (found.reported, found.expected, found.provisional),
        (2, 3, true)
    );
    let weighted = weighted_mean(&[
        Some((number("90"), number("30"))),
        Some((number("75"), number("60"))),
    ])
    .unwrap();
    assert_eq!(weighted.value, Some(Exact::from(80)));
    assert_eq!(
        weighted_mean(&[Some((Decimal::ONE, Decimal::ZERO))])
            .unwrap()
            .value,
        None
    );
    assert_eq!(weighted_mean(&[]).unwrap().value, None);
}

#[test]
fn too_many_digits_are_said_to_be_so() {
    let tiny = Decimal::from_i128_with_scale(1, 28);
    let long = Figure::ratio(tiny, Decimal::MAX);
    assert_eq!(long.quotient(Decimal::ONE), Err(NoQuotient::OutOfRange));
    assert_eq!(long.exact(Decimal::ONE), None);
    assert_eq!(
        Figure::ratio(tiny, Decimal::ZERO).quotient(Decimal::ONE),
        Err(NoQuotient::NoCases)
    );
    assert_eq!(
        aggregate(Aggregation::Last, Decimal::ONE, &[Some(long)]),
        Err(NotAggregable::OutOfRange)
    );
    let sum = [
        Some(Figure::Value(tiny)),
        Some(Figure::Value(Decimal::MAX)),
        Some(Figure::Value(Decimal::MAX)),
    ];
    assert_eq!(
        aggregate(Aggregation::Sum, Decimal::ONE, &sum),
        Err(NotAggregable::OutOfRange)
    );
}

fn cases() -> impl Strategy<Value = Vec<Option<(u32, u32)>>> {
    proptest::collection::vec(
        proptest::option::of((0_u32..1_000_000, 1_u32..1_000_000)),
        1..40,
    )
}

fn ratios(cases: &[Option<(u32, u32)>]) -> Vec<Option<Figure>> {
    cases
        .iter()
        .map(|case| {
            case.map(|(above, below)| Figure::ratio(Decimal::from(above), Decimal::from(below)))
        })
        .collect()
}

proptest! {
    #[test]
    fn a_ratio_of_sums_lies_between_its_periods(cases in cases()) {
        let periods = ratios(&cases);
        let found = aggregate(Aggregation::RatioOfSums, Decimal::ONE_HUNDRED, &periods).unwrap();
        let each: Vec<Exact> = periods.iter().flatten().map(|figure| figure.exact(Decimal::ONE_HUNDRED).unwrap()).collect();
        prop_assert_eq!(found.value.is_some(), !each.is_empty());
        if let Some(value) = found.value {
            prop_assert!(each.iter().min().unwrap() <= &value && &value <= each.iter().max().unwrap());
        }
    }

    /// A quarter put together from months and then a year from quarters is the year put together from months.
    #[test]
    fn sums_of_ratios_can_be_put_together_in_steps(cases in cases(), at in 0_usize..40) {
        let add = |cases: &[Option<(u32, u32)>]| {
            cases.iter().flatten().fold((0_u32, 0_u32), |sum, case| (sum.0 + case.0, sum.1 + case.1))
        };
        let (first, second) = cases.split_at(at.min(cases.len()));
        let halves: Vec<_> = [first, second].into_iter().map(add).filter(|half| half.1 > 0).map(Some).collect();
        let at_once = aggregate(Aggregation::RatioOfSums, Decimal::ONE_HUNDRED, &ratios(&cases)).unwrap();
        let in_steps = aggregate(Aggregation::RatioOfSums, Decimal::ONE_HUNDRED, &ratios(&halves)).unwrap();
        prop_assert_eq!(at_once.value, in_steps.value);
    }

    #[test]
    fn arithmetic_on_fractions_holds(a in -1_000_000_i64..1_000_000, b in 1_i64..10_000, c in -1_000_000_i64..1_000_000, d in 1_i64..10_000) {
        let (x, y) = (Exact::new(a.into(), b.into()).unwrap(), Exact::new(c.into(), d.into()).unwrap());
        prop_assert_eq!(x.checked_add(&y).unwrap().checked_sub(&y), Some(x));
        prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
        if c != 0 {
            prop_assert_eq!(x.checked_mul(&y).unwrap().checked_div(&y), Some(x));
        }
        let rounded = Exact::from(x.rounded(6).unwrap());
        let error = rounded.checked_sub(&x).unwrap();
        let half_a_unit = Exact::new(1, 2_000_000).unwrap();
        prop_assert!(error <= half_a_unit && error.negated() <= half_a_unit);
        prop_assert_eq!(x.to_string().parse::<Exact>().unwrap(), x);
    }
}
