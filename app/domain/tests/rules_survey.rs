//! Surveys (rules.md 4.8) and benchmarking (rules.md 4.9), as tables and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    benchmark::{Others, Quartile, standing},
    explain::{explain_change, explain_interval, explain_sample, explain_standing},
    quantity::{Decimal, Exact},
    scoring::Direction,
    survey::{Share, Verdict, achieved_margin, change, effective_answers, margin_asked, sample},
};
use proptest::prelude::*;
use tables::{Row, rows};

fn four(number: f64) -> Decimal {
    let kept = Decimal::from_f64_retain(number).unwrap();
    domain::display::half_away(kept, 4).normalize()
}

fn share(row: &Row, column: &str) -> (Decimal, Decimal) {
    let (count, of) = row.get(column).split_once('/').unwrap();
    (count.parse().unwrap(), of.parse().unwrap())
}

#[test]
fn every_row_of_the_survey_table() {
    for row in rows(include_str!("tables/survey.txt")) {
        let counted = row.get("count").split('+');
        let count: Decimal = counted.map(|part| part.parse::<Decimal>().unwrap()).sum();
        let of: Decimal = row.read("of");
        let share = Share::new(count, of).unwrap();
        let interval = share.interval();
        let found = (
            share.percent().map(|percent| percent.rounded(4).unwrap()),
            interval.map(|interval| four(interval.low)),
            interval.map(|interval| four(interval.high)),
        );
        let wanted = (
            row.optional("percent"),
            row.optional("low"),
            row.optional("high"),
        );
        assert_eq!(found, wanted, "{}", row.words());
        let last = explain_interval(count, of).pop().unwrap();
        let told = wanted.2.map_or("No answers".to_owned(), |high: Decimal| {
            high.normalize().to_string()
        });
        assert_eq!(last.value, told, "{}", row.words());
    }
}

#[test]
fn every_row_of_the_change_table() {
    for row in rows(include_str!("tables/survey_change.txt")) {
        let (before, after) = (share(&row, "before"), share(&row, "after"));
        let found = change(
            &Share::new(before.0, before.1).unwrap(),
            &Share::new(after.0, after.1).unwrap(),
        )
        .unwrap();
        assert_eq!(
            found.difference.rounded(4).unwrap(),
            row.read("difference"),
            "{}",
            row.words()
        );
        assert_eq!(four(found.low), row.read("low"), "{}", row.words());
        assert_eq!(four(found.high), row.read("high"), "{}", row.words());
        let verdict = match row.get("verdict") {
            "improved" => Verdict::Improved,
            "worsened" => Verdict::Worsened,
            _ => Verdict::NoClearChange,
        };
        assert_eq!(found.verdict, verdict, "{}", row.words());
        let steps = explain_change(before, after);
        assert_eq!(steps.last().unwrap().value, verdict.words());
    }
}

/// The size of a sample before it is rounded up: n₀ ÷ (1 + (n₀ − 1) ÷ N), n₀ = 1.96² × 0.25 ÷ e².
fn by_the_book(homes: u64, margin: Decimal) -> Exact {
    let one = Exact::from(1);
    let first = Exact::new(9_604, 10_000).unwrap();
    let first = first.checked_div(&Exact::from(margin * margin)).unwrap();
    let homes = Exact::from(i64::try_from(homes).unwrap());
    let rest = first
        .checked_sub(&one)
        .unwrap()
        .checked_div(&homes)
        .unwrap();
    first.checked_div(&rest.checked_add(&one).unwrap()).unwrap()
}

#[test]
fn every_row_of_the_sample_margin_table() {
    for row in rows(include_str!("tables/sample_margin.txt")) {
        let found = margin_asked(row.read("homes"));
        assert_eq!(found, row.optional("margin"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_margin_table() {
    for row in rows(include_str!("tables/survey_margin.txt")) {
        let found = achieved_margin(row.read("answers"), row.read("homes"));
        let shown = found.map(|margin| four(margin).round_dp(3));
        assert_eq!(shown, row.optional("margin"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_weighted_answers_table() {
    for row in rows(include_str!("tables/survey_weighted.txt")) {
        let groups: Vec<(u32, Decimal)> = row
            .get("groups")
            .split(' ')
            .map(|group| group.split_once('×').unwrap())
            .map(|(answers, weight)| (answers.parse().unwrap(), weight.parse().unwrap()))
            .collect();
        let expected = row.optional::<Decimal>("effective").map(Exact::from);
        assert_eq!(effective_answers(&groups), expected, "{}", row.words());
    }
}

#[test]
fn every_row_of_the_sample_table() {
    for row in rows(include_str!("tables/sample.txt")) {
        let (homes, margin): (u64, Decimal) = (row.read("homes"), row.read("margin"));
        if let Some(exact) = row.optional::<Decimal>("exact") {
            let found = by_the_book(homes, margin).rounded(exact.scale());
            assert_eq!(found, Some(exact), "{}", row.words());
        }
        let needed = sample(homes, margin).unwrap();
        assert_eq!(needed, row.read::<u64>("needed"), "{}", row.words());
        let steps = explain_sample(homes, margin);
        assert_eq!(steps.last().unwrap().value, needed.to_string());
    }
}

#[test]
fn shares_and_samples_that_cannot_be_are_none() {
    assert_eq!(Share::new(Decimal::TWO, Decimal::ONE), None);
    assert_eq!(Share::new(-Decimal::ONE, Decimal::ONE), None);
    assert_eq!(sample(0, Decimal::new(5, 2)), None);
    assert_eq!(sample(100, Decimal::ZERO), None);
    assert_eq!(sample(100, Decimal::ONE), None);
}

#[test]
fn an_interval_holds_what_could_be_true() {
    let share = Share::new(Decimal::from(406), Decimal::from(593)).unwrap();
    let interval = share.interval().unwrap();
    assert!(interval.holds(Decimal::from(70)));
    assert!(!interval.holds(Decimal::from(75)));
}

#[test]
fn every_row_of_the_quartile_table() {
    for row in rows(include_str!("tables/quartile.txt")) {
        let direction = match row.get("direction") {
            "higher" => Direction::HigherIsBetter,
            "lower" => Direction::LowerIsBetter,
            _ => Direction::Contextual,
        };
        let peers: Vec<Decimal> = row
            .get("peers")
            .split_whitespace()
            .filter(|peer| *peer != "–")
            .map(|peer| peer.parse().unwrap())
            .collect();
        let value = Exact::from(row.read::<Decimal>("value"));
        let others = Others::new(peers, row.optional("ours"));
        let found = standing(direction, &value, &others);
        let rounded = |limit: Option<Exact>| limit.map(|limit| limit.rounded(4).unwrap());
        let limits = found.quartiles;
        let words = row.words();
        assert_eq!(rounded(limits.q25), row.optional("q25"), "{words}");
        assert_eq!(rounded(limits.q50), row.optional("q50"), "{words}");
        assert_eq!(rounded(limits.q75), row.optional("q75"), "{words}");
        let quartile = match row.get("quartile") {
            "first" => Some(Quartile::First),
            "second" => Some(Quartile::Second),
            "third" => Some(Quartile::Third),
            "fourth" => Some(Quartile::Fourth),
            _ => None,
        };
        assert_eq!(found.quartile, quartile, "{words}");
        assert_eq!(found.rank, row.optional("rank"), "{words}");
        assert_eq!(found.of, row.read::<usize>("of"), "{words}");
        let steps = explain_standing(direction, &value, &others);
        assert_eq!(
            quartile.is_some(),
            steps
                .iter()
                .any(|step| quartile.is_some_and(|quartile| step.value == quartile.words())),
            "{words}"
        );
    }
}

/// So many of so many.
fn any_share() -> impl Strategy<Value = (u32, u32)> {
    (0_u32..3_000, 1_u32..3_000).prop_map(|(count, more)| (count, count + more - 1))
}

fn of((count, all): (u32, u32)) -> Share {
    Share::new(count.into(), all.into()).unwrap()
}

fn any_peers() -> impl Strategy<Value = Vec<Decimal>> {
    proptest::collection::vec(
        (0_i64..1_000).prop_map(|tenths| Decimal::new(tenths, 1)),
        0..40,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// An interval holds its share, stays within 0 and 100 %, is the mirrored one of the others' share, and narrows with more answers.
    #[test]
    fn an_interval_is_about_its_share(share in any_share(), times in 2_u32..20) {
        let (count, all) = share;
        let Some(interval) = of(share).interval() else {
            prop_assert_eq!(all, 0);
            return Ok(());
        };
        let percent = 100.0 * f64::from(count) / f64::from(all);
        let near = 1e-9;
        prop_assert!(interval.low <= percent + near && percent <= interval.high + near);
        prop_assert!(-near <= interval.low && interval.high <= 100.0 + near);
        let others = of((all - count, all)).interval().unwrap();
        prop_assert!((others.low + interval.high - 100.0).abs() < near);
        let more = of((count * times, all * times)).interval().unwrap();
        prop_assert!(more.high - more.low < interval.high - interval.low);
    }

    /// There and back are opposite, and no wave differs from itself.
    #[test]
    fn a_change_has_no_preferred_way(one in any_share(), other in any_share()) {
        prop_assume!(one.1 > 0 && other.1 > 0);
        let (there, back) = (change(&of(one), &of(other)).unwrap(), change(&of(other), &of(one)).unwrap());
        prop_assert_eq!(there.difference, back.difference.negated());
        prop_assert!((there.low + back.high).abs() < 1e-9 && (there.high + back.low).abs() < 1e-9);
        prop_assert_eq!(there.verdict == Verdict::Improved, back.verdict == Verdict::Worsened);
        prop_assert_eq!(change(&of(one), &of(one)).unwrap().verdict, Verdict::NoClearChange);
    }

    /// A sample is the formula rounded up, never more than the homes, and reaches the margin that it is for.
    #[test]
    fn a_sample_is_just_large_enough(homes in 2_u32..60_000, hundredths in 1_i64..20) {
        let margin = Decimal::new(hundredths, 2);
        let needed = sample(homes.into(), margin).unwrap();
        let exact = by_the_book(homes.into(), margin);
        let whole = Exact::from(i64::try_from(needed).unwrap());
        prop_assert!(exact <= whole && whole < exact.checked_add(&Exact::from(1)).unwrap());
        prop_assert!(needed <= u64::from(homes));
        let reached = achieved_margin(u32::try_from(needed).unwrap(), homes).unwrap();
        prop_assert!(reached <= hundredths as f64 + 1e-9);
        prop_assert!(margin_asked(homes.into()) >= margin_asked(u64::from(homes) + 1));
    }

    /// Weighted answers count for as many as there are at most, and the weights' unit makes no difference.
    #[test]
    fn weights_never_add_answers(groups in proptest::collection::vec((1_u32..500, 1_i64..500), 1..8), by in 1_i64..50) {
        let weighted = |by: i64| -> Vec<(u32, Decimal)> {
            groups.iter().map(|(answers, weight)| (*answers, Decimal::new(weight * by, 2))).collect()
        };
        let found = effective_answers(&weighted(1)).unwrap();
        let all: u32 = groups.iter().map(|(answers, _)| answers).sum();
        prop_assert!(Exact::ZERO < found && found <= Exact::from(i64::from(all)));
        prop_assert_eq!(effective_answers(&weighted(by)), Some(found));
    }

    /// The quarters by the book: how many peers are needed, linear interpolation, and what a limit is worth.
    #[test]
    fn quarters_are_where_the_rule_puts_them(peers in any_peers(), value in 0_i64..1_000) {
        let value = Exact::from(Decimal::new(value, 1));
        let mut sorted = peers.clone();
        sorted.sort_unstable();
        let more = standing(Direction::HigherIsBetter, &value, &Others::new(peers.clone(), None));
        prop_assert_eq!(more.quartiles.q50.is_some(), peers.len() >= 4);
        for (quarters, found) in [(1, more.quartiles.q25), (3, more.quartiles.q75)] {
            prop_assert_eq!(found.is_some(), peers.len() >= 8);
            if let Some(found) = found {
                // Between the two peers on either side of (n − 1) × quarters ÷ 4, so much of the way.
                let at = (peers.len() - 1) * quarters;
                let (below, above) = (sorted[at / 4], sorted[(at / 4 + 1).min(peers.len() - 1)]);
                let way = Decimal::new(at as i64 % 4 * 25, 2);
                prop_assert_eq!(found, Exact::from(below + (above - below) * way));
            }
        }
        prop_assert_eq!(more.quartile.is_some(), peers.len() >= 8);
        prop_assert_eq!(more.of, peers.len() + 1);
        let better = peers.iter().filter(|peer| Exact::from(**peer) > value).count();
        prop_assert_eq!(more.rank, Some(1 + better));
    }

    /// Everything upside down, with less being better, is the same place; a better value is never in a worse quarter.
    #[test]
    fn a_place_has_no_preferred_way(peers in any_peers(), value in 0_i64..1_000, by in 0_i64..500) {
        let value = Decimal::new(value, 1);
        let mirrored: Vec<Decimal> = peers.iter().map(|peer| -peer).collect();
        let others = Others::new(peers, None);
        let more = standing(Direction::HigherIsBetter, &value.into(), &others);
        let less = standing(Direction::LowerIsBetter, &(-value).into(), &Others::new(mirrored, None));
        prop_assert_eq!((more.quartile, more.rank), (less.quartile, less.rank));
        let raised = standing(Direction::HigherIsBetter, &(value + Decimal::new(by, 1)).into(), &others);
        prop_assert!(raised.quartile <= more.quartile && raised.rank <= more.rank);
        let neither = standing(Direction::Contextual, &value.into(), &others);
        prop_assert_eq!((neither.quartile, neither.rank), (None, None));
    }
}
