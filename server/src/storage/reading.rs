//! One unchanging state of a database, read from end to end while others go on writing, and added up table by table.

use futures::TryStreamExt;
use sqlx::Row;

use super::digest::{Digest, sha256};
use super::engine::{Db, Tx, on_tx};
use super::log::{CommitRow, Meta};
use super::statements::statements;
use super::table::{Cell, Holds, TABLES, Table};
use crate::error::StorageError;

/// How many rows are held at once while a table is copied.
const GROUP: usize = 256;

statements! {
    VERSION_ALONE = "
        SELECT MIN(seq) FROM version
        WHERE NOT EXISTS (SELECT 1 FROM commit_log WHERE commit_log.seq = version.seq)";

    RECORD_UNLIKE_VERSIONS = "
        SELECT record.kind, record.id, record.seq FROM record WHERE NOT EXISTS (
            SELECT 1 FROM version WHERE version.kind = record.kind AND version.id = record.id
            AND version.seq = record.seq AND version.scope = record.scope AND version.body = record.body
            AND NOT EXISTS (SELECT 1 FROM version AS later
                WHERE later.kind = version.kind AND later.id = version.id AND later.seq >= version.seq
                AND (later.seq > version.seq OR later.ord > version.ord)))
        ORDER BY record.seq, record.kind, record.id LIMIT 1";

    VERSION_WITHOUT_RECORD = "
        SELECT version.kind, version.id, version.seq FROM version WHERE version.body IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM record WHERE record.kind = version.kind AND record.id = version.id)
            AND NOT EXISTS (SELECT 1 FROM version AS later
                WHERE later.kind = version.kind AND later.id = version.id AND later.seq >= version.seq
                AND (later.seq > version.seq OR later.ord > version.ord))
        ORDER BY version.seq, version.ord LIMIT 1";

    REPLICA_UNLIKE_LOG = "
        SELECT id, last_command_no, answered FROM (
            SELECT replica.id, replica.last_command_no, (SELECT COALESCE(MAX(command_no), 0)
                FROM commit_log WHERE commit_log.replica = replica.id) AS answered FROM replica
        ) AS counted WHERE last_command_no <> answered ORDER BY id LIMIT 1";

    COMMIT_WITHOUT_REPLICA = "
        SELECT MIN(seq) FROM commit_log WHERE replica IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM replica WHERE replica.id = commit_log.replica)";
}

/// How many rows a table has and what they come to, whatever their order and whichever engine holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSum {
    /// The table.
    pub table: &'static str,
    /// How many rows it has.
    pub rows: i64,
    /// The digests of its rows, each laid over the others.
    pub digest: Digest,
}

impl TableSum {
    const fn none(table: &'static str) -> Self {
        Self {
            table,
            rows: 0,
            digest: [0; 32],
        }
    }

    fn add(&mut self, cells: &[Cell]) {
        let parts: Vec<Vec<u8>> = cells.iter().map(Cell::bytes).collect();
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        for (sum, byte) in self.digest.iter_mut().zip(sha256(&parts)) {
            *sum ^= byte;
        }
        self.rows = self.rows.saturating_add(1);
    }
}

/// One record that is not as its history says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: String,
    /// The commit that it comes from.
    pub seq: i64,
}

/// A replica whose own count is not that of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miscount {
    /// The replica.
    pub replica: String,
    /// The last of its commands, as the replica's row says.
    pub says: i64,
    /// The last of its commands in the log.
    pub answered: i64,
}

/// One unchanging state of a database. It holds nobody up.
pub struct Reading {
    pub(super) tx: Tx,
    meta: Meta,
}

impl Db {
    /// Begins to read one state: what is written from now on is not in it.
    pub async fn reading(&self) -> Result<Reading, StorageError> {
        let mut tx = self.snapshot().await?;
        // The first look is what fixes the state on either engine.
        let meta = tx.meta().await?;
        Ok(Reading { tx, meta })
    }
}

impl Reading {
    /// Where the log stands in this state.
    #[must_use]
    pub const fn meta(&self) -> &Meta {
        &self.meta
    }

    /// At most `limit` commits after `seq`, in order, with their versions.
    pub async fn commits_after(
        &mut self,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<CommitRow>, StorageError> {
        self.tx.commits_after(seq, limit).await
    }

    /// The first number at which there is a version without its commit.
    pub async fn first_version_alone(&mut self) -> Result<Option<i64>, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query_scalar(VERSION_ALONE).fetch_one(conn).await?))
    }

    /// The first record that is not its last version.
    pub async fn first_record_unlike_versions(&mut self) -> Result<Option<Misfit>, StorageError> {
        self.misfit(RECORD_UNLIKE_VERSIONS).await
    }

    /// The first record whose last version is there while it is not.
    pub async fn first_record_missing(&mut self) -> Result<Option<Misfit>, StorageError> {
        self.misfit(VERSION_WITHOUT_RECORD).await
    }

    /// The first replica that has had another number of commands answered than the log holds.
    pub async fn first_replica_unlike_log(&mut self) -> Result<Option<Miscount>, StorageError> {
        let found: Option<(String, i64, i64)> = on_tx!(&mut self.tx, conn => {
            sqlx::query_as(REPLICA_UNLIKE_LOG).fetch_optional(conn).await?
        });
        Ok(found.map(|(replica, says, answered)| Miscount {
            replica,
            says,
            answered,
        }))
    }

    /// The first commit that came from a replica that is not there.
    pub async fn first_commit_without_replica(&mut self) -> Result<Option<i64>, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => {
            sqlx::query_scalar(COMMIT_WITHOUT_REPLICA).fetch_one(conn).await?
        }))
    }

    /// The number of the first audit row that was altered, or after which one is missing.
    pub async fn first_broken_audit_row(&mut self) -> Result<Option<i64>, StorageError> {
        self.tx.first_broken_audit_row().await
    }

    /// What each table comes to that a backup holds.
    pub async fn sums(&mut self) -> Result<Vec<TableSum>, StorageError> {
        sums(&mut self.tx).await
    }

    async fn misfit(&mut self, sql: &'static str) -> Result<Option<Misfit>, StorageError> {
        let found: Option<(String, String, i64)> = on_tx!(&mut self.tx, conn => {
            sqlx::query_as(sql).fetch_optional(conn).await?
        });
        Ok(found.map(|(kind, id, seq)| Misfit { kind, id, seq }))
    }
}

/// What each table comes to, as this transaction sees it.
pub(super) async fn sums(tx: &mut Tx) -> Result<Vec<TableSum>, StorageError> {
    let mut sums = Vec::with_capacity(TABLES.len());
    for table in &TABLES {
        sums.push(pass_over(tx, table, None).await?);
    }
    Ok(sums)
}

/// Copies every row of every table and returns what was read.
pub(super) async fn copy(from: &mut Tx, into: &mut Tx) -> Result<Vec<TableSum>, StorageError> {
    let mut sums = Vec::with_capacity(TABLES.len());
    for table in &TABLES {
        sums.push(pass_over(from, table, Some(into)).await?);
    }
    Ok(sums)
}

/// Reads a table through, adds it up, and writes it somewhere if that is asked.
async fn pass_over(
    from: &mut Tx,
    table: &'static Table,
    mut into: Option<&mut Tx>,
) -> Result<TableSum, StorageError> {
    let mut sum = TableSum::none(table.name);
    let mut group = Vec::new();
    on_tx!(from, conn => {
        let mut rows = sqlx::query(table.read).fetch(conn);
        while let Some(row) = rows.try_next().await? {
            let mut cells = Vec::with_capacity(table.columns.len());
            for (at, (_, holds)) in table.columns.iter().enumerate() {
                cells.push(match holds {
                    Holds::Text => Cell::Text(row.try_get(at)?),
                    Holds::Number => Cell::Number(row.try_get(at)?),
                    Holds::Flag => Cell::Flag(row.try_get(at)?),
                });
            }
            sum.add(&cells);
            let Some(into) = into.as_deref_mut() else {
                continue;
            };
            group.push(cells);
            if group.len() >= GROUP {
                insert(into, table, &group).await?;
                group.clear();
            }
        }
    });
    if let Some(into) = into {
        insert(into, table, &group).await?;
    }
    Ok(sum)
}

async fn insert(
    into: &mut Tx,
    table: &'static Table,
    rows: &[Vec<Cell>],
) -> Result<(), StorageError> {
    for (sql, piece) in table.write.pieces(rows) {
        on_tx!(&mut *into, conn => {
            let mut query = sqlx::query(sql);
            for cell in piece.iter().flatten() {
                query = match cell {
                    Cell::Text(text) => query.bind(text.as_deref()),
                    Cell::Number(number) => query.bind(*number),
                    Cell::Flag(flag) => query.bind(*flag),
                };
            }
            query.execute(conn).await?;
        });
    }
    Ok(())
}
