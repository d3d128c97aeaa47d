//! The scorecard of a month, a quarter or a year, as a table that a manager can read: `tables/scorecard_over.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    cascade::Parent,
    indicator::Indicator,
    objective::OrgLevel,
    provenance::Provenance,
    quantity::Figure,
    record::Kind,
    scorecard::Scorecard,
    scoring::Rag,
    trajectory::Trajectory,
    view::{
        explanation::{self, Place, Step},
        mark::Mark,
        scorecard::{self as view, Page},
    },
};
use scored_company::*;
use serde::de::DeserializeOwned;

const MEASURED: u128 = 501;
const OTHER: u128 = 502;
const WORK: u128 = 503;

fn named<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(word.into()).unwrap()
}

fn given(figure: &str) -> Figure {
    match figure.split_once('/') {
        Some((above, below)) => ratio(above, below),
        None => value(figure),
    }
}

/// "2026: 82 flat"
fn set(scored: &mut Scored, indicator: u128, target: &str) {
    let (year, rest) = target.split_once(": ").unwrap();
    let (amount, reached) = rest.split_once(' ').unwrap();
    let trajectory = match reached {
        "flat" => Trajectory::Flat,
        "cumulative" => Trajectory::Cumulative { weights: None },
        other => panic!("no target is reached {other}"),
    };
    let year = year.parse().unwrap();
    scored.target_by(indicator, year, amount, trajectory, Provenance::Recorded);
}

fn measured(case: &tables::Row) -> Scored {
    let mut scored = Scored::empty();
    let definition = Indicator {
        frequency: named(case.get("every")),
        aggregation: named(case.get("rule")),
        ..percent("MS01", "What is measured")
    };
    scored.indicator(MEASURED, definition);
    for each in case.get("figures").split_whitespace() {
        let (period, figure) = each.split_once('=').unwrap();
        scored.figure(MEASURED, period, given(figure));
    }
    set(&mut scored, MEASURED, case.get("target"));
    scored
}

fn or_dash(words: &str) -> &str {
    if words.is_empty() { "–" } else { words }
}

#[test]
fn every_row_of_the_table_of_periods_on_the_scorecard() {
    for case in tables::rows(include_str!("tables/scorecard_over.txt")) {
        let scored = measured(&case);
        let words = case.words();
        let (card, sight) = (scored.card_over(case.get("period")), scored.staff());
        let row = domain::view::reading::row(&sight, &card, id(MEASURED)).unwrap();
        assert_eq!(row.value, case.get("reads"), "{words}");
        assert_eq!(row.mark.words(), case.get("mark"), "{words}");
        assert_eq!(or_dash(&row.moved), case.get("moved"), "{words}");
        let reading = card.reading(id(MEASURED)).unwrap();
        assert_eq!(Mark::from(reading.attainment.rag), row.mark, "{words}");
        let concerns = view::concerns(&sight, &card).listed;
        let running = concerns.first().map_or("–", |concern| &concern.running);
        assert_eq!(running, case.get("running"), "{words}");
        let then = scored.card_after(case.get("period"));
        let latest = then.reading(id(MEASURED)).unwrap().attainment.rag;
        assert_eq!(Mark::from(latest).words(), case.get("latest"), "{words}");
    }
}

/// Two indicators under one objective, the first of which lost two months that ended well.
fn two_measures() -> Scored {
    let mut scored = Scored::new();
    for (number, months) in [
        (MEASURED, ["2/10", "2/10", "9/10"]),
        (OTHER, ["9/10", "9/10", "9/10"]),
    ] {
        scored.indicator(number, percent(&format!("MS{number}"), "What is measured"));
        for (month, figure) in ["2026-M04", "2026-M05", "2026-M06"].into_iter().zip(months) {
            scored.figure(number, month, given(figure));
        }
        set(&mut scored, number, "2026: 90 flat");
    }
    let above = Parent::Priority(id(SAFE));
    scored.objective(
        WORK,
        "Finish what is begun",
        OrgLevel::Board,
        ADA,
        &[(above, "1")],
    );
    scored.measure(WORK, MEASURED, "3");
    scored.measure(WORK, OTHER, "1");
    scored
}

#[test]
fn the_period_and_not_its_last_month_is_rolled_up() {
    let scored = two_measures();
    let score = |card: &Scorecard| {
        let roll = card.objective(id(WORK)).attainment.unwrap();
        (roll.score.unwrap().to_string(), roll.rag.words())
    };
    let (over, after) = (scored.card_over("2026-Q2"), scored.card_after("2026-Q2"));
    assert_eq!(score(&over), ("25".to_owned(), "Off target"));
    assert_eq!(score(&after), ("100".to_owned(), "On target"));
    let page: Page = view::page(&scored.staff(), &over, today());
    assert!(page.heading.starts_with("2026/27 Q2 (July to September): "));
    assert!(page.source.contains("put together"), "{}", page.source);
}

#[test]
fn a_figure_that_comes_later_is_read_for_the_period() {
    let mut scored = two_measures();
    let mut card = scored.card_over("2026-Q2");
    let late = scored.figure(MEASURED, "2026-M06", given("99/10"));
    card.refreshed(&scored.company, &[(Kind::Measurement, late.uuid())]);
    assert_eq!(card, scored.card_over("2026-Q2"));
    card.refreshed(&scored.company, &[(Kind::Target, late.uuid())]);
    assert_eq!(card, scored.card_over("2026-Q2"));
    let now = card.reading(id(MEASURED)).unwrap().attainment.rag;
    assert_eq!(now, Rag::Green);
}

fn told(steps: &[Step]) -> String {
    let lines = steps
        .iter()
        .map(|step| format!("{} [{}] {}\n", step.says, step.expression, step.value));
    lines.collect()
}

#[test]
fn every_part_is_shown_in_how_it_is_worked_out() {
    let mut book = String::new();
    for (place, case) in tables::rows(include_str!("tables/scorecard_over.txt"))
        .iter()
        .enumerate()
    {
        let scored = measured(case);
        let card = scored.card_over(case.get("period"));
        let working = explanation::figure(&scored.staff(), &card, id(MEASURED));
        let (figures, period) = (case.get("figures"), case.get("period"));
        book.push_str(&format!("# {}. {figures} for {period}\n", place + 1));
        book.push_str(&told(&working.steps));
        book.push('\n');
    }
    let scored = two_measures();
    let card = scored.card_over("2026-Q2");
    let working = explanation::attainment(&scored.staff(), &card, Place::Objective(id(WORK)));
    book.push_str(&format!("# {}\n{}", working.caption, told(&working.steps)));
    insta::assert_snapshot!(book);
}
