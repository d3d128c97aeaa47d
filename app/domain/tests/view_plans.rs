//! Plans and the review of diversity and equality: what My work says of them, as a table that a manager can read (`tables/plans_due.txt`),
//! and what their pages tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod plans;
}

use domain::{
    calendar::{Date, FinancialYear},
    governance_body::BodyKind,
    plan::{PlanSections, WritePlan},
    plan_step::PlanDecision,
    review_order::SetReviewOrder,
    scorecard::Scorecard,
    target_case::Equality,
    view::{
        equality_review, figures_due,
        permission::Offer,
        plan::{self, Typed, TypedReview},
        plans::{self as list, State},
    },
};
use refusals::{measures, plans};
use small_company::*;

const YEAR: FinancialYear = FinancialYear(2026);

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small
}

fn who(name: &str) -> u128 {
    match name {
        "ada" => ADA,
        "dana" => DANA,
        "sam" => SAM,
        "sue" => SUE,
        other => panic!("{other} is nobody here"),
    }
}

fn rewritten() -> WritePlan {
    WritePlan {
        says: PlanSections {
            results: "Homes are let in 15 days.".to_owned(),
            ..plans::complete().says
        },
        ..plans::complete()
    }
}

/// "2026-05-04 writes"
fn happens(small: &mut Small, step: &str) {
    let (day, does) = step.split_once(' ').unwrap();
    small.on(day.parse().unwrap());
    match does {
        "drafts" => small.must(DANA, plans::draft()),
        "writes" => small.must(DANA, plans::complete()),
        "rewrites" => small.must(DANA, rewritten()),
        "finds it fit" => small.must(ADA, plans::judged(1, true, "")),
        "finds it not fit" => small.must(ADA, plans::judged(1, false, "The money is not there.")),
        "reviews equality" => small.must(SUE, plans::equality(day)),
        "asks Sam" => small.must(SUE, plans::planned(SAM, "2027-03-31")),
        "has it done" => small.must(SAM, plans::done("They are in four languages.")),
        other => {
            let (at, quarter) = other.split_once(" how it stands in ").unwrap();
            let at = (at == "says for the Board").then_some(BodyKind::Board);
            let by = if at.is_some() { SUE } else { DANA };
            small.must(by, plans::reviewed(quarter, at, PlanDecision::Continue));
        }
    }
}

#[test]
fn each_reader_is_told_what_waits_for_them_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(include_str!("tables/plans_due.txt")) {
        let mut small = company();
        for step in row.get("happened").split("; ") {
            happens(&mut small, step);
        }
        let section = figures_due::section(&small.sight(who(row.get("reader"))), row.read("day"));
        let section = section.unwrap_or_default();
        let lines: Vec<String> = section
            .lines
            .into_iter()
            .map(|line| format!("{} ({})", line.title, line.detail))
            .collect();
        let found = match lines.is_empty() {
            true => "–".to_owned(),
            false => lines.join(" / "),
        };
        if found != row.get("reads") {
            wrong.push(format!("{}: reads {found}", row.words()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn page(small: &Small, reader: u128, day: Date) -> plan::Page {
    let card = Scorecard::on(&small.company, day);
    plan::page(&small.sight(reader), &card, Some(id(202)), YEAR, day).unwrap()
}

fn all(small: &Small, reader: u128) -> list::Page {
    let card = Scorecard::on(&small.company, today());
    list::page(&small.sight(reader), &card, YEAR, today()).unwrap()
}

#[test]
fn a_service_without_a_plan_is_named() {
    let small = company();
    let told = all(&small, SAM);
    assert_eq!(
        told.heading,
        "0 of 1 services have a plan for 2026/27 that is fit for its purpose"
    );
    assert_eq!(told.lead, "Services without a plan: Property services.");
    let states: Vec<State> = told.lines.iter().map(|line| line.state).collect();
    assert_eq!(states, [State::None, State::None]);
    assert_eq!(told.set_order, Offer::Hidden);
    assert_eq!(all(&small, SUE).set_order, Offer::Open);
    let none = page(&small, SAM, today());
    assert_eq!(none.heading, "Property services: service plan for 2026/27");
    assert_eq!(none.writing.offer, Offer::Hidden);
    assert_eq!(page(&small, DANA, today()).writing.offer, Offer::Open);
}

#[test]
fn a_judgement_is_of_the_version_that_was_read() {
    let mut small = company();
    happens(&mut small, "2026-05-04 drafts");
    let draft = page(&small, ADA, today());
    assert_eq!(draft.state, State::Draft);
    assert_eq!(
        draft.told,
        [
            "Version 1, written on 4 May 2026 by Dana Cole.",
            "It says nothing yet of its inputs and whom it treats differently."
        ]
    );
    assert_eq!(
        draft.judging.fit.reason().unwrap(),
        "It says nothing yet of its inputs, whom it treats differently."
    );
    assert_eq!(draft.judging.not_fit, Offer::Open);
    happens(&mut small, "2026-05-05 writes");
    small.must(ADA, plans::judged(2, true, ""));
    let fit = page(&small, ADA, today());
    assert_eq!(fit.state, State::Fit);
    assert_eq!(
        fit.told[1],
        "This version was found fit for its purpose on 5 May 2026 by you."
    );
    assert_eq!(fit.judging.fit, Offer::Hidden);
    happens(&mut small, "2026-05-06 rewrites");
    let changed = page(&small, DANA, today());
    assert_eq!(changed.state, State::Waits);
    assert_eq!(changed.judging.fit, Offer::Hidden);
    assert_eq!(
        changed.told[1],
        "Version 2 was found fit for its purpose on 5 May 2026 by Ada Byron."
    );
    let measured: Vec<&str> = changed
        .measures
        .iter()
        .map(|measure| measure.name.as_str())
        .collect();
    assert_eq!(measured, ["VOI01 Homes let in time"]);
}

#[test]
fn a_quarter_tells_who_has_said_how_it_stood_and_who_is_next() {
    let mut small = company();
    happens(&mut small, "2026-05-04 writes");
    happens(&mut small, "2026-11-20 says how it stands in 2026-Q3");
    let told = &page(&small, DANA, today()).quarters;
    assert_eq!(told.len(), 3, "the quarters that have begun");
    assert_eq!(told[1].levels[0].1, "Said nothing");
    assert_eq!(told[0].name, "2026/27 Q3 (October to December)");
    let levels = |small: &Small| page(small, DANA, today()).quarters[0].levels.clone();
    assert_eq!(
        levels(&small),
        [
            (
                "Line management",
                "Continue, on 20 November 2026 by you".to_owned()
            ),
            ("Executive Management Team", "Next".to_owned()),
            ("Operations Management Team", "Waits".to_owned()),
            ("Board", "Waits".to_owned()),
        ]
    );
    let line = &all(&small, SAM).lines[1];
    assert_eq!(line.reviewed, "Line management");
    assert_eq!(line.next, "Executive Management Team");
    // Support Services set another order, and a body that is out of it is told where it spoke.
    happens(
        &mut small,
        "2026-11-20 says for the Board how it stands in 2026-Q3",
    );
    small.must(
        SUE,
        SetReviewOrder {
            bodies: vec![BodyKind::OperationsManagementTeam],
        },
    );
    let names: Vec<&str> = levels(&small).iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        ["Line management", "Operations Management Team", "Board"]
    );
    assert_eq!(all(&small, SUE).first, ["Operations Management Team"]);
    let mine = page(&small, DANA, today()).reviewing;
    assert_eq!(mine.levels.len(), 1, "the line management alone");
    assert_eq!(mine.quarters[0].0, "2026-Q3");
}

#[test]
fn what_is_typed_is_read_or_refused_at_its_field() {
    let complete = plans::complete();
    let typed = Typed {
        vision: complete.says.vision.clone(),
        inputs: complete.says.inputs.clone(),
        processes: complete.says.processes.clone(),
        results: complete.says.results.clone(),
        measures: complete.says.measures[0].to_string(),
        equality: "no".to_owned(),
        equality_words: "Nobody asked for these.".to_owned(),
    };
    let read = plan::write(plans::plan().uuid(), (Some(id(202)), YEAR), &typed);
    assert_eq!(read, complete);
    let differs = Typed {
        equality: "yes".to_owned(),
        equality_words: "Older tenants.".to_owned(),
        ..typed
    };
    let read = plan::write(plans::plan().uuid(), (Some(id(202)), YEAR), &differs);
    assert_eq!(
        read.says.equality,
        Some(Equality {
            differs: true,
            words: "Older tenants.".to_owned()
        })
    );
    let refused = plan::review(plans::plan(), &TypedReview::default()).unwrap_err();
    for field in ["at", "quarter", "decision"] {
        assert!(refused.on_field(field).is_some(), "{field}");
    }
    let read = plan::review(
        plans::plan(),
        &TypedReview {
            at: "Board".to_owned(),
            quarter: "2026-Q2".to_owned(),
            decision: "Continue".to_owned(),
            words: "Two of three milestones are done.".to_owned(),
        },
    );
    assert_eq!(
        read.unwrap(),
        plans::reviewed("2026-Q2", Some(BodyKind::Board), PlanDecision::Continue)
    );
    let chosen = ["Board".to_owned(), String::new()];
    assert_eq!(list::order(&chosen).bodies, [BodyKind::Board]);
}

#[test]
fn the_yearly_review_is_told_with_what_came_of_it() {
    let mut small = company();
    let told = |small: &Small, reader: u128| {
        let card = Scorecard::on(&small.company, today());
        equality_review::page(&small.sight(reader), &card, today()).unwrap()
    };
    assert_eq!(
        told(&small, SUE).heading,
        "Diversity and equality: no review is recorded yet"
    );
    happens(&mut small, "2026-05-04 writes");
    happens(&mut small, "2026-05-04 reviews equality");
    happens(&mut small, "2026-05-04 asks Sam");
    let here = told(&small, SAM);
    assert_eq!(
        here.heading,
        "Diversity and equality: the next review is due by 4 May 2027"
    );
    assert_eq!(here.record, Offer::Hidden);
    let review = &here.reviews[0];
    assert_eq!(review.on, "4 May 2026");
    assert_eq!(review.recorded, "Recorded on 4 May 2026 by Sue Parr.");
    let action = &review.actions[0];
    assert_eq!(action.who, "You, by 31 March 2027");
    assert_eq!(action.state, "To be done");
    assert_eq!(action.complete, Offer::Open);
    assert_eq!(
        told(&small, JO).reviews[0].actions[0].complete,
        Offer::Hidden
    );
    happens(&mut small, "2026-05-20 has it done");
    let done = &told(&small, SAM).reviews[0].actions[0];
    assert_eq!(done.state, "Done: They are in four languages.");
    assert_eq!(done.complete, Offer::Hidden);
    assert_eq!(
        here.answers.counts,
        "0 of 0 approved targets and 1 of 1 plans for 2026/27 say whether they treat anybody differently."
    );
}
