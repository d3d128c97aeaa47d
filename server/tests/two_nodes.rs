//! Two servers on one database: whichever somebody is connected to, they see what was done at the other, and nothing is done twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use serde_json::{Value, json};
use support::{
    office::Office,
    on_both_engines,
    process::{Process, Socket, hello, push},
};
use uuid::Uuid;

/// Listens until a record with this id arrives; none when the server says nothing more.
async fn record(socket: &mut Socket, id: Uuid) -> Option<Value> {
    loop {
        let message = socket.hear().await?;
        let puts = message["poke_part"]["puts"].as_array().cloned();
        let found = puts
            .into_iter()
            .flatten()
            .find(|record| record["id"] == json!(id));
        if found.is_some() {
            return found;
        }
    }
}

on_both_engines! {
    async fn what_is_done_at_one_is_seen_at_the_other_and_done_once(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, meeting) = office.an_open_one_to_one();
        let other = Process::start(&at.address()).await;
        // One session is good at both: it is in the database.
        let officer = office.signed_in(series.employee).await;
        let manager = office.signed_in(series.manager).await;
        let replica = Uuid::now_v7();
        let mut here = office.process.socket(&officer, replica).await;
        let mut there = other.socket(&manager, Uuid::now_v7()).await;
        let write = |entry: Uuid, text: &str| ("entry.write", json!({"entry": entry, "one_to_one": meeting, "topic": "work", "text": text}));

        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        let pushed = push(1, &[write(first, "Said at the first server")]);
        here.say(&pushed).await;
        assert_eq!(here.answer(1).await.unwrap()["outcome"], "applied");
        let seen = record(&mut there, first).await.expect("it crosses to the second");
        assert_eq!(seen["body"]["text"], "Said at the first server");

        there.say(&push(1, &[write(second, "Said at the second")])).await;
        assert_eq!(there.answer(1).await.unwrap()["outcome"], "applied");
        let seen = record(&mut here, second).await.expect("it crosses to the first");
        assert_eq!(seen["body"]["text"], "Said at the second");

        // The device loses its connection, is sent to the other server, and pushes again what it has no answer for.
        drop(here);
        let head = at.db.meta().await.unwrap().head_seq;
        let mut moved = other.bare_socket(&officer).await.unwrap();
        moved.say(&hello(replica, None)).await;
        moved.say(&pushed).await;
        assert_eq!(moved.answer(1).await.unwrap()["outcome"], "applied", "the stored answer");
        assert_eq!(at.db.meta().await.unwrap().head_seq, head, "and no second effect");
        moved.say(&push(2, &[write(first, "Said again, from elsewhere")])).await;
        assert_eq!(moved.answer(2).await.unwrap()["outcome"], "applied");

        // Both have one history.
        let checks = at.db.check(|previous, seq, digest| sync::commit::chain(previous, seq as u64, digest)).await.unwrap();
        for check in checks {
            assert!(check.ok, "{check:?}");
        }
    }

    async fn a_session_ended_at_one_is_over_at_the_other(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, _) = office.an_open_one_to_one();
        let other = Process::start(&at.address()).await;
        let officer = office.signed_in(series.employee).await;
        let mut there = other.socket(&officer, Uuid::now_v7()).await;
        let ended = office.process.request("DELETE", "/api/session", &officer, None).await;
        assert_eq!(ended.status, 204);
        loop {
            let message = there.hear().await.expect("the end is said");
            if message.get("trouble").is_some() {
                assert_eq!(message, json!({"trouble": "needs_sign_in"}));
                break;
            }
        }
        let answer = other.request("GET", "/api/session", &officer, None).await;
        assert_eq!(answer.status, 204);
    }
}
