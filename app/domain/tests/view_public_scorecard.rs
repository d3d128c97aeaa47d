//! The Balanced Scorecard that residents read: published figures alone, by the Board's weights.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    measurement::MeasurementState,
    quantity::Figure,
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        mark::Mark,
        public_scorecard::{Page, Part, page},
    },
};
use scored_company::*;

fn shown(scored: &Scored) -> Page {
    page(&Sight::public(&scored.company), today())
}

fn publish(scored: &mut Scored, indicator: u128, period: &str, figure: Figure) {
    scored.figure_as(
        indicator,
        period,
        figure,
        MeasurementState::Published,
        Scope::Public,
    );
}

fn codes(part: &Part) -> Vec<&str> {
    part.measures
        .iter()
        .map(|measure| measure.row.code.as_str())
        .collect()
}

#[test]
fn what_is_approved_and_not_published_is_missing() {
    let page = shown(&Scored::new());
    assert_eq!(
        page.heading,
        "Too little is measured yet to say how we are doing"
    );
    assert_eq!(
        page.lead,
        "Too few measures have a figure for an overall score."
    );
    assert!(page.overall.score.is_none());
    assert!(page.perspectives.iter().all(|part| part.score.is_none()));
    assert!(
        page.perspectives
            .iter()
            .all(|part| part.measures.is_empty())
    );
}

#[test]
fn published_figures_count_by_the_boards_weights_and_the_rest_as_missing() {
    let mut scored = Scored::new();
    publish(&mut scored, TP10, "2024-Y", value("63.6"));
    publish(&mut scored, EST02, "2026-M07", value("49"));
    publish(&mut scored, BS01, "2026-M07", ratio("5799", "5800"));
    let page = shown(&scored);
    let [residents, homes, staff] = page.perspectives.as_slice() else {
        panic!("{} perspectives", page.perspectives.len());
    };
    let board = Scorecard::on(&scored.company, today());
    let standing = board.perspective(domain::id::Id::new(uuid::Uuid::from_u128(RESIDENTS)));
    let all_published = standing.attainment.unwrap();
    assert_eq!(
        residents.score,
        all_published.score.map(domain::display::score),
        "what is published whole stands as it does for the Board"
    );
    assert_eq!(residents.mark, Some(Mark::OffTarget));
    assert_eq!(residents.weight, "40 of 100");
    assert_eq!(residents.counts, all_published.counts.words());
    assert_eq!(
        codes(residents),
        ["EST02", "TP10"],
        "furthest from target first"
    );
    assert!(residents.coverage.is_empty());
    assert!(!residents.working.is_empty());

    assert_eq!(homes.score, None, "one of three measures is published");
    assert_eq!(homes.mark, Some(Mark::NotEnoughData));
    assert_eq!(codes(homes), ["BS01"]);
    assert_eq!(
        homes.safety.as_deref(),
        Some("A safety measure is off target")
    );
    assert_eq!((staff.mark, staff.measures.len()), (None, 0));
}

#[test]
fn no_unpublished_figure_moves_a_resident_page() {
    let with = |figure: &str| {
        let mut scored = Scored::new();
        publish(&mut scored, TP10, "2024-Y", value("63.6"));
        scored.figure(VOI01, "2026-Q2", value(figure));
        scored.figure(EST02, "2026-M07", value(figure));
        shown(&scored)
    };
    assert_eq!(with("3"), with("97"));
}

#[test]
fn an_indicator_for_staff_counts_as_missing_and_is_not_named() {
    let mut scored = Scored::new();
    publish(&mut scored, TP10, "2024-Y", value("63.6"));
    publish(&mut scored, EST02, "2026-M07", value("49"));
    let open = shown(&scored);
    let body = (*scored
        .company
        .get::<domain::indicator::Indicator>(id(EST02))
        .unwrap()
        .body)
        .clone();
    scored.put(EST02, Scope::Staff, body);
    let page = shown(&scored);
    assert_eq!(codes(&open.perspectives[0]), ["EST02", "TP10"]);
    assert_eq!(codes(&page.perspectives[0]), ["TP10"]);
    assert_eq!(page.perspectives[0].mark, Some(Mark::NotEnoughData));
    assert!(!format!("{page:?}").contains("EST02"));
}
