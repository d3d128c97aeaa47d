//! The disk of the database fills while people write: nothing is called saved that is not, residents and readers are answered, and
//! writing goes on by itself once there is room.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::time::Duration;

use server::storage::Db;
use support::{
    database::{TestDatabase, options},
    disk::Disk,
    process::{Process, load_demo_in},
    writers::{WRITERS, Writers, nothing_is_lost, rounds},
};

/// How long the server may need once there is room.
const BACK_WITHIN: Duration = Duration::from_secs(5);
/// How long everything else may take: a machine that is busy with other tests is slow.
const WITHIN: Duration = Duration::from_secs(30);
/// The demo company takes about a quarter of it.
const DISK_MIB: u32 = 96;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let disk = match Disk::mount(DISK_MIB) {
        Ok(disk) => disk,
        // Where every check has to run, a check that cannot run has failed.
        Err(why)
            if ["CI", "THROUGHLINE_FULL"]
                .iter()
                .any(|set| std::env::var_os(set).is_some()) =>
        {
            panic!("NOT PLAYED: {why}")
        }
        Err(why) => {
            eprintln!("NOT PLAYED: a full disk, because {why}");
            return;
        }
    };
    let database = format!("sqlite:{}", disk.path("full.db").display());
    load_demo_in(&disk.enter(), &database).await;
    let process = Process::start_in(disk.enter(), &database).await;
    let (cookie, _) = process.sign_in("sam.okafor").await;
    let mut writers = Writers::start(&process).await;
    // `make kills` says 20.
    let rounds = rounds("THROUGHLINE_FULL", 2);
    let (mut first, mut last) = (Duration::ZERO, Duration::ZERO);
    for round in 0..rounds {
        writers.more(2 * WRITERS, WITHIN).await;
        tokio::time::sleep(Duration::from_millis(round as u64 * 13 % 70)).await;
        disk.fill();
        // What the write-ahead log has room for is still saved, and rightly.
        writers.refused(WRITERS, WITHIN).await;
        for path in ["/", "/services", "/api/session"] {
            let answer = process.request("GET", path, &cookie, None).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        }
        disk.make_room();
        let one = writers.more(1, WITHIN).await;
        assert!(one < BACK_WITHIN, "the first answer came after {one:?}");
        first = first.max(one);
        last = last.max(one + writers.everybody(WITHIN).await);
    }
    let acknowledged = writers.stop().await;
    process.kill().await;
    println!(
        "{} acknowledged to {WRITERS} writers, the disk full {rounds} times, looking for each; the first answer after {first:?} at most, everybody's after {last:?}",
        acknowledged.len()
    );
    let copy = disk.copied();
    let url = format!("sqlite:{}", copy.path().join("full.db").display());
    let url = url.parse().unwrap();
    let db = Db::open(&url, options()).await.unwrap();
    nothing_is_lost(&TestDatabase { url, db }, &acknowledged).await;
    println!("none of them is lost");
}
