//! The server is killed while people write; whatever it had answered is there when it is back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use serde_json::{Value, json};
use support::{
    on_both_engines,
    process::{Process, load_demo, push},
};
use tokio::sync::Mutex;
use uuid::Uuid;

/// How often the server is killed, and how many people write meanwhile.
const KILLS: usize = 4;
const WRITERS: usize = 8;

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

on_both_engines! {
    async fn killing_the_server_loses_nothing_that_was_acknowledged(at: TestDatabase) {
        let database = at.address();
        load_demo(&database).await;
        let acknowledged = Arc::new(Mutex::new(BTreeMap::new()));
        let people: Vec<String> = server::demo::sign_ins().unwrap().into_iter().map(|person| person.sign_in).collect();
        let mut process = Process::start(&database).await;
        for kill in 0..KILLS {
            let running = Arc::new(process);
            let mut writers = tokio::task::JoinSet::new();
            let mut started = 0;
            for name in people.iter().skip(kill * WRITERS) {
                let (cookie, _) = running.sign_in(name).await;
                let Some(one_to_one) = an_open_one_to_one(&running.pull(&cookie, Uuid::now_v7()).await) else { continue };
                writers.spawn(write(running.clone(), cookie, one_to_one, acknowledged.clone()));
                started += 1;
                if started == WRITERS {
                    break;
                }
            }
            assert!(started > 0, "nobody has an open 1:1");
            tokio::time::sleep(Duration::from_millis(300 + 70 * kill as u64)).await;
            writers.abort_all();
            while writers.join_next().await.is_some() {}
            let last = Arc::try_unwrap(running).ok().expect("the writers have ended");
            let (database, address) = last.kill().await;
            process = Process::start_at(&database, address).await;
        }
        drop(process);
        let mut there = BTreeMap::new();
        at.db.load(|row| if row.kind == "agenda_item" { there.insert(row.id, row.body); }).await.unwrap();
        let acknowledged = acknowledged.lock().await;
        println!("{} acknowledged over {KILLS} kills, 0 lost", acknowledged.len());
        assert!(acknowledged.len() > KILLS, "only {} were acknowledged", acknowledged.len());
        for (item, text) in acknowledged.iter() {
            let body = there.get(item).unwrap_or_else(|| panic!("{text} was acknowledged and is gone"));
            assert!(body.contains(text.as_str()));
        }
        let checks = at.db.check(|previous, seq, digest| sync::commit::chain(previous, seq as u64, digest)).await.unwrap();
        for check in checks {
            assert!(check.ok, "{check:?}");
        }
    }
}
