//! Feedback and generic issues: what the page tells, and when three complaints are one issue.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod feedback;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
}

use domain::{
    feedback::{ComplaintOf, FeedbackSource, RecordFeedback},
    generic_issue::{Place, RecordGenericIssue},
    view::{
        feedback::{self as view, Asked, Begun, Page, Typed, record, record_issue},
        permission::Offer,
    },
};
use refusals::{
    feedback::{complained, damp, feedback, found_out, issue, opened, over},
    measures,
};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small
}

const ALL: Asked = Asked {
    service: None,
    answered: view::ANSWERED,
};

fn page(small: &Small, reader: u128) -> Page {
    view::page(&small.sight(reader), ALL, today()).unwrap()
}

fn names(page: &Page) -> Vec<&str> {
    let candidates = page.candidates.iter();
    candidates
        .map(|candidate| candidate.name.as_str())
        .collect()
}

#[test]
fn what_waits_for_an_answer_stands_first_and_staff_who_do_not_plan_only_read() {
    let mut small = company();
    let answered = RecordFeedback {
        did: "We painted it.".to_owned(),
        ..complained(2, "C-7", "2026-11-10")
    };
    small.must(DANA, answered);
    small.must(DANA, complained(1, "C-1042", "2026-11-03"));
    let told = page(&small, SAM);
    assert_eq!(
        told.heading,
        "1 of 2 pieces of feedback waits for our answer"
    );
    assert_eq!(
        told.lead,
        "Complaint: 2, Survey: 0, Audit or inspection: 0, Resident scrutiny: 0. Nobody is named here."
    );
    assert_eq!(told.record, Offer::Hidden);
    assert_eq!(told.lines[0].feedback, feedback(1));
    assert_eq!(told.lines[0].name, "Complaint, 3 November 2026");
    assert!(told.lines[0].about.contains("Cause: damp, Victoria block"));
    assert_eq!(told.lines[0].change, Offer::Hidden);
    assert_eq!(page(&small, DANA).lines[0].change, Offer::Open);
    assert_eq!(told.causes, ["damp"]);
}

#[test]
fn three_people_make_a_candidate_which_an_open_issue_takes_up() {
    let mut small = company();
    small.must(DANA, complained(1, "C-1", "2026-09-01"));
    small.must(DANA, complained(2, "C-2", "2026-09-20"));
    small.must(DANA, complained(3, "c-1 ".trim(), "2026-10-02"));
    assert_eq!(page(&small, DANA).candidates, []);
    small.must(DANA, complained(4, "C-3", "2026-11-20"));
    let told = page(&small, DANA);
    assert_eq!(
        names(&told),
        ["Damp, Victoria block"],
        "the service's are the same people"
    );
    assert_eq!(
        told.candidates[0].grounds,
        "3 people have complained in the last 90 days."
    );
    assert_eq!(told.candidates[0].open, Offer::Open);
    let elsewhere = RecordFeedback {
        complaint: Some(ComplaintOf {
            cause: "Damp ".to_owned(),
            block: String::new(),
            complainant: "C-3".to_owned(),
        }),
        ..complained(5, "C-3", "2026-11-20")
    };
    small.must(DANA, elsewhere);
    assert_eq!(
        names(&page(&small, DANA)).len(),
        2,
        "the service's is another now"
    );
    small.must(DANA, opened());
    let told = page(&small, DANA);
    assert_eq!(names(&told), ["Damp, Victoria block"]);
    assert!(told.issues[0].stands.contains("3 people have complained"));
    assert_eq!(page(&small, SAM).issues[0].change, Offer::Hidden);
}

#[test]
fn an_issue_that_is_over_says_how_that_is_known_and_tells_when_it_may_be_back() {
    let mut small = company();
    small.must(DANA, found_out());
    small.must(PRIYA, over());
    let told = page(&small, PRIYA);
    assert!(told.issues[0].over);
    assert_eq!(told.issues[0].says.len(), 3);
    assert_eq!(told.issues[0].returned, "");
    assert!(
        told.issues[0]
            .stands
            .starts_with("Over since 21 November 2026, on the day it was found.")
    );
    small.on("2026-12-15".parse().unwrap());
    small.must(DANA, complained(1, "C-1", "2026-12-01"));
    small.must(DANA, complained(2, "C-2", "2026-12-02"));
    let later = view::page(&small.sight(DANA), ALL, "2026-12-15".parse().unwrap()).unwrap();
    assert!(later.issues[0].returned.starts_with("Two or more people"));
}

#[test]
fn what_is_typed_becomes_the_commands() {
    let small = company();
    let recorded = complained(1, "C-1042", "2026-11-03");
    let typed = Typed {
        source: "0".to_owned(),
        received: "3 November 2026".to_owned(),
        service: recorded.service.to_string(),
        said: recorded.said.clone(),
        did: String::new(),
        cause: "damp".to_owned(),
        block: "Victoria block".to_owned(),
        complainant: "C-1042".to_owned(),
        indicators: recorded.indicators[0].to_string(),
    };
    assert_eq!(record(feedback(1).uuid(), &typed), Ok(recorded));
    let survey = Typed {
        source: "1".to_owned(),
        ..typed.clone()
    };
    let survey = record(feedback(1).uuid(), &survey).unwrap();
    assert_eq!(
        (survey.source, survey.complaint),
        (FeedbackSource::Survey, None)
    );
    assert!(record(feedback(1).uuid(), &Typed::default()).is_err());
    let begun = Begun {
        owner: person(PRIYA).to_string(),
        ..Begun::default()
    };
    let key = damp(Place::Service(id(202)));
    assert_eq!(
        record_issue(issue().uuid(), key.clone(), &begun),
        Ok(opened())
    );
    let nobody: Result<RecordGenericIssue, _> =
        record_issue(issue().uuid(), key, &Begun::default());
    assert!(nobody.is_err());
    drop(small);
}

#[test]
fn of_one_service_only_what_was_said_of_it_is_told_and_not_all_of_what_is_answered() {
    let mut small = company();
    small.must(DANA, complained(1, "C-1", "2026-11-03"));
    for (place, day) in (2..).zip(["2026-10-01", "2026-10-02", "2026-10-03"]) {
        let answered = RecordFeedback {
            did: "We painted it.".to_owned(),
            ..complained(place, "C-7", day)
        };
        small.must(DANA, answered);
    }
    let asked = |service, answered| Asked { service, answered };
    let told = |asked| view::page(&small.sight(SAM), asked, today()).unwrap();
    let some = told(asked(Some(id(202)), 2));
    assert_eq!((some.lines.len(), some.more), (3, 1));
    assert_eq!(some.lines[1].name, "Complaint, 3 October 2026");
    assert_eq!(some.said_of.len(), 1);
    let other = told(asked(Some(id(201)), 2));
    assert_eq!((other.lines.len(), other.more), (0, 0));
    assert_eq!(other.heading, "No feedback is recorded yet");
}
