//! A backup is one state, is verified before it counts, and comes back whole on either engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{command::Command, decision::Actor, id::Id, person::RecordPerson};
use jiff::Timestamp;
use server::{
    clock::Clock,
    storage::{DatabaseUrl, Db, DeadLetter, NewAccount, TableSum},
    sync::{Node, node},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use support::{database::options, on_both_engines, process::command};
use sync::authority::Submission;
use tempfile::TempDir;
use uuid::Uuid;

/// What the program prints, or what it complains of.
async fn throughline(database: &str, arguments: &[&str]) -> Result<String, String> {
    let done = command(database).args(arguments).output().await.unwrap();
    if done.status.success() {
        return Ok(String::from_utf8(done.stdout).unwrap());
    }
    assert_eq!(done.status.code(), Some(1));
    Err(String::from_utf8(done.stderr).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn recorded(person: Uuid, name: &str) -> Command {
    RecordPerson {
        person: Id::new(person),
        name: name.to_owned(),
        active: true,
        illustrative: false,
    }
    .into()
}

fn by_system(person: Uuid, name: &str) -> Submission {
    node::system(recorded(person, name), Actor::System, Timestamp::now())
}

/// A history of six commits, one of them refused, with everything around it that a database can hold.
async fn filled(db: &Db) {
    let node = Node::start(db.clone(), Clock::System).await.unwrap();
    let people: Vec<Uuid> = (0..4).map(|_| Uuid::now_v7()).collect();
    for (at, person) in people.iter().enumerate() {
        let name = format!("Person {at} “£”");
        node.submit(vec![by_system(*person, &name)]).await.unwrap();
    }
    node.submit(vec![by_system(people[0], "Renamed")])
        .await
        .unwrap();
    let replica = Uuid::now_v7();
    db.register_replica(replica, &people[0].to_string(), 5)
        .await
        .unwrap();
    let refused = Submission {
        actor: Actor::Person(Id::new(people[0])),
        from: Some((replica, 1)),
        ..by_system(people[1], "Not for them to say")
    };
    node.submit(vec![refused]).await.unwrap();

    let mut tx = db.begin_accounts().await.unwrap();
    let account = |person: &Uuid| NewAccount {
        person: *person,
        sign_in_name: format!("P.{person}"),
        sign_in_key: format!("p.{person}"),
        password: (*person == people[0]).then(|| "a hash".to_owned()),
        code: None,
        created_at: 7,
    };
    let accounts: Vec<NewAccount> = people[..2].iter().map(account).collect();
    tx.add_accounts(&accounts).await.unwrap();
    for action in ["account_added", "signed_in", "signed_out"] {
        tx.audit(8, Some("system"), action, Some(people[0]))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = db.begin_append().await.unwrap();
    tx.dead_letter(&DeadLetter {
        replica,
        command_no: 1,
        at: 9,
        command: "not JSON".to_owned(),
        error: "a defect".to_owned(),
        incident: Uuid::now_v7(),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn sums(db: &Db) -> Vec<TableSum> {
    db.reading().await.unwrap().sums().await.unwrap()
}

/// A new SQLite database with [`filled`] in it: its address and a handle.
async fn a_company(folder: &Path) -> (String, Db) {
    let (address, db) = open(&folder.join("company.db")).await;
    db.migrate().await.unwrap();
    filled(&db).await;
    (address, db)
}

async fn open(path: &Path) -> (String, Db) {
    let address = format!("sqlite:{}", path.display());
    let url: DatabaseUrl = address.parse().unwrap();
    (address, Db::open(&url, options()).await.unwrap())
}

/// Changes a copy of a backup as somebody with a tool would, and returns the copy.
async fn altered(backup: &Path, name: &str, sql: &str) -> PathBuf {
    let copy = backup.with_file_name(name);
    fs::copy(backup, &copy).unwrap();
    let mut connection = SqliteConnectOptions::new()
        .filename(&copy)
        .foreign_keys(false)
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    copy
}

on_both_engines! {
    async fn a_backup_of_a_database_in_use_is_one_state(at: TestDatabase) {
        let folder = TempDir::new().unwrap();
        let database = at.address();
        filled(&at.db).await;
        at.tamper(&format!(
            "INSERT INTO session (id, person, created_at, seen_at, expires_at) SELECT '{}', MIN(person), 1, 1, 1 FROM account", "a".repeat(64),
        )).await.unwrap();
        let node = Node::start(at.node().await, Clock::System).await.unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let writing = tokio::spawn({
            let stop = stop.clone();
            async move {
                let one = Uuid::now_v7();
                let mut written = 0;
                while !stop.load(Ordering::SeqCst) {
                    let group = (0..20).map(|no| by_system(if no % 2 == 0 { one } else { Uuid::now_v7() }, &format!("Name {no} of {written}"))).collect();
                    written += node.submit(group).await.unwrap().len();
                }
                written
            }
        });
        let mut last = 0;
        for no in 0..3 {
            let file = folder.path().join(format!("{no}.backup"));
            let before = at.db.meta().await.unwrap();
            let printed = throughline(&database, &["backup", text(&file)]).await.unwrap();
            assert!(printed.contains("It was verified"), "{printed}");
            let after = at.db.meta().await.unwrap();
            let (_, copy) = open(&file.with_extension("backup")).await;
            let held = copy.meta().await.unwrap();
            copy.close().await;
            assert!(before.head_seq <= held.head_seq && held.head_seq <= after.head_seq);
            assert_eq!(held.epoch, before.epoch);
            assert_eq!(after.backed_up_seq, held.head_seq);
            assert!(held.head_seq > last, "nothing was written meanwhile");
            last = held.head_seq;
        }
        stop.store(true, Ordering::SeqCst);
        assert!(writing.await.unwrap() > 0);
        let printed = throughline(&database, &["verify"]).await.unwrap();
        assert!(printed.contains("Everything holds."), "{printed}");
        assert!(printed.contains(&format!("reaches to commit {last}.")), "{printed}");
    }

    async fn verify_names_the_place_in_a_database(at: TestDatabase) {
        filled(&at.db).await;
        let database = at.address();
        throughline(&database, &["verify"]).await.unwrap();
        let one = async |sql: &str| at.texts(sql).await.remove(0);
        let digest = one("SELECT digest FROM commit_log WHERE seq = 4").await;
        let chain = one("SELECT chain FROM commit_log WHERE seq = 6").await;
        let person = one("SELECT id FROM record WHERE seq = 3").await;
        let missing = format!("the record person {person} is missing; commit 3");
        let unlike = format!("the record person {person} of commit 3 is not its last version");
        for (done, undone, words) in [
            ("UPDATE version SET body = body || ' ' WHERE seq = 3", "UPDATE version SET body = TRIM(body) WHERE seq = 3".to_owned(), "commit 3: the versions"),
            ("UPDATE version SET scope = 'public' WHERE seq = 2", "UPDATE version SET scope = 'staff' WHERE seq = 2".to_owned(), "commit 2: the versions"),
            ("UPDATE commit_log SET digest = chain WHERE seq = 4", format!("UPDATE commit_log SET digest = '{digest}' WHERE seq = 4"), "commit 4 does not follow"),
            ("UPDATE commit_log SET chain = digest WHERE seq = 6", format!("UPDATE commit_log SET chain = '{chain}' WHERE seq = 6"), "commit 6 does not follow"),
            ("UPDATE commit_log SET seq = 9 WHERE seq = 6", "UPDATE commit_log SET seq = 6 WHERE seq = 9".to_owned(), "commit 6 is missing"),
            ("UPDATE meta SET head_seq = 7", "UPDATE meta SET head_seq = 6".to_owned(), "commit 7 is missing"),
            ("UPDATE meta SET head_seq = 5", "UPDATE meta SET head_seq = 6".to_owned(), "past the head 5"),
            ("UPDATE record SET body = body || ' ' WHERE seq = 3", "UPDATE record SET body = TRIM(body) WHERE seq = 3".to_owned(), &unlike),
            ("DELETE FROM record WHERE seq = 3", "INSERT INTO record (kind, id, scope, seq, body) SELECT kind, id, scope, seq, body FROM version WHERE seq = 3".to_owned(), &missing),
            ("UPDATE replica SET last_command_no = 2", "UPDATE replica SET last_command_no = 1".to_owned(), "its command 2 was answered last, the log says 1"),
            ("INSERT INTO audit (no, at, action, chain) VALUES (5, 1, 'x', 'x')", "SELECT 1".to_owned(), "row 4 of the audit"),
        ] {
            at.tamper(done).await.unwrap();
            let found = throughline(&database, &["verify"]).await.unwrap_err();
            assert!(found.contains(words), "{done}: {found}");
            at.tamper(&undone).await.unwrap();
        }
    }

    async fn a_redacted_version_is_counted_and_holds(at: TestDatabase) {
        filled(&at.db).await;
        for table in ["version", "record"] {
            at.tamper(&format!(r#"UPDATE {table} SET body = '{{"redacted":true}}' WHERE seq = 3"#)).await.unwrap();
        }
        let printed = throughline(&at.address(), &["verify"]).await.unwrap();
        assert!(printed.contains("1 of them redacted"), "{printed}");
    }

    async fn only_a_verified_backup_counts(at: TestDatabase) {
        let folder = TempDir::new().unwrap();
        let database = at.address();
        filled(&at.db).await;
        at.tamper("UPDATE version SET body = body || ' ' WHERE seq = 3").await.unwrap();
        let file = folder.path().join("night.backup");
        let words = throughline(&database, &["backup", text(&file)]).await.unwrap_err();
        assert!(words.contains("no backup was made") && words.contains("commit 3:"), "{words}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left of it");
        assert_eq!(at.db.meta().await.unwrap().backed_up_seq, 0);

        at.tamper("UPDATE version SET body = TRIM(body) WHERE seq = 3").await.unwrap();
        fs::write(&file, "of another night").unwrap();
        let words = throughline(&database, &["backup", text(&file)]).await.unwrap_err();
        assert!(words.contains("is there already"), "{words}");
        assert_eq!(fs::read(&file).unwrap(), b"of another night");
        assert_eq!(at.db.meta().await.unwrap().backed_up_seq, 0);

        fs::remove_file(&file).unwrap();
        let printed = throughline(&database, &["backup", text(&file)]).await.unwrap();
        assert_eq!(at.db.meta().await.unwrap().backed_up_seq, 6);
        let beside = fs::read_to_string(folder.path().join("night.backup.sha256")).unwrap();
        let (digest, name) = beside.trim().split_once("  ").unwrap();
        assert!(printed.contains(digest) && name == "night.backup", "{printed}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    async fn a_backup_crosses_the_engines_and_comes_back(at: TestDatabase) {
        let folder = TempDir::new().unwrap();
        let (company, db) = a_company(folder.path()).await;
        let (first, second) = (folder.path().join("1.backup"), folder.path().join("2.backup"));
        throughline(&company, &["backup", text(&first)]).await.unwrap();
        let printed = throughline(&at.address(), &["restore", text(&first)]).await.unwrap();
        assert!(printed.contains("6 commits and 2 accounts"), "{printed}");
        assert_eq!(sums(&at.db).await, sums(&db).await);
        assert_eq!(at.db.commits_after(0, 100).await.unwrap(), db.commits_after(0, 100).await.unwrap());
        assert!(at.db.accounts().await.unwrap() == db.accounts().await.unwrap());
        assert_eq!(at.db.audit_after(0, 100).await.unwrap(), db.audit_after(0, 100).await.unwrap());
        let (was, is) = (db.meta().await.unwrap(), at.db.meta().await.unwrap());
        assert_ne!(was.epoch, is.epoch);
        assert_eq!((is.head_seq, is.chain, is.backed_up_seq), (was.head_seq, was.chain, 6));

        // Work goes on there, and comes back on SQLite.
        let node = Node::start(at.node().await, Clock::System).await.unwrap();
        node.submit(vec![by_system(Uuid::now_v7(), "Afterwards")]).await.unwrap();
        throughline(&at.address(), &["backup", text(&second)]).await.unwrap();
        let (back, again) = (folder.path().join("back.db"), folder.path().join("company.db"));
        throughline(&format!("sqlite:{}", back.display()), &["restore", text(&second)]).await.unwrap();
        let (address, restored) = open(&back).await;
        assert_eq!(sums(&restored).await, sums(&at.db).await);
        assert_ne!(restored.meta().await.unwrap().epoch, is.epoch);
        assert_eq!(restored.meta().await.unwrap().head_seq, 7);
        throughline(&address, &["verify"]).await.unwrap();

        // Neither of them is empty now.
        let before = sums(&db).await;
        let full = format!("sqlite:{}", again.display());
        for database in [full, at.address(), address] {
            let words = throughline(&database, &["restore", text(&first)]).await.unwrap_err();
            assert!(words.contains("is not empty, and nothing of it was touched"), "{words}");
        }
        assert_eq!(sums(&db).await, before);
        assert_eq!(at.db.meta().await.unwrap().head_seq, 7);
    }

    async fn an_account_alone_is_enough_to_be_in_use(at: TestDatabase) {
        let folder = TempDir::new().unwrap();
        let (company, _) = a_company(folder.path()).await;
        let file = folder.path().join("night.backup");
        throughline(&company, &["backup", text(&file)]).await.unwrap();
        at.tamper("INSERT INTO account (person, sign_in_name, sign_in_key, created_at) VALUES ('a', 'a', 'a', 1)").await.unwrap();
        let words = throughline(&at.address(), &["restore", text(&file)]).await.unwrap_err();
        assert!(words.contains("is not empty"), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verify_names_the_place_in_a_backup() {
    let folder = TempDir::new().unwrap();
    let (company, _) = a_company(folder.path()).await;
    let file = folder.path().join("night.backup");
    throughline(&company, &["backup", text(&file)])
        .await
        .unwrap();
    let printed = throughline(&company, &["verify", text(&file)])
        .await
        .unwrap();
    assert!(printed.contains("as written beside it"), "{printed}");
    assert!(printed.contains("records   4, each"), "{printed}");
    let cut = |table: &str, which: &str| {
        format!("DROP TRIGGER {table}_kept; DELETE FROM {table} WHERE {which}")
    };
    for (sql, words) in [
        (
            "UPDATE version SET body = NULL WHERE seq = 3".to_owned(),
            "commit 3: the versions",
        ),
        (cut("version", "seq = 3"), "commit 3: the versions"),
        (cut("commit_log", "seq = 4"), "commit 4 is missing"),
        (cut("commit_log", "seq = 6"), "commit 6 is missing"),
        (
            "UPDATE commit_log SET digest = chain WHERE seq = 4".to_owned(),
            "commit 4 does not follow",
        ),
        (
            "UPDATE commit_log SET actor = 'x' WHERE seq = 4".to_owned(),
            "a row of the table commit_log was altered",
        ),
        (
            "UPDATE commit_log SET at = at + 1 WHERE seq = 4".to_owned(),
            "a row of the table commit_log was altered",
        ),
        (
            "DELETE FROM record WHERE seq = 4".to_owned(),
            "commit 4 made its last version",
        ),
        (cut("audit", "no = 1"), "row 1 of the audit"),
        (
            cut("audit", "no = 3"),
            "the table audit has 2 rows where the backup was made of 3",
        ),
        (
            "DELETE FROM account WHERE password IS NULL".to_owned(),
            "the table account has 1 rows",
        ),
        (
            "UPDATE account SET password = 'mine'".to_owned(),
            "a row of the table account was altered",
        ),
        (
            "DELETE FROM replica".to_owned(),
            "commit 6 came from a replica that is missing",
        ),
        (
            "DELETE FROM dead_letter".to_owned(),
            "the table dead_letter has 0 rows",
        ),
    ] {
        let copy = altered(&file, "altered.backup", &sql).await;
        let found = throughline(&company, &["verify", text(&copy)])
            .await
            .unwrap_err();
        assert!(found.contains(words), "{sql}: {found}");
        // Nor is it restored, and not so much as an empty database is made.
        let target = folder.path().join("target.db");
        let database = format!("sqlite:{}", target.display());
        let refused = throughline(&database, &["restore", text(&copy)])
            .await
            .unwrap_err();
        assert!(refused.contains(words), "{sql}: {refused}");
        assert!(!target.exists());
    }
    altered(&file, "night2.backup", "UPDATE meta SET min_seq = 1").await;
    fs::rename(folder.path().join("night2.backup"), &file).unwrap();
    let found = throughline(&company, &["verify", text(&file)])
        .await
        .unwrap_err();
    assert!(
        found.contains("is not the file that was backed up"),
        "{found}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_version_made_is_left_to_that_version() {
    let folder = TempDir::new().unwrap();
    let (company, db) = a_company(folder.path()).await;
    let file = folder.path().join("night.backup");
    throughline(&company, &["backup", text(&file)])
        .await
        .unwrap();
    let later =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    let earlier = "DELETE FROM _sqlx_migrations WHERE version = 3";
    for (sql, words) in [
        (later, "a newer Throughline"),
        (earlier, "an earlier Throughline"),
    ] {
        let copy = altered(&file, "other.backup", sql).await;
        let target = format!("sqlite:{}", folder.path().join("target.db").display());
        for (database, command) in [(&company, "verify"), (&target, "restore")] {
            let found = throughline(database, &[command, text(&copy)])
                .await
                .unwrap_err();
            assert!(found.contains(words), "{command}: {found}");
        }
    }
    // A column that this version does not know would be left out.
    db.close().await;
    altered(&folder.path().join("company.db"), "newest.db", later).await;
    let newest = format!("sqlite:{}", folder.path().join("newest.db").display());
    let other = folder.path().join("other");
    let found = throughline(&newest, &["backup", text(&other)])
        .await
        .unwrap_err();
    assert!(found.contains("newer Throughline"), "{found}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_backup_is_said_to_be_none() {
    let folder = TempDir::new().unwrap();
    let (company, db) = a_company(folder.path()).await;
    db.close().await;
    let notes = folder.path().join("notes.txt");
    fs::write(
        &notes,
        "not a database, though longer than a header of one hundred bytes. ".repeat(4),
    )
    .unwrap();
    for (file, words) in [
        (folder.path().join("nowhere"), "there is no such file"),
        (notes, "not a backup made by"),
        (folder.path().join("company.db"), "not a backup made by"),
    ] {
        let target = format!("sqlite:{}", folder.path().join("target.db").display());
        for (database, command) in [(&company, "verify"), (&target, "restore")] {
            let found = throughline(database, &[command, text(&file)])
                .await
                .unwrap_err();
            assert!(
                found.contains(words),
                "{command} {}: {found}",
                file.display()
            );
        }
    }
}
