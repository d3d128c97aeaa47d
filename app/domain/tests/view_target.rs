//! Setting a target: what the page says and asks, what the checks say of what is typed, and the command that it comes to.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::FinancialYear,
    command::{self, Command},
    corrective_action::{ActionDecision, CorrectiveAction, CorrectiveActionId, ResponseKind},
    decision::{Actor, Context},
    folded::Folded,
    indicator_set::{Heard, IndicatorSet, SetStep},
    provenance::Provenance,
    record::Stamp,
    rejection::Rejection,
    role::{Role, RoleGrant},
    scope::Scope,
    sight::Sight,
    target::{Target, TargetState},
    target_case::{Fee, TargetCase},
    trajectory::Trajectory,
    view::target::{Answers, Ask, Found, Input, Page, Stands, found, given, page},
};
use scored_company::*;
use uuid::Uuid;

const YEAR: FinancialYear = FinancialYear(2027);

fn shown(scored: &Scored, by: u128) -> Page {
    page(&scored.seen_by(by), id(VOI01), YEAR, today()).unwrap()
}

/// What Priya typed that leaves nothing open, save what is changed.
fn typed(scored: &Scored, change: &[(&str, &str)]) -> Answers {
    let mut answers = shown(scored, PRIYA).first;
    for (field, text) in [
        ("value", "17"),
        ("consultation", "held"),
        ("group", "The voids team"),
        ("asked_on", "2026-11-02"),
        ("view", "It can be done."),
        ("equality", "no"),
        ("tv12", "A step on the way."),
    ]
    .iter()
    .chain(change)
    {
        answers.put(field, *text);
    }
    answers
}

/// What stakeholders said of the two years, and whether the fee is agreed.
fn heard(scored: &mut Scored, fee: Fee) {
    for year in [FinancialYear(2026), YEAR] {
        let set = IndicatorSet {
            year,
            step: SetStep::Heard(Heard {
                stakeholders: "Shorter waits.".to_owned(),
                fee: fee.clone(),
            }),
            by: Some(id(ADA)),
        };
        scored.add(Scope::Staff, Folded::fold(&set).unwrap());
    }
}

fn said(scored: &Scored, answers: &Answers) -> Found {
    found(&scored.seen_by(PRIYA), id(VOI01), YEAR, answers, today())
}

fn sent(sight: &Sight<'_>, answers: &Answers) -> Result<Command, Rejection> {
    given(sight, (id(VOI01), YEAR), answers, id(77), today()).map(|given| given.command)
}

/// Gives a command as somebody.
fn give(scored: &mut Scored, by: u128, command: &Command) -> Result<(), Rejection> {
    let context = Context {
        actor: Actor::Person(id(by)),
        now: "2026-11-21T10:00:00Z".parse().unwrap(),
        command: Uuid::nil(),
    };
    let changes = command::decide(&scored.company, command, &context)?;
    for change in &changes {
        let stamp = Stamp {
            seq: 1_000_000,
            at: context.now,
        };
        scored.company.apply(change, stamp);
    }
    Ok(())
}

#[test]
fn the_page_says_what_it_is_set_on() {
    let page = shown(&Scored::new(), PRIYA);
    assert_eq!(
        page.heading,
        "Set the target for 2027/28: Average re-let time"
    );
    assert_eq!(page.lead, "No target is set for 2027/28 yet.");
    assert_eq!(page.does, "Propose target");
    assert_eq!(page.read_only, None);
    let facts: Vec<String> = page
        .beside
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.term, fact.is))
        .collect();
    assert_eq!(
        facts,
        [
            "Earlier years: No year is over yet that has figures",
            "Last twelve months: 18.5 days (2 of 4 periods), up to 2026/27 Q2 (July to September)",
            "Peers: None are held for this indicator",
            "By chance alone: Too few figures to say what they vary between",
        ]
    );
    let headings: Vec<&str> = page.parts.iter().map(|part| part.heading).collect();
    assert_eq!(
        headings,
        [
            "The target",
            "Where the service stands now",
            "What makes it realistic",
            "Who was asked",
            "Equality, and who sees it",
        ]
    );
    for (field, first) in [
        ("kind", "at_most"),
        ("baseline", "last_months"),
        ("effective_from", "2027-04-01"),
    ] {
        assert_eq!(page.first.get(field), first, "{field}");
    }
}

#[test]
fn who_may_not_propose_reads_why() {
    let scored = Scored::new();
    assert_eq!(
        shown(&scored, SAM).read_only.as_deref(),
        Some(
            "You can read this but not change it. The indicator's owner, the owner's managers and Support Services can."
        )
    );
}

#[test]
fn a_question_is_asked_where_another_answer_asks_for_it() {
    let scored = Scored::new();
    let page = shown(&scored, PRIYA);
    let asked = |answers: &Answers| -> Vec<&str> {
        page.parts
            .iter()
            .flat_map(|part| &part.asks)
            .filter(|ask| ask.is_asked(answers))
            .map(|ask| ask.field)
            .collect()
    };
    let mut answers = page.first.clone();
    assert!(!asked(&answers).contains(&"lag"));
    answers.put("trajectory", "line");
    assert!(asked(&answers).contains(&"lag"));
    answers.put("kind", "track_only");
    assert!(!asked(&answers).contains(&"value"));
}

#[test]
fn the_checks_answer_what_is_typed() {
    let mut scored = Scored::new();
    heard(&mut scored, Fee::NotAgreed);
    let empty = said(&scored, &typed(&scored, &[("value", "")]));
    assert_eq!(
        empty.summary,
        "The checks follow once this is filled in: Enter the target as a number, such as 17 or 98.5."
    );
    let first = said(&scored, &typed(&scored, &[("value", "20")]));
    let open: Vec<String> = first
        .rows
        .iter()
        .take_while(|row| row.stands <= Stands::NeedsReason)
        .map(|row| format!("{} | {} | {}", row.words, row.stands.words(), row.says))
        .collect();
    assert_eq!(
        open,
        [
            "Stakeholders and the management fee (TV13) | Blocks approval | The management fee for 2027/28 is not agreed yet. Wait until it is, or ask the accountable officer to let the year’s targets stand.",
            "Moves the service upwards (TV03) | Needs a reason | 20.0 days is worse than the baseline of 18.5 days. Set a better one, or say why this one stands; then the Performance Committee approves it.",
        ]
    );
    heard(&mut scored, Fee::Agreed);
    let mended = said(&scored, &typed(&scored, &[]));
    assert_eq!(mended.summary, "1 stands for a reason, 10 are met.");
    let marks: Vec<&str> = mended
        .picture
        .iter()
        .map(|mark| mark.words.as_str())
        .collect();
    assert_eq!(marks, ["Target: 17.0 days", "Baseline: 18.5 days"]);
    let path: Vec<String> = mended
        .path
        .iter()
        .map(|row| format!("{}: {}", row.period, row.target))
        .collect();
    assert_eq!(
        path.last().map(String::as_str),
        Some("2027/28 Q4 (January to March): at most 17 days")
    );
    assert_eq!(path.len(), 4);
}

#[test]
fn what_cannot_be_read_is_told_field_by_field() {
    let scored = Scored::new();
    let answers = typed(
        &scored,
        &[
            ("value", "soon"),
            ("trajectory", "points"),
            ("points", "19 x"),
            ("asked_on", "then"),
        ],
    );
    let refused = sent(&scored.seen_by(PRIYA), &answers).unwrap_err();
    for field in ["value", "points", "asked_on"] {
        assert!(refused.on_field(field).is_some(), "{field}: {refused}");
    }
}

#[test]
fn it_is_proposed_then_changed_then_approved_and_stands_in_words() {
    let mut scored = Scored::new();
    heard(&mut scored, Fee::NotAgreed);
    let propose = sent(
        &scored.seen_by(PRIYA),
        &typed(&scored, &[("view", "It might be done.")]),
    )
    .unwrap();
    assert_eq!(propose.name(), "target.propose");
    give(&mut scored, PRIYA, &propose).unwrap();
    let page = shown(&scored, PRIYA);
    assert_eq!(page.lead, "At most 17 days, proposed by you.");
    assert_eq!(page.does, "Change the proposal");
    assert_eq!(
        page.first.get("view"),
        "It might be done.",
        "what was said stands in the form again"
    );
    let amend = sent(&scored.seen_by(PRIYA), &typed(&scored, &[])).unwrap();
    assert_eq!(amend.name(), "target.amend");
    let seen_by_ada = shown(&scored, ADA).proposed.unwrap();
    assert!(
        seen_by_ada
            .offer
            .reason()
            .unwrap()
            .contains("fee for 2027/28 is not agreed")
    );
    give(&mut scored, PRIYA, &amend).unwrap();
    give(&mut scored, PRIYA, &amend).unwrap();
    heard(&mut scored, Fee::Agreed);
    assert_eq!(
        shown(&scored, PRIYA).heard,
        "The Council and residents said: “Shorter waits.” Management fee for 2027/28: agreed."
    );
    let proposed = shown(&scored, ADA).proposed.unwrap();
    assert!(proposed.offer.is_open(), "{:?}", proposed.offer);
    give(&mut scored, ADA, &proposed.approve.into()).unwrap();
    assert_eq!(
        shown(&scored, SAM).lead,
        "Approved: At most 17 days, from 1 April 2027."
    );
}

/// A corrective action that revises the target, agreed by the Committee.
fn decided(scored: &mut Scored) -> CorrectiveActionId {
    let planned = CorrectiveAction {
        indicator: id(VOI01),
        period: "2026-Q2".parse().unwrap(),
        kind: ResponseKind::ReviseTarget,
        what: "18 days until a contractor is found".to_owned(),
        by: id(PRIYA),
        due: today(),
        beyond_control: "It went into administration.".to_owned(),
        decision: Some(ActionDecision {
            agreed: true,
            words: "For this year only.".to_owned(),
            by: None,
        }),
        taken: None,
    };
    scored.add(Scope::Staff, Folded::fold(&planned).unwrap())
}

#[test]
fn a_revision_of_before_decisions_were_named_still_says_who_decided() {
    let mut scored = Scored::new();
    let year = FinancialYear(2026);
    let case: TargetCase = serde_json::from_value(serde_json::json!({
        "target": id::<()>(90), "indicator": id::<()>(VOI01), "year": 2026, "set_out_by": null,
        "case": {
            "kind": "at_most", "effective_from": "2026-12-01",
            "revision": {
                "because": "The contractor stopped trading.", "beyond_control": "It went into administration.",
                "decided_by": "board", "decided_on": "2026-11-10",
            },
        },
    }))
    .unwrap();
    scored.put(
        90,
        Scope::Public,
        Target {
            indicator: id(VOI01),
            year,
            value: decimal("18"),
            trajectory: Trajectory::Flat,
            state: TargetState::Approved,
            proposed_by: None,
            provenance: Provenance::Recorded,
            from: Some("2026-12-01".parse().unwrap()),
        },
    );
    scored.put(90, Scope::Staff, Folded::fold(&case).unwrap());
    let page = page(&scored.staff(), id(VOI01), year, today()).unwrap();
    let decision = page.approved[1].decision.clone().unwrap();
    assert_eq!(
        decision.words,
        "Decided by the Board on 10 November 2026. It went into administration."
    );
    assert_eq!(decision.stands_on, None);
}

#[test]
fn a_revision_leaves_the_periods_before_it_and_names_the_original() {
    let mut scored = Scored::new();
    let year = FinancialYear(2026);
    let mut answers = typed(
        &scored,
        &[("value", "18"), ("effective_from", "2026-12-01")],
    );
    heard(&mut scored, Fee::Agreed);
    let action = decided(&mut scored);
    for (field, text) in [
        ("because", "The contractor stopped trading."),
        ("decision", action.to_string().as_str()),
    ] {
        answers.put(field, text);
    }
    let revise = given(
        &scored.seen_by(PRIYA),
        (id(VOI01), year),
        &answers,
        id(78),
        today(),
    )
    .unwrap()
    .command;
    give(&mut scored, PRIYA, &revise).unwrap();
    scored.add(
        Scope::Staff,
        RoleGrant {
            person: id(ADA),
            role: Role::PerformanceCommitteeMember,
        },
    );
    let page = page(&scored.seen_by(ADA), id(VOI01), year, today()).unwrap();
    let asked: Vec<&Ask> = page.parts.iter().flat_map(|part| &part.asks).collect();
    let listed = asked.iter().find(|ask| ask.field == "decision").unwrap();
    let words = "Revise the target, 2026/27 Q2 (July to September): 18 days until a contractor is found (agreed: “For this year only.”)";
    assert_eq!(
        listed.input,
        Input::Listed(vec![(action.to_string(), words.to_owned())])
    );
    let proposed = page.proposed.unwrap();
    assert!(proposed.offer.is_open(), "{:?}", proposed.offer);
    give(&mut scored, ADA, &proposed.approve.into()).unwrap();
    let shown = domain::view::target::page(&scored.staff(), id(VOI01), year, today()).unwrap();
    let decision = shown.approved[1].decision.clone().unwrap();
    assert_eq!(
        (decision.words.as_str(), decision.stands_on),
        (words, Some(id(VOI01)))
    );
    assert_eq!(
        shown.approved[0].decision, None,
        "the original rests on none"
    );
    let target = |period: &str| {
        let found = Target::for_period(&scored.company, id(VOI01), period.parse().unwrap());
        found.unwrap().value.to_string()
    };
    // It was reported against 17 up to the second quarter; the third ends after the revision counts.
    assert_eq!(
        ["2026-Q1", "2026-Q2", "2026-Q3"].map(target),
        ["17", "17", "18"]
    );
    let words = "Original target at most 17 days, revised to at most 18 days from 1 December 2026: The contractor stopped trading.";
    let staff = domain::view::indicator::page(&scored.staff(), &scored.card(), id(VOI01), today());
    assert_eq!(staff.unwrap().targets[0].revised.as_deref(), Some(words));
    let public =
        domain::view::public_indicator::page(&Sight::public(&scored.company), id(VOI01), today());
    let public = public.unwrap();
    assert_eq!(public.targets[0].target, "at most 18 days");
    assert_eq!(public.targets[0].revised.as_deref(), Some(words));
}

#[test]
fn a_year_that_is_only_followed_has_no_colour() {
    let mut scored = Scored::new();
    scored.target_by(
        VOI01,
        2026,
        "0",
        Trajectory::TrackOnly,
        Provenance::Recorded,
    );
    let row = domain::view::reading::row(&scored.staff(), &scored.card(), id(VOI01)).unwrap();
    assert_eq!(row.mark, domain::view::mark::Mark::NoTarget);
    assert_eq!(row.target, "No target");
}
