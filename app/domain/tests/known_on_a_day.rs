//! Which figure counts on a day: not one that came later for a period that was under way, and not one that is too old.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    calendar::{Date, Frequency},
    indicator::Indicator,
    provenance::Provenance,
    scorecard::Scorecard,
    view::{explanation, mark::Mark, reading, scorecard::concerns},
};
use scored_company::*;

/// An indicator with a target of 90 and figures that became known on a day each: `2026-M05 91 2026-06-12`.
fn company(collected: &str, figures: &str) -> Scored {
    let mut scored = Scored::empty();
    let frequency = match collected {
        "month" => Frequency::Monthly,
        "quarter" => Frequency::Quarterly,
        _ => Frequency::Annual,
    };
    scored.indicator(
        1,
        Indicator {
            frequency,
            ..percent("REP", "Repairs done in time")
        },
    );
    for year in 2023..2028 {
        scored.target(1, year, "90", Provenance::Recorded);
    }
    for figure in figures.split(", ") {
        let parts: Vec<&str> = figure.split(' ').collect();
        scored.at = format!("{}T10:00:00Z", parts[2]).leak();
        scored.figure(1, parts[0], value(parts[1]));
    }
    scored
}

#[test]
fn the_figure_of_a_day_is_what_was_known_then_and_no_older_than_two_periods() {
    for case in tables::rows(include_str!("tables/known_on_a_day.txt")) {
        let scored = company(case.get("collected"), case.get("figures"));
        let day: Date = case.get("day").parse().unwrap();
        let card = Scorecard::on(&scored.company, day);
        let reading = card.reading(id(1)).unwrap();
        let counts = match (reading.period, reading.out_of_date) {
            (Some(period), None) => period.to_string(),
            (None, Some(_)) => "too old".to_owned(),
            _ => "none".to_owned(),
        };
        assert_eq!(counts, case.get("counts"), "{}", case.words());
        let row = reading::row(&scored.staff(), &card, id(1)).unwrap();
        let has_no_data = row.mark == Mark::NoData;
        assert_eq!(
            has_no_data,
            reading.period.is_none(),
            "the page agrees: {}",
            case.words()
        );
    }
}

#[test]
fn what_is_too_old_says_so_everywhere_and_is_a_concern() {
    let scored = company("month", "2026-M01 95 2026-05-12, 2026-M02 95 2026-06-12");
    let card = scored.card();
    let row = reading::row(&scored.staff(), &card, id(1)).unwrap();
    assert_eq!(row.value, "95.0%");
    assert_eq!(row.score, None);
    assert_eq!(
        row.reads,
        "95.0% in May 2026 is too old to count: nothing has come since"
    );
    let working = explanation::figure(&scored.staff(), &card, id(1));
    let last = working.steps.last().unwrap();
    assert_eq!(last.value, "No data");
    let found = concerns(&scored.staff(), &card);
    assert_eq!(found.listed[0].running, "No figure: 5 months running");
}

#[test]
fn a_signal_of_concern_is_a_concern_though_it_is_on_target() {
    let mut figures: Vec<String> = (1..=12)
        .map(|month| format!("2025-M{month:02} {} 2026-05-12", 97 + month % 2))
        .collect();
    figures.push("2026-M07 91 2026-11-12".to_owned());
    let scored = company("month", &figures.join(", "));
    let found = concerns(&scored.staff(), &scored.card());
    assert_eq!(found.listed[0].row.mark, Mark::OnTarget);
    assert_eq!(
        found.listed[0].running,
        "A signal of concern, though on target"
    );
}
