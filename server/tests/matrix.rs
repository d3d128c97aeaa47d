//! The access matrix of the domain, cell by cell, tried on a running server over HTTP and over the socket.
//!
//! What is expected is read from the golden file that a manager agreed to, not from the rules that are tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

#[path = "../../app/domain/tests/matrix_company/mod.rs"]
mod matrix_company;

mod writes;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use domain::{access, command::Command};
use matrix_company::{Building, PEOPLE, building, id};
use serde_json::{Value, json};
use server::{
    auth::{Auth, Password},
    clock::Clock,
    config::{Argon2Settings, Config},
    storage::VersionRow,
};
use support::{
    database::TestDatabase,
    on_both_engines,
    process::{PASSWORD, Process, Socket, hello, push},
    rows,
};
use uuid::Uuid;

/// One row of the golden file: its words, and what each person may do.
type Row = (String, Vec<String>);

fn golden() -> Vec<Row> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/domain/tests/golden/access-matrix.txt");
    let text = fs::read_to_string(path).unwrap();
    let table = text
        .lines()
        .skip_while(|line| !line.starts_with("      "))
        .skip(1);
    let rows: Vec<Row> = table
        .map(|line| {
            let (words, cells) = line.split_at(42);
            let cells: Vec<String> = cells.split_whitespace().map(str::to_owned).collect();
            assert_eq!(cells.len(), PEOPLE.len(), "{line}");
            (words.trim().to_owned(), cells)
        })
        .collect();
    assert!(rows.len() > 30, "only {} rows", rows.len());
    rows
}

/// The company of the matrix on a server, and its people signed in.
struct Tried {
    process: Process,
    building: Building,
    cookies: BTreeMap<u128, String>,
}

impl Tried {
    async fn open(at: &TestDatabase) -> Self {
        let mut building = building();
        writes::prepare(&mut building.company);
        store(at, &building).await;
        let names: Vec<(Uuid, String)> = PEOPLE
            .iter()
            .map(|(person, _)| (Uuid::from_u128(*person), format!("person.{person}")))
            .collect();
        let config = Config::default();
        let weak = Argon2Settings::weak_for_tests();
        let auth = Auth::new(
            at.db.clone(),
            weak,
            config.session,
            config.lockout,
            Clock::System,
        );
        auth.await
            .unwrap()
            .add_demonstration_accounts(&names, &Password::from(PASSWORD))
            .await
            .unwrap();
        let process = Process::start(&at.address()).await;
        let mut cookies = BTreeMap::new();
        for (person, _) in PEOPLE {
            let (cookie, _) = process.sign_in(&format!("person.{person}")).await;
            cookies.insert(*person, cookie);
        }
        Self {
            process,
            building,
            cookies,
        }
    }

    fn record(&self, words: &str) -> (String, String) {
        let shown = self.building.shown.iter().find(|shown| shown.0 == words);
        let (_, kind, record) = shown.unwrap_or_else(|| panic!("{words} is not in the company"));
        (kind.name().to_owned(), record.to_string())
    }

    /// The code of what a pushed command was answered with over HTTP.
    async fn over_http(&self, person: u128, command: &Command) -> String {
        let hello = hello(Uuid::now_v7(), None);
        let body = json!({"hello": hello["hello"], "push": pushed(1, command)["push"]});
        let answer = self
            .process
            .request("POST", "/sync/push", &self.cookies[&person], Some(&body))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let messages: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
        let answers = messages
            .iter()
            .filter_map(|message| message["poke_end"]["answers"].as_array())
            .flatten();
        code(
            answers
                .last()
                .unwrap_or_else(|| panic!("no answer: {}", answer.body)),
        )
    }
}

fn pushed(no: u64, command: &Command) -> Value {
    let args = serde_json::from_str(&command.args().unwrap()).unwrap();
    push(no, &[(command.name(), args)])
}

/// `applied`, `noop`, or the code of the refusal.
fn code(answer: &Value) -> String {
    let outcome = &answer["outcome"];
    let code = outcome.as_str().or(outcome["rejected"]["code"].as_str());
    code.unwrap_or_else(|| panic!("no outcome: {answer}"))
        .to_owned()
}

/// Writes every record of the company into the database, as one commit.
async fn store(at: &TestDatabase, building: &Building) {
    let company = &building.company;
    let scopes: BTreeSet<_> = PEOPLE
        .iter()
        .flat_map(|(person, _)| access::scopes(company, id(*person)))
        .collect();
    let held = scopes.into_iter().flat_map(|scope| company.in_scope(scope));
    let versions: Vec<VersionRow> = (0..)
        .zip(held)
        .map(|(ord, (kind, record))| {
            let version = company.version(kind, record).unwrap();
            VersionRow {
                ord,
                kind: kind.name().to_owned(),
                id: record,
                scope: version.scope.to_string(),
                prev_scope: None,
                body: Some(version.body.json().unwrap()),
            }
        })
        .collect();
    assert_eq!(versions.len(), company.len(), "a record that nobody sees");
    let commit = rows::commit(&at.db.meta().await.unwrap(), versions);
    let mut tx = at.db.begin_append().await.unwrap();
    tx.append(&[commit]).await.unwrap();
    tx.commit().await.unwrap();
}

fn told(messages: &[Value]) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    messages
        .iter()
        .filter_map(|message| message["poke_part"]["puts"].as_array())
        .flatten()
        .map(|record| (text(&record["kind"]), text(&record["id"])))
        .collect()
}

async fn whole(socket: &mut Socket) -> Vec<Value> {
    let mut heard = Vec::new();
    while let Some(message) = socket.hear().await {
        let last = message.get("poke_end").is_some();
        heard.push(message);
        if last {
            break;
        }
    }
    heard
}

/// Refusals that say that the actor may not do this. Which of them tells least is tried where nobody may see anything.
const REFUSED: [&str; 3] = ["not_found", "not_allowed", "already_there"];

on_both_engines! {
    async fn everybody_is_told_what_the_table_says(at: TestDatabase) {
        let tried = Tried::open(&at).await;
        for (column, (person, name)) in PEOPLE.iter().enumerate() {
            let cookie = &tried.cookies[person];
            let by_http = told(&tried.process.pull(cookie, Uuid::now_v7()).await);
            let mut socket = tried.process.socket(cookie, Uuid::now_v7()).await;
            let by_socket = told(&whole(&mut socket).await);
            assert_eq!(by_http, by_socket, "{name}");
            for (words, cells) in golden() {
                let sees = cells[column] != "-";
                assert_eq!(by_http.contains(&tried.record(&words)), sees, "{name}: {words}");
            }
        }
    }

    async fn everybody_changes_what_the_table_says_and_nothing_else(at: TestDatabase) {
        let tried = Tried::open(&at).await;
        let mut sockets = BTreeMap::new();
        for (person, cookie) in &tried.cookies {
            let mut socket = tried.process.socket(cookie, Uuid::now_v7()).await;
            whole(&mut socket).await;
            sockets.insert(*person, (socket, 0));
        }
        let golden = golden();
        let mut rows: Vec<&Row> = golden.iter().collect();
        rows.sort_by_key(|(words, _)| writes::turn(words));
        let (mut cells_tried, mut problems) = (0, Vec::new());
        for (words, cells) in rows {
            let mut people: Vec<_> = PEOPLE.iter().zip(cells).collect();
            // Those who may not come first, so that what the others do changes nothing for them.
            people.sort_by_key(|(_, cell)| cell.contains('W'));
            for ((person, name), cell) in people {
                let may = cell.contains('W');
                let Some(command) = writes::attempt(&tried.building, words, *person) else {
                    assert!(!may, "{name} may change {words}, and it is not tried how");
                    continue;
                };
                let (socket, no) = sockets.get_mut(person).unwrap();
                *no += 1;
                socket.say(&pushed(*no, &command)).await;
                let by_socket = code(&socket.answer(*no).await.unwrap());
                let by_http = tried.over_http(*person, &command).await;
                for (transport, code) in [("the socket", by_socket), ("HTTP", by_http)] {
                    if REFUSED.contains(&code.as_str()) == may && !(may && code == "already_there") {
                        problems.push(format!("{name}: {words} [{cell}] over {transport}: {code}"));
                    }
                }
                cells_tried += 1;
            }
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(cells_tried > 500, "only {cells_tried} were tried");
    }
}

/// The company that is tried is the one of the table.
#[test]
fn every_row_is_a_record_of_the_company() {
    let shown: BTreeSet<String> = building().shown.into_iter().map(|shown| shown.0).collect();
    let rows: BTreeSet<String> = golden().into_iter().map(|row| row.0).collect();
    assert_eq!(shown, rows);
}
