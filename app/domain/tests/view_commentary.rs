//! "Why, and what is being done" on an indicator's page and beside an area for concern: what was said with the latest figure, who does
//! what by when, and what nobody has said yet (strategy §2, ANALYSE and ACT).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::Date,
    commentary::Commentary,
    corrective_action::{ActionDecision, CorrectiveAction, ResponseKind},
    folded::Folded,
    scope::Scope,
    sight::Sight,
    view::{
        indicator::{self, Answer},
        scorecard::concerns,
    },
};
use scored_company::*;

fn say(scored: &mut Scored, period: &str, happened: &str) {
    let said = Commentary {
        indicator: id(EST02),
        period: period.parse().unwrap(),
        happened: happened.to_owned(),
        why: "Two of five inspectors were ill.".to_owned(),
        next: "An agency inspects until March.".to_owned(),
        public_words: String::new(),
        by: Some(id(PRIYA)),
    };
    scored.add(Scope::Staff, Folded::fold(&said).unwrap());
}

fn act(scored: &mut Scored, kind: ResponseKind, due: Date, taken: Option<&str>) {
    let decision = taken.is_some().then(|| ActionDecision {
        agreed: true,
        words: "The ambition was set before the storm.".to_owned(),
        by: None,
    });
    let action = CorrectiveAction {
        indicator: id(EST02),
        period: "2026-M07".parse().unwrap(),
        kind,
        what: "Inspectors come from Voids".to_owned(),
        by: id(PRIYA),
        due,
        beyond_control: String::new(),
        decision,
        taken: taken.map(str::to_owned),
    };
    scored.add(Scope::Staff, Folded::fold(&action).unwrap());
}

fn answer(scored: &Scored, sight: &Sight<'_>) -> Option<Answer> {
    let page = indicator::page(sight, &scored.card(), id(EST02), today()).unwrap();
    page.answer
}

fn of_concern(scored: &Scored) -> String {
    let found = concerns(&scored.staff(), &scored.card()).listed;
    let mut found = found.into_iter().filter(|each| each.row.code == "EST02");
    found.next().unwrap().answer
}

#[test]
fn what_nobody_has_said_or_done_is_told_to_staff_alone() {
    let scored = Scored::new();
    let told = answer(&scored, &scored.staff()).unwrap();
    assert_eq!(
        told.lacks,
        [
            "Nobody has said yet why it is where it is.",
            "No corrective action is open."
        ]
    );
    assert_eq!(of_concern(&scored), "Nothing is planned yet");
    let public = Sight::public(&scored.company);
    let page = indicator::page(&public, &scored.card(), id(EST02), today());
    assert_eq!(page.and_then(|page| page.answer), None);
}

#[test]
fn the_words_written_last_stand_with_the_latest_figure_and_the_others_below() {
    let mut scored = Scored::new();
    say(&mut scored, "2026-M06", "Fewer estates were looked at.");
    say(
        &mut scored,
        "2026-M07",
        "Half of the estates were looked at.",
    );
    say(
        &mut scored,
        "2026-M07",
        "Two in five estates were looked at.",
    );
    let told = answer(&scored, &scored.staff()).unwrap();
    let now = told.now.unwrap();
    assert_eq!(
        (now.period.as_str(), now.happened.as_str()),
        ("October 2026", "Two in five estates were looked at.")
    );
    let others: Vec<_> = told.others.iter().map(|said| &said.happened).collect();
    assert_eq!(others, ["Fewer estates were looked at."]);
    assert_eq!(told.lacks, ["No corrective action is open."]);
}

#[test]
fn corrective_actions_say_who_by_when_and_what_was_decided() {
    let mut scored = Scored::new();
    act(
        &mut scored,
        ResponseKind::ReviseAmbition,
        Date::constant(2026, 9, 1),
        Some("It is."),
    );
    act(
        &mut scored,
        ResponseKind::RealignResources,
        Date::constant(2026, 12, 4),
        None,
    );
    act(
        &mut scored,
        ResponseKind::ReviseTarget,
        Date::constant(2026, 11, 20),
        None,
    );
    let told = answer(&scored, &scored.staff()).unwrap();
    let lines: Vec<String> = told
        .actions
        .iter()
        .map(|line| format!("{}. {}. {}", line.state, line.words, line.outcome))
        .collect();
    assert_eq!(
        lines,
        [
            "Overdue. Revise the target: Inspectors come from Voids (Priya Natarajan, by 20 November 2026; the Board or the Performance Committee decides). ",
            "Open. Re-align resources: Inspectors come from Voids (Priya Natarajan, by 4 December 2026). ",
            "Closed. Revise the ambition: Inspectors come from Voids (Priya Natarajan, by 1 September 2026). Agreed: The ambition was set before the storm. Done: It is.",
        ]
    );
    assert_eq!(told.lacks, ["Nobody has said yet why it is where it is."]);
    assert!(of_concern(&scored).starts_with("Overdue: Revise the target: Inspectors"));
}
