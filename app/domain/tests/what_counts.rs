//! What counts and what does not: drafts and withdrawn objectives above them, words written after a confirmation, and
//! branches in which nothing can have a score.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

#[path = "small_company/mod.rs"]
mod small;

use domain::{
    action::AddAction,
    agenda_item::AddAgendaItem,
    cascade::Parent,
    command::Command,
    entry::{Topic, WriteEntry},
    objective::{CloseObjective, DraftObjective, Ending, OrgLevel},
    one_to_one::{ConfirmOneToOne, HoldOneToOne},
    priority::CorporatePriority,
    rollup::{Child, MINIMUM_COVERAGE, Part, RollRag, roll_branch},
    scorecard::Scorecard,
};
use jiff::civil::date;
use rust_decimal::Decimal;
use scored_company::{CHECKS, HEARD, NM01, RESIDENTS, Scored, id};
use small::{DANA, PRIYA, SAM, Small, person, priority, service_objective, today};

fn delivered(small: &Small) -> Option<Decimal> {
    let standing = Scorecard::on(&small.company, today()).priority(priority());
    standing.delivery.map(|delivery| delivery.coverage)
}

#[test]
fn only_what_was_agreed_and_not_withdrawn_moves_the_scorecard() {
    let mut small = Small::new();
    small.progress(DANA, service_objective(), 50, "");
    assert_eq!(delivered(&small), Some(Decimal::ONE));
    let objective = small.new_id();
    let link = small.new_id();
    small.must(
        DANA,
        DraftObjective {
            objective,
            title: "Mow more often".to_owned(),
            success_measure: String::new(),
            level: OrgLevel::Service,
            owner: person(DANA),
            unit: Some(small::id(202)),
            year: domain::calendar::FinancialYear(2026),
            due: None,
            contributes_to: Some((link, Parent::Priority(priority()))),
            illustrative: false,
        },
    );
    assert_eq!(
        delivered(&small),
        Some(Decimal::ONE),
        "a draft is no gap in what is agreed"
    );
    small.agree(DANA, objective).unwrap();
    small.agree(small::ADA, objective).unwrap();
    assert_eq!(
        delivered(&small),
        Some(Decimal::new(5, 1)),
        "an agreed one without progress is"
    );
    small.must(
        DANA,
        CloseObjective {
            objective,
            ending: Ending::Withdrawn,
        },
    );
    assert_eq!(
        delivered(&small),
        Some(Decimal::ONE),
        "a withdrawn one is not"
    );
}

/// sync.md 2.7: what somebody confirmed is what they read.
#[test]
fn what_is_written_after_a_confirmation_takes_it_back() {
    let mut small = Small::new();
    let (_, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 20));
    let next = small.new_id();
    small.must(
        PRIYA,
        HoldOneToOne {
            one_to_one,
            held_on: today(),
            next,
            next_on: date(2026, 12, 18),
        },
    );
    let entry = WriteEntry {
        entry: small.new_id(),
        one_to_one,
        topic: Topic::Feedback,
        text: "Thank you.".to_owned(),
        objective: None,
        read: None,
    };
    let action = AddAction {
        action: small.new_id(),
        one_to_one,
        text: "Clear the store".to_owned(),
        who: person(SAM),
        due: None,
    };
    let item = AddAgendaItem {
        item: small.new_id(),
        one_to_one,
        text: "The van".to_owned(),
    };
    let reworded = WriteEntry {
        text: "Thank you both.".to_owned(),
        ..entry.clone()
    };
    let written: [Command; 4] = [entry.into(), action.into(), item.into(), reworded.into()];
    for command in written {
        small.must(
            PRIYA,
            ConfirmOneToOne {
                one_to_one,
                expected: None,
            },
        );
        let confirmed = |small: &Small| small.company.get(one_to_one).unwrap().confirmed_by.clone();
        assert_eq!(confirmed(&small), [person(PRIYA)]);
        small.must(PRIYA, command.clone());
        assert!(confirmed(&small).is_empty(), "{}", command.name());
        // The same again, as after a lost answer, changes nothing, and so takes nothing back.
        small.must(
            PRIYA,
            ConfirmOneToOne {
                one_to_one,
                expected: None,
            },
        );
        small.must(PRIYA, command.clone());
        assert_eq!(
            confirmed(&small),
            [person(PRIYA)],
            "{} again",
            command.name()
        );
    }
}

#[test]
fn a_branch_without_targets_keeps_its_count_line_and_is_no_gap() {
    let mut scored = Scored::empty();
    scored.indicator(NM01, scored_company::percent("NM01", "Cases opened"));
    scored.put(
        RESIDENTS,
        domain::scope::Scope::Public,
        domain::perspective::Perspective {
            name: "Residents".to_owned(),
            place: 1,
            question: String::new(),
        },
    );
    scored.put(
        HEARD,
        domain::scope::Scope::Public,
        CorporatePriority {
            title: "Residents are heard".to_owned(),
            outcome: String::new(),
            perspective: id(RESIDENTS),
            place: 1,
            illustrative: true,
        },
    );
    let parent = Parent::Priority(id::<CorporatePriority>(HEARD));
    scored.objective(
        CHECKS,
        "Listen",
        OrgLevel::Board,
        scored_company::ADA,
        &[(parent, "1")],
    );
    scored.measure(CHECKS, NM01, "1");
    let card = scored.card();
    for roll in [
        card.priority(id(HEARD)).attainment,
        card.overall().attainment,
    ] {
        let roll = roll.unwrap();
        assert_eq!(
            (roll.score, roll.rag, roll.counts.no_target),
            (None, RollRag::NothingToScore, 1)
        );
    }
}

#[test]
fn an_unweighted_safety_measure_still_caps_what_is_above_it() {
    let part = |score: i64, weight: i64, safety_red: bool| {
        Child::Measure(Part {
            score: Some(Decimal::from(score)),
            weight: Decimal::from(weight),
            safety_red,
        })
    };
    let unweighted = roll_branch([part(0, 0, true)], MINIMUM_COVERAGE).unwrap();
    assert_eq!(
        (unweighted.score, unweighted.rag),
        (None, RollRag::NothingToScore)
    );
    let below = Child::Branch {
        roll: &unweighted,
        weight: Decimal::ONE,
    };
    let above = roll_branch([part(100, 1, false), below], MINIMUM_COVERAGE).unwrap();
    assert_eq!(
        (above.score, above.coverage),
        (Some(Decimal::ONE_HUNDRED), Decimal::ONE)
    );
    assert_eq!((above.rag, above.safety_capped), (RollRag::Amber, true));
    assert_eq!(roll_branch([], MINIMUM_COVERAGE), None);
}
