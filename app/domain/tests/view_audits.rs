//! Audits on an indicator's page and in the register: what is told of each, when the next is due, and those first on which most rests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod audits;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod reports;
}

use domain::{
    calendar::Date,
    command::Command,
    performance_audit::RecordAudit,
    scorecard::Scorecard,
    view::{
        indicator::{self, Audits, TypedAudit, audit},
        permission::Offer,
        register,
    },
};
use refusals::{
    audits::{far_off, given, right},
    measures::{self, KPI},
    reports::chosen,
};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small
}

fn audits(small: &Small, reader: u128, day: Date) -> Option<Audits> {
    let card = Scorecard::on(&small.company, day);
    let page = indicator::page(&small.sight(reader), &card, id(KPI), day);
    page.unwrap().audits
}

fn due(small: &Small, day: Date) -> Vec<[String; 3]> {
    let page = register::page(&small.sight(SUE), day).unwrap();
    let of = |due: register::AuditDue| [due.name, due.why.to_owned(), due.last];
    page.audits.into_iter().map(of).collect()
}

#[test]
fn an_audit_is_told_with_what_it_came_to_and_what_is_to_be_done() {
    let mut small = company();
    let command: Command = given(&mut small, "performance_audit.record", "that is far off");
    assert_eq!(audits(&small, SUE, today()).unwrap().record, Offer::Open);
    small.must(SUE, command);
    let told = audits(&small, SAM, today()).unwrap();
    assert_eq!(told.record, Offer::Hidden);
    let line = &told.done[0];
    assert_eq!(line.when, "21 November 2026 by Sue Parr");
    assert_eq!(line.period, "September 2026");
    assert_eq!(line.records, "4 of 40 wrong");
    assert_eq!(line.came_to, "79.0%; it stands at 85.0%");
    assert_eq!(
        line.found,
        "Four homes were counted on the day of the offer. By 31 December 2026: Count from the day on which the keys are handed over."
    );
}

/// regulation.md 5.3: every three years, and every year what the Board chose.
#[test]
fn the_next_audit_is_due_by_what_rests_on_the_figure() {
    let mut small = company();
    let every_three = "A Key Performance Indicator: every three years";
    let name = "VOI01 Homes let in time";
    assert_eq!(due(&small, today()), [[name, every_three, "Never"]]);
    let command = given(&mut small, "performance_audit.record", "–");
    small.must(SUE, command);
    assert_eq!(due(&small, today()), [[""; 3]; 0]);
    assert_eq!(
        audits(&small, SAM, today()).unwrap().due,
        "The next audit is due on 21 November 2029. A Key Performance Indicator: every three years."
    );
    let later: Date = "2029-11-21".parse().unwrap();
    assert_eq!(
        due(&small, later),
        [[name, every_three, "21 November 2026"]]
    );
    chosen(&mut small);
    let in_a_year: Date = "2027-11-21".parse().unwrap();
    assert_eq!(
        due(&small, in_a_year),
        [[name, "The Board chose it: every year", "21 November 2026"]]
    );
    assert_eq!(
        audits(&small, SAM, in_a_year).unwrap().due,
        "An audit was due on 21 November 2027. The Board chose it: every year."
    );
}

/// What an audit comes to is held against the figure within 0.5 %.
#[test]
fn a_figure_is_said_to_stand_only_where_it_does() {
    for (recalculated, came_to) in [
        ("85", "85.0%, as it stands"),
        ("84.9", "84.9%, near enough to the 85.0% at which it stands"),
        ("79", "79.0%; it stands at 85.0%"),
    ] {
        let mut small = company();
        given(&mut small, "performance_audit.record", "that is far off");
        small.must(
            SUE,
            RecordAudit {
                recalculated: recalculated.parse().unwrap(),
                ..far_off()
            },
        );
        let told = audits(&small, SAM, today()).unwrap();
        assert_eq!(told.done[0].came_to, came_to);
    }
}

#[test]
fn what_is_typed_is_read_or_refused_at_its_field() {
    let typed = TypedAudit {
        period: "2026-M06".to_owned(),
        sampled: "40".to_owned(),
        wrong: "4".to_owned(),
        recalculated: "79%".to_owned(),
        findings: far_off().findings,
        action: far_off().action,
        due: "2026-12-31".to_owned(),
    };
    let read = audit(id(KPI), right().audit.uuid(), &typed).unwrap();
    assert_eq!(read, far_off());
    let refused = audit(id(KPI), right().audit.uuid(), &TypedAudit::default()).unwrap_err();
    for field in ["period", "sampled", "wrong", "recalculated"] {
        assert!(refused.on_field(field).is_some(), "{field}");
    }
    let day = TypedAudit {
        due: "soon".to_owned(),
        ..typed
    };
    let refused = audit(id(KPI), right().audit.uuid(), &day).unwrap_err();
    assert!(refused.on_field("due").is_some());
}
