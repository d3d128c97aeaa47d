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
    folded::Folded,
    indicator_set::{Heard, IndicatorSet, SetStep},
    role::{Role, RoleGrant},
    scope::Scope,
    target::{Target, TargetState},
    target_case::Fee,
    trajectory::Trajectory,
    view::{
        permission::Offer,
        targets::{Page, Typed, heard, page},
    },
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
        target("16", TargetState::Proposed),
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

/// A target of Priya's for the year to come.
fn target(value: &str, state: TargetState) -> Target {
    Target {
        indicator: id(VOI01),
        year: FinancialYear(2027),
        value: decimal(value),
        trajectory: Trajectory::Flat,
        state,
        proposed_by: Some(id(PRIYA)),
        provenance: domain::provenance::Provenance::Recorded,
        from: None,
    }
}

#[test]
fn the_set_is_a_draft_then_agreed_then_locked_and_what_changes_later_is_listed() {
    let mut scored = Scored::new();
    let year = FinancialYear(2027);
    let person = id(ADA);
    let role = Role::SupportServices;
    scored.add(Scope::Staff, RoleGrant { person, role });
    let take = |scored: &mut Scored, step: SetStep| {
        let by = Some(id(ADA));
        let set = IndicatorSet { year, step, by };
        scored.add(Scope::Staff, Folded::fold(&set).unwrap());
    };
    let stands = |scored: &Scored| {
        let agreement = page(&scored.seen_by(ADA), year, today()).agreement;
        (agreement.steps.len(), agreement.agree, agreement.lock)
    };
    let nothing = Offer::Blocked(
        "No target for 2027/28 is approved yet. Approve the targets, then record that the set is agreed."
            .to_owned(),
    );
    assert_eq!(stands(&scored), (0, nothing, Offer::Hidden));
    scored.add(Scope::Public, target("17", TargetState::Approved));
    assert_eq!(stands(&scored), (0, Offer::Open, Offer::Hidden));
    let at = "Performance Committee, 24 March 2026.".to_owned();
    take(&mut scored, SetStep::Agreed { at });
    assert_eq!(stands(&scored), (1, Offer::Hidden, Offer::Open));
    take(&mut scored, SetStep::Locked);
    assert_eq!(stands(&scored), (2, Offer::Hidden, Offer::Hidden));
    scored.add(Scope::Public, target("16", TargetState::Approved));
    scored.add(
        Scope::Drafts(id(REPAIRS)),
        target("15", TargetState::Proposed),
    );
    let seen = |by: u128| page(&scored.seen_by(by), year, today()).agreement;
    assert_eq!(
        seen(PRIYA).steps,
        [
            "Agreed, recorded on 12 November 2026 by Ada Byron: “Performance Committee, 24 March 2026.”.",
            "Locked on 12 November 2026 by Ada Byron.",
        ]
    );
    assert_eq!(
        seen(PRIYA).changes,
        [
            "VOI01 Average re-let time: at most 15 days instead of at most 16 days, on 12 November 2026 by you. It waits for approval.",
            "VOI01 Average re-let time: at most 16 days instead of at most 17 days, on 12 November 2026 by you. Approved.",
        ]
    );
    assert_eq!(seen(ROSA).changes.len(), 1, "a draft is not Rosa's to see");
    assert_eq!(seen(ROSA).lock, Offer::Hidden);
}

/// What Ada recorded of the year to come.
fn recorded(scored: &mut Scored, stakeholders: &str, fee: Fee) {
    let set = IndicatorSet {
        year: FinancialYear(2027),
        step: SetStep::Heard(Heard {
            stakeholders: stakeholders.to_owned(),
            fee,
        }),
        by: Some(id(ADA)),
    };
    scored.add(Scope::Staff, Folded::fold(&set).unwrap());
}

fn facts(page: &Page) -> Vec<String> {
    let facts = page.set.facts.iter();
    facts
        .map(|fact| format!("{}: {}", fact.term, fact.is))
        .collect()
}

#[test]
fn what_was_heard_stands_once_for_the_year_with_what_was_recorded_before() {
    let mut scored = Scored::new();
    let year = FinancialYear(2027);
    let none = page(&scored.seen_by(PRIYA), year, today());
    assert_eq!(
        facts(&none),
        [
            "What the Council and residents said: Not recorded yet",
            "Management fee: Not recorded yet",
        ]
    );
    assert_eq!(
        none.set.answer,
        Offer::Hidden,
        "it is not Priya's to record"
    );
    recorded(&mut scored, "Shorter waits.", Fee::NotAgreed);
    let because = "The Council decides in March.".to_owned();
    let by = id(ADA);
    recorded(
        &mut scored,
        "Shorter waits, and safer homes.",
        Fee::Overridden { by, because },
    );
    let stands = page(&scored.seen_by(PRIYA), year, today());
    assert_eq!(
        facts(&stands),
        [
            "What the Council and residents said: Shorter waits, and safer homes.",
            "Management fee: Not agreed; Ada Byron lets the year’s targets stand all the same: “The Council decides in March.”",
            "Recorded: on 12 November 2026 by Ada Byron",
        ]
    );
    assert_eq!(
        stands.set.earlier,
        ["On 12 November 2026 by Ada Byron: “Shorter waits.” Not agreed yet."]
    );
    let this = page(&scored.seen_by(PRIYA), FinancialYear(2026), today());
    assert_eq!(facts(&this).len(), 2, "each year has its own");
}

#[test]
fn who_may_records_it_and_an_override_stays_its_givers() {
    let mut scored = Scored::new();
    let year = FinancialYear(2027);
    for (person, role) in [
        (ADA, Role::AccountableOfficer),
        (PRIYA, Role::SupportServices),
    ] {
        let person = id(person);
        scored.add(Scope::Staff, RoleGrant { person, role });
    }
    let fees = |by: u128| {
        let page = page(&scored.seen_by(by), year, today());
        assert_eq!(page.set.answer, Offer::Open);
        page.set.fees.len()
    };
    assert_eq!((fees(ADA), fees(PRIYA)), (3, 2));
    let typed = Typed {
        stakeholders: " Shorter waits. ".to_owned(),
        fee: "overridden".to_owned(),
        because: "The Council decides in March.".to_owned(),
    };
    let given = heard(&scored.seen_by(ADA), year, &typed);
    let SetStep::Heard(said) = given.step else {
        panic!("{given:?}");
    };
    assert_eq!(said.stakeholders, "Shorter waits.");
    recorded(&mut scored, &said.stakeholders, said.fee.clone());
    let again = heard(&scored.seen_by(PRIYA), year, &typed);
    assert_eq!(
        again.step,
        SetStep::Heard(said),
        "the word that stands is Ada’s"
    );
}
