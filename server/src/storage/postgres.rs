//! What only PostgreSQL needs: the lock on the head of the log, telling other nodes of a new head, and
//! triggers that keep the log from being cut.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use sqlx::{Executor, Transaction};

use super::check::Check;
use super::engine::Options;
use crate::error::StorageError;

/// Held to the end of the transaction: numbers become visible in order, and none is skipped.
pub(super) const LOCK_META: &str =
    "SELECT epoch, head_seq, min_seq, chain, backed_up_seq FROM meta WHERE id = 1 FOR UPDATE";

/// Where a new head is announced. Channels belong to one database, so two companies never meet.
const CHANNEL: &str = "throughline_head";

/// The advisory lock around accounts: the audit chain and the counting of attempts need one writer,
/// and must not hold up the log.
const ACCOUNTS_LOCK: i64 = 7_405_916_214_001;

/// A node that froze while it held the lock loses it after this time.
const FROZEN: &str = "60s";

const GUARDS: &str = "
    CREATE OR REPLACE FUNCTION throughline_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$;
    CREATE OR REPLACE TRIGGER audit_unchanged BEFORE UPDATE ON audit
        FOR EACH ROW EXECUTE FUNCTION throughline_refuse();
    CREATE OR REPLACE TRIGGER audit_kept BEFORE DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION throughline_refuse();
    CREATE OR REPLACE TRIGGER commit_log_kept BEFORE DELETE ON commit_log
        FOR EACH ROW EXECUTE FUNCTION throughline_refuse();
    CREATE OR REPLACE TRIGGER version_kept BEFORE DELETE ON version
        FOR EACH ROW EXECUTE FUNCTION throughline_refuse();";

const COUNT_GUARDS: &str = "
    SELECT COUNT(*) FROM pg_trigger WHERE tgname
    IN ('audit_unchanged', 'audit_kept', 'commit_log_kept', 'version_kept') AND tgenabled = 'O'";

/// A PostgreSQL database.
#[derive(Debug, Clone)]
pub struct Postgres {
    pool: PgPool,
    poll: Duration,
}

impl Postgres {
    pub(super) async fn open(url: &str, options: Options) -> Result<Self, StorageError> {
        let patience = format!("{}ms", options.patience.as_millis());
        let connect = PgConnectOptions::from_str(url)?
            .application_name("throughline")
            .options([
                ("lock_timeout", patience.as_str()),
                ("idle_in_transaction_session_timeout", FROZEN),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(options.readers.max(1).saturating_add(3))
            .acquire_timeout(options.patience)
            .connect_with(connect)
            .await?;
        let db = Self {
            pool,
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

    pub(super) fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(super) fn poll(&self) -> Duration {
        self.poll
    }

    pub(super) async fn snapshot(
        &self,
    ) -> Result<Transaction<'static, sqlx::Postgres>, StorageError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(self.pool.begin_with(begin).await?)
    }

    pub(super) async fn write(&self) -> Result<Transaction<'static, sqlx::Postgres>, StorageError> {
        Ok(self.pool.begin().await?)
    }

    pub(super) async fn add_guards(&self) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        // Two nodes that start together must not replace the same function at once.
        lock_accounts(&mut tx).await?;
        (&mut *tx).execute(sqlx::raw_sql(GUARDS)).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn guards(&self) -> Result<i64, StorageError> {
        Ok(sqlx::query_scalar(COUNT_GUARDS)
            .fetch_one(&self.pool)
            .await?)
    }

    /// A connection that hears of new heads.
    pub(super) async fn listen(&self) -> Result<PgListener, sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }

    /// The server's durability settings.
    pub(super) async fn settings(&self) -> Result<Vec<Check>, StorageError> {
        let fsync = self.show("SHOW fsync").await?;
        let commit = self.show("SHOW synchronous_commit").await?;
        let encoding = self.show("SHOW server_encoding").await?;
        Ok(vec![
            Check::equal("fsync", fsync, "on"),
            Check::other_than("synchronous_commit", commit, "off", "on"),
            Check::equal("server_encoding", encoding, "UTF8"),
        ])
    }

    /// The server's version.
    pub(super) async fn health(&self) -> Result<Vec<Check>, StorageError> {
        let version = self.show("SHOW server_version").await?;
        Ok(vec![Check::seen("PostgreSQL", version)])
    }

    async fn show(&self, sql: &'static str) -> Result<String, StorageError> {
        Ok(sqlx::query_scalar(sql).fetch_one(&self.pool).await?)
    }
}

/// Takes the lock around accounts, to the end of the transaction.
pub(super) async fn lock_accounts(
    tx: &mut Transaction<'static, sqlx::Postgres>,
) -> Result<(), StorageError> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(ACCOUNTS_LOCK)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Announces a head; the engine passes it on when the transaction commits, and only then.
pub(super) async fn announce(
    tx: &mut Transaction<'static, sqlx::Postgres>,
    head_seq: i64,
) -> Result<(), StorageError> {
    sqlx::query("SELECT pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(head_seq.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
