//! What was reported beside what is restated: each thing that can change after a report, and what the page then says
//! (peers.md 5.7, vector 16).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::Date,
    company::Company,
    indicator::{Indicator, IndicatorState},
    measurement::Measurement,
    provenance::Provenance,
    record::Stored,
    scope::Scope,
    scoring::Tolerance,
    sight::Sight,
    view::restatement::{self as view, Line, Page},
    weight::{Weight, Weighted},
};
use scored_company::*;

/// When it was reported.
const REPORTED: Date = Date::constant(2026, 10, 31);

/// A year's figures of a service's quarter, then something that changes later.
fn restated(change: impl FnOnce(&mut Scored)) -> Page {
    let mut scored = Scored::new();
    let then = scored.company.clone();
    scored.at = "2026-11-15T10:00:00Z";
    change(&mut scored);
    page(&then, &scored.company)
}

fn page(then: &Company, now: &Company) -> Page {
    view::page(&Sight::staff(then), &Sight::staff(now), REPORTED, today())
}

/// The lines that read otherwise: name: then → now: why.
fn otherwise(page: &Page) -> Vec<String> {
    let all = page.places.iter().chain(&page.services);
    all.filter(|line| !line.is_same())
        .chain(&page.indicators)
        .map(told)
        .collect()
}

fn told(line: &Line) -> String {
    let side = |told: &view::Told| match told.mark {
        Some(mark) => format!("{} ({})", told.words, mark.words()),
        None => told.words.clone(),
    };
    format!(
        "{}: {} → {}: {}",
        line.name,
        side(&line.then),
        side(&line.now),
        line.why.join(" ")
    )
}

fn redefine(scored: &mut Scored, indicator: u128, change: impl FnOnce(&mut Indicator)) {
    let mut definition = scored.company.get(id(indicator)).map(body).unwrap();
    change(&mut definition);
    scored.put(indicator, Scope::Public, definition);
}

fn body(stored: &Stored<Indicator>) -> Indicator {
    (*stored.body).clone()
}

#[test]
fn what_nobody_touched_reads_the_same() {
    let page = restated(|_| {});
    assert_eq!(
        page.heading,
        "Everything reported on 31 October 2026 still reads the same"
    );
    assert_eq!(otherwise(&page), Vec::<String>::new());
    assert_eq!(
        page.lead,
        "The whole scorecard was reported with no score (not enough data), and comes to the same with what is known now."
    );
    assert_eq!(page.same, "6 indicators read as they were reported.");
}

#[test]
fn a_corrected_figure_says_why_and_moves_what_stands_above_it() {
    let page = restated(|scored| {
        let latest = scored
            .card()
            .reading(id(VOI01))
            .and_then(|reading| reading.measurement)
            .unwrap();
        let figure = scored.company.get(latest).unwrap();
        let corrected = Measurement {
            figure: value("40"),
            correction: "Twelve lettings were left out.".to_owned(),
            ..(*figure.body).clone()
        };
        scored.add(Scope::Staff, corrected);
    });
    assert_eq!(
        page.heading,
        "1 score and 1 indicator of 31 October 2026 read otherwise now"
    );
    assert_eq!(
        page.lead,
        "The whole scorecard was reported with no score (not enough data), and comes to the same with what is known now."
    );
    assert_eq!(
        otherwise(&page),
        [
            "Repairs and Voids: 68 of 100 (Close to target) → 0 of 100 (Off target): 1 of its indicators reads otherwise.",
            "VOI01 Average re-let time: 18.1 days in 2026/27 Q2 (July to September), target at most 17 days; score 68 of 100 (Close to target) → 40.0 days in 2026/27 Q2 (July to September), target at most 17 days; score 0 of 100 (Off target): The figure was corrected: Twelve lettings were left out.",
        ]
    );
}

#[test]
fn a_figure_that_came_later_is_told_apart_from_a_correction() {
    let page = restated(|scored| {
        scored.figure(BS02, "2026-M06", value("97"));
    });
    assert_eq!(
        page.heading,
        "2 scores and 1 indicator of 31 October 2026 read otherwise now"
    );
    assert_eq!(
        otherwise(&page),
        [
            "The whole scorecard: no score (Not enough data) → 52 of 100 (Off target): See Homes and services below.",
            "Homes and services: no score (Not enough data) → 55 of 100 (Off target): 1 of its indicators reads otherwise.",
            "BS02 Fire risk assessments: No figure yet (No data) → 97.0% in September 2026, target at least 100%; score 85 of 100 (Close to target): The figure for September 2026 was approved later.",
        ]
    );
    let page = restated(|scored| {
        scored.figure(VOI01, "2026-Q3", value("40"));
    });
    assert_eq!(
        otherwise(&page),
        Vec::<String>::new(),
        "what came for a quarter that was under way says nothing of a day in it"
    );
}

#[test]
fn todays_target_tolerance_and_weight_judge_the_day_once_more() {
    let page = restated(|scored| {
        scored.target(VOI01, 2026, "99", Provenance::Recorded);
        redefine(scored, TP10, |definition| {
            definition.tolerance = Tolerance::Zero;
            definition.since = Some(today());
        });
        scored.add(
            Scope::Public,
            Weight {
                of: Weighted::Perspective(id(RESIDENTS)),
                from: today(),
                weight: decimal("90"),
            },
        );
    });
    assert_eq!(
        page.heading,
        "3 scores and 2 indicators of 31 October 2026 read otherwise now"
    );
    assert_eq!(
        page.lead,
        "The whole scorecard was reported with no score (not enough data). With what is known now, and by today’s rules, that day comes to 4 of 100 (off target)."
    );
    assert_eq!(
        otherwise(&page),
        [
            "The whole scorecard: no score (Not enough data) → 4 of 100 (Off target): See Residents and customers below.",
            "Residents and customers: 49 of 100 (Off target) → 4 of 100 (Off target): It counted 40, and counts 90 now. 1 of its indicators reads otherwise.",
            "Repairs and Voids: 68 of 100 (Close to target) → 100 of 100 (On target): 1 of its indicators reads otherwise.",
            "TP10 Communal areas kept clean: 63.6% in 2024/25, target at least 65%; score 89 of 100 (Close to target) → 63.6% in 2024/25, target at least 65%; score 0 of 100 (Off target): The definition of today judges it otherwise.",
            "VOI01 Average re-let time: 18.1 days in 2026/27 Q2 (July to September), target at most 17 days; score 68 of 100 (Close to target) → 18.1 days in 2026/27 Q2 (July to September), target at most 99 days; score 100 of 100 (On target): The target was 17 days, and is 99 days now.",
        ]
    );
}

#[test]
fn what_joined_or_left_the_register_says_so() {
    let page = restated(|scored| {
        redefine(scored, TP10, |definition| {
            definition.state = IndicatorState::Retired;
        });
        scored.indicator(900, percent("NEW1", "Something new"));
    });
    assert_eq!(
        page.heading,
        "1 score and 2 indicators of 31 October 2026 read otherwise now"
    );
    assert_eq!(
        otherwise(&page),
        [
            "Residents and customers: 49 of 100 (Off target) → 8 of 100 (Off target): Other indicators count towards it.",
            "NEW1 Something new: not on the scorecard → No figure yet (No target): It came to the register later.",
            "TP10 Communal areas kept clean: 63.6% in 2024/25, target at least 65%; score 89 of 100 (Close to target) → not on the scorecard: It is no longer in force.",
        ]
    );
}
