//! When a figure is as an audit of it says, as a table that a manager can read: `tables/audit_difference.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    measurement::{Measurement, MeasurementState},
    performance_audit::PerformanceAudit,
    quantity::{Exact, Figure, Unit},
};
use scored_company::*;

fn unit(words: &str) -> Unit {
    match words {
        "percent" => Unit::Percent {
            may_exceed_100: false,
        },
        "count" => Unit::Count,
        "days" => Unit::CalendarDays,
        "pounds" => Unit::Money,
        "yes or no" => Unit::YesNo,
        other => panic!("no such unit: {other}"),
    }
}

fn figure(words: &str) -> Figure {
    match words.split_once('/') {
        Some((numerator, denominator)) => ratio(numerator, denominator),
        None => value(words),
    }
}

#[test]
fn every_row_of_the_table_of_differences() {
    for case in tables::rows(include_str!("tables/audit_difference.txt")) {
        let reported = Measurement {
            indicator: id(1),
            period: "2026-M06".parse().unwrap(),
            figure: figure(case.get("reported")),
            state: MeasurementState::Approved,
            provided_by: None,
            public_words: String::new(),
            provenance: Default::default(),
            unseen: Vec::new(),
            set_aside: false,
            correction: String::new(),
        };
        let audit = PerformanceAudit {
            indicator: id(1),
            period: "2026-M06".parse().unwrap(),
            sampled: 40,
            wrong: 0,
            recalculated: decimal(case.get("recalculated")),
            findings: String::new(),
            action: String::new(),
            due: None,
            by: None,
        };
        let off = case.optional("off").map(|off: String| decimal(&off).into());
        let found: Option<Exact> = audit.difference(&reported, unit(case.get("unit")));
        assert_eq!(found, off, "{}", case.words());
    }
}
