//! Roll-up on the scorecard (rules.md 4.7), as a table, as cases on trees and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    quantity::{Decimal, Exact},
    rollup::{
        Child, CountLine, MINIMUM_COVERAGE, Part, Roll, RollRag, RollupError, roll, roll_branch,
        roll_tree,
    },
    scoring::{Attainment, Rag},
};
use proptest::prelude::*;
use tables::rows;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn part(text: &str) -> Part {
    let (score, weight) = text.split_once('×').unwrap();
    Part {
        score: (score != "–").then(|| number(score)),
        weight: number(weight.trim_end_matches('!')),
        safety_red: weight.ends_with('!'),
    }
}

fn parts(texts: &str) -> Vec<Part> {
    texts.split_whitespace().map(part).collect()
}

fn to_four_places(decimal: Decimal) -> Decimal {
    Exact::from(decimal).rounded(4).unwrap()
}

#[test]
fn every_row_of_the_rollup_table() {
    for row in rows(include_str!("tables/rollup.txt")) {
        let found = roll(&parts(row.get("children"))).unwrap();
        assert_eq!(
            found.score.map(to_four_places),
            row.optional("score"),
            "{}",
            row.words()
        );
        for (name, number) in [
            ("coverage", found.coverage),
            ("lowest", found.lowest),
            ("highest", found.highest),
        ] {
            assert_eq!(
                to_four_places(number),
                row.read(name),
                "{name}, {}",
                row.words()
            );
        }
        let colour = match row.get("colour") {
            "green" => RollRag::Green,
            "amber" => RollRag::Amber,
            "red" => RollRag::Red,
            "not enough data" => RollRag::NotEnoughData,
            other => panic!("{other} is no colour"),
        };
        assert_eq!(found.rag, colour, "{}", row.words());
        assert_eq!(
            found.safety_capped,
            row.get("capped") == "yes",
            "{}",
            row.words()
        );
    }
}

#[test]
fn what_cannot_be_put_together_says_why() {
    let why = |texts: &str| roll(&parts(texts)).unwrap_err();
    assert_eq!(why(""), RollupError::NothingToScore);
    assert_eq!(why("100×0 –×0"), RollupError::AllWeightsZero);
    assert_eq!(
        why("100×1 50×-1"),
        RollupError::NegativeWeight {
            weight: number("-1")
        }
    );
    assert_eq!(
        why("100.5×1"),
        RollupError::ScoreOutOfRange {
            score: number("100.5")
        }
    );
    assert_eq!(
        why("-1×1"),
        RollupError::ScoreOutOfRange {
            score: number("-1")
        }
    );
    let most = Decimal::MAX.to_string();
    assert_eq!(
        why(&format!("100×{most} 1×{most}")),
        RollupError::OutOfRange
    );
    assert_eq!(
        roll_tree([Child::NoTarget], MINIMUM_COVERAGE).unwrap_err(),
        RollupError::NothingToScore
    );
    for error in [why(""), why("1×0"), why("1×-1"), why("101×1")] {
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}

#[test]
fn a_measure_for_information_only_leaves_no_gap() {
    let attained = |rag, score: Option<i64>| Attainment {
        score: score.map(Decimal::from),
        ..Attainment::unscored(rag)
    };
    let child = |attainment: &Attainment, safety| Child::measure(attainment, Decimal::ONE, safety);
    let found = roll_tree(
        [
            child(&attained(Rag::Green, Some(100)), true),
            child(&attained(Rag::Amber, Some(75)), true),
            child(&attained(Rag::NoTarget, None), true),
            child(&attained(Rag::NoData, None), true),
        ],
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(to_four_places(found.coverage), number("0.6667"));
    assert_eq!(found.score, Some(number("87.5")));
    assert!(!found.safety_capped);
    assert_eq!(
        found.counts.words(),
        "1 of 2 (50%) on target, 1 close, 0 off, 1 with no data, 1 with no target"
    );
    let unsafe_one = roll_tree(
        [child(&attained(Rag::Red, Some(0)), true)],
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert!(unsafe_one.safety_capped);
    let ordinary = roll_tree(
        [child(&attained(Rag::Red, Some(0)), false)],
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert!(!ordinary.safety_capped);
}

#[test]
fn a_tree_follows_its_leaves() {
    // Three measures, one of them missing; beside two measures that are all there.
    let gappy = roll(&parts("90×2 60×1 –×1")).unwrap();
    let full = roll(&parts("100×1 50×1!")).unwrap();
    let top = roll_tree(branches(&[(&gappy, "3"), (&full, "1")]), MINIMUM_COVERAGE).unwrap();
    // 80 × 3/4 + 75 × 1/4; leaves with a score carry 3/4 × 3/4 + 1/4.
    assert_eq!(top.score, Some(number("78.75")));
    assert_eq!(top.coverage, number("0.8125"));
    // The missing leaf has 3/4 × 1/4 of everything: 60 × 3/4 + 75 × 1/4, and 18.75 more.
    assert_eq!((top.lowest, top.highest), (number("63.75"), number("82.5")));
    assert_eq!(
        top.counts,
        CountLine {
            scored: 4,
            close: 3,
            on: 1,
            no_data: 1,
            ..CountLine::default()
        }
    );
    assert!(top.safety_capped);
    assert_eq!(top.rag, RollRag::Amber);
}

#[test]
fn a_withheld_branch_counts_as_missing() {
    let withheld = roll(&parts("100×1 –×1")).unwrap();
    assert_eq!(withheld.rag, RollRag::NotEnoughData);
    let top = roll_tree(
        [
            Child::Branch {
                roll: &withheld,
                weight: Decimal::ONE,
            },
            Child::Measure(part("80×3")),
        ],
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(top.score, Some(number("80")));
    assert_eq!(top.coverage, number("0.75"));
    assert_eq!((top.lowest, top.highest), (number("60"), number("85")));
    let nothing_left = roll_tree(
        branches(&[(&withheld, "2"), (&withheld, "1")]),
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(
        (nothing_left.score, nothing_left.coverage),
        (None, Decimal::ZERO)
    );
}

#[test]
fn limits_hold_through_recurring_decimals() {
    // Two thirds of nine tenths is six tenths, exactly enough.
    let two_thirds = roll(&parts("90×1 90×1 –×1")).unwrap();
    let missing = part("–×1");
    let top = roll_tree(
        [
            Child::Branch {
                roll: &two_thirds,
                weight: number("9"),
            },
            Child::Measure(missing),
        ],
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(top.rag, RollRag::Green);
    // 93⅓ and 86⅔ make 90.
    let (one, other) = (
        roll(&parts("100×1 100×1 80×1")).unwrap(),
        roll(&parts("100×1 100×1 60×1")).unwrap(),
    );
    let top = roll_tree(branches(&[(&one, "1"), (&other, "1")]), MINIMUM_COVERAGE).unwrap();
    assert_eq!(top.rag, RollRag::Green);
}

#[test]
fn a_score_with_more_places_than_are_kept_is_not_cut_below_itself() {
    let found = roll(&parts("66.66666666666666×1 66.66666666666666×2")).unwrap();
    assert_eq!(found.score, Some(number("66.66666666666666")));
}

#[test]
fn what_is_all_there_has_one_score_however_it_is_rounded() {
    let found = roll(&parts("66.66666666666666×1 66.66666666666666×2")).unwrap();
    assert_eq!(
        (found.lowest, found.highest),
        (found.score.unwrap(), found.score.unwrap())
    );
}

#[test]
fn a_branch_with_nothing_to_score_is_no_gap_and_its_measures_are_counted() {
    let for_information =
        roll_branch([Child::NoTarget, Child::NoTarget], MINIMUM_COVERAGE).unwrap();
    assert_eq!(for_information.rag, RollRag::NothingToScore);
    let top = roll_tree(
        branches(&[(&for_information, "3")])
            .into_iter()
            .chain([Child::Measure(part("80×1"))]),
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(
        (top.score, top.coverage),
        (Some(number("80")), Decimal::ONE)
    );
    assert_eq!(
        (top.counts.scored, top.counts.no_target, top.counts.no_data),
        (1, 2, 0)
    );
}

#[test]
fn a_branch_says_where_it_stands_in_words() {
    let words = [
        (RollRag::Green, "On target"),
        (RollRag::Amber, "Close to target"),
        (RollRag::Red, "Off target"),
        (RollRag::NotEnoughData, "Not enough data"),
        (RollRag::NothingToScore, "No target"),
    ];
    for (rag, expected) in words {
        assert_eq!(rag.words(), expected);
    }
}

#[test]
fn a_weight_of_0_is_not_counted() {
    let found = roll(&parts("100×1 0×0 –×0 –×1 100×1")).unwrap();
    assert_eq!(
        found.counts.words(),
        "2 of 2 (100%) on target, 0 close, 0 off, 1 with no data"
    );
    let below = roll(&parts("0×1 50×1")).unwrap();
    let top = roll_tree(
        branches(&[(&below, "0")])
            .into_iter()
            .chain([Child::Measure(part("100×1"))]),
        MINIMUM_COVERAGE,
    )
    .unwrap();
    assert_eq!(
        (top.score, top.counts.scored),
        (Some(Decimal::ONE_HUNDRED), 1)
    );
}

#[test]
fn the_count_line_reads_as_havering_writes_it() {
    let line = |on, close, off, no_data, no_target| CountLine {
        scored: on + close + off,
        on,
        close,
        off,
        no_data,
        no_target,
    };
    for (line, words) in [
        (
            line(38, 2, 6, 0, 0),
            "38 of 46 (83%) on target, 2 close, 6 off",
        ),
        (
            line(38, 2, 6, 3, 1),
            "38 of 46 (83%) on target, 2 close, 6 off, 3 with no data, 1 with no target",
        ),
        (
            line(199, 1, 0, 0, 0),
            "199 of 200 (99.5%) on target, 1 close, 0 off",
        ),
        (
            line(1, 0, 399, 0, 0),
            "1 of 400 (0.3%) on target, 0 close, 399 off",
        ),
        (line(0, 0, 4, 0, 0), "0 of 4 (0%) on target, 0 close, 4 off"),
        (
            line(4, 0, 0, 0, 0),
            "4 of 4 (100%) on target, 0 close, 0 off",
        ),
        (line(0, 0, 0, 2, 0), "None has a score yet, 2 with no data"),
    ] {
        assert_eq!(line.words(), words);
    }
}

fn branches<'a>(children: &[(&'a Roll, &str)]) -> Vec<Child<'a>> {
    children
        .iter()
        .map(|(roll, weight)| Child::Branch {
            roll,
            weight: number(weight),
        })
        .collect()
}

fn any_part() -> impl Strategy<Value = Part> {
    let score = prop_oneof![
        1 => Just(None),
        2 => Just(Some(Decimal::ONE_HUNDRED)),
        6 => (0_i64..=100_000_000_000_000).prop_map(|digits| Some(Decimal::new(digits, 12))),
    ];
    let weight = prop_oneof![1 => Just(0), 6 => 1_i64..=10_000];
    (score, weight, any::<bool>()).prop_map(|(score, weight, unsafe_one)| Part {
        score,
        weight: Decimal::new(weight, 2),
        safety_red: unsafe_one && score.is_some_and(|score| score < Decimal::from(50)),
    })
}

fn any_parts() -> impl Strategy<Value = Vec<Part>> {
    proptest::collection::vec(any_part(), 1..30)
}

/// The rule as it is written, on fractions that never round.
fn mean(parts: &[(Decimal, Decimal)]) -> Exact {
    let (mut above, mut below) = (Exact::ZERO, Exact::ZERO);
    for (score, weight) in parts {
        let weight = Exact::from(*weight);
        above = above
            .checked_add(&Exact::from(*score).checked_mul(&weight).unwrap())
            .unwrap();
        below = below.checked_add(&weight).unwrap();
    }
    above.checked_div(&below).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_branch_lies_between_its_children(parts in any_parts()) {
        let counted = |part: &&Part| !part.weight.is_zero();
        let Ok(found) = roll(&parts) else {
            prop_assert!(parts.iter().all(|part| part.weight.is_zero()));
            return Ok(());
        };
        let scores: Vec<Decimal> = parts.iter().filter(counted).filter_map(|part| part.score).collect();
        if let Some(score) = found.score {
            prop_assert!(*scores.iter().min().unwrap() <= score && score <= *scores.iter().max().unwrap());
            prop_assert!(found.lowest <= score && score <= found.highest);
            prop_assert!(found.coverage >= MINIMUM_COVERAGE);
        }
        prop_assert!(Decimal::ZERO <= found.lowest && found.highest <= Decimal::ONE_HUNDRED);
        prop_assert_eq!(usize::try_from(found.counts.scored).unwrap(), scores.len());
        prop_assert_eq!(found.counts.scored, found.counts.on + found.counts.close + found.counts.off);
    }

    #[test]
    fn it_is_the_rule_as_written(parts in any_parts()) {
        if let Ok(found) = roll(&parts) {
            let with = |missing: Option<i64>| -> Vec<(Decimal, Decimal)> {
                parts.iter().filter_map(|part| Some((part.score.or(missing.map(Decimal::from))?, part.weight))).collect()
            };
            let kept = |exact: Exact| exact.truncated(12).map(|kept| kept.normalize());
            prop_assert_eq!(Some(found.lowest), kept(mean(&with(Some(0)))));
            prop_assert_eq!(Some(found.highest), kept(mean(&with(Some(100)))));
            if found.score.is_some() {
                prop_assert_eq!(found.score, kept(mean(&with(None))));
            }
        }
    }

    #[test]
    fn the_colour_says_what_the_score_says(parts in any_parts()) {
        if let Ok(found) = roll(&parts) {
            let at_least = |limit: i64| found.score.is_some_and(|score| score >= Decimal::from(limit));
            prop_assert_eq!(found.rag == RollRag::NotEnoughData, found.score.is_none());
            prop_assert_eq!(found.rag == RollRag::Green, at_least(90) && !found.safety_capped);
            prop_assert_eq!(found.rag == RollRag::Red, found.score.is_some() && !at_least(60));
            prop_assert_eq!(found.safety_capped, parts.iter().any(|part| part.safety_red));
        }
    }

    /// The order of children and the size of the weights' unit make no difference.
    #[test]
    fn only_shares_matter(parts in any_parts(), by in 1_i64..1_000) {
        let scaled: Vec<Part> = parts.iter().rev()
            .map(|part| Part { weight: part.weight * Decimal::from(by), ..*part })
            .collect();
        prop_assert_eq!(roll(&parts), roll(&scaled));
    }

    /// A branch inside a branch inside a branch keeps to the bounds of what is below it.
    #[test]
    fn a_tree_lies_between_its_branches(levels in proptest::collection::vec(any_parts(), 2..6)) {
        let rolls: Vec<Roll> = levels.iter().filter_map(|parts| roll(parts).ok()).collect();
        let mut top: Option<Roll> = None;
        for below in &rolls {
            let first = top.as_ref().map(|roll| Child::Branch { roll, weight: Decimal::TWO });
            let second = Child::Branch { roll: below, weight: Decimal::ONE };
            let next = roll_tree(first.into_iter().chain([second]), MINIMUM_COVERAGE).unwrap();
            if let Some(score) = next.score {
                let scores: Vec<Decimal> = [top.and_then(|top| top.score), below.score].into_iter().flatten().collect();
                prop_assert!(*scores.iter().min().unwrap() <= score && score <= *scores.iter().max().unwrap());
                prop_assert!(next.lowest <= score && score <= next.highest);
            }
            prop_assert!((Decimal::ZERO..=Decimal::ONE).contains(&next.coverage));
            top = Some(next);
        }
    }
}
