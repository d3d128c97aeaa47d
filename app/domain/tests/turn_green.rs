//! What would turn a place of the scorecard green: which indicators, in which order, and what comes of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    rollup::RollRag,
    view::{
        explanation::Place,
        mark::Mark,
        scorecard::head,
        turn_green::{Turning, of_place},
    },
};
use scored_company::*;

fn turning(scored: &Scored, place: Place) -> Option<Turning> {
    of_place(&scored.staff(), &scored.card(), place)
}

fn codes(turning: &Turning) -> Vec<&str> {
    turning
        .rows
        .iter()
        .map(|row| row.name.split_whitespace().next().unwrap())
        .collect()
}

#[test]
fn what_brings_most_stands_first_and_the_place_is_green_with_the_last() {
    let scored = Scored::new();
    let residents = Place::Perspective(id(RESIDENTS));
    let found = turning(&scored, residents).unwrap();
    assert_eq!(
        codes(&found),
        ["EST02"],
        "TP10 is close to its target, and is not needed"
    );
    assert_eq!(
        found.words,
        "With this one on target, Residents and customers is on target too, at 95 of 100."
    );
    assert_eq!(found.rows[0].now, "49, target 60");
    assert_eq!(found.rows[0].then, "95 of 100, on target");
}

#[test]
fn what_is_said_comes_true_when_the_figures_come() {
    let mut scored = Scored::new();
    let residents = Place::Perspective(id(RESIDENTS));
    let found = turning(&scored, residents).unwrap();
    let one = found.rows[0].then.clone();
    scored.figure(EST02, "2026-M07", value("60"));
    let then = head(&scored.staff(), &scored.card(), residents).unwrap();
    let says = format!(
        "{} of 100, {}",
        then.score.unwrap(),
        then.mark.unwrap().words().to_lowercase()
    );
    assert_eq!(one, says);
    assert_eq!(then.mark, Some(Mark::OnTarget));
    assert_eq!(turning(&scored, residents), None, "it is green");
}

#[test]
fn a_safety_measure_that_caps_the_colour_stands_first() {
    let scored = Scored::new();
    let card = scored.card();
    let company = &scored.company;
    let parts = card.towards_company(company);
    let found = card.turn_green(company, &parts).unwrap();
    let code = |place: usize| {
        company
            .get(found.turned[place].indicator)
            .unwrap()
            .code
            .clone()
    };
    assert_eq!(code(0), "BS01");
    assert!(found.turned.len() > 1);
    let rags: Vec<RollRag> = found.turned.iter().map(|turned| turned.rag).collect();
    assert!(
        rags[..rags.len() - 1]
            .iter()
            .all(|rag| *rag != RollRag::Green),
        "none is named that is not needed: {rags:?}"
    );
    assert_eq!(found.green, rags.last() == Some(&RollRag::Green));
}

#[test]
fn where_too_little_is_known_figures_come_first() {
    let scored = Scored::new();
    let safe = Place::Priority(id(SAFE));
    let found = turning(&scored, safe).unwrap();
    assert_eq!(codes(&found), ["BS01"]);
    assert_eq!(
        found.words,
        "With this one on target, still too little of Every home is safe is known: figures have to come for the others first."
    );
    assert_eq!(found.rows[0].then, "Not enough data");
}

#[test]
fn a_place_without_measures_has_nothing_to_turn() {
    let scored = Scored::new();
    assert_eq!(turning(&scored, Place::Priority(id(EMPTY))), None);
}
