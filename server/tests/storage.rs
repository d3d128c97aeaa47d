//! The log on both engines: what is appended is there, all of it or nothing, in one order for everybody.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use server::error::StorageError;
use server::storage::{
    CommitRow, DatabaseUrl, Db, DeadLetter, Outcome, RecordRow, ReplicaState, VersionRow,
};
use support::database::options;
use support::on_both_engines;
use support::rows::{commit, commits, link, put, remove};
use tokio::time::timeout;
use uuid::Uuid;

async fn append(db: &Db, rows: &[CommitRow]) {
    let mut tx = db.begin_append().await.unwrap();
    tx.append(rows).await.unwrap();
    tx.commit().await.unwrap();
}

async fn records(db: &Db) -> BTreeMap<Uuid, RecordRow> {
    let mut records = BTreeMap::new();
    db.load(|row| assert!(records.insert(row.id, row).is_none()))
        .await
        .unwrap();
    records
}

async fn records_as_of(db: &Db, seq: i64) -> BTreeMap<Uuid, String> {
    let mut records = BTreeMap::new();
    db.load_as_of(seq, |row| {
        assert!(records.insert(row.id, row.body).is_none())
    })
    .await
    .unwrap();
    records
}

on_both_engines! {
    async fn a_new_database_starts_at_nothing(at: TestDatabase) {
        let meta = at.db.meta().await.unwrap();
        assert_eq!((meta.head_seq, meta.min_seq, meta.backed_up_seq), (0, 0, 0));
        assert_eq!(meta.chain, [0; 32]);
        assert!(records(&at.db).await.is_empty());
        assert!(at.db.commits_after(0, 10).await.unwrap().is_empty());
    }

    async fn migrating_again_changes_nothing(at: TestDatabase) {
        let before = at.db.meta().await.unwrap();
        assert_eq!(at.db.migrate().await.unwrap(), 0);
        assert_eq!(at.db.meta().await.unwrap(), before);
        assert!(at.db.missing_migrations().await.unwrap().is_empty());
    }

    async fn a_database_of_a_newer_version_is_left_alone(at: TestDatabase) {
        at.tamper("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                   SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1")
            .await.unwrap();
        let words = at.db.migrate().await.unwrap_err().to_string();
        assert!(words.contains("newer Throughline"), "{words}");
    }

    async fn what_is_appended_is_read_back(at: TestDatabase) {
        let replica = Uuid::now_v7();
        at.db.register_replica(replica, "person-1", 5).await.unwrap();
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let meta = at.db.meta().await.unwrap();
        let mut rows = commits(&meta, 3, |seq| match seq {
            1 => vec![put(0, one, "staff", r#"{"title":"£ ✓ “quoted”"}"#), put(1, two, "hr", "{}")],
            2 => vec![],
            _ => vec![VersionRow { prev_scope: Some("hr".to_owned()), ..remove(0, two, "staff") }],
        });
        rows[1].replica = Some(replica);
        rows[1].command_no = Some(1);
        rows[1].outcome = Outcome::Rejected;
        rows[1].rejection = Some(r#"{"code":"no_path"}"#.to_owned());
        append(&at.db, &rows).await;

        assert_eq!(at.db.commits_after(0, 100).await.unwrap(), rows);
        assert_eq!(at.db.commits_after(1, 1).await.unwrap(), rows[1..2]);
        assert!(at.db.commits_after(3, 100).await.unwrap().is_empty());
        let head = at.db.meta().await.unwrap();
        assert_eq!((head.head_seq, head.chain), (3, rows[2].chain));
        let records = records(&at.db).await;
        assert_eq!(records.keys().collect::<Vec<_>>(), [&one]);
        assert_eq!((records[&one].scope.as_str(), records[&one].seq), ("staff", 1));
    }

    async fn groups_of_any_size_are_whole(at: TestDatabase) {
        // 1, 8 and 32 are the sizes of one statement.
        let ids: Vec<Uuid> = (0..7).map(|_| Uuid::now_v7()).collect();
        for count in [1, 7, 8, 9, 31, 32, 33, 100] {
            let meta = at.db.meta().await.unwrap();
            let rows = commits(&meta, count, |seq| {
                let id = ids[seq as usize % ids.len()];
                vec![put(0, id, "staff", &format!("{seq}")), put(1, Uuid::now_v7(), "staff", "{}")]
            });
            append(&at.db, &rows).await;
            assert_eq!(at.db.commits_after(meta.head_seq, 1000).await.unwrap(), rows);
        }
        let head = at.db.meta().await.unwrap().head_seq;
        let records = records(&at.db).await;
        assert_eq!(records.len() as i64, head + 7);
        for (at, id) in ids.iter().enumerate() {
            // The last number up to the head that belongs to this record.
            let last = (0..7).map(|back| head - back).find(|seq| *seq as usize % 7 == at).unwrap();
            assert_eq!((records[id].seq, records[id].body.as_str()), (last, last.to_string().as_str()));
        }
    }

    async fn a_record_put_and_removed_in_one_group_is_gone(at: TestDatabase) {
        let (gone, back) = (Uuid::now_v7(), Uuid::now_v7());
        let meta = at.db.meta().await.unwrap();
        let rows = commits(&meta, 2, |seq| match seq {
            1 => vec![put(0, gone, "staff", "{}"), remove(1, back, "staff")],
            _ => vec![remove(0, gone, "staff"), put(1, back, "staff", "{}")],
        });
        append(&at.db, &rows).await;
        assert_eq!(records(&at.db).await.into_keys().collect::<Vec<_>>(), [back]);
    }

    async fn a_dropped_transaction_leaves_nothing(at: TestDatabase) {
        let meta = at.db.meta().await.unwrap();
        let rows = commits(&meta, 40, |_| vec![put(0, Uuid::now_v7(), "staff", "{}")]);
        let mut tx = at.db.begin_append().await.unwrap();
        tx.append(&rows).await.unwrap();
        assert_eq!(tx.meta().head_seq, 40);
        drop(tx);
        let mut tx = at.db.begin_append().await.unwrap();
        assert_eq!(tx.meta(), &meta);
        tx.append(&rows[..1]).await.unwrap();
        tx.abandon().await.unwrap();
        assert_eq!(at.db.meta().await.unwrap(), meta);
        assert!(records(&at.db).await.is_empty());
        assert!(at.db.commits_after(0, 100).await.unwrap().is_empty());
    }

    async fn nobody_sees_half_a_group(at: TestDatabase) {
        let meta = at.db.meta().await.unwrap();
        let rows = commits(&meta, 40, |_| vec![put(0, Uuid::now_v7(), "staff", "{}")]);
        let mut tx = at.db.begin_append().await.unwrap();
        tx.append(&rows).await.unwrap();
        assert_eq!(at.db.meta().await.unwrap().head_seq, 0);
        assert!(records(&at.db).await.is_empty());
        tx.commit().await.unwrap();
        assert_eq!(records(&at.db).await.len(), 40);
    }

    async fn numbers_that_do_not_follow_the_head_are_refused(at: TestDatabase) {
        let meta = at.db.meta().await.unwrap();
        let rows = commits(&meta, 3, |_| vec![]);
        append(&at.db, &rows[..1]).await;
        for wrong in [&rows[..1], &rows[2..], &[rows[1].clone(), rows[1].clone()][..]] {
            let mut tx = at.db.begin_append().await.unwrap();
            let error = tx.append(wrong).await.unwrap_err();
            assert!(matches!(error, StorageError::OutOfStep { head: 1, .. }), "{error:?}");
        }
        append(&at.db, &rows[1..]).await;
        assert_eq!(at.db.meta().await.unwrap().head_seq, 3);
    }

    async fn a_command_number_is_used_once(at: TestDatabase) {
        let replica = Uuid::now_v7();
        at.db.register_replica(replica, "person-1", 5).await.unwrap();
        let numbered = |no: i64, mut row: CommitRow| {
            row.replica = Some(replica);
            row.command_no = Some(no);
            row
        };
        let meta = at.db.meta().await.unwrap();
        append(&at.db, &[numbered(1, commit(&meta, vec![]))]).await;
        assert_eq!(at.db.replica(replica).await.unwrap().unwrap().last_command_no, 1);

        let meta = at.db.meta().await.unwrap();
        let pair = commits(&meta, 2, |_| vec![]);
        let twice = [numbered(2, pair[0].clone()), numbered(2, pair[1].clone())];
        for rows in [&[numbered(1, pair[0].clone())][..], &twice[..]] {
            let mut tx = at.db.begin_append().await.unwrap();
            let error = tx.append(rows).await.unwrap_err();
            assert!(matches!(error, StorageError::ReplicaOutOfStep), "{error:?}");
        }
        // The schema holds the rule too, for whoever goes past the code.
        let copied = at.tamper("INSERT INTO commit_log SELECT seq + 1, at, actor, replica, command_no,
            command_uuid, command, outcome, rejection, digest, chain FROM commit_log").await;
        assert!(copied.unwrap_err().as_database_error().unwrap().is_unique_violation());
        append(&at.db, &[numbered(2, pair[0].clone())]).await;
    }

    async fn a_replica_that_is_not_registered_is_refused(at: TestDatabase) {
        let meta = at.db.meta().await.unwrap();
        let mut row = commit(&meta, vec![]);
        row.replica = Some(Uuid::now_v7());
        row.command_no = Some(1);
        let mut tx = at.db.begin_append().await.unwrap();
        let error = tx.append(&[row]).await.unwrap_err();
        assert!(matches!(error, StorageError::ReplicaOutOfStep), "{error:?}");
    }

    async fn a_replica_stays_with_its_first_principal(at: TestDatabase) {
        let id = Uuid::now_v7();
        assert_eq!(at.db.replica(id).await.unwrap(), None);
        let first = at.db.register_replica(id, "person-1", 5).await.unwrap();
        assert_eq!((first.last_command_no, first.state), (0, ReplicaState::Live));
        let again = at.db.register_replica(id, "person-2", 9).await.unwrap();
        assert_eq!(again, first);
        at.db.touch_replica(id, 12).await.unwrap();
        at.db.touch_replica(id, 11).await.unwrap();
        assert_eq!(at.db.replica(id).await.unwrap().unwrap().last_seen_at, 12);
    }

    async fn results_are_found_by_the_replicas_numbers(at: TestDatabase) {
        let (mine, other) = (Uuid::now_v7(), Uuid::now_v7());
        for id in [mine, other] {
            at.db.register_replica(id, "person-1", 5).await.unwrap();
        }
        let meta = at.db.meta().await.unwrap();
        let mut rows = commits(&meta, 60, |_| vec![]);
        for (index, row) in rows.iter_mut().enumerate() {
            row.replica = Some(if index % 2 == 0 { mine } else { other });
            row.command_no = Some(index as i64 / 2 + 1);
        }
        append(&at.db, &rows).await;
        let outcomes = at.db.outcomes(mine, 3, 5).await.unwrap();
        let found: Vec<(i64, i64)> = outcomes.iter().map(|row| (row.command_no, row.seq)).collect();
        assert_eq!(found, [(3, 5), (4, 7), (5, 9)]);
        assert_eq!(outcomes[0].command_uuid, rows[4].command_uuid);
        let known = at.db.replicas().await.unwrap();
        let known = known.iter().find(|replica| replica.id == other).unwrap();
        assert_eq!(known.last_command_no, 30);
        assert_eq!(Some(known.last_command_uuid), rows[59].command_uuid);
        assert_eq!(at.db.replica(other).await.unwrap().unwrap().last_command_no, 30);
    }

    async fn old_commands_are_blanked_and_what_they_did_stays(at: TestDatabase) {
        let mut rows = commits(&at.db.meta().await.unwrap(), 6, |seq| vec![put(0, Uuid::from_u128(seq as u128), "staff", "{}")]);
        rows[1].outcome = Outcome::Rejected;
        rows[1].rejection = Some(r#"{"code":"not_yours"}"#.to_owned());
        append(&at.db, &rows).await;
        let blank = async |before: i64| {
            let mut tx = at.db.begin_append().await.unwrap();
            let blanked = tx.blank_commands(before, "{}", "gone").await.unwrap();
            tx.commit().await.unwrap();
            (blanked, at.db.meta().await.unwrap().min_seq)
        };
        // The fourth is the first that is young enough.
        assert_eq!(blank(rows[3].at).await, (3, 3));
        let kept = at.db.commits_after(0, 10).await.unwrap();
        for (row, found) in rows.iter().zip(&kept) {
            let old = row.seq <= 3;
            assert_eq!(found.command, if old { "{}" } else { &row.command });
            assert_eq!(found.rejection.as_deref(), (row.seq == 2).then_some("gone"));
            assert_eq!((found.outcome, &found.chain, &found.versions), (row.outcome, &row.chain, &row.versions));
        }
        assert_eq!(blank(rows[3].at).await, (0, 3), "once");
        assert_eq!(blank(i64::MAX).await, (3, 6), "all of it, up to the head");
        assert_eq!(records(&at.db).await.len(), 6);
    }

    async fn a_command_that_failed_is_kept_with_its_refusal(at: TestDatabase) {
        let replica = Uuid::now_v7();
        at.db.register_replica(replica, "person-1", 5).await.unwrap();
        let meta = at.db.meta().await.unwrap();
        let mut row = commit(&meta, vec![]);
        row.replica = Some(replica);
        row.command_no = Some(1);
        row.outcome = Outcome::Rejected;
        let mut tx = at.db.begin_append().await.unwrap();
        tx.append(&[row]).await.unwrap();
        tx.dead_letter(&DeadLetter {
            replica,
            command_no: 1,
            at: 7,
            command: "not JSON".to_owned(),
            error: "a defect".to_owned(),
            incident: Uuid::now_v7(),
        }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(at.texts("SELECT command FROM dead_letter").await, ["not JSON"]);
        assert_eq!(at.db.replica(replica).await.unwrap().unwrap().last_command_no, 1);
    }

    async fn two_nodes_share_one_dense_order(at: TestDatabase) {
        let nodes = [at.node().await, at.node().await];
        let mut tasks = Vec::new();
        for node in nodes {
            tasks.push(tokio::spawn(async move {
                let mut seqs = Vec::new();
                for group in 0..20 {
                    let mut tx = node.begin_append().await.unwrap();
                    let rows = commits(tx.meta(), 1 + group % 3, |_| vec![put(0, Uuid::now_v7(), "staff", "{}")]);
                    tokio::task::yield_now().await;
                    tx.append(&rows).await.unwrap();
                    tx.commit().await.unwrap();
                    seqs.extend(rows.iter().map(|row| row.seq));
                }
                seqs
            }));
        }
        let mut seqs = Vec::new();
        let mut nodes_seen = BTreeSet::new();
        for (node, task) in tasks.into_iter().enumerate() {
            for seq in task.await.unwrap() {
                nodes_seen.insert(node);
                seqs.push(seq);
            }
        }
        seqs.sort_unstable();
        assert_eq!(nodes_seen.len(), 2);
        assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>());
        let log = at.db.check(link).await.unwrap();
        assert!(log.iter().all(|check| check.ok), "{log:?}");
    }

    async fn a_reader_never_sees_a_number_before_a_lower_one(at: TestDatabase) {
        let writers: Vec<_> = [at.node().await, at.node().await].into_iter().map(|node| {
            tokio::spawn(async move {
                for _ in 0..30 {
                    let mut tx = node.begin_append().await.unwrap();
                    let row = commit(tx.meta(), vec![put(0, Uuid::now_v7(), "staff", "{}")]);
                    tx.append(&[row]).await.unwrap();
                    tx.commit().await.unwrap();
                }
            })
        }).collect();
        let read_all = async {
            let mut cursor = 0;
            while cursor < 60 {
                for row in at.db.commits_after(cursor, 7).await.unwrap() {
                    assert_eq!(row.seq, cursor + 1);
                    assert_eq!(row.versions.len(), 1);
                    cursor = row.seq;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(60), read_all).await.unwrap();
        for writer in writers {
            writer.await.unwrap();
        }
    }

    async fn a_follower_hears_of_another_nodes_commits(at: TestDatabase) {
        let node = at.node().await;
        let mut follower = at.db.follow().await.unwrap();
        assert_eq!(follower.head(), 0);
        for seq in 1..=3 {
            let started = Instant::now();
            let row = commit(&node.meta().await.unwrap(), vec![]);
            append(&node, &[row]).await;
            let head = timeout(Duration::from_secs(5), follower.past(seq - 1)).await.unwrap();
            assert_eq!(head, Some(seq));
            // PostgreSQL tells; were it only asked, it would take five seconds.
            assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
        }
    }

    async fn history_and_any_earlier_state_can_be_read(at: TestDatabase) {
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let meta = at.db.meta().await.unwrap();
        let rows = commits(&meta, 4, |seq| match seq {
            1 => vec![put(0, one, "staff", "a"), put(1, two, "staff", "x")],
            2 => vec![put(0, one, "staff", "b"), put(1, one, "staff", "c")],
            3 => vec![remove(0, two, "staff")],
            _ => vec![VersionRow { prev_scope: Some("staff".to_owned()), ..put(0, one, "public", "d") }],
        });
        append(&at.db, &rows).await;
        let state = |pairs: &[(Uuid, &str)]| -> BTreeMap<Uuid, String> {
            pairs.iter().map(|(id, body)| (*id, (*body).to_owned())).collect()
        };
        assert_eq!(records_as_of(&at.db, 0).await, state(&[]));
        assert_eq!(records_as_of(&at.db, 1).await, state(&[(one, "a"), (two, "x")]));
        assert_eq!(records_as_of(&at.db, 2).await, state(&[(one, "c"), (two, "x")]));
        assert_eq!(records_as_of(&at.db, 3).await, state(&[(one, "c")]));
        assert_eq!(records_as_of(&at.db, 99).await, state(&[(one, "d")]));

        let history = at.db.versions_of("objective", one).await.unwrap();
        let bodies: Vec<_> = history.iter().map(|row| (row.seq, row.body.as_deref().unwrap())).collect();
        assert_eq!(bodies, [(1, "a"), (2, "b"), (2, "c"), (4, "d")]);
        assert_eq!(history[3].prev_scope.as_deref(), Some("staff"));
        assert_eq!((history[0].at, history[0].actor.as_str()), (rows[0].at, "system"));
        assert!(at.db.versions_of("person", one).await.unwrap().is_empty());
    }

    async fn the_check_reads_every_setting_back(at: TestDatabase) {
        let checks = at.db.check(link).await.unwrap();
        assert!(checks.iter().all(|check| check.ok), "{checks:?}");
        let found: BTreeMap<_, _> = checks.iter().map(|check| (check.name, check.found.as_str())).collect();
        match at.url {
            DatabaseUrl::Sqlite(_) => {
                assert_eq!((found["journal_mode"], found["synchronous"], found["foreign_keys"]), ("wal", "2", "1"));
            }
            DatabaseUrl::Postgres(_) => {
                assert_eq!((found["fsync"], found["synchronous_commit"]), ("on", "on"));
            }
        }
        assert_eq!(found["migrations missing"], "0");
    }

    async fn every_statement_is_understood(at: TestDatabase) {
        assert!(at.db.prepare_all().await.unwrap() > 50);
    }

    async fn the_check_names_the_first_altered_commit(at: TestDatabase) {
        let rows = commits(&at.db.meta().await.unwrap(), 5, |_| vec![]);
        append(&at.db, &rows).await;
        let chain = |checks: Vec<server::storage::Check>| {
            checks.into_iter().find(|check| check.name == "chain").unwrap()
        };
        assert_eq!(chain(at.db.check(link).await.unwrap()).found, "unbroken to 5");
        let digest = "f".repeat(64);
        at.tamper(&format!("UPDATE commit_log SET digest = '{digest}' WHERE seq = 3")).await.unwrap();
        let broken = chain(at.db.check(link).await.unwrap());
        assert_eq!((broken.ok, broken.found.as_str()), (false, "broken at 3"));
        at.tamper("UPDATE meta SET head_seq = 4").await.unwrap();
        let checks = at.db.check(link).await.unwrap();
        assert!(checks.iter().any(|check| check.name == "log" && !check.ok));
    }

    async fn the_log_cannot_be_cut(at: TestDatabase) {
        let id = Uuid::now_v7();
        let row = commit(&at.db.meta().await.unwrap(), vec![put(0, id, "staff", "{}")]);
        append(&at.db, &[row]).await;
        let mut tx = at.db.begin_accounts().await.unwrap();
        tx.audit(1, None, "test", None).await.unwrap();
        tx.commit().await.unwrap();
        for sql in ["DELETE FROM version", "DELETE FROM commit_log", "DELETE FROM audit", "UPDATE audit SET action = 'x'"] {
            let refused = at.tamper(sql).await.unwrap_err().to_string();
            assert!(refused.contains("never"), "{sql}: {refused}");
        }
        // A person's data can be redacted: the body goes, the chain still follows.
        at.tamper(r#"UPDATE version SET body = '{"redacted":true}'"#).await.unwrap();
        let checks = at.db.check(link).await.unwrap();
        assert!(checks.iter().all(|check| check.ok), "{checks:?}");
    }

    async fn a_lock_held_too_long_is_answered_with_busy(at: TestDatabase) {
        let held = at.db.begin_append().await.unwrap();
        let hasty = server::storage::Options { patience: Duration::from_millis(200), ..options() };
        let other = Db::open(&at.url, hasty).await.unwrap();
        let Err(error) = other.begin_append().await else { panic!("the lock was given twice") };
        assert!(matches!(error, StorageError::Busy(_)) && error.is_transient(), "{error:?}");
        drop(held);
        other.begin_append().await.unwrap().abandon().await.unwrap();
    }
}

#[tokio::test]
async fn a_missing_file_is_made_only_when_asked() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("company.db");
    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    let looking = server::storage::Options {
        create: false,
        ..options()
    };
    let words = Db::open(&url, looking).await.unwrap_err().to_string();
    assert!(words.contains("throughline migrate"), "{words}");
    assert!(!path.exists());
    let db = Db::open(&url, options()).await.unwrap();
    assert_eq!(db.missing_migrations().await.unwrap(), [1, 2, 3]);
    let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    db.close().await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let url: DatabaseUrl = "sqlite:/nowhere/at/all/company.db".parse().unwrap();
    let words = Db::open(&url, options()).await.unwrap_err().to_string();
    assert!(
        words.contains("/nowhere/at/all/company.db") && words.contains("folder"),
        "{words}"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(
        &path,
        "not a database, though longer than a header of one hundred bytes. ".repeat(4),
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    let error = Db::open(&url, options()).await.unwrap_err();
    assert!(matches!(error, StorageError::Damaged { .. }), "{error:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unreachable() {
    let url: DatabaseUrl = "postgres://throughline@127.0.0.1:1/none".parse().unwrap();
    let hasty = server::storage::Options {
        patience: Duration::from_secs(2),
        ..options()
    };
    let error = Db::open(&url, hasty).await.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
    assert!(!error.to_string().contains("127.0.0.1"));
}

/// Handlers and tasks may await storage on any thread. Only compiled.
#[allow(dead_code)]
fn futures_can_move_between_threads(db: &'static Db) {
    fn moves<T: Send>(_: T) {}
    moves(db.load(|_| {}));
    moves(db.load_as_of(1, |_| {}));
    moves(db.commits_after(0, 1));
    moves(db.check(link));
    moves(db.follow());
    moves(db.migrate());
    moves(async move {
        let mut tx = db.begin_append().await?;
        tx.append(&[]).await?;
        tx.commit().await
    });
}
