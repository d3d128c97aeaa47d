//! How things stood on an earlier day: exactly the records of the person's scopes as the log says they were, and of no others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::BTreeMap;

use domain::{access, calendar, id::Id};
use jiff::{Timestamp, ToSpan};
use server::storage::CommitRow;
use support::{office::Office, on_both_engines, process::load_demo};
use sync::earlier::Earlier;

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
