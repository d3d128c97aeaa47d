//! The server is killed while people write; whatever it had answered is there when it is back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::time::{Duration, Instant};

use support::{
    on_both_engines,
    process::{Process, load_demo},
    writers::{WRITERS, Writers, nothing_is_lost, rounds},
};

on_both_engines! {
    async fn killing_the_server_loses_nothing_that_was_acknowledged(at: TestDatabase) {
        let database = at.address();
        load_demo(&database).await;
        // `make kills` says 200.
        let kills = rounds("THROUGHLINE_KILLS", 4);
        let mut process = Process::start(&database).await;
        let mut writers = Writers::start(&process).await;
        let mut longest = Duration::ZERO;
        for kill in 0..kills {
            // All of them are well into writing by then, and it is another moment each time.
            writers.more(2 * WRITERS, Duration::from_secs(60)).await;
            tokio::time::sleep(Duration::from_millis(kill as u64 * 7 % 90)).await;
            process.kill().await;
            let away = Instant::now();
            process = process.again().await;
            longest = longest.max(away.elapsed());
        }
        let acknowledged = writers.stop().await;
        drop(process);
        println!("{}: {} acknowledged to {WRITERS} writers over {kills} kills, looking for each; back after {longest:?} at most", database.split(':').next().unwrap(), acknowledged.len());
        assert!(acknowledged.len() > kills, "only {} were acknowledged", acknowledged.len());
        nothing_is_lost(&at, &acknowledged).await;
        println!("none of them is lost");
    }
}
