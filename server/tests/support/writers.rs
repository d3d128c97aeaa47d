//! People who write while something goes wrong, and the list of what they were told is saved.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{sync::Mutex, task::JoinSet, time::sleep};
use uuid::Uuid;

use super::{
    database::TestDatabase,
    process::{Claim, Process, Socket, hello, push},
};

/// How many people write.
pub const WRITERS: usize = 16;

/// How long a writer waits before it connects again.
const AGAIN_AFTER: Duration = Duration::from_millis(50);

/// How many times a thing goes wrong: what the environment says under this name, or so many.
pub fn rounds(name: &str, otherwise: usize) -> usize {
    let said = std::env::var(name).ok();
    said.map_or(otherwise, |said| said.parse().expect("a number of rounds"))
}

/// What was answered as applied: each item with its text, and how often that was each writer's; and how often it was "busy".
#[derive(Default)]
struct Acknowledged {
    items: BTreeMap<Uuid, String>,
    each: [usize; WRITERS],
    busy: usize,
}

/// Writers at work, each with a replica of its own. A command without an answer is sent again until it has one.
pub struct Writers {
    running: JoinSet<()>,
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<Acknowledged>>,
}

impl Writers {
    /// Signs people in and has them write agenda items to their own 1:1s.
    pub async fn start(process: &Process) -> Self {
        let mut writers = Self {
            running: JoinSet::new(),
            stop: Arc::default(),
            acknowledged: Arc::default(),
        };
        for (place, (cookie, one_to_one)) in people(process).await.into_iter().enumerate() {
            let writer = Writer {
                address: process.address,
                cookie,
                one_to_one,
                place,
                stop: writers.stop.clone(),
                acknowledged: writers.acknowledged.clone(),
            };
            writers.running.spawn(writer.write());
        }
        writers
    }

    /// How much was acknowledged so far.
    pub async fn count(&self) -> usize {
        self.acknowledged.lock().await.items.len()
    }

    /// Waits until so many more were acknowledged; how long that took.
    pub async fn more(&mut self, more: usize, within: Duration) -> Duration {
        let (began, before) = (Instant::now(), self.count().await);
        while self.count().await < before + more {
            self.wait(began, within).await;
        }
        began.elapsed()
    }

    /// Waits until everybody was acknowledged something more; how long that took.
    pub async fn everybody(&mut self, within: Duration) -> Duration {
        let (began, before) = (Instant::now(), self.acknowledged.lock().await.each);
        loop {
            let each = self.acknowledged.lock().await.each;
            if each.iter().zip(before).all(|(now, before)| *now > before) {
                return began.elapsed();
            }
            self.wait(began, within).await;
        }
    }

    /// Waits until so many more were told that the server is busy.
    pub async fn refused(&mut self, more: usize, within: Duration) {
        let (began, before) = (Instant::now(), self.acknowledged.lock().await.busy);
        while self.acknowledged.lock().await.busy < before + more {
            self.wait(began, within).await;
        }
    }

    async fn wait(&mut self, began: Instant, within: Duration) {
        if let Some(ended) = self.running.try_join_next() {
            ended.unwrap();
            panic!("a writer stopped");
        }
        assert!(began.elapsed() < within, "not answered within {within:?}");
        sleep(Duration::from_millis(5)).await;
    }

    /// Has them stop, and returns what was acknowledged, items with their texts.
    pub async fn stop(self) -> BTreeMap<Uuid, String> {
        self.stop.store(true, Ordering::SeqCst);
        self.running.join_all().await;
        std::mem::take(&mut self.acknowledged.lock().await.items)
    }
}

struct Writer {
    address: SocketAddr,
    cookie: String,
    one_to_one: String,
    place: usize,
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<Acknowledged>>,
}

impl Writer {
    async fn write(self) {
        let replica = Uuid::now_v7();
        let (mut socket, mut held) = (None, None);
        for no in 1.. {
            let item = Uuid::now_v7();
            let text = format!("Item {no} of {replica}");
            let command = json!({"item": item, "one_to_one": self.one_to_one, "text": text});
            let pushed = push(no, &[("agenda_item.add", command)]);
            loop {
                if self.stop.load(Ordering::SeqCst) {
                    return;
                }
                if socket.is_none() {
                    socket = self.connected(replica, held.as_ref()).await;
                }
                if let Some(socket) = &mut socket
                    && self.is_applied(socket, no, &pushed).await
                {
                    break;
                }
                // As a browser, it goes on from where it stood.
                let left = socket.take().map(|socket| socket.held);
                held = left.filter(|left| !left.at.cursor.is_null()).or(held);
                sleep(AGAIN_AFTER).await;
            }
            let mut acknowledged = self.acknowledged.lock().await;
            acknowledged.items.insert(item, text);
            acknowledged.each[self.place] += 1;
        }
    }

    /// A new connection on which what is held was said; none where the server takes none.
    async fn connected(&self, replica: Uuid, held: Option<&Claim>) -> Option<Socket> {
        let mut socket = Socket::open(self.address, &self.cookie).await?;
        socket.say(&hello(replica, held)).await;
        socket.held = held.cloned().unwrap_or_default();
        Some(socket)
    }

    /// Sends a command; false where it is not known what became of it.
    async fn is_applied(&self, socket: &mut Socket, no: u64, pushed: &Value) -> bool {
        socket.say(pushed).await;
        match socket.answer(no).await {
            Some(answer) if answer["outcome"] == "applied" => true,
            Some(answer) if answer["trouble"].get("busy").is_some() => {
                self.acknowledged.lock().await.busy += 1;
                false
            }
            Some(answer) => panic!("neither applied nor busy: {answer}"),
            None => false,
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
async fn people(process: &Process) -> Vec<(String, String)> {
    let mut people = Vec::new();
    for person in server::demo::sign_ins().unwrap() {
        let (cookie, _) = process.sign_in(&person.sign_in).await;
        if let Some(open) = an_open_one_to_one(&process.pull(&cookie, Uuid::now_v7()).await) {
            people.push((cookie, open));
        }
        if people.len() == WRITERS {
            return people;
        }
    }
    panic!("only {} people have an open 1:1", people.len());
}

/// Fails where anything that was acknowledged is not in the database, anything was done twice, or the history does not hold.
pub async fn nothing_is_lost(at: &TestDatabase, acknowledged: &BTreeMap<Uuid, String>) {
    let mut there = BTreeMap::new();
    let meta = at.db.load(|row| {
        if row.kind == "agenda_item" {
            there.insert(row.id, row.body);
        }
    });
    meta.await.unwrap();
    for (item, text) in acknowledged {
        let body = there
            .get(item)
            .unwrap_or_else(|| panic!("{text} was acknowledged and is gone"));
        assert!(body.contains(text.as_str()));
    }
    let twice = "SELECT command_uuid FROM commit_log WHERE command_uuid IS NOT NULL GROUP BY command_uuid HAVING COUNT(*) > 1";
    assert_eq!(at.texts(twice).await, Vec::<String>::new(), "done twice");
    let link = |previous: &_, seq, digest: &_| sync::commit::chain(previous, seq as u64, digest);
    for check in at.db.check(link).await.unwrap() {
        assert!(check.ok, "{check:?}");
    }
}
