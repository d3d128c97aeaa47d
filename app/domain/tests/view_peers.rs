//! "Against others" on an indicator's page (rules.md 4.9, with its own vectors).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    benchmark_set::{BenchmarkSet, PeerValue},
    folded::Folded,
    indicator::Indicator,
    quantity::Unit as Measure,
    scope::Scope,
    scoring::Direction,
    sight::Sight,
    view::indicator::{self, Peers},
};
use scored_company::*;

const LET: u128 = 1;

const SHARES: [&str; 11] = [
    "62.1", "65.4", "66.0", "68.5", "70.2", "71.8", "73.3", "75.9", "78.4", "81.0", "84.2",
];
const DAYS: [&str; 8] = [
    "14.2", "15.8", "17.0", "18.1", "19.6", "22.4", "25.5", "31.9",
];

fn company(definition: Indicator, own: Option<&str>, others: &[&str]) -> Scored {
    let mut scored = Scored::empty();
    scored.indicator(LET, definition);
    if let Some(own) = own {
        scored.figure(LET, "2026-M07", value(own));
    }
    scored.add(
        Scope::Staff,
        Folded::fold(&BenchmarkSet {
            indicator: id(LET),
            period: "2026-M07".parse().unwrap(),
            source: "A benchmarking club".to_owned(),
            peers: others
                .iter()
                .map(|other| PeerValue {
                    organisation: format!("Homes {other}"),
                    group: String::new(),
                    value: decimal(other),
                })
                .collect(),
        })
        .unwrap(),
    );
    scored
}

fn peers(scored: &Scored, sight: &Sight<'_>) -> Option<Peers> {
    indicator::page(sight, &scored.card(), id(LET), today())
        .unwrap()
        .peers
}

fn told(definition: Indicator, own: Option<&str>, others: &[&str]) -> (String, Vec<String>) {
    let scored = company(definition, own, others);
    let found = peers(&scored, &scored.staff()).unwrap();
    let facts = found
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.term, fact.is));
    (found.answer.clone(), facts.collect())
}

fn days() -> Indicator {
    Indicator {
        unit: Measure::CalendarDays,
        direction: Direction::LowerIsBetter,
        ..percent("VOI", "Days to let a home")
    }
}

#[test]
fn the_place_the_quarter_and_where_quarters_begin_are_said() {
    let (answer, facts) = told(percent("TP", "Satisfaction"), Some("68.5"), &SHARES);
    assert_eq!(answer, "Third quartile: place 8 of 12 in October 2026.");
    assert_eq!(
        facts,
        [
            "Ours: 68.5%",
            "The best quarter begins at: 77.2%",
            "The middle: 71.8%",
            "The worst quarter ends below: 67.3%",
        ]
    );
    let (answer, facts) = told(days(), Some("18.1"), &DAYS);
    assert_eq!(answer, "Second quartile: place 4 of 9 in October 2026.");
    assert_eq!(
        facts,
        [
            "Ours: 18.1 days",
            "The worst quarter begins above: 23.2 days",
            "The middle: 18.9 days",
            "The best quarter ends at: 16.7 days",
        ]
    );
}

#[test]
fn the_line_brings_out_our_own_figure_among_the_quarters() {
    let scored = company(days(), Some("18.1"), &DAYS);
    let found = peers(&scored, &scored.staff()).unwrap();
    let marks: Vec<_> = found
        .picture
        .iter()
        .map(|mark| (mark.words.as_str(), mark.is_target))
        .collect();
    assert_eq!(
        marks,
        [
            ("A quarter are below: 16.7 days", false),
            ("Ours: 18.1 days", true),
            ("Half are below: 18.9 days", false),
            ("A quarter are above: 23.2 days", false),
        ]
    );
    assert_eq!(found.source, "8 others, October 2026. A benchmarking club");
    assert!(found.steps.len() > 3);
}

#[test]
fn too_few_others_are_said_to_be_and_so_is_a_missing_figure() {
    assert_eq!(
        told(days(), Some("18.1"), &DAYS[..3]).0,
        "Only 3 others are held for October 2026: too few to be held against."
    );
    assert_eq!(
        told(days(), Some("18.1"), &DAYS[..7]).0,
        "7 others are held for October 2026: enough for a middle, too few for quarters."
    );
    assert_eq!(
        told(days(), None, &DAYS).0,
        "There is no figure of ours for October 2026 to hold against the others."
    );
    let contextual = Indicator {
        direction: Direction::Contextual,
        ..days()
    };
    assert!(
        told(contextual, Some("18.1"), &DAYS)
            .0
            .starts_with("Neither more nor less")
    );
}

#[test]
fn residents_do_not_see_what_is_held_for_staff() {
    let scored = company(days(), Some("18.1"), &DAYS);
    assert_eq!(peers(&scored, &Sight::public(&scored.company)), None);
}
