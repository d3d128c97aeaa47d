//! Several servers on one PostgreSQL: how much they take together, how long a change needs from one to another, and what becomes of
//! the devices of one that is killed.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    time::{Duration, Instant},
};

use domain::{one_to_one::OneToOneId, record::Kind};
use serde_json::{Value, json};
use server::storage::Db;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    device::Device,
    figures::{load, milliseconds},
    office::Office,
    people::{item, open_one_to_ones, owners},
    workload::at_a_pace,
};

const SERVERS: usize = 3;
/// Devices of the first and the last workload: as many at each server.
const DEVICES: usize = 12;
const ITEMS: &str = "agenda_item";

/// A database of its own in a cluster, taken away again.
struct Database {
    cluster: String,
    name: String,
    url: String,
}

impl Database {
    async fn make(cluster: &str, purpose: &str) -> Self {
        let name = format!("throughline_fleet_{}_{purpose}", std::process::id());
        let (place, _) = cluster.rsplit_once('/').expect("an address with a name");
        let made = Self {
            cluster: cluster.to_owned(),
            url: format!("{place}/{name}"),
            name,
        };
        made.say(format!("CREATE DATABASE {}", made.name)).await;
        made
    }

    async fn say(&self, sql: String) {
        let mut connection = PgConnection::connect(&self.cluster)
            .await
            .expect("PostgreSQL");
        let done = sqlx::query(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await;
        done.expect("a database of our own");
    }

    async fn drop(self) {
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        self.say(sql).await;
    }
}

/// The three workloads, or the word that there is no PostgreSQL.
pub async fn all(program: &PathBuf) -> Vec<Value> {
    let Ok(cluster) = std::env::var("THROUGHLINE_TEST_POSTGRES") else {
        let why = "THROUGHLINE_TEST_POSTGRES names no PostgreSQL";
        return vec![json!({"workload": "nodes", "not measured": why})];
    };
    let mut reports = Vec::new();
    for purpose in ["sustained", "paced", "killed"] {
        let database = Database::make(&cluster, purpose).await;
        reports.push(match purpose {
            "sustained" => sustained(program, &database.url).await,
            "paced" => paced(program, &database.url).await,
            _ => killed(program, &database.url).await,
        });
        database.drop().await;
    }
    reports
}

/// Devices of different people, each with a 1:1 of its own, spread over the servers.
async fn devices(office: &mut Office) -> Vec<(Device, OneToOneId)> {
    let mut people = BTreeSet::new();
    let mut devices = Vec::new();
    let open = open_one_to_ones(&office.company);
    for (meeting, person) in open {
        if devices.len() < DEVICES && people.insert(person) {
            let server = devices.len() % SERVERS;
            let mut device = office.device_at(server, person, ITEMS).await;
            device.connect().await;
            devices.push((device, meeting));
        }
    }
    assert_eq!(devices.len(), DEVICES, "people with a 1:1 to come");
    devices
}

/// Every device always has a full push on its way and another one waiting.
async fn sustained(program: &PathBuf, database: &str) -> Value {
    const WAITING: usize = 200;
    const FOR: Duration = Duration::from_secs(10);
    let mut office = Office::on(program, database, 0, SERVERS).await;
    let devices = devices(&mut office).await;
    let began = Instant::now();
    let until = began + FOR;
    let mut running = JoinSet::new();
    for (mut device, meeting) in devices {
        running.spawn(async move {
            while Instant::now() < until {
                while device.replica.pending().len() < WAITING {
                    let (command, record) = item(meeting, device.given.len());
                    device.give(command, record).await;
                }
                device.hear().await;
            }
            device
        });
    }
    let devices = running.join_all().await;
    let in_time = |device: &Device| device.answered.values().filter(|at| **at <= until).count();
    let acknowledged: usize = devices.iter().map(in_time).sum();
    json!({
        "workload": format!("{SERVERS} servers on PostgreSQL, {DEVICES} devices with full pushes"),
        "acknowledged": acknowledged,
        "a_second": (acknowledged as f64 / FOR.as_secs_f64()).round(),
        "refused": devices.iter().map(|device| device.refused).sum::<usize>(),
        "load": load(),
    })
}

/// One device at each server writes what the others see.
async fn paced(program: &PathBuf, database: &str) -> Value {
    const A_SECOND: u32 = 10;
    let mut office = Office::on(program, database, 0, SERVERS).await;
    let mut devices = Vec::new();
    let company = office.company.clone();
    for (server, owner) in owners(&company).into_iter().take(SERVERS).enumerate() {
        let mut device = office.device_at(server, owner.person, "check_in").await;
        device.connect().await;
        (device.up, device.down) = (0, 0);
        devices.push((device, owner));
    }
    let mut report = at_a_pace(devices, 10, A_SECOND).await;
    let words = format!("{SERVERS} servers on PostgreSQL, a device at each x {A_SECOND} writes/s");
    report["workload"] = json!(words);
    report
}

/// One of the servers is killed; its devices go on at another.
async fn killed(program: &PathBuf, database: &str) -> Value {
    const A_SECOND: u32 = 20;
    let mut office = Office::on(program, database, 0, SERVERS).await;
    let devices = devices(&mut office).await;
    let kill = Instant::now() + Duration::from_secs(2);
    let until = kill + Duration::from_secs(4);
    let mut running = JoinSet::new();
    for (number, (mut device, meeting)) in devices.into_iter().enumerate() {
        let elsewhere = office.address(1 + number % (SERVERS - 1));
        running.spawn(async move {
            let (mut due, mut away) = (Instant::now(), None);
            while Instant::now() < until || device.replica.pending().len() > 0 {
                if Instant::now() < until {
                    let (command, record) = item(meeting, device.given.len());
                    device.give(command, record).await;
                    due += Duration::from_secs(1) / A_SECOND;
                } else {
                    due = Instant::now() + Duration::from_millis(20);
                }
                if !device.is_heard_until(due).await {
                    let gone = Instant::now();
                    device.move_to(elsewhere).await;
                    away = Some(gone.elapsed());
                }
            }
            (device, away)
        });
    }
    tokio::time::sleep_until(kill.into()).await;
    office.kill(0).await;
    let ended = running.join_all().await;
    let away: Vec<Duration> = ended.iter().filter_map(|(_, away)| *away).collect();
    let lost = lost(database, ended.iter().map(|(device, _)| device)).await;
    json!({
        "workload": format!("{SERVERS} servers on PostgreSQL, {DEVICES} devices x {A_SECOND} writes/s, one server killed"),
        "given": ended.iter().map(|(device, _)| device.given.len()).sum::<usize>(),
        "acknowledged": ended.iter().map(|(device, _)| device.answered.len()).sum::<usize>(),
        "refused": ended.iter().map(|(device, _)| device.refused).sum::<usize>(),
        "lost": lost,
        "devices_moved": away.len(),
        "longest_away_ms": away.into_iter().max().map(milliseconds),
        "load": load(),
    })
}

/// How many records that devices were told are saved are not in the database.
async fn lost(database: &str, devices: impl Iterator<Item = &Device>) -> usize {
    let address = database.parse().expect("an address");
    let db = Db::open(&address, Default::default())
        .await
        .expect("the database");
    let mut there = BTreeSet::<Uuid>::new();
    let read = db.load(|row| {
        if row.kind == Kind::AgendaItem.name() {
            there.insert(row.id);
        }
    });
    read.await.expect("the database");
    db.close().await;
    devices
        .flat_map(|device| &device.records)
        .filter(|record| !there.contains(record))
        .count()
}
