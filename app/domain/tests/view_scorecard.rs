//! The Balanced Scorecard's page: its heading, the two numbers of each place, and that every working works out again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod arithmetic;
mod scored_company;

use arithmetic::{Outcome, worked};
use domain::{
    cascade::Parent,
    display,
    indicator::{Indicator, IndicatorState, Tags},
    measurement::MeasurementState,
    objective_link::ObjectiveLink,
    provenance::Provenance,
    scope::Scope,
    view::{
        called,
        explanation::{self, Entry, Place, Working},
        mark::Mark,
        scorecard::{self, Concern, Head, Page, concerns, head, indicators, page},
    },
};
use scored_company::*;

fn shown(scored: &Scored) -> Page {
    page(&scored.staff(), &scored.card(), today())
}

fn place_head(scored: &Scored, place: Place) -> Head {
    head(&scored.staff(), &scored.card(), place).unwrap()
}

fn perspective(number: u128) -> Place {
    Place::Perspective(id(number))
}

fn priority(number: u128) -> Place {
    Place::Priority(id(number))
}

fn objective(number: u128) -> Place {
    Place::Objective(id(number))
}

/// Every place of the Company.
fn places() -> Vec<Place> {
    let mut places = vec![Place::Company];
    places.extend([RESIDENTS, HOMES, STAFF].map(perspective));
    places.extend([HEARD, SAFE, LET, EMPTY].map(priority));
    places.extend([LISTEN, CHECKS, RELET, WORKS, KEYS].map(objective));
    places
}

#[test]
fn the_heading_is_the_perspective_that_is_furthest_from_target() {
    let scored = Scored::new();
    // (89.2308 + 8.3333) ÷ 2 = 48.78 is off target; homes: gas 0 with half its weight unknown is withheld, voids 67.65.
    assert_eq!(
        shown(&scored).heading,
        "Residents and customers is furthest from target"
    );
}

#[test]
fn a_scorecard_without_anything_off_target_says_so_and_one_without_figures_says_that() {
    let mut scored = Scored::new();
    for (indicator, period, figure) in [
        (TP10, "2024-Y", "65"),
        (EST02, "2026-M07", "60"),
        (BS01, "2026-M07", "100"),
        (BS02, "2026-M07", "100"),
        (VOI01, "2026-Q2", "17"),
    ] {
        scored.figure(indicator, period, value(figure));
    }
    scored.target(BS02, 2026, "100", Provenance::Recorded);
    let page = shown(&scored);
    assert_eq!(
        page.heading,
        "Every perspective with enough data is on target: two of three"
    );
    assert!(concerns(&scored.staff(), &scored.card()).listed.is_empty());
    assert_eq!(page.worst, None);
    assert!(
        page.lead
            .contains("on target. 5 of 5 (100%) on target, 0 close, 0 off"),
        "{}",
        page.lead
    );

    let empty = Scored::empty();
    assert_eq!(
        shown(&empty).heading,
        "The Balanced Scorecard has no perspectives yet"
    );
}

#[test]
fn perspectives_stand_in_the_boards_order_and_each_names_its_weight() {
    let scored = Scored::new();
    let page = shown(&scored);
    let heads: Vec<(String, String)> = page
        .perspectives
        .iter()
        .map(|head| (head.name.clone(), head.weight.clone()))
        .collect();
    assert_eq!(
        heads,
        [
            ("Residents and customers".to_owned(), "40 of 100".to_owned()),
            ("Homes and services".to_owned(), "50 of 100".to_owned()),
            ("Staff and learning".to_owned(), "10 of 100".to_owned()),
        ]
    );
    assert_eq!(page.worst, Some(perspective(RESIDENTS)));
    let under = scorecard::places(&scored.staff(), &scored.card(), perspective(HOMES));
    let priorities: Vec<&str> = under.iter().map(|head| head.name.as_str()).collect();
    assert_eq!(
        priorities,
        ["Every home is safe", "Homes are let", "Streets are lit"]
    );
}

#[test]
fn a_place_has_two_numbers_that_are_never_blended() {
    let scored = Scored::new();
    let relet = place_head(&scored, objective(RELET));
    assert_eq!(relet.score.as_deref(), Some("68"));
    assert_eq!(relet.mark, Some(Mark::CloseToTarget));
    assert_eq!(
        relet.counts,
        "0 of 1 (0%) on target, 1 close, 0 off, 1 with no target"
    );
    // Works 40 with weight 1; keys with weight 2 have people's mean: (50 + 50 + 60 + 70 + 80) ÷ 5 = 62.
    assert_eq!(relet.delivery, Some(55));
    assert_eq!(relet.delivery_coverage, "");
    assert_eq!(relet.people, "5 people’s own objectives serve it");
    assert_eq!(relet.below, "2 objectives, 2 indicators");
    let keys = place_head(&scored, objective(KEYS));
    assert_eq!(
        (keys.score, keys.mark, keys.delivery),
        (None, None, Some(62))
    );
    assert_eq!(keys.whose, "Void and Lettings, Priya Natarajan");
}

#[test]
fn what_is_not_known_is_said_and_is_not_zero() {
    let scored = Scored::new();
    let checks = place_head(&scored, objective(CHECKS));
    // One of two measures has a figure: 50% is below the 60% that a score needs.
    assert_eq!(
        (checks.score, checks.mark),
        (None, Some(Mark::NotEnoughData))
    );
    assert_eq!(
        checks.coverage,
        "Based on 50% of measures; with the rest it could be from 0 to 50"
    );
    let homes = place_head(&scored, perspective(HOMES));
    assert_eq!(homes.score, None);
    let staff = place_head(&scored, perspective(STAFF));
    assert_eq!(
        (staff.score, staff.mark, staff.delivery),
        (None, None, None)
    );
    assert_eq!(staff.counts, "");
}

#[test]
fn a_safety_measure_off_target_is_said_and_leads_the_areas_for_concern() {
    let mut scored = Scored::new();
    scored.figure(BS02, "2026-M07", value("100"));
    scored.target(BS02, 2026, "100", Provenance::Recorded);
    scored.measure(CHECKS, VOI01, "1");
    let checks = place_head(&scored, objective(CHECKS));
    assert_eq!(
        checks.safety.as_deref(),
        Some("A safety measure is off target")
    );
    let page = shown(&scored);
    assert!(
        page.lead.ends_with("One safety measure is off target."),
        "{}",
        page.lead
    );
    let found = concerns(&scored.staff(), &scored.card()).listed;
    let codes: Vec<&str> = found
        .iter()
        .map(|concern| concern.row.code.as_str())
        .collect();
    assert_eq!(codes, ["BS01", "EST02", "VOI01"]);
    assert_eq!(found[0].row.value, "99.98%");
}

#[test]
fn what_is_retired_or_a_draft_is_no_concern_any_more() {
    for state in [IndicatorState::Retired, IndicatorState::Draft] {
        let mut scored = Scored::new();
        let gas = (**scored.company.get(id::<Indicator>(BS01)).unwrap()).clone();
        scored.indicator(BS01, Indicator { state, ..gas });
        let found = concerns(&scored.staff(), &scored.card()).listed;
        assert!(found.iter().all(|concern| concern.row.code != "BS01"));
        let lead = shown(&scored).lead;
        assert!(!lead.contains("safety measure"), "{lead}");
    }
}

#[test]
fn areas_for_concern_stand_by_severity_persistence_and_interest() {
    let mut scored = Scored::new();
    for month in 4..=6 {
        scored.figure(EST02, &format!("2026-M{month:02}"), value("40"));
    }
    let watched = Tags {
        resident_priority: true,
        board_reported: true,
        ..Tags::default()
    };
    for (number, code, tags) in [(60, "AAA", Tags::default()), (61, "BBB", watched)] {
        scored.indicator(
            number,
            Indicator {
                tags,
                ..percent(code, "Just off target")
            },
        );
        scored.figure(number, "2026-M07", value("40"));
        scored.target(number, 2026, "100", Provenance::Recorded);
    }
    // Close to its target for one month only: not a concern yet.
    scored.indicator(62, percent("CCC", "Close to target"));
    scored.figure(62, "2026-M07", value("99"));
    scored.target(62, 2026, "100", Provenance::Recorded);
    let told = |concern: &Concern| {
        format!(
            "{}: {}, {}, {}",
            concern.row.code,
            concern.row.mark.words(),
            concern.running,
            concern.watched_by
        )
    };
    let found = concerns(&scored.staff(), &scored.card());
    let listed: Vec<_> = found.listed.iter().map(told).collect();
    assert_eq!(
        listed,
        [
            "BS01: Off target, 1 month, ",
            "EST02: Off target, 4 months running, ",
            "BBB: Off target, 1 month, Residents and the Board",
            "AAA: Off target, 1 month, ",
            "VOI01: Close to target, 2 quarters running, ",
        ]
    );
    assert_eq!(found.more, 0);
}

#[test]
fn what_opens_under_a_place_is_what_counts_towards_it() {
    let scored = Scored::new();
    let (staff, card) = (scored.staff(), scored.card());
    let under = scorecard::places(&staff, &card, objective(RELET));
    let under: Vec<Place> = under.iter().map(|head| head.place).collect();
    assert_eq!(under, [objective(WORKS), objective(KEYS)]);
    let measures = indicators(&staff, &card, objective(RELET));
    let codes: Vec<&str> = measures.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["VOI01", "NM01"]);
    let worst = place_head(&scored, perspective(RESIDENTS)).worst;
    assert_eq!(worst.as_deref(), Some("Residents are heard"));
    assert_eq!(
        place_head(&scored, objective(LISTEN)).worst.as_deref(),
        Some("EST02 Grounds inspections")
    );
}

/// Each step's expression comes to what the step says it comes to; the steps that sum up are among them.
fn check(working: &Working) {
    assert!(!working.steps.is_empty(), "{}", working.caption);
    for step in &working.steps {
        match worked(&step.expression) {
            Outcome::Nothing => {}
            Outcome::Holds(holds) => assert!(holds, "{}: {}", working.caption, step.expression),
            Outcome::Number(number) => {
                let said: f64 = step
                    .value
                    .trim_end_matches('%')
                    .replace('−', "-")
                    .parse()
                    .unwrap_or_else(|_| {
                        panic!("{}: “{}” is no number", working.caption, step.value)
                    });
                assert!(
                    (number - said).abs() < 0.000_06,
                    "{}: {} is {number}, not {said}",
                    working.caption,
                    step.expression
                );
            }
        }
    }
}

#[test]
fn every_score_and_every_delivery_works_out_again_from_its_own_steps() {
    let scored = Scored::new();
    let (sight, card) = (scored.staff(), scored.card());
    for place in places() {
        let working = explanation::attainment(&sight, &card, place);
        check(&working);
        if let Some(score) = place.standing(&card).attainment.and_then(|roll| roll.score) {
            assert!(leads_to(&working, score), "{}", working.caption);
        }
        let working = explanation::delivery(&sight, &card, place);
        check(&working);
        if let Some(delivery) = place.standing(&card).delivery {
            assert!(leads_to(&working, delivery.percent), "{}", working.caption);
        }
    }
    for indicator in [TP10, EST02, BS01, BS02, VOI01, NM01] {
        check(&explanation::figure(&sight, &card, id(indicator)));
    }
}

/// Whether some step comes to a number, to the four places that are shown.
fn leads_to(working: &Working, number: rust_decimal::Decimal) -> bool {
    working.steps.iter().any(|step| {
        step.value
            .trim_end_matches('%')
            .parse::<rust_decimal::Decimal>()
            .is_ok_and(|said| (said - number).abs() < decimal("0.00006"))
    })
}

#[test]
fn a_working_names_what_counts_with_its_weight_and_leads_to_it() {
    let scored = Scored::new();
    let working = explanation::attainment(&scored.staff(), &scored.card(), objective(LISTEN));
    assert_eq!(
        working.steps[0].says,
        "TP10 Communal areas kept clean: 63.6% in 2024/25; weight 1."
    );
    assert_eq!(working.steps[0].value, "89.2308");
    assert_eq!(working.steps[0].entry, Some(Entry::Indicator(id(TP10))));
    assert_eq!(working.steps[1].value, "8.3333");
    let whole = explanation::attainment(&scored.staff(), &scored.card(), Place::Company);
    assert!(
        whole.steps[0]
            .says
            .starts_with("Residents and customers; weight 40"),
        "{}",
        whole.steps[0].says
    );
}

#[test]
fn delivery_goes_down_to_the_check_ins_by_the_clocks_of_the_united_kingdom() {
    let mut scored = Scored::new();
    // Half past eleven at night in Greenwich is the next day in summer.
    scored.at = "2026-06-30T23:30:00Z";
    scored.check_in(WORKS, 45, ROSA, "Both contractors start on day two");
    let working = explanation::delivery(&scored.staff(), &scored.card(), objective(WORKS));
    assert_eq!(
        working.steps[0].says,
        "The last check-in, which counts, by Rosa Lind, on 1 July 2026: “Both contractors start on day two”"
    );
    assert_eq!(working.steps[0].value, "45%");
    assert_eq!(
        working.steps[1].says,
        "An earlier check-in, by Rosa Lind, on 12 November 2026: “Contractor starts on day two”"
    );
    let keys = explanation::delivery(&scored.staff(), &scored.card(), objective(KEYS));
    assert!(
        keys.steps[0].says.contains("told from five people on"),
        "{}",
        keys.steps[0].says
    );
    assert!(
        keys.steps
            .iter()
            .all(|step| !step.says.contains("keys on day one")),
        "a person's own objective is told"
    );
}

#[test]
fn a_figures_working_begins_with_who_provided_it_and_its_target() {
    let scored = Scored::new();
    let working = explanation::figure(&scored.staff(), &scored.card(), id(VOI01));
    assert!(
        working.steps[0].says.starts_with("The figure for 2026/27 Q2 (July to September), provided by Priya Natarajan, as it stood on 12 November 2026."),
        "{}",
        working.steps[0].says
    );
    assert_eq!(working.steps[0].value, "18.1 days");
    assert_eq!(working.steps[1].value, "17 days");
    assert_eq!(working.steps[2].expression, "1991 ÷ 110");
    assert_eq!(working.steps.last().unwrap().value, "67.6471");
    let none = explanation::figure(&scored.staff(), &scored.card(), id(BS02));
    assert_eq!(none.steps[0].value, "No data");
}

#[test]
fn the_page_is_the_same_for_everyone_and_tells_nobodys_own_objective_or_draft_figure() {
    let mut scored = Scored::new();
    scored.figure_as(
        EST02,
        "2026-M08",
        value("60"),
        MeasurementState::Draft,
        Scope::Drafts(id(REPAIRS)),
    );
    let card = scored.card();
    let as_staff = page(&scored.staff(), &card, today());
    assert_eq!(as_staff, page(&scored.seen_by(SAM), &card, today()));
    assert_eq!(as_staff, page(&scored.seen_by(PRIYA), &card, today()));
    let told = format!("{as_staff:?}");
    assert!(!told.contains("Collect keys") && !told.contains("Write a standard"));
    let rows = indicators(&scored.seen_by(PRIYA), &card, objective(LISTEN));
    let read: Vec<_> = rows
        .iter()
        .map(|row| (row.value.as_str(), row.period.as_str(), row.mark.words()))
        .collect();
    assert_eq!(
        read,
        [
            ("49", "October 2026", "Off target"),
            ("63.6%", "2024/25", "Close to target")
        ],
        "the one furthest from target first"
    );
}

#[test]
fn a_circle_in_loaded_links_ends_and_the_rest_of_the_page_stands() {
    let mut scored = Scored::new();
    let circle = ObjectiveLink::new(id(RELET), Parent::Objective(id(KEYS)));
    scored.add(Scope::Staff, circle);
    let page = shown(&scored);
    assert_eq!(
        page.heading,
        "Residents and customers is furthest from target"
    );
    assert_eq!(page.perspectives.len(), 3);
}

#[test]
fn a_device_that_has_not_reached_the_server_says_as_at_the_day_it_did() {
    let scored = Scored::new();
    let (day, card) = (scored.card().day(), scored.card());
    let source = |known| page(&scored.staff().known_until(known), &card, today()).source;
    let printed = |known| called::printed(&scored.staff().known_until(known), day);
    let today = format!("As at {}, from approved", display::date(day));
    for known in [None, Some(day)] {
        assert!(source(known).starts_with(&today), "{}", source(known));
    }
    let before = day.yesterday().unwrap();
    let words = format!(
        "s at {}, when this device last reached the server",
        display::date(before)
    );
    for text in [source(Some(before)), printed(Some(before))] {
        assert!(text.contains(&words), "{text}");
    }
}
