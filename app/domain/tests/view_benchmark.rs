//! "Compared with others" on an indicator's page, as sentences: the vectors of rules.md 4.9 and the cases at their edges.
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
    scope::Scope,
    scoring::Direction,
    sight::Sight,
    view::indicator::{self, Comparison},
};
use scored_company::*;

const ELEVEN: &str = "62.1 65.4 66.0 68.5 70.2 71.8 73.3 75.9 78.4 81.0 84.2";
const EIGHT: &str = "14.2 15.8 17.0 18.1 19.6 22.4 25.5 31.9";

fn compared(direction: Direction, peers: &str, own: Option<&str>) -> (Scored, Comparison) {
    let mut scored = Scored::new();
    scored.indicator(
        70,
        Indicator {
            direction,
            ..percent("TEN01", "Tenants satisfied")
        },
    );
    if let Some(own) = own {
        scored.figure(70, "2026-M07", value(own));
    }
    let set = BenchmarkSet {
        indicator: id(70),
        period: "2026-M07".parse().unwrap(),
        source: "The club’s file".to_owned(),
        peers: peers
            .split_whitespace()
            .zip(1..)
            .map(|(value, number)| PeerValue {
                organisation: format!("Landlord {number}"),
                group: String::new(),
                value: decimal(value),
            })
            .collect(),
    };
    scored.add(Scope::Staff, Folded::fold(&set).unwrap());
    let page = indicator::page(&scored.staff(), &scored.card(), id(70), today()).unwrap();
    let comparison = page.comparison.unwrap();
    (scored, comparison)
}

#[test]
fn where_it_stands_is_said_in_a_sentence() {
    use Direction::{Contextual, HigherIsBetter as Higher, LowerIsBetter as Lower};
    for (direction, peers, own, answer) in [
        (
            Higher,
            ELEVEN,
            Some("68.5"),
            "Third quartile in October 2026: 7 of 11 other organisations did better.",
        ),
        (
            Higher,
            ELEVEN,
            Some("77.15"),
            "First quartile (best quarter) in October 2026: 3 of 11 other organisations did better.",
        ),
        (
            Higher,
            ELEVEN,
            Some("60"),
            "Fourth quartile in October 2026: 11 of 11 other organisations did better.",
        ),
        (
            Higher,
            ELEVEN,
            Some("90"),
            "First quartile (best quarter) in October 2026: none of 11 other organisations did better.",
        ),
        (
            Lower,
            EIGHT,
            Some("18.1"),
            "Second quartile in October 2026: 3 of 8 other organisations did better.",
        ),
        (
            Lower,
            EIGHT,
            Some("16.5"),
            "First quartile (best quarter) in October 2026: 2 of 8 other organisations did better.",
        ),
        // Four to seven have a middle and no quarters; fewer have nothing.
        (
            Lower,
            "10 20 30 40",
            Some("20"),
            "In October 2026 the Company was better than the middle of 4 organisations.",
        ),
        (
            Higher,
            "10 20 30 40",
            Some("20"),
            "In October 2026 the Company was worse than the middle of 4 organisations.",
        ),
        (
            Higher,
            "10 20 30 40",
            Some("25"),
            "In October 2026 the Company was at the middle of 4 organisations.",
        ),
        (
            Contextual,
            EIGHT,
            Some("30"),
            "In October 2026 the Company was above the middle of 8 organisations.",
        ),
        (
            Higher,
            "10 20 30",
            Some("20"),
            "Too few organisations to compare with in October 2026: 3 of the 4 that are needed.",
        ),
        (
            Higher,
            ELEVEN,
            None,
            "There is no figure of the Company’s own for October 2026 to compare.",
        ),
    ] {
        let (_, found) = compared(direction, peers, own);
        assert_eq!(found.answer, answer);
    }
}

#[test]
fn the_quarters_stand_beside_the_own_figure_in_its_unit_and_are_worked_out() {
    let (_, found) = compared(Direction::LowerIsBetter, EIGHT, Some("18.1"));
    let facts: Vec<String> = found
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.term, fact.is))
        .collect();
    assert_eq!(
        facts,
        [
            "The Company’s figure: 18.1%",
            "The best quarter begins at: 16.7%",
            "The middle: 18.9%",
            "The worst quarter is beyond: 23.2%",
            "Organisations: 8"
        ]
    );
    let line: Vec<&str> = found.marks.iter().map(|mark| mark.words.as_str()).collect();
    assert_eq!(
        line,
        [
            "The lower quarter ends: 16.7%",
            "The Company: 18.1%",
            "The middle: 18.9%",
            "The upper quarter begins: 23.2%"
        ]
    );
    assert!(found.marks[1].is_looked_at);
    assert!(!found.steps.is_empty());
    assert_eq!(found.source, "Others: The club’s file.");
}

#[test]
fn who_sees_what_is_published_sees_no_comparison() {
    let (scored, _) = compared(Direction::HigherIsBetter, ELEVEN, Some("60"));
    let public = Sight::public(&scored.company);
    let page = indicator::page(&public, &scored.card(), id(70), today()).unwrap();
    assert_eq!(page.comparison, None);
}
