//! How things stood on an earlier day: exactly the records of the person's scopes as the log says they were, and of no others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use domain::{access, calendar, id::Id, role::RoleGrant, scope::Scope};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use server::storage::CommitRow;
use support::{
    office::Office,
    on_both_engines,
    process::{load_demo, push},
};
use sync::earlier::Earlier;
use uuid::Uuid;

/// Every record's last version among these commits: its scope, where it came from and what it said; none where it was removed.
type Stood = BTreeMap<(String, String), Option<(String, i64, String)>>;

fn stood(commits: &[CommitRow], until: Timestamp) -> Stood {
    let mut stood = Stood::new();
    for commit in commits {
        if commit.at < until.as_microsecond() {
            for version in &commit.versions {
                let key = (version.kind.clone(), version.id.to_string());
                let body = version.body.clone();
                let is = body.map(|body| (version.scope.clone(), commit.seq, body));
                stood.insert(key, is);
            }
        }
    }
    stood
}

fn answered(earlier: &Earlier) -> Stood {
    let said = earlier.records.iter().map(|record| {
        let body = record.body.get().to_owned();
        let is = (
            record.scope.to_string(),
            record.seq.try_into().unwrap(),
            body,
        );
        ((record.kind.clone(), record.id.to_string()), Some(is))
    });
    said.collect()
}

on_both_engines! {
    async fn each_sees_what_they_may_see_now_as_it_was_then(at: TestDatabase) {
        let office = Office::open(&at).await;
        let commits = at.db.commits_after(0, i64::MAX).await.unwrap();
        let today = calendar::day(Timestamp::now());
        let mut compared = 0;
        for name in ["sam.okafor", "priya.natarajan", "marcus.adeyinka", "bridget.allardyce"] {
            let (cookie, person) = office.process.sign_in(name).await;
            let scopes = access::scopes(&office.company, Id::new(person));
            for days in [0, 9, 40, 200] {
                let day = today - days.days();
                let path = format!("/sync/earlier/{day}");
                let answer = office.process.request("GET", &path, &cookie, None).await;
                assert_eq!(answer.status, 200, "{}", answer.body);
                let earlier: Earlier = serde_json::from_str(&answer.body).unwrap();
                let mut expected = stood(&commits, calendar::end_of(day));
                expected.retain(|_, is| {
                    is.as_ref().is_some_and(|(scope, _, _)| scopes.contains(&scope.parse().unwrap()))
                });
                assert!(answered(&earlier) == expected, "{name} on {day}");
                let company = earlier.company().unwrap();
                assert!(scopes.iter().all(|scope| company.holds(scope)));
                compared += expected.len();
            }
        }
        assert!(compared > 5_000, "{compared} records");
    }
}

on_both_engines! {
    async fn before_the_first_day_there_is_nothing_and_nobody_unknown_is_answered(at: TestDatabase) {
        load_demo(&at.address()).await;
        let process = support::process::Process::start(&at.address()).await;
        let (cookie, _) = process.sign_in("sam.okafor").await;
        let status = async |path: &str, cookie: &str| process.request("GET", path, cookie, None).await;
        let before = status("/sync/earlier/1999-12-31", &cookie).await;
        let before: Earlier = serde_json::from_str(&before.body).unwrap();
        assert_eq!((before.seq, before.records.len()), (0, 0));
        assert_eq!(status("/sync/earlier/yesterday", &cookie).await.status, 400);
        assert_eq!(status("/sync/earlier/2026-11-01", "").await.status, 401);
    }
}

on_both_engines! {
    async fn what_somebody_has_lost_sight_of_is_not_shown_for_the_time_when_they_saw_it(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (cookie, resources) = office.process.sign_in("meera.chandran").await;
        let grants: Vec<_> = office
            .company
            .all::<RoleGrant>()
            .filter(|grant| grant.person == Id::new(resources))
            .map(|grant| grant.id)
            .collect();
        let day = calendar::day(Timestamp::now()) - 9.days();
        let shown = async || {
            let path = format!("/sync/earlier/{day}");
            let answer = office.process.request("GET", &path, &cookie, None).await;
            let earlier: Earlier = serde_json::from_str(&answer.body).unwrap();
            let scopes = earlier.records.iter().map(|record| record.scope);
            scopes.collect::<BTreeSet<Scope>>()
        };
        let before = shown().await;

        let (administrator, _) = office.process.sign_in("alex.tremaine").await;
        let mut socket = office.process.socket(&administrator, Uuid::now_v7()).await;
        let withdrawn: Vec<_> = grants
            .iter()
            .map(|grant| ("role.withdraw", json!({"grant": grant})))
            .collect();
        socket.say(&push(1, &withdrawn)).await;
        for no in 1..=withdrawn.len() as u64 {
            assert_eq!(socket.answer(no).await.unwrap()["outcome"], "applied");
        }
        // What a device of hers is sent now, by the other way.
        let pulled = office.process.pull(&cookie, Uuid::now_v7()).await;
        let sees: BTreeSet<Scope> = serde_json::from_value(pulled[1]["poke_start"]["scopes_add"].clone()).unwrap();
        let after = shown().await;
        assert!(after.is_subset(&sees), "{:?}", after.difference(&sees));
        assert!(before.len() > after.len() + 30, "{} and {}", before.len(), after.len());
    }
}
