//! Commands of long ago are blanked, in groups; what they did, the chain and what devices are answered hold (sync.md R8).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::time::Duration;

use server::{
    clock::Clock,
    sync::{Node, history},
};
use support::{on_both_engines, process::load_demo};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

on_both_engines! {
    async fn a_whole_history_is_blanked_and_still_holds(at: TestDatabase) {
        load_demo(&at.address()).await;
        let before = at.db.commits_after(0, i64::MAX).await.unwrap();
        assert!(before.len() > 1_000, "more than one group");
        let clock = Clock::manual(before.last().unwrap().at);
        let node = Node::start(at.node().await, clock.clone()).await.unwrap();
        assert_eq!(node.blank_old_commands().await.unwrap(), 0, "none is old");
        clock.advance(DAY * 401);
        assert_eq!(node.blank_old_commands().await.unwrap(), before.len() as i64);
        assert_eq!(node.blank_old_commands().await.unwrap(), 0, "once");

        let after = at.db.commits_after(0, i64::MAX).await.unwrap();
        for (was, is) in before.iter().zip(&after) {
            assert_eq!(is.command, r#"{"redacted":true}"#);
            assert_eq!((is.seq, is.outcome, &is.chain, &is.versions), (was.seq, was.outcome, &was.chain, &was.versions));
        }
        let mut reading = at.db.reading().await.unwrap();
        let held = history::verify(&mut reading, None).await.unwrap();
        assert_eq!((held.head, held.redacted), (before.len() as i64, 0), "every version is still there to be worked out again");
    }
}
