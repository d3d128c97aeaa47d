//! What a device says it holds gives it nothing: the server works out for itself what it may have been sent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::BTreeSet;

use domain::scope::Scope;
use serde_json::{Value, json};
use support::{
    office::Office,
    on_both_engines,
    process::{Claim, Reached, hello, push},
};
use uuid::Uuid;

/// Where a first pull leaves a device.
fn reached(messages: &[Value]) -> Reached {
    let end = messages
        .iter()
        .find_map(|message| message.get("poke_end"))
        .unwrap();
    Reached {
        epoch: messages[0]["welcome"]["epoch"].clone(),
        cursor: messages[1]["poke_start"]["to"].clone(),
        chain: end["chain"].clone(),
    }
}

on_both_engines! {
    async fn a_claim_to_hold_anothers_scopes_brings_nothing_of_them(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, meeting) = office.an_open_one_to_one();
        let officer = office.signed_in(series.employee).await;
        let outsider = office.signed_in(office.outsider(&series)).await;
        let (entry, note) = (Uuid::now_v7(), Uuid::now_v7());
        let write = |text: &str| vec![
            ("entry.write", json!({"entry": entry, "one_to_one": meeting, "topic": "work", "text": text})),
            ("private_note.write", json!({"note": note, "one_to_one": meeting, "text": text})),
        ];
        let mut socket = office.process.socket(&officer, Uuid::now_v7()).await;
        socket.say(&push(1, &write("As it was first written"))).await;
        assert_eq!(socket.answer(2).await.unwrap()["outcome"], "applied");

        let replica = Uuid::now_v7();
        let at = reached(&office.process.pull(&outsider, replica).await);
        socket.say(&push(3, &write("As it was written again"))).await;
        assert_eq!(socket.answer(4).await.unwrap()["outcome"], "applied");

        let person = office.outsider(&series);
        let mine = domain::access::scopes(&office.company, person);
        let theirs = [Scope::OneToOne(series.id), Scope::Own(series.employee), Scope::Objectives(series.employee)];
        let claimed: BTreeSet<Scope> = mine.into_iter().chain(theirs).collect();
        let claim = Claim { at, scopes: claimed };
        let answer = office.process.request("POST", "/sync/pull", &outsider, Some(&hello(replica, Some(&claim)))).await;
        assert_eq!(answer.status, 200);
        for private in [entry, note, series.id.uuid()] {
            assert!(!answer.body.contains(&private.to_string()), "{private} is told: {}", answer.body);
        }
        let messages: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(messages[0]["welcome"]["mode"], "reset", "what cannot be true starts from nothing");
    }

    async fn a_device_of_another_history_starts_from_nothing(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, _) = office.an_open_one_to_one();
        let manager = office.signed_in(series.manager).await;
        let replica = Uuid::now_v7();
        let at = reached(&office.process.pull(&manager, replica).await);
        let scopes = domain::access::scopes(&office.company, series.manager);
        for (chain, mode) in [(at.chain.clone(), "resume"), (json!("0123456789abcdef"), "reset"), (json!(null), "reset")] {
            let at = Reached { chain, ..at.clone() };
            let claim = Claim { at, scopes: scopes.clone() };
            let answer = office.process.request("POST", "/sync/pull", &manager, Some(&hello(replica, Some(&claim)))).await;
            let messages: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(messages[0]["welcome"]["mode"], mode, "{}", claim.at.chain);
        }
    }

    async fn a_device_from_before_what_was_blanked_begins_from_nothing(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, _) = office.an_open_one_to_one();
        let officer = office.signed_in(series.employee).await;
        let replica = Uuid::now_v7();
        let there = reached(&office.process.pull(&officer, replica).await);
        let scopes = domain::access::scopes(&office.company, series.employee);
        let said = hello(replica, Some(&Claim { at: there.clone(), scopes }));
        let mode = async || {
            let answer = office.process.request("POST", "/sync/pull", &officer, Some(&said)).await;
            let messages: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
            messages[0]["welcome"]["mode"].clone()
        };
        assert_eq!(mode().await, "resume");
        let head: i64 = there.cursor.as_str().unwrap().parse().unwrap();
        at.tamper(&format!("UPDATE meta SET min_seq = {}", head + 1)).await.unwrap();
        assert_eq!(mode().await, "reset");
    }

    async fn a_device_that_was_away_is_told_what_it_lost_and_gained(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, _) = office.an_open_one_to_one();
        let manager = office.signed_in(series.manager).await;
        let replica = Uuid::now_v7();
        let at = reached(&office.process.pull(&manager, replica).await);
        let held = domain::access::scopes(&office.company, series.manager);
        assert!(held.contains(&Scope::Objectives(series.employee)));
        office.end_reporting_line(series.employee).await;
        let claim = Claim { at, scopes: held };
        let answer = office.process.request("POST", "/sync/pull", &manager, Some(&hello(replica, Some(&claim)))).await;
        let messages: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(messages[0]["welcome"]["mode"], "resume", "{}", answer.body);
        let dropped = messages[1]["poke_start"]["scopes_drop"].as_array().unwrap();
        let lost = json!(format!("objectives:{}", series.employee));
        assert!(dropped.contains(&lost), "{dropped:?}");
    }
}
