//! One database, whichever engine it runs on.

use std::time::Duration;

use sqlx::Transaction;

use super::postgres::{Postgres, PostgresTx};
use super::sqlite::Sqlite;
use super::url::DatabaseUrl;
use crate::error::StorageError;

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// Make the SQLite file if there is none.
    pub create: bool,
    /// Connections for reading; PostgreSQL has three more, for appending, accounts and listening.
    pub readers: u32,
    /// How long to wait for a lock or a free connection before answering "busy".
    pub patience: Duration,
    /// How often a follower asks for the head where nothing tells it.
    pub poll: Duration,
    /// How long PostgreSQL may take over one thing it is asked: see `line.rs`.
    pub limit: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            create: true,
            readers: 4,
            patience: Duration::from_secs(10),
            poll: Duration::from_secs(1),
            // The command line reads whole tables at once; `throughline serve` says less.
            limit: Duration::from_secs(3_600),
        }
    }
}

/// The database. Cloning gives another handle to the same connections.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file: one connection writes, several read.
    Sqlite(Sqlite),
    /// A server that several nodes share.
    Postgres(Postgres),
}

/// A transaction on either engine. Dropped without a commit, it leaves nothing behind.
pub(super) enum Tx {
    Sqlite(Transaction<'static, sqlx::Sqlite>),
    Postgres(PostgresTx),
}

/// Evaluates an expression with the pool that reads, on either engine; on PostgreSQL within its limit, or within the longer one
/// that `whole` asks for, where everything is read.
macro_rules! on_db {
    (whole $db:expr, $pool:ident => $body:expr) => {
        $crate::storage::engine::on_db!(@ $db, whole_limit, $pool => $body)
    };
    ($db:expr, $pool:ident => $body:expr) => {
        $crate::storage::engine::on_db!(@ $db, limit, $pool => $body)
    };
    (@ $db:expr, $limit:ident, $pool:ident => $body:expr) => {
        match $db {
            $crate::storage::Db::Sqlite(db) => {
                let $pool = db.readers();
                $body
            }
            $crate::storage::Db::Postgres(db) => {
                let line = db.line();
                let $pool = &line.pool;
                line.within(line.$limit(), async {
                    Ok::<_, $crate::error::StorageError>($body)
                })
                .await?
            }
        }
    };
}
pub(super) use on_db;

/// Evaluates an expression with the connection of a transaction, on either engine; on PostgreSQL within a limit, as [`on_db`].
macro_rules! on_tx {
    (whole $tx:expr, $conn:ident => $body:expr) => {
        $crate::storage::engine::on_tx!(@ $tx, whole_limit, $conn => $body)
    };
    ($tx:expr, $conn:ident => $body:expr) => {
        $crate::storage::engine::on_tx!(@ $tx, limit, $conn => $body)
    };
    (@ $tx:expr, $limit:ident, $conn:ident => $body:expr) => {
        match $tx {
            $crate::storage::engine::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::storage::engine::Tx::Postgres(held) => {
                let $crate::storage::postgres::PostgresTx { tx, line } = held;
                let $conn = &mut **tx;
                line.within(line.$limit(), async {
                    Ok::<_, $crate::error::StorageError>($body)
                })
                .await?
            }
        }
    };
}
pub(super) use on_tx;

impl Db {
    /// Opens the database and reads its durability settings back; a setting that did not take is an
    /// error. The schema is left alone: see [`Db::migrate`].
    pub async fn open(url: &DatabaseUrl, options: Options) -> Result<Self, StorageError> {
        match url {
            DatabaseUrl::Sqlite(path) => Ok(Self::Sqlite(Sqlite::open(path, options).await?)),
            DatabaseUrl::Postgres(url) => Ok(Self::Postgres(Postgres::open(url, options).await?)),
        }
    }

    /// The engine, as a word.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.line().pool.close().await,
        }
    }

    /// A transaction that reads one unchanging state.
    pub(super) async fn snapshot(&self) -> Result<Tx, StorageError> {
        match self {
            Self::Sqlite(db) => db.snapshot().await.map(Tx::Sqlite),
            Self::Postgres(db) => db.snapshot().await.map(Tx::Postgres),
        }
    }

    /// A transaction that may write.
    pub(super) async fn write(&self) -> Result<Tx, StorageError> {
        match self {
            Self::Sqlite(db) => db.write().await.map(Tx::Sqlite),
            Self::Postgres(db) => db.write().await.map(Tx::Postgres),
        }
    }
}

impl Tx {
    /// The statement only this engine has to lock the head of the log.
    pub(super) fn own_lock(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => super::sqlite::LOCK_META,
            Self::Postgres(_) => super::postgres::LOCK_META,
        }
    }

    pub(super) async fn commit(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    pub(super) async fn rollback(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}
