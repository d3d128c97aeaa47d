//! "Cost and performance" on an indicator's page, as a table that a manager can read: `tables/quadrant.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    benchmark_set::{BenchmarkSet, PeerValue},
    folded::Folded,
    indicator::Indicator,
    quantity::Unit as Measure,
    scope::Scope,
    scoring::Direction,
    sight::Sight,
    view::indicator::{Quadrants, quadrants},
};
use scored_company::*;

const COST: u128 = 1;
const REACHED: u128 = 2;
const ELSEWHERE: u128 = 3;

/// "100: A=90 B=95"
fn give(scored: &mut Scored, indicator: u128, given: &str, scope: Scope) {
    let (own, peers) = given.split_once(": ").unwrap();
    if own != "–" {
        scored.figure(indicator, "2025-Y", value(own));
    }
    let peers = peers.split_whitespace().map(|peer| {
        let (organisation, figure) = peer.split_once('=').unwrap();
        PeerValue {
            organisation: organisation.to_owned(),
            group: String::new(),
            value: decimal(figure),
            ours: organisation == "Ours",
            no_cases: false,
        }
    });
    let set = BenchmarkSet {
        indicator: id(indicator),
        period: "2025-Y".parse().unwrap(),
        source: "A benchmarking club".to_owned(),
        peers: peers.collect(),
    };
    scored.add(scope, Folded::fold(&set).unwrap());
}

fn cost() -> Indicator {
    Indicator {
        unit: Measure::MoneyPerUnit,
        decimals: 0,
        direction: Direction::LowerIsBetter,
        frequency: domain::calendar::Frequency::Annual,
        service: Some(id(REPAIRS)),
        ..percent("VFM02", "Cost of a repair")
    }
}

fn reached(direction: Direction) -> Indicator {
    Indicator {
        direction,
        frequency: domain::calendar::Frequency::Annual,
        service: Some(id(REPAIRS)),
        ..percent("TP02", "Satisfaction with repairs")
    }
}

fn both(costs: &str, direction: Direction, measures: &str) -> Scored {
    let mut scored = Scored::empty();
    scored.indicator(COST, cost());
    scored.indicator(REACHED, reached(direction));
    give(&mut scored, COST, costs, Scope::Staff);
    give(&mut scored, REACHED, measures, Scope::Staff);
    scored
}

fn found(scored: &Scored) -> Quadrants {
    quadrants(&scored.staff(), id(COST), None).unwrap()
}

#[test]
fn every_row_of_the_table_of_quadrants() {
    for case in tables::rows(include_str!("tables/quadrant.txt")) {
        let direction = match case.get("way") {
            "higher" => Direction::HigherIsBetter,
            _ => Direction::LowerIsBetter,
        };
        let scored = both(case.get("cost"), direction, case.get("measure"));
        let (found, words) = (found(&scored), case.words());
        let ours = found.cells.iter().find(|cell| cell.ours);
        let ours = ours.map_or("–", |cell| cell.quadrant.words());
        assert_eq!(ours, case.get("ours"), "{words}");
        let best = found
            .learn_from
            .strip_prefix("Low cost and high performance: ");
        let best = best.map_or("–", |names| names.trim_end_matches('.'));
        assert_eq!(best, case.get("best"), "{words}");
        let others: Vec<String> = found
            .cells
            .iter()
            .map(|cell| cell.others.to_string())
            .collect();
        assert_eq!(others.join(" "), case.get("others"), "{words}");
        assert_eq!(
            found.answer.starts_with(ours),
            ours != "–",
            "{words} {}",
            found.answer
        );
    }
}

const COSTS: &str = "100: A=90 B=95 C=110 D=120";
const SHARES: &str = "80: A=70 B=75 C=78 D=85";

#[test]
fn the_answer_says_both_figures_and_both_middles() {
    let scored = both(COSTS, Direction::HigherIsBetter, SHARES);
    let found = found(&scored);
    assert_eq!(
        found.answer,
        "Low cost and high performance: £100 in 2025/26, where the middle of the others is £103; satisfaction with repairs, 80.0% in 2025/26, where the middle of the others is 76.5%."
    );
    let steps: Vec<String> = found
        .steps
        .iter()
        .map(|step| format!("{} → {}", step.expression, step.value))
        .collect();
    assert_eq!(
        steps,
        [
            " → 102.5",
            "100 ≤ 102.5 → Low cost",
            " → 76.5",
            "80 ≥ 76.5 → High performance"
        ]
    );
}

#[test]
fn our_own_row_in_a_source_is_nobody_else() {
    let scored = both(
        "100: A=90 B=95 C=110 D=120 Ours=100",
        Direction::HigherIsBetter,
        "80: A=70 B=75 C=78 D=85 Ours=80",
    );
    let others: usize = found(&scored).cells.iter().map(|cell| cell.others).sum();
    assert_eq!(others, 4);
}

#[test]
fn what_is_of_the_same_service_comes_first_and_another_can_be_chosen() {
    let mut scored = both(COSTS, Direction::HigherIsBetter, SHARES);
    let elsewhere = Indicator {
        service: None,
        ..reached(Direction::HigherIsBetter)
    };
    scored.indicator(
        ELSEWHERE,
        Indicator {
            code: "BS01".to_owned(),
            ..elsewhere
        },
    );
    give(
        &mut scored,
        ELSEWHERE,
        "10: A=70 B=75 C=78 D=85",
        Scope::Staff,
    );
    let first = found(&scored);
    let codes: Vec<&str> = first.measures.iter().map(|each| &each.name[..4]).collect();
    assert_eq!(codes, ["TP02", "BS01"]);
    assert_eq!(first.chosen, id(REACHED));
    let other = quadrants(&scored.staff(), id(COST), Some(id(ELSEWHERE))).unwrap();
    assert!(other.answer.starts_with("Low cost and low performance: "));
}

#[test]
fn what_is_missing_is_said_and_what_is_no_cost_has_none() {
    let scored = both(
        "–: A=90 B=95 C=110 D=120",
        Direction::HigherIsBetter,
        SHARES,
    );
    assert_eq!(
        found(&scored).answer,
        "There is no figure of ours for VFM02 Cost of a repair in 2025/26 to hold against the others."
    );
    let few = both(COSTS, Direction::HigherIsBetter, "80: A=70 B=75 C=78");
    assert_eq!(
        found(&few).answer,
        "Too few others are held for TP02 Satisfaction with repairs in 2025/26 for a middle."
    );
    assert_eq!(quadrants(&few.staff(), id(REACHED), None), None);
    let mut alone = Scored::empty();
    alone.indicator(COST, cost());
    give(&mut alone, COST, COSTS, Scope::Staff);
    assert_eq!(quadrants(&alone.staff(), id(COST), None), None);
}

#[test]
fn who_may_not_see_the_peers_sees_no_quadrant() {
    let scored = both(COSTS, Direction::HigherIsBetter, SHARES);
    assert_eq!(
        quadrants(&Sight::public(&scored.company), id(COST), None),
        None
    );
}
