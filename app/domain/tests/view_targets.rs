//! The targets of a year by service: their states, what stands open, and which service has none (S43).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::FinancialYear,
    scope::Scope,
    target::{Target, TargetState},
    trajectory::Trajectory,
    view::targets::{Page, page},
};
use scored_company::*;

/// The page as lines: a service, then its rows.
fn lines(page: &Page) -> Vec<String> {
    let mut lines = vec![page.heading.clone(), page.lead.clone()];
    for service in &page.services {
        lines.push(format!("{}: {}", service.name, service.counts));
        for row in &service.rows {
            lines.push(format!(
                "- {} | {} | {} | {}",
                row.name, row.state, row.target, row.open
            ));
        }
    }
    lines
}

#[test]
fn a_year_reads_by_service_and_names_the_services_without_a_target() {
    let scored = Scored::new();
    let this = page(&scored.staff(), FinancialYear(2026), today());
    assert_eq!(
        lines(&this),
        [
            "Targets for 2026/27: 4 of 5 are approved",
            "Every service has an approved target.",
            "Repairs and Voids: 1 of 1 approved, 0 proposed.",
            "- VOI01 Average re-let time | Approved | at most 17 days | ",
            "The whole Company: 3 of 4 approved, 0 proposed.",
            "- BS01 Gas safety checks | Approved | at least 100% | ",
            "- BS02 Fire risk assessments | Approved | at least 100% | ",
            "- EST02 Grounds inspections | Approved | at least 60 | ",
            "- TP10 Communal areas kept clean | None yet |  | ",
        ]
    );
    let next = page(&scored.staff(), FinancialYear(2027), today());
    assert_eq!(next.heading, "Targets for 2027/28: 0 of 5 are approved");
    assert_eq!(
        next.lead,
        "Services without an approved target: Repairs and Voids."
    );
}

#[test]
fn what_is_proposed_is_there_for_whoever_sees_drafts() {
    let mut scored = Scored::new();
    scored.add(
        Scope::Drafts(id(REPAIRS)),
        Target {
            indicator: id(VOI01),
            year: FinancialYear(2027),
            value: decimal("16"),
            trajectory: Trajectory::Flat,
            state: TargetState::Proposed,
            proposed_by: Some(id(PRIYA)),
            provenance: domain::provenance::Provenance::Recorded,
            from: None,
        },
    );
    let row = |by: u128| {
        let page = page(&scored.seen_by(by), FinancialYear(2027), today());
        lines(&page)[3].clone()
    };
    assert_eq!(
        row(PRIYA),
        "- VOI01 Average re-let time | Proposed | at most 16 days | What speaks for this target has not been set out yet."
    );
    assert_eq!(row(ROSA), "- VOI01 Average re-let time | None yet |  | ");
}
