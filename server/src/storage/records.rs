//! Records: the latest of each, as they stood at an earlier number, and the history of one.

use futures::TryStreamExt;
use uuid::Uuid;

use super::engine::{Db, on_db, on_tx};
use super::log::{Meta, read_uuid};
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    LATEST = "
        SELECT record.kind, record.id, record.scope, record.seq, commit_log.at, record.body
        FROM record JOIN commit_log ON commit_log.seq = record.seq";

    AS_OF = "
        SELECT known.kind, known.id, known.scope, known.seq, commit_log.at, known.body FROM (
            SELECT kind, id, scope, seq, body,
                   ROW_NUMBER() OVER (PARTITION BY kind, id ORDER BY seq DESC, ord DESC) AS back
            FROM version WHERE seq <= $1
        ) AS known JOIN commit_log ON commit_log.seq = known.seq
        WHERE known.back = 1 AND known.body IS NOT NULL";

    HISTORY = "
        SELECT version.seq, commit_log.at, commit_log.actor, version.scope, version.prev_scope, version.body
        FROM version JOIN commit_log ON commit_log.seq = version.seq
        WHERE version.kind = $1 AND version.id = $2 ORDER BY version.seq, version.ord";

    WRITTEN_BY = "SELECT kind, id FROM version WHERE seq = $1";
}

/// The latest version of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The scope it is in.
    pub scope: String,
    /// The commit that made this version.
    pub seq: i64,
    /// When that commit was.
    pub at: Micros,
    /// The record as JSON.
    pub body: String,
}

stored! {
    /// One version in a record's history.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HistoryRow {
        /// The commit that made it.
        pub seq: i64,
        /// When.
        pub at: Micros,
        /// Who: a person's id, or `system`.
        pub actor: String,
        /// The scope from here on.
        pub scope: String,
        /// The scope it left, if it moved.
        pub prev_scope: Option<String>,
        /// The record as JSON; nothing if it was removed.
        pub body: Option<String>,
    }
}

impl Db {
    /// Hands over every record that exists, in no particular order, and returns where the log stood at
    /// that moment: all of it is one state, whatever is written meanwhile.
    pub async fn load(&self, mut take: impl FnMut(RecordRow)) -> Result<Meta, StorageError> {
        let mut tx = self.snapshot().await?;
        let meta = tx.meta().await?;
        on_tx!(whole &mut tx, conn => {
            let mut rows = sqlx::query_as::<_, StoredRecord>(LATEST).fetch(conn);
            while let Some(row) = rows.try_next().await? {
                take(row.read()?);
            }
        });
        Ok(meta)
    }

    /// Hands over every record as it stood after commit `seq`, in no particular order.
    pub async fn load_as_of(
        &self,
        seq: i64,
        mut take: impl FnMut(RecordRow),
    ) -> Result<(), StorageError> {
        on_db!(whole self, pool => {
            let mut rows = sqlx::query_as::<_, StoredRecord>(AS_OF).bind(seq).fetch(pool);
            while let Some(row) = rows.try_next().await? {
                take(row.read()?);
            }
        });
        Ok(())
    }

    /// The records that one commit wrote: kind and identifier.
    pub async fn written_by(&self, seq: i64) -> Result<Vec<(String, Uuid)>, StorageError> {
        let rows: Vec<(String, String)> =
            on_db!(self, pool => sqlx::query_as(WRITTEN_BY).bind(seq).fetch_all(pool).await?);
        rows.into_iter()
            .map(|(kind, id)| Ok((kind, read_uuid(&id, "version")?)))
            .collect()
    }

    /// Every version of one record, oldest first.
    pub async fn versions_of(&self, kind: &str, id: Uuid) -> Result<Vec<HistoryRow>, StorageError> {
        Ok(
            on_db!(self, pool => sqlx::query_as::<_, HistoryRow>(HISTORY)
            .bind(kind).bind(id.to_string()).fetch_all(pool).await?),
        )
    }
}

stored! {
    struct StoredRecord {
        kind: String,
        id: String,
        scope: String,
        seq: i64,
        at: Micros,
        body: String,
    }
}

impl StoredRecord {
    fn read(self) -> Result<RecordRow, StorageError> {
        Ok(RecordRow {
            kind: self.kind,
            id: read_uuid(&self.id, "record.id")?,
            scope: self.scope,
            seq: self.seq,
            at: self.at,
            body: self.body,
        })
    }
}
