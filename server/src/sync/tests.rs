//! A node without a socket before it: what it does where a rule fails, and where two devices take themselves for one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use domain::{
    calendar::FinancialYear,
    command::{self, Command},
    company::Company,
    decision::{Actor, Context, Decision},
    id::Id,
    objective::{DraftObjective, Objective, OrgLevel},
    person::{PersonId, RecordPerson},
    post::{Grade, RecordPost},
    rejection::Rejection,
    unit::{RecordUnit, UnitKind},
};
use jiff::Timestamp;
use sync::{
    authority::Submission,
    message::{
        FromServer, Hello, Outcome, Push, PushedCommand, SCHEMA_VERSION, Trouble, WIRE_VERSION,
    },
};
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    Node, Taken, history,
    node::system,
    session::{Greeted, Session},
};
use crate::{
    clock::Clock,
    storage::{Db, Options},
};

const TITLE: &str = "Makes a rule fail";
const START: i64 = 1_795_255_200_000_000;

/// The domain's rules, one of which panics.
fn failing(company: &Company, command: &Command, context: &Context) -> Decision {
    match command {
        Command::DraftObjective(draft) if draft.title == TITLE => panic!("as nobody foresaw"),
        _ => command::decide(company, command, context),
    }
}

fn now() -> Timestamp {
    Timestamp::from_microsecond(START).unwrap()
}

fn person(number: u128) -> PersonId {
    Id::new(Uuid::from_u128(number))
}

fn draft(owner: u128, number: u128, title: &str) -> Command {
    DraftObjective {
        objective: Id::new(Uuid::from_u128(number)),
        title: title.to_owned(),
        success_measure: "Measured each month".to_owned(),
        level: OrgLevel::Individual,
        owner: person(owner),
        unit: None,
        year: FinancialYear(2026),
        due: None,
        contributes_to: None,
        illustrative: true,
    }
    .into()
}

/// A new database with two people in it, and a node.
async fn office() -> (TempDir, Db, Node) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    let db = Db::open(&url.parse().unwrap(), Options::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let clock = Clock::manual(START);
    let node = Node::start_deciding_by(failing, db.clone(), clock)
        .await
        .unwrap();
    let mut founding = vec![
        RecordUnit {
            unit: Id::new(Uuid::from_u128(20)),
            name: "Repairs".to_owned(),
            kind: UnitKind::Group,
            within: None,
            purpose: String::new(),
            illustrative: true,
        }
        .into(),
    ];
    for number in [1, 2] {
        let person = person(number);
        let known = RecordPerson {
            person,
            name: format!("Person {number}"),
            active: true,
            illustrative: true,
        };
        let post = RecordPost {
            post: Id::new(Uuid::from_u128(30 + number)),
            title: format!("Post {number}"),
            unit: Some(Id::new(Uuid::from_u128(20))),
            grade: Grade::Staff,
            reports_to: None,
            holder: Some(person),
        };
        founding.extend([Command::from(known), post.into()]);
        let replica = Uuid::from_u128(900 + number);
        let principal = person.to_string();
        let registered = db.register_replica(replica, &principal, START).await;
        registered.unwrap();
    }
    let founded = founding
        .into_iter()
        .map(|command| system(command, Actor::System, now()));
    let founded = node.submit(founded.collect()).await.unwrap();
    assert_eq!(outcomes(founded), vec![Outcome::Applied; 5]);
    (folder, db, node)
}

/// What a person's replica sends, from this number on.
fn sent(by: u128, from_no: u64, titles: &[&str]) -> Vec<Submission> {
    let numbered = (from_no..).zip(titles);
    numbered
        .map(|(no, title)| {
            let number = by * 1_000 + u128::from(no);
            let command = draft(by, number, title);
            Submission {
                actor: Actor::Person(person(by)),
                from: Some((Uuid::from_u128(900 + by), no)),
                uuid: Uuid::from_u128(number),
                text: serde_json::to_string(&command).unwrap(),
                command: Some(command),
                now: now(),
            }
        })
        .collect()
}

fn outcomes(taken: Vec<Taken>) -> Vec<Outcome> {
    let each = taken.into_iter().map(|taken| match taken {
        Taken::Decided { outcome, .. } => outcome,
        other => panic!("not decided: {other:?}"),
    });
    each.collect()
}

/// Property 16.
#[tokio::test]
async fn a_rule_that_panics_refuses_its_own_command_and_holds_up_nobody() {
    let (_folder, db, node) = office().await;
    let (first, second) = tokio::join!(
        node.submit(sent(1, 1, &["Before", TITLE, "After"])),
        node.submit(sent(2, 1, &["Of somebody else"])),
    );
    let first = outcomes(first.unwrap());
    let incident = Uuid::from_u128(1_002).to_string();
    let failed = Outcome::Rejected(Rejection::Internal { incident });
    assert_eq!(first, [Outcome::Applied, failed, Outcome::Applied]);
    assert_eq!(outcomes(second.unwrap()), [Outcome::Applied]);
    // The queue goes on, and what failed is not tried again.
    let again = node.submit(sent(1, 2, &[TITLE])).await.unwrap();
    assert!(matches!(again[..], [Taken::Answered]), "{again:?}");
    let next = node.submit(sent(1, 4, &["And on"])).await.unwrap();
    assert_eq!(outcomes(next), [Outcome::Applied]);

    // What is kept holds, with one letter to the administrator; a node that starts from it has the rest.
    let mut reading = db.reading().await.unwrap();
    let held = history::verify(&mut reading, None).await.unwrap();
    drop(reading);
    let sums: BTreeMap<_, _> = held.sums.iter().map(|sum| (sum.table, sum.rows)).collect();
    assert_eq!(sums.get("dead_letter"), Some(&1));
    let started = Node::start(db, Clock::manual(START)).await.unwrap();
    let titles: Vec<_> = started
        .now()
        .company()
        .all::<Objective>()
        .map(|objective| objective.title.clone())
        .collect();
    assert_eq!(titles, ["Before", "After", "And on", "Of somebody else"]);
}

async fn greeted(node: &Node, replica: Uuid) -> Session {
    let hello = Hello {
        v: WIRE_VERSION,
        schema: SCHEMA_VERSION,
        replica,
        epoch: None,
        cursor: 0,
        chain: None,
        scope_digest: None,
        next_no: 1,
        confirmed_no: 0,
        staged: None,
        astray: false,
        cleared: false,
    };
    match Session::greet(node.clone(), person(1), &hello)
        .await
        .unwrap()
    {
        Greeted::Welcome(session, _) => *session,
        Greeted::Over(message) => panic!("not welcomed: {message:?}"),
    }
}

fn push(number: u128, title: &str) -> Push {
    let command = draft(1, number, title);
    let args = command.args().unwrap();
    Push {
        from_no: 1,
        commands: vec![PushedCommand {
            no: 1,
            uuid: Uuid::from_u128(number),
            ver: 1,
            base_seq: 0,
            claimed_at: now(),
            name: command.name().to_owned(),
            args: serde_json::value::RawValue::from_string(args)
                .unwrap()
                .into(),
        }],
    }
}

/// Property 3: the copy has heard nothing of it yet as it sends its own.
#[tokio::test]
async fn a_copy_of_a_device_is_told_what_the_other_did_before_the_answers_to_it() {
    let (_folder, _, node) = office().await;
    let replica = Uuid::from_u128(901);
    let mut copies = [greeted(&node, replica).await, greeted(&node, replica).await];
    copies[0]
        .push(push(1_001, "Of the first copy"))
        .await
        .unwrap();
    let said = copies[1].push(push(1_002, "Of the second")).await.unwrap();
    let mut done = false;
    for message in &said {
        match message {
            FromServer::PokePart(part) => {
                done |= part.puts.iter().any(|put| put.kind == "objective")
            }
            FromServer::PokeEnd(end) => assert!(done || end.answers.is_empty(), "{said:?}"),
            _ => {}
        }
    }
    assert!(done, "{said:?}");
    let last = said.last();
    assert!(
        matches!(last, Some(FromServer::Trouble(Trouble::Forked))),
        "{last:?}"
    );
}
