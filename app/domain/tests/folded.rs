//! Bodies that are read where a page asks for them: what they are about is in sight, what they say comes back as it was, and what stood in a
//! store before its kind was folded is read as before.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use domain::{
    company::Company,
    folded::{Folded, folded_between, folded_on},
    governance_body::{BodyKind, GovernanceBody},
    id::Id,
    milestone::Milestone,
    plan_action::PlanAction,
    record::{Body, Change, Kind, Stamp},
    scope::Scope,
};
use uuid::Uuid;

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn milestone(title: &str, due: Option<&str>) -> Milestone {
    Milestone {
        action: Id::new(uuid(1)),
        title: title.to_owned(),
        due: due.map(|due| due.parse().unwrap()),
        done: false,
        status: "On track".to_owned(),
        percent: None,
        note: String::new(),
    }
}

fn held(bodies: &[Body]) -> Company {
    let mut company = Company::default();
    for (number, body) in (10..).zip(bodies) {
        let stamp = Stamp {
            seq: 1,
            at: "2026-11-21T10:00:00Z".parse().unwrap(),
        };
        let change = Change::Put {
            id: uuid(number),
            scope: Scope::Staff,
            body: body.clone(),
        };
        company.apply(&change, stamp);
    }
    company
}

fn titles(company: &Company) -> Vec<String> {
    folded_on::<Milestone>(company, uuid(1))
        .map(|stored| stored.open().unwrap().title)
        .collect()
}

#[test]
fn what_is_folded_stands_on_what_it_is_about_in_its_order() {
    let folded = |title, due| Body::from(Folded::fold(&milestone(title, due)).unwrap());
    let company = held(&[
        folded("Last", Some("2027-03-31")),
        folded("No day", None),
        folded("First", Some("2026-04-01")),
    ]);
    assert_eq!(titles(&company), ["No day", "First", "Last"]);
    let by_then: Vec<_> = folded_between::<Milestone>(&company, uuid(1), 1..=20_261_231)
        .map(|stored| stored.open().unwrap())
        .collect();
    assert_eq!(by_then, [milestone("First", Some("2026-04-01"))]);
    // Another kind on the same record has a span of its own.
    assert_eq!(folded_on::<PlanAction>(&company, uuid(1)).count(), 0);
}

#[test]
fn what_is_written_is_read_again_as_it_was() {
    let body = Body::from(Folded::fold(&milestone("Survey", Some("2026-04-01"))).unwrap());
    let again = Body::parse(Kind::Milestone, &body.json().unwrap()).unwrap();
    assert_eq!(again, body);
    assert_eq!(titles(&held(&[again])), ["Survey"]);
}

#[test]
fn what_stood_in_a_store_before_its_kind_was_folded_is_read_as_before() {
    let old = serde_json::to_string(&milestone("Survey", Some("2026-04-01"))).unwrap();
    assert!(!old.contains("says"), "{old}");
    let read = Body::parse(Kind::Milestone, &old).unwrap();
    let company = held(&[read]);
    let stored = folded_on::<Milestone>(&company, uuid(1)).next().unwrap();
    assert_eq!(stored.on(), Some(uuid(1)));
    assert_eq!(stored.open(), Some(milestone("Survey", Some("2026-04-01"))));
}

#[test]
fn a_body_that_is_about_nothing_is_read_from_a_store_of_before() {
    let body = GovernanceBody {
        name: "Board".to_owned(),
        kind: BodyKind::Board,
    };
    let old = serde_json::to_string(&body).unwrap();
    let company = held(&[Body::parse(Kind::GovernanceBody, &old).unwrap()]);
    let stored = company.all::<Folded<GovernanceBody>>().next().unwrap();
    assert_eq!(stored.on(), None);
    assert_eq!(stored.open(), Some(body));
}

#[test]
fn what_a_newer_version_wrote_otherwise_is_passed_over() {
    let newer = r#"{"about":[["00000000-0000-0000-0000-000000000001",0]],"says":{"steps":[]}}"#;
    let company = held(&[Body::parse(Kind::Milestone, newer).unwrap()]);
    let stored = folded_on::<Milestone>(&company, uuid(1)).next().unwrap();
    assert_eq!(stored.open(), None);
}
