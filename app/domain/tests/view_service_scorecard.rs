//! A service's scorecard: weights, what is missing, the safety gate, a service with nothing, and both numbers worked out again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    indicator::{Indicator, Tags},
    provenance::Provenance,
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
    view::{
        explanation::Working,
        mark::Mark,
        service_scorecard::{self as view, Line, Page, ServicePlace},
    },
};
use scored_company::*;

/// A service of the group that answers for nothing.
const ESTATES: u128 = 93;

fn shown(scored: &Scored, service: u128) -> Page {
    page_for(scored, service, None)
}

fn page_for(scored: &Scored, service: u128, period: Option<&str>) -> Page {
    let card = match period {
        None => scored.card(),
        Some(period) => scored.card_over(period),
    };
    view::page(&scored.staff(), &card, id(service), today()).unwrap()
}

fn line(page: &Page, place: ServicePlace) -> Line {
    page.lines
        .iter()
        .find(|line| line.place == place)
        .unwrap()
        .clone()
}

/// One line as a person reads it: name | weight | score | status | measures | coverage | delivery.
fn reads(line: &Line) -> String {
    [
        line.name.as_str(),
        &line.weight,
        line.score.as_deref().unwrap_or("none"),
        line.mark.map_or("Nothing measured", Mark::words),
        &line.counts,
        &line.coverage,
        line.safety.as_deref().unwrap_or(""),
        &line
            .delivery
            .map_or("No progress".to_owned(), |percent| format!("{percent}%")),
    ]
    .join(" | ")
}

fn lines(page: &Page) -> Vec<String> {
    page.lines.iter().map(reads).collect()
}

fn estates(scored: &mut Scored) {
    scored.put(
        ESTATES,
        Scope::Public,
        Unit {
            name: "Estates".to_owned(),
            kind: UnitKind::Service,
            within: Some(id(HOMES_GROUP)),
            purpose: String::new(),
            illustrative: true,
        },
    );
}

/// An indicator of Repairs with a target of 100 and perhaps a figure.
fn repairs(scored: &mut Scored, number: u128, code: &str, figure: Option<&str>, tags: Tags) {
    scored.indicator(
        number,
        Indicator {
            service: Some(id(REPAIRS)),
            tags,
            ..percent(code, "Made up for this test")
        },
    );
    scored.target(number, 2026, "100", Provenance::Recorded);
    if let Some(figure) = figure {
        scored.figure(number, "2026-M07", value(figure));
    }
}

#[test]
fn a_service_keeps_the_perspectives_and_says_where_it_has_no_indicator() {
    let scored = Scored::new();
    let page = shown(&scored, REPAIRS);
    // VOI01: 18.1 days for 17 is 67.65 (rules.md 4.1, row 7). Delivery: Works 40%, Keys 62% from five people, each once.
    assert_eq!(
        page.heading,
        "Repairs and Voids: Homes and services is furthest from target"
    );
    assert_eq!(
        lines(&page),
        [
            "The whole service |  | 68 | Close to target | 0 of 1 (0%) on target, 1 close, 0 off |  |  | 51%",
            "Residents and customers | 40 | none | Nothing measured | The service has no indicator here |  |  | No progress",
            "Homes and services | 50 | 68 | Close to target | 0 of 1 (0%) on target, 1 close, 0 off |  |  | 51%",
            "Staff and learning | 10 | none | Nothing measured | The service has no indicator here |  |  | No progress",
        ]
    );
}

#[test]
fn weights_and_what_is_missing_are_those_of_the_rules() {
    // rules.md 4.7: [(100,3),(67.647,2),(8.3333,1),(none,2)] → 73.9379, coverage 0.75, Amber.
    let mut scored = Scored::new();
    for (number, code, figure, weight) in [
        (800, "REP01", Some("100"), "1.5"),
        (801, "REP02", Some("81.66666"), "0.5"),
        (802, "REP03", None, "1"),
    ] {
        repairs(&mut scored, number, code, figure, Tags::default());
        scored.measure(WORKS, number, weight);
    }
    let homes = line(
        &shown(&scored, REPAIRS),
        ServicePlace::Perspective(id(HOMES)),
    );
    assert_eq!(
        reads(&homes),
        "Homes and services | 50 | 74 | Close to target | 1 of 3 (33%) on target, 1 close, 1 off, 1 with no data | Based on 75% of measures; with the rest it could be from 55 to 80 |  | 51%"
    );
}

#[test]
fn a_safety_measure_off_target_caps_the_service_and_counts_from_under_no_perspective_too() {
    let safety = Tags {
        safety_critical: true,
        ..Tags::default()
    };
    for serves in [true, false] {
        let mut scored = Scored::new();
        scored.figure(VOI01, "2026-Q2", value("17"));
        repairs(&mut scored, 800, "REP01", Some("50"), safety);
        if serves {
            scored.measure(WORKS, 800, "0.01");
        }
        let page = shown(&scored, REPAIRS);
        let whole = line(&page, ServicePlace::Whole);
        assert_eq!(
            whole.safety.as_deref(),
            Some("A safety measure is off target")
        );
        assert_eq!(whole.mark.unwrap().words(), "Close to target", "{serves}");
        assert_eq!(
            page.lead
                .contains("One of its indicators serves no corporate priority"),
            !serves
        );
    }
}

#[test]
fn a_service_with_nothing_has_no_score_and_no_zero() {
    let mut scored = Scored::new();
    estates(&mut scored);
    let page = shown(&scored, ESTATES);
    assert_eq!(
        page.heading,
        "Estates: too little is measured yet to say how it is doing"
    );
    assert_eq!(
        page.lead,
        "Too few measures have a figure for a score of the service."
    );
    for line in &page.lines {
        assert_eq!((&line.score, line.mark, line.delivery), (&None, None, None));
        assert!(line.counts.starts_with("The service has no indicator"));
    }
    assert!(page.concerns.listed.is_empty());
}

#[test]
fn an_indicator_that_measures_two_objectives_counts_once_with_both_weights() {
    let mut scored = Scored::new();
    repairs(&mut scored, 800, "REP01", Some("100"), Tags::default());
    scored.measure(WORKS, 800, "1");
    scored.measure(KEYS, 800, "2");
    let homes = line(
        &shown(&scored, REPAIRS),
        ServicePlace::Perspective(id(HOMES)),
    );
    // (67.647 × 1 + 100 × 3) ÷ 4 = 91.91, and two measures, not three.
    assert_eq!(homes.score.as_deref(), Some("92"));
    assert_eq!(homes.counts, "1 of 2 (50%) on target, 1 close, 0 off");
}

#[test]
fn a_past_period_is_compared_with_the_one_before_it() {
    let scored = Scored::new();
    // Quarter 1: 19 days for 17 is 41.18; quarter 2: 18.1 is 67.65.
    for (period, score, since) in [
        (None, "68", "The same as on 30 September 2026"),
        (
            Some("2026-Q2"),
            "68",
            "Up 27 from 2026/27 Q1 (April to June)",
        ),
        (
            Some("2026-Q1"),
            "41",
            "No score in 2025/26 Q4 (January to March) to compare with",
        ),
    ] {
        let whole = line(&page_for(&scored, REPAIRS, period), ServicePlace::Whole);
        assert_eq!(whole.score.as_deref(), Some(score), "{period:?}");
        assert_eq!(whole.since, since, "{period:?}");
    }
}

#[test]
fn every_service_stands_in_the_table_of_the_corporate_scorecard() {
    let mut scored = Scored::new();
    estates(&mut scored);
    let services = view::services(&scored.staff(), &scored.card());
    let reads: Vec<String> = services.iter().map(|each| reads(&each.whole)).collect();
    assert_eq!(
        reads,
        [
            "Estates |  | none | Nothing measured | The service has no indicator |  |  | No progress",
            "Repairs and Voids |  | 68 | Close to target | 0 of 1 (0%) on target, 1 close, 0 off |  |  | 51%",
        ]
    );
}

type Answer = fn(&Sight<'_>, &Scorecard, UnitId, ServicePlace) -> Working;

/// A working as a person reads it, a step a line.
fn told(scored: &Scored, place: ServicePlace, answer: Answer) -> String {
    let working = answer(&scored.staff(), &scored.card(), id(REPAIRS), place);
    let steps = working.steps.iter();
    steps
        .map(|step| format!("{} = {}\n", step.says, step.value))
        .collect()
}

#[test]
fn both_numbers_are_worked_out_down_to_what_they_rest_on() {
    let scored = Scored::new();
    let homes = ServicePlace::Perspective(id(HOMES));
    let score = told(&scored, homes, view::attainment);
    assert!(score.contains("VOI01 Average re-let time: 18.1"), "{score}");
    let whole = told(&scored, ServicePlace::Whole, view::attainment);
    assert!(whole.contains("Homes and services; weight 50."), "{whole}");
    assert!(
        whole.contains("which count neither for nor against its score: 2."),
        "{whole}"
    );
    let delivery = told(&scored, homes, view::delivery);
    assert!(
        delivery.contains("Start works at once; weight 1. = 40%"),
        "{delivery}"
    );
    assert!(delivery.contains("= 51\n"), "{delivery}");
}

#[test]
fn a_team_and_an_unknown_unit_have_no_scorecard_of_a_service() {
    let scored = Scored::new();
    for unit in [VOIDS, HOMES_GROUP, 12_345] {
        let found = view::page(&scored.staff(), &scored.card(), id(unit), today());
        assert!(found.is_none(), "{unit}");
    }
}
