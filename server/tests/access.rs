//! The access rules again, over HTTP and over the socket: everyone signs in, and nobody is sent or may write what is not theirs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::BTreeSet;

use domain::{access, company::Company, id::Id, person::PersonId, record::Kind};
use serde_json::{Value, json};
use server::demo;
use support::{
    office::Office,
    on_both_engines,
    process::{PASSWORD, push},
};
use uuid::Uuid;

fn records(messages: &[Value]) -> Vec<Value> {
    messages
        .iter()
        .filter_map(|message| message["poke_part"]["puts"].as_array())
        .flatten()
        .cloned()
        .collect()
}

fn keys(records: &[Value]) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    records
        .iter()
        .map(|record| (text(&record["kind"]), text(&record["id"])))
        .collect()
}

/// What a person may see, by the rules and not by the wire.
fn visible(company: &Company, person: PersonId) -> BTreeSet<(String, String)> {
    access::scopes(company, person)
        .into_iter()
        .flat_map(|scope| company.in_scope(scope))
        .map(|(kind, id)| (kind.name().to_owned(), id.to_string()))
        .collect()
}

on_both_engines! {
    async fn everyone_is_sent_what_they_may_see_and_nothing_else(at: TestDatabase) {
        let office = Office::open(&at).await;
        let mut tried = 0;
        for person in demo::sign_ins().unwrap() {
            let (cookie, id) = office.process.sign_in(&person.sign_in).await;
            let expected = visible(&office.company, Id::new(id));
            let pulled = records(&office.process.pull(&cookie, Uuid::now_v7()).await);
            assert_eq!(keys(&pulled), expected, "{} over HTTP", person.sign_in);
            let mut socket = office.process.socket(&cookie, Uuid::now_v7()).await;
            let mut heard = Vec::new();
            while let Some(message) = socket.hear().await {
                let last = message.get("poke_end").is_some();
                heard.push(message);
                if last {
                    break;
                }
            }
            assert_eq!(
                keys(&records(&heard)),
                expected,
                "{} over the socket",
                person.sign_in
            );
            tried += expected.len() * 2;
        }
        println!("{tried} records compared");
        assert!(tried > 10_000);
    }
}

on_both_engines! {
    /// A command of every private kind against somebody's 1:1 and objective, by everyone who is not of the two.
    async fn nobody_writes_what_is_not_theirs_and_the_refusal_tells_nothing(at: TestDatabase) {
        let office = Office::open(&at).await;
        let series = office
            .company
            .all::<domain::one_to_one::OneToOneSeries>()
            .next()
            .unwrap();
        let meeting = office
            .company
            .pointing::<domain::one_to_one::OneToOne>(domain::index::Edge::OneToOneOf, series.id.uuid())
            .next_back()
            .unwrap();
        let mut refused = 0;
        for person in demo::sign_ins().unwrap() {
            if series.is_party(person.person) {
                continue;
            }
            let (cookie, _) = office.process.sign_in(&person.sign_in).await;
            let mut socket = office.process.socket(&cookie, Uuid::now_v7()).await;
            let attempts = |one_to_one: Uuid, series: Uuid| {
                vec![
                    (
                        "agenda_item.add",
                        json!({"item": Uuid::now_v7(), "one_to_one": one_to_one, "text": "Intruding"}),
                    ),
                    (
                        "entry.write",
                        json!({"entry": Uuid::now_v7(), "one_to_one": one_to_one, "topic": "work", "text": "Intruding"}),
                    ),
                    (
                        "action.add",
                        json!({"action": Uuid::now_v7(), "one_to_one": one_to_one, "text": "Intruding", "who": person.person, "due": null}),
                    ),
                    (
                        "private_note.write",
                        json!({"note": Uuid::now_v7(), "one_to_one": one_to_one, "text": "Intruding"}),
                    ),
                    (
                        "one_to_one.move",
                        json!({"one_to_one": one_to_one, "scheduled_for": "2026-12-01"}),
                    ),
                    ("one_to_one.confirm", json!({"one_to_one": one_to_one})),
                    ("one_to_one.end_series", json!({"series": series})),
                ]
            };
            let real = attempts(meeting.id.uuid(), series.id.uuid());
            let nowhere = attempts(Uuid::now_v7(), Uuid::now_v7());
            for (no, commands) in (1_u64..).zip(real.into_iter().zip(nowhere)) {
                let (there, absent) = (no * 2 - 1, no * 2);
                socket
                    .say(&push(there, std::slice::from_ref(&commands.0)))
                    .await;
                let there = socket.answer(there).await.unwrap();
                socket.say(&push(absent, &[commands.1])).await;
                let absent = socket.answer(absent).await.unwrap();
                assert_eq!(
                    there["outcome"], absent["outcome"],
                    "{}: {}",
                    person.sign_in, commands.0.0
                );
                assert_eq!(
                    there["outcome"]["rejected"]["code"], "not_found",
                    "{}: {there}",
                    person.sign_in
                );
                refused += 1;
            }
        }
        println!("{refused} attempts refused");
        assert!(refused > 300);
    }
}

on_both_engines! {
    async fn what_cannot_be_read_is_answered_and_nothing_stops(at: TestDatabase) {
        let office = Office::open(&at).await;
        let name = &demo::sign_ins().unwrap()[0].sign_in;
        let (cookie, person) = office.process.sign_in(name).await;
        let replica = Uuid::now_v7();
        let mut socket = office.process.socket(&cookie, replica).await;
        while socket
            .hear()
            .await
            .is_some_and(|message| message.get("poke_end").is_none())
        {}
        for text in [
            "",
            "{",
            "[]",
            r#"{"push":{}}"#,
            r#"{"hello":1}"#,
            "\u{0}\u{1}",
            r#"{"drop":"tables"}"#,
        ] {
            socket.say_text(text).await;
            assert_eq!(
                socket.hear().await,
                Some(json!({"trouble": "unreadable"})),
                "{text:?}"
            );
        }
        let title = "x".repeat(10_000);
        let draft = |title: &str| json!({"objective": Uuid::now_v7(), "title": title, "success_measure": "", "level": "individual", "owner": person, "unit": null, "year": 2026, "due": null});
        for (no, (name, args), code) in [
            (1, ("objective.draft", draft(&title)), "fields"),
            (2, ("objective.draft", json!({"title": 5})), "unreadable"),
            (3, ("drop.tables", json!({})), "unreadable"),
            (
                4,
                (
                    "check_in.record",
                    json!({"check_in": Uuid::now_v7(), "objective": Uuid::now_v7(), "progress": 140, "note": ""}),
                ),
                "fields",
            ),
        ] {
            socket.say(&push(no, &[(name, args)])).await;
            let answer = socket.answer(no).await.unwrap();
            assert_eq!(
                answer["outcome"]["rejected"]["code"], code,
                "{name}: {answer}"
            );
        }
        socket
            .say(&push(9, &[("objective.draft", draft("A title"))]))
            .await;
        assert_eq!(
            socket.hear().await,
            Some(json!({"trouble": {"gap": {"expected": "5"}}}))
        );
        // Somebody else's replica.
        let (thief, _) = office
            .process
            .sign_in(&demo::sign_ins().unwrap()[1].sign_in)
            .await;
        let mut stolen = office.process.socket(&thief, replica).await;
        assert_eq!(
            stolen.hear().await,
            Some(json!({"trouble": "not_your_replica"}))
        );
        // A session that was ended.
        let ended = office
            .process
            .request("DELETE", "/api/session", &cookie, None)
            .await;
        assert_eq!(ended.status, 204);
        assert_eq!(
            socket.hear().await,
            Some(json!({"trouble": "needs_sign_in"}))
        );
        assert!(office.process.bare_socket(&cookie).await.is_none());
        assert_eq!(
            office
                .process
                .request("GET", "/api/session", &cookie, None)
                .await
                .status,
            204
        );
    }
}

on_both_engines! {
    async fn every_answer_carries_the_policy_and_another_site_is_refused(at: TestDatabase) {
        let office = Office::open(&at).await;
        for path in ["/app", "/app/scorecard", "/api/session", "/nowhere"] {
            let answer = office.process.request("GET", path, "", None).await;
            let policy = answer.header("content-security-policy").unwrap_or_default();
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
                "{path}: {policy}"
            );
            assert_eq!(
                answer.header("x-content-type-options"),
                Some("nosniff"),
                "{path}"
            );
        }
        let credentials = json!({"sign_in": "nobody", "password": PASSWORD}).to_string();
        let foreign = format!(
            "POST /api/session HTTP/1.1\r\nHost: {0}\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\nContent-Length: {1}\r\nConnection: close\r\n\r\n{credentials}",
            office.process.address,
            credentials.len()
        );
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(office.process.address)
            .await
            .unwrap();
        stream.write_all(foreign.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    }
}

/// Every kind that only the two people of a 1:1 may see, or only its author: a new kind does not compile until somebody has said
/// whether the attempts above have to know it.
#[test]
fn the_private_kinds_are_the_ones_tried_above() {
    let tried = [
        ("one_to_one_series", "one_to_one.end_series"),
        ("one_to_one", "one_to_one.move"),
        ("agenda_item", "agenda_item.add"),
        ("entry", "entry.write"),
        ("action", "action.add"),
        ("private_note", "private_note.write"),
    ];
    let private: Vec<&str> = Kind::ALL
        .iter()
        .filter(|kind| is_private(**kind))
        .map(|kind| kind.name())
        .collect();
    let kinds: Vec<&str> = tried.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(private, kinds);
    let this = include_str!("access.rs");
    for (kind, command) in tried {
        let attempted = this.matches(&format!("\"{command}\"")).count();
        assert_eq!(attempted, 2, "{kind}: here and among the attempts");
    }
}

fn is_private(kind: Kind) -> bool {
    match kind {
        Kind::OneToOneSeries
        | Kind::OneToOne
        | Kind::AgendaItem
        | Kind::Entry
        | Kind::Action
        | Kind::PrivateNote => true,
        Kind::Mission
        | Kind::Perspective
        | Kind::Priority
        | Kind::Weight
        | Kind::Unit
        | Kind::GovernanceBody
        | Kind::Membership
        | Kind::Person
        | Kind::Post
        | Kind::RoleGrant
        | Kind::Indicator
        | Kind::Ownership
        | Kind::Target
        | Kind::Measurement
        | Kind::Objective
        | Kind::ObjectiveLink
        | Kind::ObjectiveMeasure
        | Kind::CheckIn
        | Kind::PeopleProgress
        | Kind::OneToOneDate
        | Kind::PlanAction
        | Kind::Milestone
        | Kind::BenchmarkSet
        | Kind::Import
        | Kind::ScorecardChange
        | Kind::TargetCase
        | Kind::TargetRevision
        | Kind::FigureStep
        | Kind::Commentary
        | Kind::CorrectiveAction
        | Kind::StageWaiver
        | Kind::DefinitionSheet
        | Kind::IndicatorSelection
        | Kind::CriticalSuccessFactor
        | Kind::CoreBusinessActivity
        | Kind::DataQualityRating
        | Kind::IndicatorSet
        | Kind::PerformanceAudit
        | Kind::Procedure
        | Kind::ProcedureReading
        | Kind::Plan
        | Kind::PlanStep
        | Kind::ReviewOrder
        | Kind::EqualityReview
        | Kind::EqualityAction
        | Kind::Risk
        | Kind::RiskReview
        | Kind::RiskMatrix
        | Kind::FocusGroupSession
        | Kind::Feedback
        | Kind::GenericIssue
        | Kind::ReportRun
        | Kind::ReportStep => false,
    }
}
