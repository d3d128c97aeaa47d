//! Durable commands a second, decided and committed through the node, with group commit: many people write at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::time::{Duration, Instant};

use domain::{
    agenda_item::AddAgendaItem,
    decision::Actor,
    id::Id,
    one_to_one::{OneToOne, OneToOneSeries},
};
use server::{
    clock::Clock,
    demo,
    storage::Db,
    sync::{Node, Taken, node},
};
use sync::message::Outcome;
use tempfile::TempDir;
use uuid::Uuid;

const WRITERS: usize = 64;
const FOR: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("bench.db").display());
    measure("SQLite", &sqlite).await;
    match std::env::var("THROUGHLINE_BENCH_POSTGRES") {
        Ok(postgres) => measure("PostgreSQL", &postgres).await,
        Err(_) => {
            println!("PostgreSQL: not measured; THROUGHLINE_BENCH_POSTGRES names an empty database")
        }
    }
}

async fn measure(engine: &str, url: &str) {
    let db = Db::open(&url.parse().unwrap(), Default::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let node = Node::start(db, Clock::System).await.unwrap();
    let today = "2026-11-20".parse().unwrap();
    for group in demo::company(today).unwrap().chunks(500) {
        let group = group
            .iter()
            .map(|given| node::system(given.command.clone(), given.actor, given.now))
            .collect();
        node.submit(group).await.unwrap();
    }
    let company = node.now().company().clone();
    let open: Vec<_> = company
        .all::<OneToOne>()
        .filter(|meeting| meeting.held_on.is_none())
        .filter_map(|meeting| {
            company
                .get::<OneToOneSeries>(meeting.series)
                .map(|series| (meeting.id, series.employee))
        })
        .collect();
    let started = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let node = node.clone();
        let (meeting, employee) = open[writer % open.len()];
        writers.spawn(async move {
            let mut took = Vec::new();
            while started.elapsed() < FOR {
                let add = AddAgendaItem {
                    item: Id::new(Uuid::now_v7()),
                    one_to_one: meeting,
                    text: "Measured".to_owned(),
                };
                let submission =
                    node::system(add.into(), Actor::Person(employee), jiff::Timestamp::now());
                let asked = Instant::now();
                let taken = node.submit(vec![submission]).await.unwrap();
                assert!(matches!(
                    taken[0],
                    Taken::Decided {
                        outcome: Outcome::Applied,
                        ..
                    }
                ));
                took.push(asked.elapsed());
            }
            took
        });
    }
    let mut took: Vec<Duration> = writers.join_all().await.into_iter().flatten().collect();
    let seconds = started.elapsed().as_secs_f64();
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!(
        "{engine}: {:.0} durable commands/s from {WRITERS} writers (at least 2,000); answer p50 {:.1} ms, p99 {:.1} ms",
        took.len() as f64 / seconds,
        at(0.5),
        at(0.99)
    );
}
