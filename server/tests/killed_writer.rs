//! A process that appends is killed at a random moment, again and again: what it said it had saved is there, and nothing by halves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use server::storage::{DatabaseUrl, Db};
use support::database::options;
use support::on_both_engines;
use support::rows::{commits, link, put};
use uuid::Uuid;

const CYCLES: u64 = 12;
/// Commits in one transaction.
const GROUP: usize = 5;

on_both_engines! {
    async fn a_killed_process_loses_nothing_it_acknowledged(at: TestDatabase) {
        let url = match &at.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let mut acknowledged = 0;
        for cycle in 0..CYCLES {
            let saved = kill_in_the_middle(&url, cycle).await;
            assert!(saved > acknowledged);
            acknowledged = saved;
            let head = at.db.meta().await.unwrap().head_seq;
            assert!(head >= acknowledged, "{head} < {acknowledged}");
            assert_eq!(head % i64::try_from(GROUP).unwrap(), 0, "half a group was kept");
        }
        let checks = at.db.check(link).await.unwrap();
        assert!(checks.iter().all(|check| check.ok), "{checks:?}");
        let mut kept = BTreeSet::new();
        let head = at.db.load(|row| assert!(kept.insert(row.seq))).await.unwrap().head_seq;
        assert_eq!(kept, (1..=head).collect(), "one record for every commit");
    }
}

/// Starts a writer, lets it save a while, kills it, and returns the last number it said it had saved.
async fn kill_in_the_middle(url: &str, cycle: u64) -> i64 {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "the_writer_that_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env("WRITE_TO", url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut saved = BufReader::new(writer.stdout.take().unwrap())
        .lines()
        .filter_map(|line| line.unwrap().strip_prefix("saved ")?.parse().ok());
    let mut last: i64 = 0;
    for _ in 0..=cycle * 7 % 25 {
        last = saved.next().unwrap();
    }
    // The next group is under way; where in it differs each time.
    tokio::time::sleep(Duration::from_micros(cycle * 379 % 4_000)).await;
    writer.kill().unwrap();
    let status = writer.wait().unwrap();
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    assert_eq!(signal, Some(9), "it ended by itself");
    // What it still said before it died is in the pipe.
    saved.last().unwrap_or(last)
}

#[tokio::test]
#[ignore = "started, and killed, by a_killed_process_loses_nothing_it_acknowledged"]
async fn the_writer_that_is_killed() {
    let Ok(url) = std::env::var("WRITE_TO") else {
        return;
    };
    let db = Db::open(&url.parse().unwrap(), options()).await.unwrap();
    loop {
        let mut tx = db.begin_append().await.unwrap();
        let rows = commits(tx.meta(), GROUP, |_| {
            vec![put(0, Uuid::now_v7(), "staff", "{}")]
        });
        tx.append(&rows).await.unwrap();
        let head = tx.commit().await.unwrap().head_seq;
        println!("saved {head}");
        std::io::stdout().flush().unwrap();
    }
}
