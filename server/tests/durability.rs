//! The server is killed while people write; whatever it had answered is there when it is back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use support::{
    on_both_engines,
    process::{Process, load_demo, push},
};
use tokio::sync::Mutex;
use uuid::Uuid;

/// How many people write meanwhile.
const WRITERS: usize = 16;

/// How often the server is killed: `make kills` says 200.
fn kills() -> usize {
    let said = std::env::var("THROUGHLINE_KILLS").ok();
    said.map_or(4, |said| said.parse().expect("a number of kills"))
}

/// Writes agenda items to one's own 1:1 until the server is gone, noting each that was answered as applied.
async fn write(
    process: Arc<Process>,
    cookie: String,
    one_to_one: String,
    acknowledged: Arc<Mutex<BTreeMap<Uuid, String>>>,
) {
    let replica = Uuid::now_v7();
    let Some(mut socket) = process.bare_socket(&cookie).await else {
        return;
    };
    socket.say(&support::process::hello(replica, None)).await;
    for no in 1.. {
        let item = Uuid::now_v7();
        let text = format!("Item {no} of {replica}");
        let command = json!({"item": item, "one_to_one": one_to_one, "text": text});
        socket.say(&push(no, &[("agenda_item.add", command)])).await;
        match socket.answer(no).await {
            Some(answer) if answer["outcome"] == "applied" => {
                acknowledged.lock().await.insert(item, text);
            }
            Some(answer) => panic!("not applied: {answer}"),
            None => return,
        }
    }
}

fn an_open_one_to_one(messages: &[Value]) -> Option<String> {
    let records = messages
        .iter()
        .filter_map(|message| message["poke_part"]["puts"].as_array())
        .flatten();
    records
        .filter(|record| record["kind"] == "one_to_one" && record["body"]["held_on"].is_null())
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .next()
}

/// People with an open 1:1, signed in: each cookie with the 1:1.
async fn writers(process: &Process) -> Vec<(String, String)> {
    let mut writers = Vec::new();
    for person in server::demo::sign_ins().unwrap() {
        let (cookie, _) = process.sign_in(&person.sign_in).await;
        if let Some(open) = an_open_one_to_one(&process.pull(&cookie, Uuid::now_v7()).await) {
            writers.push((cookie, open));
        }
        if writers.len() == WRITERS {
            return writers;
        }
    }
    panic!("only {} people have an open 1:1", writers.len());
}

on_both_engines! {
    async fn killing_the_server_loses_nothing_that_was_acknowledged(at: TestDatabase) {
        let database = at.address();
        load_demo(&database).await;
        let acknowledged = Arc::new(Mutex::new(BTreeMap::new()));
        let mut process = Arc::new(Process::start(&database).await);
        let people = writers(&process).await;
        let mut longest = Duration::ZERO;
        for kill in 0..kills() {
            let mut writing = tokio::task::JoinSet::new();
            for (cookie, one_to_one) in people.iter().cloned() {
                writing.spawn(write(process.clone(), cookie, one_to_one, acknowledged.clone()));
            }
            // All of them are well into writing by then, and it is another moment each time.
            let before = acknowledged.lock().await.len();
            while acknowledged.lock().await.len() < before + 2 * WRITERS {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            tokio::time::sleep(Duration::from_millis(kill as u64 * 7 % 90)).await;
            process.kill().await;
            writing.join_all().await;
            let away = Instant::now();
            process = Arc::new(process.again().await);
            longest = longest.max(away.elapsed());
        }
        drop(process);
        let mut there = BTreeMap::new();
        at.db.load(|row| if row.kind == "agenda_item" { there.insert(row.id, row.body); }).await.unwrap();
        let acknowledged = acknowledged.lock().await;
        println!("{}: {} acknowledged to {WRITERS} writers over {} kills, looking for each; back after {longest:?} at most", database.split(':').next().unwrap(), acknowledged.len(), kills());
        assert!(acknowledged.len() > kills(), "only {} were acknowledged", acknowledged.len());
        for (item, text) in acknowledged.iter() {
            let body = there.get(item).unwrap_or_else(|| panic!("{text} was acknowledged and is gone"));
            assert!(body.contains(text.as_str()));
        }
        println!("none of them is lost");
        let checks = at.db.check(|previous, seq, digest| sync::commit::chain(previous, seq as u64, digest)).await.unwrap();
        for check in checks {
            assert!(check.ok, "{check:?}");
        }
    }
}
