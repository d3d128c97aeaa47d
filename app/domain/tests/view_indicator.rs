//! An indicator in a row, over time and on its own page: what it says, from what, and to whom.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::Frequency,
    indicator::Indicator,
    measurement::MeasurementState,
    provenance::Provenance,
    quantity::Unit as Measure,
    scope::Scope,
    scoring::{Direction, Tolerance, Travel},
    sight::Sight,
    view::{
        indicator, indicators,
        mark::Mark,
        reading::{Row, row, series},
    },
};
use scored_company::*;

fn shown(scored: &Scored, indicator: u128) -> Row {
    row(&scored.staff(), &scored.card(), id(indicator)).unwrap()
}

/// The sentence of a new indicator with one or two figures.
fn says(definition: Indicator, before: Option<&str>, now: &str, target: Option<&str>) -> String {
    let mut scored = Scored::empty();
    scored.indicator(1, definition);
    if let Some(before) = before {
        scored.figure(1, "2026-M06", value(before));
    }
    scored.figure(1, "2026-M07", value(now));
    if let Some(target) = target {
        scored.target(1, 2026, target, Provenance::Recorded);
    }
    shown(&scored, 1).sentence
}

#[test]
fn the_row_reads_as_a_colleague_would_say_it() {
    let scored = Scored::new();
    let tp10 = shown(&scored, TP10);
    assert_eq!(
        tp10.sentence,
        "63.6% in 2024/25, 1.4 points below the target of 65%; the year before 59.5%."
    );
    assert_eq!(
        tp10.reads,
        "63.6% in 2024/25, target at least 65%; score 89 of 100"
    );
    assert_eq!(
        (
            tp10.value.as_str(),
            tp10.target.as_str(),
            tp10.period.as_str()
        ),
        ("63.6%", "65%", "2024/25")
    );
    assert_eq!(
        (tp10.mark, tp10.travel),
        (Mark::CloseToTarget, Some(Travel::Improving))
    );
    assert_eq!(
        tp10.travel_words,
        "Improving: 4.1 points higher than in 2023/24"
    );
    assert_eq!(tp10.points, [Some(59.5), Some(63.6)]);
    assert_eq!(tp10.target_point, Some(65.0));
    assert_eq!(tp10.illustrative.as_deref(), Some("Illustrative target"));
    let voids = shown(&scored, VOI01);
    assert_eq!(
        voids.sentence,
        "18.1 days in 2026/27 Q2 (July to September), 1.1 days above the target of 17 days (lower is better); the quarter before 19.0 days."
    );
    assert_eq!(
        voids.travel_words,
        "Improving: 0.9 days lower than in 2026/27 Q1 (April to June)"
    );
}

#[test]
fn each_way_of_standing_to_a_target_has_its_words() {
    let per_cent = || percent("X", "X");
    let range = |lo, hi| Indicator {
        direction: Direction::within(decimal(lo), decimal(hi)).unwrap(),
        ..per_cent()
    };
    let yes_no = || Indicator {
        unit: Measure::YesNo,
        decimals: 0,
        ..per_cent()
    };
    let money = || Indicator {
        unit: Measure::Money,
        decimals: 2,
        direction: Direction::LowerIsBetter,
        ..per_cent()
    };
    for (definition, now, target, words) in [
        (
            per_cent(),
            "65",
            Some("65"),
            "65.0% in October 2026, meeting the target of 65%.",
        ),
        (
            per_cent(),
            "66",
            Some("65"),
            "66.0% in October 2026, 1 point above the target of 65%.",
        ),
        (
            per_cent(),
            "64.99",
            Some("65"),
            "64.99% in October 2026, 0.01 points below the target of 65%.",
        ),
        (
            per_cent(),
            "64.99999",
            Some("65"),
            "just under 65.0% in October 2026, just below the target of 65%.",
        ),
        (
            per_cent(),
            "65",
            None,
            "65.0% in October 2026, with no target for that year.",
        ),
        (
            range("95", "100"),
            "99",
            None,
            "99.0% in October 2026, within the target range of 95% to 100%.",
        ),
        (
            range("95", "98"),
            "99",
            None,
            "99.0% in October 2026, 1 point above the target range of 95% to 98%.",
        ),
        (
            yes_no(),
            "1",
            Some("1"),
            "Yes in October 2026, meeting the target of Yes.",
        ),
        (
            yes_no(),
            "0",
            Some("1"),
            "No in October 2026, missing the target of Yes.",
        ),
        (
            money(),
            "1234.5",
            Some("1200"),
            "£1,234.50 in October 2026, £34.50 above the target of £1,200 (lower is better).",
        ),
    ] {
        assert_eq!(says(definition, None, now, target), words);
    }
    let contextual = Indicator {
        direction: Direction::Contextual,
        ..per_cent()
    };
    assert_eq!(
        says(contextual, Some("10"), "12", None),
        "12.0% in October 2026, for information: it has no target; the month before 10.0%."
    );
}

#[test]
fn no_figure_and_no_cases_are_not_zero() {
    let mut scored = Scored::new();
    let none = shown(&scored, BS02);
    assert_eq!(
        (none.value.as_str(), none.mark, none.score),
        ("No figure yet", Mark::NoData, None)
    );
    assert!(none.points.is_empty());
    scored.figure(BS02, "2026-M07", ratio("0", "0"));
    let no_cases = shown(&scored, BS02);
    assert_eq!(
        (no_cases.value.as_str(), no_cases.mark),
        ("No cases", Mark::NoData)
    );
    assert_eq!(no_cases.sentence, "No cases in October 2026.");
    assert_eq!(shown(&scored, NM01).mark, Mark::NoTarget);
}

#[test]
fn the_row_says_what_the_scorecard_counts() {
    let scored = Scored::new();
    let card = scored.card();
    for indicator in [TP10, EST02, BS01, BS02, VOI01, NM01] {
        let row = row(&scored.staff(), &card, id(indicator)).unwrap();
        let reading = card.reading(id(indicator)).unwrap();
        assert_eq!(row.mark, Mark::from(reading.attainment.rag), "{}", row.code);
        assert_eq!(
            row.score,
            reading.attainment.score.map(domain::display::score),
            "{}",
            row.code
        );
    }
}

#[test]
fn residents_see_the_published_figure_staff_the_approved_one_and_neither_the_draft() {
    let mut scored = Scored::new();
    scored.figure_as(
        EST02,
        "2026-M06",
        value("55"),
        MeasurementState::Published,
        Scope::Public,
    );
    scored.figure_as(
        EST02,
        "2026-M08",
        value("61"),
        MeasurementState::Draft,
        Scope::Drafts(id(REPAIRS)),
    );
    let card = scored.card();
    let seen = |sight: &Sight<'_>| row(sight, &card, id(EST02)).unwrap().value;
    assert_eq!(seen(&Sight::public(&scored.company)), "55");
    assert_eq!(seen(&scored.staff()), "49");
    assert_eq!(seen(&scored.seen_by(PRIYA)), "49");
    let residents = series(&Sight::public(&scored.company), id(EST02));
    assert_eq!(residents.points.len(), 1);
    assert_eq!(residents.points[0].value_text, "55");
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    let mut scored = Scored::new();
    scored.figure(TP10, "2023-Y", value("60.1"));
    let figures = series(&scored.staff(), id(TP10));
    let values: Vec<Option<f64>> = figures.points.iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(60.1), Some(63.6)]);
    let page = indicator::page(&scored.staff(), &scored.card(), id(TP10), today()).unwrap();
    let told: Vec<(&str, bool)> = page
        .figures
        .iter()
        .map(|row| (row.value.as_str(), row.since.is_some()))
        .collect();
    assert_eq!(told, [("63.6%", false), ("60.1%", false), ("59.5%", true)]);
}

#[test]
fn a_series_keeps_its_gaps_and_each_points_own_target() {
    let mut scored = Scored::empty();
    scored.indicator(1, percent("X", "X"));
    scored.figure(1, "2025-M11", value("80"));
    scored.figure(1, "2026-M01", ratio("176", "200"));
    scored.target(
        1,
        2025,
        "75",
        Provenance::Published("Board paper".to_owned()),
    );
    scored.target(1, 2026, "90", Provenance::Recorded);
    let series = series(&scored.staff(), id(1));
    let read: Vec<(&str, &str, &str, Mark)> = series
        .points
        .iter()
        .map(|point| {
            (
                point.period_short.as_str(),
                point.value_text.as_str(),
                point.target_text.as_str(),
                point.mark,
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            ("Feb 2026", "80.0%", "75%", Mark::OnTarget),
            ("Mar 2026", "No data", "", Mark::NoData),
            ("Apr 2026", "88.0%", "90%", Mark::CloseToTarget),
        ]
    );
    assert_eq!(series.points[2].numerator.as_deref(), Some("176"));
    assert_eq!(series.points[2].denominator.as_deref(), Some("200"));
    assert_eq!(
        series.points[0].target_provenance.as_deref(),
        Some("Published: Board paper")
    );
    assert_eq!(series.points[1].value, None);
    assert_eq!(series.message, "Close to target in April 2026");
    assert_eq!(
        row(&scored.staff(), &scored.card(), id(1)).unwrap().points,
        [Some(80.0), None, Some(88.0)]
    );
}

#[test]
fn the_message_says_how_long_it_has_stood_there_and_which_way_it_goes() {
    let message = |values: [&str; 3]| {
        let mut scored = Scored::empty();
        scored.indicator(1, percent("X", "X"));
        for (month, figure) in ["2026-M05", "2026-M06", "2026-M07"].into_iter().zip(values) {
            scored.figure(1, month, value(figure));
        }
        scored.target(1, 2026, "90", Provenance::Recorded);
        series(&scored.staff(), id(1)).message
    };
    assert_eq!(
        message(["85", "91", "92"]),
        "On target since September 2026, better than the month before"
    );
    assert_eq!(
        message(["95", "91", "85"]),
        "Close to target in October 2026, worse than the month before"
    );
    assert_eq!(
        message(["50", "51", "51.04"]),
        "Off target since August 2026, about the same as the month before"
    );
}

#[test]
fn the_page_has_the_definition_the_owner_the_history_and_whose_objectives_it_measures() {
    let scored = Scored::new();
    let page = indicator::page(&scored.staff(), &scored.card(), id(VOI01), today()).unwrap();
    assert_eq!(
        page.heading,
        "Average re-let time: close to target in 2026/27 Q2 (July to September), better than the quarter before"
    );
    assert_eq!(page.owner, Some((id(PRIYA), "Priya Natarajan".to_owned())));
    let fact = |term: &str| {
        page.facts
            .iter()
            .find(|fact| fact.term == term)
            .map(|fact| fact.is.as_str())
    };
    assert_eq!(fact("Source"), Some("Key Performance Indicator"));
    assert_eq!(fact("Which way is good"), Some("Lower is better"));
    assert_eq!(fact("Close to target"), Some("Within 10% of the target"));
    assert_eq!(fact("Service"), Some("Repairs and Voids"));
    assert_eq!(fact("Purpose"), None, "what nobody wrote is left out");
    assert_eq!(page.targets[0].value, "at most 17 days");
    let q2 = &page.figures[0];
    assert_eq!(
        (q2.numerator.as_str(), q2.denominator.as_str(), q2.state),
        ("1,991", "110", "Approved")
    );
    assert_eq!(q2.from, "Provided by Priya Natarajan");
    assert_eq!(page.measures.len(), 1);
    assert_eq!(page.measures[0].title, "Let homes without delay");
    assert_eq!(
        page.measures[0].people,
        "5 people’s own objectives serve it"
    );
    assert_eq!(page.measures[0].delivery, Some(55));
    assert_eq!(
        indicator::page(&scored.staff(), &scored.card(), id(424_242), today()),
        None
    );
}

#[test]
fn the_owner_sees_the_draft_among_the_figures_and_others_do_not() {
    let mut scored = Scored::new();
    scored.figure_as(
        VOI01,
        "2026-Q3",
        ratio("1700", "100"),
        MeasurementState::Draft,
        Scope::Drafts(id(REPAIRS)),
    );
    let card = scored.card();
    let states = |sight: &Sight<'_>| {
        let page = indicator::page(sight, &card, id(VOI01), today()).unwrap();
        page.figures
            .iter()
            .map(|figure| figure.state)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        states(&scored.seen_by(PRIYA)),
        ["Draft", "Approved", "Approved"]
    );
    assert_eq!(states(&scored.seen_by(SAM)), ["Approved", "Approved"]);
}

#[test]
fn tolerances_and_trajectories_are_said_in_words() {
    let mut scored = Scored::empty();
    let days = Indicator {
        unit: Measure::CalendarDays,
        direction: Direction::LowerIsBetter,
        tolerance: Tolerance::AbsolutePoints(decimal("1.5")),
        frequency: Frequency::Monthly,
        ..percent("D", "D")
    };
    scored.indicator(1, days);
    scored.add(
        Scope::Public,
        domain::target::Target {
            indicator: id(1),
            year: domain::calendar::FinancialYear(2026),
            value: decimal("16"),
            trajectory: domain::trajectory::Trajectory::LinearWithLag {
                baseline: decimal("19"),
                lag: 3,
            },
            state: domain::target::TargetState::Approved,
            proposed_by: None,
            provenance: Provenance::Illustrative,
            from: None,
        },
    );
    scored.figure(1, "2026-M04", value("18.7"));
    let card = scored.card_after("2026-M04");
    let page = indicator::page(&scored.staff(), &card, id(1), card.day()).unwrap();
    let tolerance = page
        .facts
        .iter()
        .find(|fact| fact.term == "Close to target")
        .unwrap();
    assert_eq!(tolerance.is, "Within 1.5 days of the target");
    assert_eq!(
        page.targets[0].path,
        "In a straight line from 19 days after period 3"
    );
    // A month's share of a year's target keeps one place more than the figure: 18.7 is above 18.67.
    assert_eq!(page.row.target, "18.67 days (16 days for the year)");
    assert_eq!(page.row.mark, Mark::CloseToTarget);
}

#[test]
fn the_register_stands_by_service_and_any_word_finds() {
    let scored = Scored::new();
    let all = indicators::page(&scored.staff(), &scored.card());
    assert_eq!(all.heading, "2 of 4 indicators are off target");
    assert_eq!(
        all.lead,
        "6 indicators. 0 of 4 (0%) on target, 2 close, 2 off, 1 with no data, 1 with no target."
    );
    let names: Vec<&str> = all
        .services
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    assert_eq!(names, ["Repairs and Voids", "The whole Company"]);
    let codes = |filter: indicators::Filter| {
        let found = indicators::found(&all, &filter);
        let rows = all.services.iter().flat_map(|service| &service.rows);
        let shown = rows.filter(|row| found.shown.contains(&row.indicator));
        let codes: Vec<&str> = shown.map(|row| row.code.as_str()).collect();
        (codes.join(" "), found.said)
    };
    let found = |typed: &str| {
        codes(indicators::Filter {
            typed: typed.to_owned(),
            ..Default::default()
        })
    };
    assert_eq!(
        found("tp10"),
        ("TP10".to_owned(), "1 indicator found.".to_owned())
    );
    assert_eq!(found("OFF target").0, "BS01 EST02");
    assert_eq!(
        found("voids re-let").0,
        "VOI01",
        "service and name together"
    );
    assert_eq!(
        found("  "),
        ("VOI01 BS01 BS02 EST02 NM01 TP10".to_owned(), String::new())
    );
    assert!(
        found("nothing like it")
            .1
            .starts_with("No indicator has all of this")
    );
    let chosen = |tag: &str, needs: &str| {
        codes(indicators::Filter {
            tag: tag.to_owned(),
            needs: needs.to_owned(),
            ..Default::default()
        })
        .0
    };
    assert_eq!(chosen("Safety-critical", ""), "BS01");
    assert_eq!(chosen("Safety-critical", "Why it is needed"), "BS01");
    assert_eq!(chosen("", "Why it is needed"), "BS01 BS02 EST02 NM01 TP10");
    assert_eq!(chosen("", "Who chose it"), "VOI01");
    assert_eq!(chosen("", "Anything"), found("").0);
    assert_eq!(chosen("Diversity", ""), "");
}
