//! Every kind of target: which indicators can have it, and what it comes to by itself (peers.md 5.6).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency},
    indicator::Indicator,
    quantity::{Exact, Unit},
    scoring::Direction,
    target::{
        TargetKind,
        grounds::{Grounds, Outturn, Peers},
    },
};
use scored_company::*;

fn kind(words: &str) -> TargetKind {
    match words {
        "at least" => TargetKind::AtLeast,
        "at most" => TargetKind::AtMost,
        "within" => TargetKind::Within,
        "reach" => TargetKind::Reach,
        "cumulative" => TargetKind::Cumulative,
        "yes or no" => TargetKind::YesNo,
        "milestone" => TargetKind::Milestone {
            by: Date::constant(2027, 9, 1),
        },
        "last year" => TargetKind::NoWorseThanLastYear,
        "peers" => TargetKind::NoWorseThanPeerMedian,
        "track only" => TargetKind::TrackOnly,
        other => panic!("no kind {other}"),
    }
}

fn indicator(case: &tables::Row) -> Indicator {
    Indicator {
        direction: match case.get("direction") {
            "higher" => Direction::HigherIsBetter,
            "lower" => Direction::LowerIsBetter,
            "neither" => Direction::Contextual,
            _ => Direction::within(decimal("19"), decimal("23")).unwrap(),
        },
        unit: match case.get("unit") {
            "days" => Unit::CalendarDays,
            "count" => Unit::Count,
            "yes or no" => Unit::YesNo,
            _ => Unit::Percent {
                may_exceed_100: false,
            },
        },
        aggregation: match case.get("adds up") {
            "yes" => Aggregation::Sum,
            _ => Aggregation::RatioOfSums,
        },
        frequency: match case.get("collected") {
            "month" => Frequency::Monthly,
            _ => Frequency::Annual,
        },
        ..percent("ANY", "Anything")
    }
}

/// What the head of the table says.
fn grounds(indicator: &Indicator) -> Grounds {
    let adds_up = indicator.aggregation == Aggregation::Sum;
    let (value, reported) = match adds_up && indicator.frequency == Frequency::Monthly {
        true => ("215.52", 12),
        false => ("17.96", 1),
    };
    let peers: Vec<_> = ["18.43", "18.43", "18.45", "18.45"].map(decimal).into();
    Grounds {
        last_year: Some((
            FinancialYear(2026),
            Outturn {
                value: Exact::from(decimal(value)),
                reported,
                expected: reported,
            },
        )),
        peers: Some(Peers {
            period: "2025-Y".parse().unwrap(),
            source: "A club".to_owned(),
            quartiles: domain::benchmark::quartiles(&peers),
            values: peers,
        }),
        ..Grounds::default()
    }
}

#[test]
fn each_kind_fits_what_it_can_hold_and_comes_to_no_less_than_it_says() {
    for case in tables::rows(include_str!("tables/target_kinds.txt")) {
        let (kind, indicator) = (kind(case.get("kind")), indicator(&case));
        let fits = kind.fits(&indicator);
        assert_eq!(fits, case.get("fits") == "yes", "{}", case.words());
        if fits {
            assert_eq!(
                kind.fixed(&indicator, &grounds(&indicator)),
                case.optional("fixed"),
                "{}",
                case.words()
            );
        }
    }
}
