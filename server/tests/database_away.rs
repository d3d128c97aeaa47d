//! PostgreSQL goes away while people write, in every way a network has; whatever was acknowledged is there when it is back, and
//! the server answers again within five seconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::{net::SocketAddr, time::Duration};

use support::{
    database::{TestDatabase, on_postgres},
    process::{Process, load_demo},
    proxy::{Lost, Proxy},
    writers::{WRITERS, Writers, nothing_is_lost, rounds},
};
use tokio::time::sleep;

/// How long the server may need once the database is back.
const BACK_WITHIN: Duration = Duration::from_secs(5);
/// How long everybody may need to be answered something: a machine that is busy with other tests is slow.
const ALL_WITHIN: Duration = Duration::from_secs(30);

/// How long an answer may take from the server to whoever counts it.
const ON_ITS_WAY: Duration = Duration::from_millis(100);

/// How the database goes away.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Connections are closed and refused.
    Refused,
    /// Nothing passes for longer than the server waits.
    Held,
    /// The connections that were open are dead for ever, and nobody says so.
    Buried,
    /// The database commits, and its answer is lost.
    Answer,
    /// The commit is lost, on a connection that stays open with the lock held.
    Commit,
}

/// Plays it once; when this returns, the network is as it should be.
async fn play(way: Way, round: usize, proxy: &mut Proxy, process: &Process) {
    // Another moment of a commit each time.
    sleep(Duration::from_millis(round as u64 * 13 % 70)).await;
    match way {
        Way::Refused => {
            proxy.refuse().await;
            sleep(Duration::from_millis(400)).await;
            public_page(process).await;
            proxy.accept();
        }
        Way::Held => {
            proxy.hold();
            sleep(Duration::from_millis(3_400)).await;
            public_page(process).await;
            proxy.let_through();
        }
        Way::Buried => {
            proxy.bury();
            public_page(process).await;
        }
        Way::Answer | Way::Commit => {
            let lost = if let Way::Answer = way {
                Lost::Answer
            } else {
                Lost::Commit
            };
            proxy.lose(lost);
            proxy.lost(round + 1).await;
        }
    }
}

/// Residents read on: what they read is in memory.
async fn public_page(process: &Process) {
    let answer = process.request("GET", "/", "", None).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// The same database at another address.
fn through(database: &str, proxy: SocketAddr) -> (String, SocketAddr) {
    let (who, place) = database.rsplit_once('@').unwrap();
    let (target, name) = place.split_once('/').unwrap();
    (format!("{who}@{proxy}/{name}"), target.parse().unwrap())
}

async fn goes_away(at: TestDatabase, way: Way) {
    let database = at.address();
    load_demo(&database).await;
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let (_, target) = through(&database, nowhere);
    let mut proxy = Proxy::start(target);
    let (proxied, _) = through(&database, proxy.address);
    let process = Process::start(&proxied).await;
    let mut writers = Writers::start(&process).await;
    // `make kills` says 20.
    let rounds = rounds("THROUGHLINE_AWAY", 1);
    let (mut first, mut last) = (Duration::ZERO, Duration::ZERO);
    for round in 0..rounds {
        writers.more(2 * WRITERS, ALL_WITHIN).await;
        play(way, round, &mut proxy, &process).await;
        // What was answered before and is still on its way to a writer does not count.
        sleep(ON_ITS_WAY).await;
        let one = ON_ITS_WAY + writers.more(1, ALL_WITHIN).await;
        assert!(
            one < BACK_WITHIN,
            "{way:?}: the first answer came after {one:?}"
        );
        first = first.max(one);
        last = last.max(one + writers.everybody(ALL_WITHIN).await);
    }
    let acknowledged = writers.stop().await;
    drop(process);
    println!(
        "{way:?}: {} acknowledged to {WRITERS} writers, away {rounds} times, looking for each; the first answer after {first:?} at most, everybody's after {last:?}",
        acknowledged.len()
    );
    nothing_is_lost(&at, &acknowledged).await;
    println!("{way:?}: none of them is lost");
}

/// A test for each way, since each waits for most of its time.
macro_rules! ways {
    ($($name:ident: $way:ident,)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            on_postgres(|at| goes_away(at, Way::$way)).await;
        }
    )*};
}

ways! {
    connections_are_refused: Refused,
    bytes_are_held_for_a_while: Held,
    open_connections_are_dead_for_ever: Buried,
    the_answer_to_a_commit_is_lost: Answer,
    a_commit_is_lost: Commit,
}
