//! What only SQLite needs: one writer and several readers on a file, write-ahead logging that reaches
//! the disk before a commit is acknowledged, and triggers that keep the log from being cut.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Executor, Transaction};

use super::check::Check;
use super::engine::Options;
use crate::error::StorageError;

/// BEGIN IMMEDIATE has taken the lock on the whole database already.
pub(super) const LOCK_META: &str =
    "SELECT epoch, head_seq, min_seq, chain, backed_up_seq FROM meta WHERE id = 1";

/// Rows that are a promise stay; see `migrations/`.
const GUARDS: &str = "
    CREATE TRIGGER IF NOT EXISTS audit_unchanged BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END;
    CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'rows of audit are never deleted'); END;
    CREATE TRIGGER IF NOT EXISTS commit_log_kept BEFORE DELETE ON commit_log
        BEGIN SELECT RAISE(ABORT, 'rows of commit_log are never deleted'); END;
    CREATE TRIGGER IF NOT EXISTS version_kept BEFORE DELETE ON version
        BEGIN SELECT RAISE(ABORT, 'rows of version are never deleted'); END;";

const COUNT_GUARDS: &str = "
    SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'
    AND name IN ('audit_unchanged', 'audit_kept', 'commit_log_kept', 'version_kept')";

/// What durability and correctness rest on: the pragma, what it has to read back as, and its meaning.
const PRAGMAS: [(&str, &str, &str); 3] = [
    (
        "journal_mode",
        "SELECT journal_mode FROM pragma_journal_mode",
        "wal",
    ),
    (
        "synchronous",
        "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous",
        // 2 is FULL: the log is on the disk before a commit returns.
        "2",
    ),
    (
        "foreign_keys",
        "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys",
        "1",
    ),
];

/// A database file.
#[derive(Debug, Clone)]
pub struct Sqlite {
    writer: SqlitePool,
    readers: SqlitePool,
    poll: Duration,
}

impl Sqlite {
    pub(super) async fn open(path: &Path, options: Options) -> Result<Self, StorageError> {
        prepare_file(path, options.create)?;
        let connect = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(options.patience)
            .pragma("journal_size_limit", "67108864")
            .pragma("temp_store", "MEMORY");
        let pool = || {
            SqlitePoolOptions::new()
                .acquire_timeout(options.patience)
                .idle_timeout(None)
                .max_lifetime(None)
                // A connection to a file does not go away by itself.
                .test_before_acquire(false)
        };
        let writer = pool()
            .max_connections(1)
            // A full disk ends a transaction by itself, and the driver counts it as open for ever: nothing could begin any more.
            .after_release(|connection, _| {
                Box::pin(async move {
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_with(connect.clone())
            .await?;
        let readers = pool()
            .max_connections(options.readers.max(1))
            .connect_with(connect.pragma("query_only", "1"))
            .await?;
        let db = Self {
            writer,
            readers,
            poll: options.poll,
        };
        for check in db.settings().await? {
            if !check.ok {
                return Err(StorageError::SettingRefused {
                    name: check.name,
                    wanted: check.wanted,
                    found: check.found,
                });
            }
        }
        Ok(db)
    }

    /// A new file that will be read elsewhere: complete in itself, with nothing beside it, once it is closed.
    pub(super) async fn create_copy(path: &Path) -> Result<Self, StorageError> {
        prepare_file(path, true)?;
        let connect = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Delete)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        Self::one_pool(connect).await
    }

    /// A file that such a copy was made into, to be read and not changed.
    pub(super) async fn open_copy(path: &Path) -> Result<Self, StorageError> {
        Self::one_pool(SqliteConnectOptions::new().filename(path).read_only(true)).await
    }

    async fn one_pool(connect: SqliteConnectOptions) -> Result<Self, StorageError> {
        let pool = SqlitePoolOptions::new()
            .max_connections(2)
            .test_before_acquire(false)
            .connect_with(connect)
            .await?;
        Ok(Self {
            writer: pool.clone(),
            readers: pool,
            poll: Options::default().poll,
        })
    }

    pub(super) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    pub(super) fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    pub(super) fn poll(&self) -> Duration {
        self.poll
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        // Last, so that closing it folds the write-ahead log into the file.
        self.writer.close().await;
    }

    pub(super) async fn snapshot(
        &self,
    ) -> Result<Transaction<'static, sqlx::Sqlite>, StorageError> {
        Ok(self.readers.begin().await?)
    }

    /// IMMEDIATE: a transaction that starts by reading and then writes is refused at once, without
    /// waiting, when somebody wrote in between.
    pub(super) async fn write(&self) -> Result<Transaction<'static, sqlx::Sqlite>, StorageError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    pub(super) async fn add_guards(&self) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        (&mut *tx).execute(sqlx::raw_sql(GUARDS)).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn guards(&self) -> Result<i64, StorageError> {
        Ok(sqlx::query_scalar(COUNT_GUARDS)
            .fetch_one(&self.readers)
            .await?)
    }

    /// The durability settings as the writing connection has them.
    pub(super) async fn settings(&self) -> Result<Vec<Check>, StorageError> {
        let mut checks = Vec::new();
        for (name, sql, wanted) in PRAGMAS {
            let found: String = sqlx::query_scalar(sql).fetch_one(&self.writer).await?;
            checks.push(Check::equal(name, found, wanted));
        }
        Ok(checks)
    }

    /// Version and health of the file.
    pub(super) async fn health(&self) -> Result<Vec<Check>, StorageError> {
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&self.readers)
            .await?;
        let sound: String =
            sqlx::query_scalar("SELECT quick_check FROM pragma_quick_check LIMIT 1")
                .fetch_one(&self.readers)
                .await?;
        Ok(vec![
            Check::seen("SQLite", version),
            Check::equal("quick_check", sound, "ok"),
        ])
    }
}

/// Makes the file, readable by its owner only: it will hold what people said in their 1:1s. SQLite gives
/// the files beside it the same permissions.
fn prepare_file(path: &Path, create: bool) -> Result<(), StorageError> {
    if path.exists() {
        return Ok(());
    }
    if !create {
        return Err(StorageError::Address(format!(
            "there is no database at {}; run `throughline migrate` to make it, or set THROUGHLINE_DATABASE_URL",
            path.display()
        )));
    }
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StorageError::Address(format!(
                "the database file {} cannot be made ({error}); make its folder, or set THROUGHLINE_DATABASE_URL",
                path.display()
            )))
        }
        _ => Ok(()),
    }
}
