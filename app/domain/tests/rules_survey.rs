//! Surveys (rules.md 4.8) and benchmarking (rules.md 4.9), as tables.
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
    survey::{Share, Verdict, achieved_margin, change, effective_answers, sample},
};
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
        let (count, of): (Decimal, Decimal) = (row.read("count"), row.read("of"));
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

#[test]
fn every_row_of_the_sample_table() {
    for row in rows(include_str!("tables/sample.txt")) {
        let (homes, margin): (u64, Decimal) = (row.read("homes"), row.read("margin"));
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
    assert_eq!(achieved_margin(0, 10), None);
    assert_eq!(achieved_margin(11, 10), None);
}

#[test]
fn margins_that_others_print_come_out() {
    // Longhurst: 1,128 of 18,800, ±2.8 %; 536 of 2,436, ±3.7 %.
    assert_eq!(
        four(achieved_margin(1_128, 18_800).unwrap()).round_dp(3),
        Decimal::new(2_829, 3)
    );
    assert_eq!(
        four(achieved_margin(536, 2_436).unwrap()).round_dp(3),
        Decimal::new(3_739, 3)
    );
}

#[test]
fn weighted_answers_count_for_fewer() {
    let groups = [(100, Decimal::new(12, 1)), (150, Decimal::new(8, 1))];
    assert_eq!(effective_answers(&groups), Some(Exact::from(240)));
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
