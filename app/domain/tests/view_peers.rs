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

/// One row of a source: `62.1`, with its group `62.1 LARP`, ours `62.1 LARP ours`, and out of nothing `0 LARP 0`.
fn row(text: &str) -> PeerValue {
    let mut words = text.split(' ');
    let value = words.next().unwrap();
    let group = words.next().unwrap_or_default();
    let mark = words.next();
    PeerValue {
        organisation: format!("Homes {value}"),
        group: group.to_owned(),
        value: decimal(value),
        ours: mark == Some("ours"),
        no_cases: mark == Some("0"),
    }
}

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
            peers: others.iter().map(|other| row(other)).collect(),
        })
        .unwrap(),
    );
    scored
}

fn peers(sight: &Sight<'_>) -> Option<Peers> {
    indicator::peers(sight, id(LET), "")
}

fn told(definition: Indicator, own: Option<&str>, others: &[&str]) -> (String, Vec<String>) {
    let scored = company(definition, own, others);
    let found = peers(&scored.staff()).unwrap();
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
    let found = peers(&scored.staff()).unwrap();
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
        told(days(), Some("18.1"), &DAYS[..1]).0,
        "Only 1 other is held for October 2026: too few to be held against."
    );
    assert_eq!(
        told(days(), Some("18.1"), &[]).0,
        "No others are held for October 2026: there is nothing to be held against."
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
    assert_eq!(peers(&Sight::public(&scored.company)), None);
}

/// Twelve with ours among them, one of them without cases, in three groups of eight, three and one.
const TOLD_APART: [&str; 12] = [
    "62.1 LARP",
    "65.4 LARP",
    "66.0 LARP",
    "68.5 LARP ours",
    "70.2 LARP",
    "71.8 LARP",
    "73.3 LARP",
    "75.9 PRP",
    "78.4 PRP",
    "81.0 PRP",
    "84.2 ALMO",
    "0 LARP 0",
];

fn steps(found: &Peers) -> Vec<String> {
    let step = |step: &domain::explain::Step| format!("{} {}", step.expression, step.value);
    found.steps.iter().map(step).collect()
}

#[test]
fn ours_counts_once_where_the_source_has_it() {
    let (answer, facts) = told(percent("TP", "Satisfaction"), Some("68.5"), &TOLD_APART);
    assert_eq!(answer, "Third quartile: place 8 of 11 in October 2026.");
    assert_eq!(
        facts,
        [
            "Ours: 68.5%",
            "The best quarter begins at: 77.2%",
            "The middle: 71.8%",
            "The worst quarter ends below: 67.3%",
        ]
    );
    let scored = company(percent("TP", "Satisfaction"), Some("68.5"), &TOLD_APART);
    let found = peers(&scored.staff()).unwrap();
    assert_eq!(found.all, 11);
    assert_eq!(
        found.source,
        "11 organisations (ours among them), October 2026. 1 more had no cases and is left out. A benchmarking club"
    );
    assert_eq!(
        steps(&found)[..2],
        ["12 − 1 11", "11 − 1 10 others; ours is 68.5 in the source"]
    );
    assert!(
        found.steps[0]
            .says
            .ends_with("no data and not 0 (rules 4.4): Homes 0.")
    );
}

#[test]
fn what_the_source_has_of_us_stands_beside_ours_where_they_differ() {
    let facts = |own| told(percent("TP", "Satisfaction"), own, &TOLD_APART).1[..2].to_vec();
    assert_eq!(
        facts(Some("78")),
        ["Ours: 78.0%", "Ours, as the source has it: 68.5%"]
    );
    assert_eq!(facts(None)[0], "Ours, as the source has it: 68.5%");
    let (answer, facts) = told(percent("TP", "Satisfaction"), Some("78"), &["0 LARP 0"]);
    assert!(answer.starts_with("No others are held"), "{answer}");
    assert_eq!(facts, ["Ours: 78.0%"]);
}

#[test]
fn a_group_is_held_against_by_itself_and_by_the_same_rule_of_how_many() {
    let scored = company(percent("TP", "Satisfaction"), Some("68.5"), &TOLD_APART);
    let sight = scored.staff();
    let among = |group: &str| indicator::peers(&sight, id(LET), group).unwrap();
    let offered: Vec<_> = among("")
        .groups
        .into_iter()
        .map(|group| format!("{} ({})", group.name, group.size))
        .collect();
    assert_eq!(offered, ["ALMO (1)", "LARP (7)", "PRP (3)"]);
    for (group, answer) in [
        ("", "Third quartile: place 8 of 11 in October 2026."),
        (
            "LARP",
            "7 organisations (ours among them) are held for October 2026 in the group “LARP”: enough for a middle, too few for quarters.",
        ),
        (
            "PRP",
            "Only 3 others are held for October 2026 in the group “PRP”: too few to be held against.",
        ),
        (
            "ALMO",
            "Only 1 other is held for October 2026 in the group “ALMO”: too few to be held against.",
        ),
        // A choice that the source has no longer is none.
        ("London", "Third quartile: place 8 of 11 in October 2026."),
    ] {
        assert_eq!(among(group).answer, answer, "{group}");
    }
    assert_eq!(steps(&among("PRP")), ["12 − 9 3", "3 < 4 Too few"],);
    assert_eq!(
        steps(&among("LARP")),
        [
            "12 − 4 8",
            "8 − 1 7",
            "7 − 1 6 others; ours is 68.5 in the source",
            "68.5 68.5",
            "7 < 8 No quartile",
        ],
    );
    assert_eq!(
        among("PRP").source,
        "3 others in the group “PRP”, October 2026. A benchmarking club"
    );
    let alone = ["62.1 LARP", "65.4 LARP", "66.0 LARP", "70.2 LARP"];
    let scored = company(percent("TP", "Satisfaction"), Some("68.5"), &alone);
    assert_eq!(peers(&scored.staff()).unwrap().groups, []);
}
