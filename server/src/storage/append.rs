//! Appending to the log: the one way in which anything about the Company is ever written.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::batch::Batch;
use super::digest::to_hex;
use super::engine::{Db, Tx, on_tx};
use super::log::{CommitRow, Meta, StoredMeta, VersionRow};
use super::postgres;
use super::replica::DeadLetter;
use super::statements::statements;
use crate::error::StorageError;

statements! {
    MOVE_HEAD = "UPDATE meta SET head_seq = $1, chain = $2 WHERE id = 1";

    INSERT_DEAD_LETTER = "
        INSERT INTO dead_letter (replica, command_no, at, command, error, incident)
        VALUES ($1, $2, $3, $4, $5, $6)";
}

static INSERT_COMMITS: Batch = Batch::new(
    "INSERT INTO commit_log (seq, at, actor, replica, command_no, command_uuid, command, outcome, rejection, digest, chain) VALUES",
    &["$"; 11],
    "",
);

static INSERT_VERSIONS: Batch = Batch::new(
    "INSERT INTO version (seq, ord, kind, id, scope, prev_scope, body) VALUES",
    &["$"; 7],
    "",
);

static PUT_RECORDS: Batch = Batch::new(
    "INSERT INTO record (kind, id, scope, seq, body) VALUES",
    &["$"; 5],
    "ON CONFLICT (kind, id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq, body = excluded.body",
);

static REMOVE_RECORDS: Batch = Batch::new(
    "DELETE FROM record WHERE (kind, id) IN (VALUES",
    &["$"; 2],
    ")",
);

/// Both engines call the columns of VALUES column1, column2, …; a number in it has to be told so.
static MOVE_REPLICAS: Batch = Batch::new(
    "UPDATE replica SET last_command_no = moved.column2, last_seen_at = moved.column3 FROM (VALUES",
    &["$", "CAST($ AS BIGINT)", "CAST($ AS BIGINT)"],
    ") AS moved WHERE replica.id = moved.column1 AND replica.last_command_no < moved.column2",
);

pub(super) static BATCHES: [&Batch; 5] = [
    &INSERT_COMMITS,
    &INSERT_VERSIONS,
    &PUT_RECORDS,
    &REMOVE_RECORDS,
    &MOVE_REPLICAS,
];

/// The head of the log, locked. While one exists no other node and no other task can append; dropped
/// without [`AppendTx::commit`], it leaves nothing behind.
pub struct AppendTx {
    tx: Tx,
    meta: Meta,
}

impl Db {
    /// Waits for its turn, locks the head of the log and reads where it stands. A node whose own cursor
    /// is behind `meta().head_seq` reads [`AppendTx::commits_after`] before it decides anything.
    pub async fn begin_append(&self) -> Result<AppendTx, StorageError> {
        let mut tx = self.write().await?;
        let lock = tx.own_lock();
        let meta =
            on_tx!(&mut tx, conn => sqlx::query_as::<_, StoredMeta>(lock).fetch_one(conn).await?)
                .read()?;
        Ok(AppendTx { tx, meta })
    }
}

impl AppendTx {
    /// Where the log stands, with what was appended through this transaction.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    pub(super) fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// [`Db::commits_after`], read while the lock is held: a node that is behind needs no second connection.
    pub async fn commits_after(
        &mut self,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<CommitRow>, StorageError> {
        self.tx.commits_after(seq, limit).await
    }

    /// Appends commits in order: the log, the versions, the latest records, and how far each replica
    /// has come. May be called several times; everything becomes visible together at the commit.
    pub async fn append(&mut self, commits: &[CommitRow]) -> Result<(), StorageError> {
        let Some(last) = commits.last() else {
            return Ok(());
        };
        let mut expected = self.meta.head_seq;
        for commit in commits {
            expected = expected.saturating_add(1);
            if commit.seq != expected {
                return Err(StorageError::OutOfStep {
                    head: self.meta.head_seq,
                    expected,
                    found: commit.seq,
                });
            }
        }
        self.move_replicas(commits).await?;
        self.insert_commits(commits).await?;
        let versions: Vec<(i64, &VersionRow)> = commits
            .iter()
            .flat_map(|commit| commit.versions.iter().map(|version| (commit.seq, version)))
            .collect();
        self.insert_versions(&versions).await?;
        self.move_records(&versions).await?;
        self.meta.head_seq = last.seq;
        self.meta.chain = last.chain;
        Ok(())
    }

    /// Keeps a command that failed in a way nobody foresaw; its refusal is appended with it.
    pub async fn dead_letter(&mut self, letter: &DeadLetter) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(INSERT_DEAD_LETTER)
                .bind(letter.replica.to_string())
                .bind(letter.command_no)
                .bind(letter.at)
                .bind(letter.command.as_str())
                .bind(letter.error.as_str())
                .bind(letter.incident.to_string())
                .execute(conn)
                .await?;
        });
        Ok(())
    }

    /// Makes it durable, tells other nodes the new head, and returns where the log stands. When this
    /// returns, a power cut loses nothing of it.
    pub async fn commit(mut self) -> Result<Meta, StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(MOVE_HEAD)
                .bind(self.meta.head_seq)
                .bind(to_hex(&self.meta.chain))
                .execute(conn)
                .await?;
        });
        if let Tx::Postgres(tx) = &mut self.tx {
            postgres::announce(tx, self.meta.head_seq).await?;
        }
        self.tx.commit().await?;
        Ok(self.meta)
    }

    /// Gives the lock back without a trace. Dropping does the same a moment later.
    pub async fn abandon(self) -> Result<(), StorageError> {
        self.tx.rollback().await
    }

    async fn insert_commits(&mut self, commits: &[CommitRow]) -> Result<(), StorageError> {
        for (sql, piece) in INSERT_COMMITS.pieces(commits) {
            on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for row in piece {
                    query = query
                        .bind(row.seq)
                        .bind(row.at)
                        .bind(row.actor.as_str())
                        .bind(row.replica.map(|id| id.to_string()))
                        .bind(row.command_no)
                        .bind(row.command_uuid.map(|id| id.to_string()))
                        .bind(row.command.as_str())
                        .bind(row.outcome.as_str())
                        .bind(row.rejection.as_deref())
                        .bind(to_hex(&row.digest))
                        .bind(to_hex(&row.chain));
                }
                query.execute(conn).await?;
            });
        }
        Ok(())
    }

    async fn insert_versions(
        &mut self,
        versions: &[(i64, &VersionRow)],
    ) -> Result<(), StorageError> {
        for (sql, piece) in INSERT_VERSIONS.pieces(versions) {
            on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for (seq, row) in piece {
                    query = query
                        .bind(*seq)
                        .bind(row.ord)
                        .bind(row.kind.as_str())
                        .bind(row.id.to_string())
                        .bind(row.scope.as_str())
                        .bind(row.prev_scope.as_deref())
                        .bind(row.body.as_deref());
                }
                query.execute(conn).await?;
            });
        }
        Ok(())
    }

    /// Only the last version of each record in the group counts; PostgreSQL refuses a statement that
    /// would put the same row twice.
    async fn move_records(&mut self, versions: &[(i64, &VersionRow)]) -> Result<(), StorageError> {
        let latest: BTreeMap<(&str, Uuid), (i64, &VersionRow)> = versions
            .iter()
            .map(|(seq, row)| ((row.kind.as_str(), row.id), (*seq, *row)))
            .collect();
        let mut puts = Vec::new();
        let mut removes = Vec::new();
        for (seq, row) in latest.into_values() {
            match row.body.as_deref() {
                Some(body) => puts.push((seq, row, body)),
                None => removes.push(row),
            }
        }
        for (sql, piece) in PUT_RECORDS.pieces(&puts) {
            on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for (seq, row, body) in piece {
                    query = query
                        .bind(row.kind.as_str())
                        .bind(row.id.to_string())
                        .bind(row.scope.as_str())
                        .bind(*seq)
                        .bind(*body);
                }
                query.execute(conn).await?;
            });
        }
        for (sql, piece) in REMOVE_RECORDS.pieces(&removes) {
            on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for row in piece {
                    query = query.bind(row.kind.as_str()).bind(row.id.to_string());
                }
                query.execute(conn).await?;
            });
        }
        Ok(())
    }

    /// A replica's numbers only ever grow; a group that says otherwise is refused whole.
    async fn move_replicas(&mut self, commits: &[CommitRow]) -> Result<(), StorageError> {
        let mut moved: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
        for commit in commits {
            let (Some(replica), Some(command_no)) = (commit.replica, commit.command_no) else {
                continue;
            };
            let before = moved.insert(replica, (command_no, commit.at));
            if before.is_some_and(|(before, _)| before >= command_no) {
                return Err(StorageError::ReplicaOutOfStep);
            }
        }
        let moved: Vec<(Uuid, (i64, i64))> = moved.into_iter().collect();
        for (sql, piece) in MOVE_REPLICAS.pieces(&moved) {
            let rows = on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for (replica, (command_no, at)) in piece {
                    query = query.bind(replica.to_string()).bind(*command_no).bind(*at);
                }
                query.execute(conn).await?.rows_affected()
            });
            if usize::try_from(rows).ok() != Some(piece.len()) {
                return Err(StorageError::ReplicaOutOfStep);
            }
        }
        Ok(())
    }
}
