//! Every command and every code of a refusal, as a table that a manager can read: `tables/refusals.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    pub mod audits;
    pub mod feedback;
    pub mod focus_groups;
    pub mod imports;
    pub mod measures;
    pub mod meetings;
    pub mod month_end;
    pub mod objectives;
    pub mod plans;
    pub mod procedures;
    pub mod register;
    pub mod reports;
    pub mod risks;
    pub mod scorecard_changes;
    pub mod structure;
    pub mod targets;
}

use std::collections::BTreeSet;

use domain::{
    command::Command,
    decision::Actor,
    rejection::Rejection,
    sight::Sight,
    view::{conflict::conflict, waiting::Words},
};
use refusals::{
    audits, feedback, focus_groups, imports, measures, meetings, month_end, objectives, plans,
    procedures, register, reports, risks, scorecard_changes, structure, targets,
};
use small_company::*;
use uuid::Uuid;

/// What no rule answers: the server, where it cannot read a command or fails in it, and a page that shows an earlier day.
const NO_RULES: [&str; 3] = ["internal", "unreadable", "earlier_day"];

const TABLE: &str = include_str!("tables/refusals.txt");

/// The company in which the table's sentence is so, and the command that is then given.
fn given(small: &mut Small, command: &str, when: &str) -> Command {
    let given = match command.split_once('.').unwrap().0 {
        _ if register::knows(when) => register::given,
        "definition_sheet"
        | "indicator_selection"
        | "critical_success_factor"
        | "core_business_activity"
        | "data_quality_rating" => register::given,
        "indicator" if command != "indicator.define" => register::given,
        "indicator" | "ownership" | "measurement" => measures::given,
        "target" | "indicator_set" => targets::given,
        "objective" | "objective_link" | "objective_measure" | "check_in" => objectives::given,
        "one_to_one" | "agenda_item" | "entry" | "action" | "private_note" => meetings::given,
        "import" => imports::given,
        "scorecard_change" => scorecard_changes::given,
        "performance_audit" => audits::given,
        "procedure" => procedures::given,
        "focus_group_session" => focus_groups::given,
        "feedback" | "generic_issue" => feedback::given,
        "risk" | "risk_matrix" => risks::given,
        "plan" | "review_order" | "equality_review" | "equality_action" => plans::given,
        "report_run" => reports::given,
        "commentary" | "corrective_action" | "stage_waiver" => month_end::given,
        _ => structure::given,
    };
    let given = given(small, command, when);
    assert_eq!(given.name(), command, "{when}");
    given
}

fn actor(who: &str) -> Actor {
    Actor::Person(person(match who {
        "the command line" => return Actor::System,
        "ada" => ADA,
        "dana" => DANA,
        "priya" => PRIYA,
        "sam" => SAM,
        "rosa" => ROSA,
        "jo" => JO,
        "hal" => HAL,
        "sue" => SUE,
        "tom" => TOM,
        other => panic!("{other} is nobody here"),
    }))
}

fn code(refusal: &Rejection) -> String {
    let written = serde_json::to_value(refusal).unwrap();
    let code = written["code"].as_str().unwrap().to_owned();
    match refusal {
        Rejection::Fields { fields } => {
            let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
            format!("{code}: {}", names.join(", "))
        }
        _ => code,
    }
}

fn answer(small: &mut Small, who: &str, command: Command) -> String {
    match small.take(actor(who), command) {
        Ok(()) => "taken".to_owned(),
        Err(refusal) => code(&refusal),
    }
}

#[test]
fn each_is_answered_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(TABLE) {
        let mut small = Small::new();
        measures::owned_by_priya(&mut small);
        let command = given(&mut small, row.get("command"), row.get("when"));
        let found = answer(&mut small, row.get("who"), command);
        if found != row.get("answer") {
            wrong.push(format!("{} was answered {found}", row.words()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_is_taken_once_and_refused_once() {
    let rows = tables::rows(TABLE);
    for name in Command::NAMES {
        let answers: Vec<&str> = rows
            .iter()
            .filter(|row| row.get("command") == *name)
            .map(|row| row.get("answer"))
            .collect();
        assert!(answers.contains(&"taken"), "{name} is never taken");
        assert!(
            answers.iter().any(|answer| *answer != "taken"),
            "{name} is never refused"
        );
    }
}

/// Every code there is, as the reader of a refusal names them when it meets one that it does not know.
fn codes() -> BTreeSet<String> {
    let unknown = serde_json::from_value::<Rejection>(serde_json::json!({"code": "?"}));
    let words = unknown.unwrap_err().to_string();
    let (_, list) = words.split_once("expected one of ").unwrap();
    list.split(", ")
        .map(|code| code.trim_matches('`').to_owned())
        .collect()
}

#[test]
fn every_code_has_a_row() {
    let rows = tables::rows(TABLE);
    let tried: BTreeSet<String> = rows
        .iter()
        .map(|row| row.get("answer").split(':').next().unwrap().to_owned())
        .collect();
    let mut codes = codes();
    assert!(codes.len() > 25, "{codes:?}");
    for own in NO_RULES {
        assert!(codes.remove(own), "{own} is no code");
    }
    let missing: Vec<&String> = codes.difference(&tried).collect();
    assert!(missing.is_empty(), "no row comes to {missing:?}");
}

#[test]
fn a_target_that_another_was_approved_beside_is_shown_with_it_and_can_still_be_chosen() {
    for (who, command, mine_is) in [
        ("ada", "target.approve", "What you approved"),
        ("priya", "target.propose", "What you wrote"),
    ] {
        let mut small = Small::new();
        measures::owned_by_priya(&mut small);
        let command = given(&mut small, command, "another was approved since");
        let refused = small.take(actor(who), command.clone()).unwrap_err();
        let sight = Sight::of(&small.company, actor(who).person().unwrap());
        let both = conflict(&sight, &command, (Uuid::nil(), 0), &refused).unwrap();
        assert_eq!(both.mine_is, mine_is);
        let read = |words: &[Words]| -> Vec<String> {
            let lines = words
                .iter()
                .map(|Words { field, text }| format!("{field}: {text}"));
            lines.collect()
        };
        assert_eq!(read(&both.mine), ["Target: 90%"]);
        assert_eq!(read(&both.now), ["Target, approved: 95%"]);
        let (_, again) = both.again.unwrap();
        assert_eq!(small.take(actor(who), again), Ok(()));
    }
}
