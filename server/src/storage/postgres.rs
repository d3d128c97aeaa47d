//! What only PostgreSQL needs: the lock on the head of the log, telling other nodes of a new head, and
//! triggers that keep the log from being cut.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Executor, Transaction};

use super::check::Check;
use super::engine::Options;
use super::line::{Line, Lines};
use crate::error::StorageError;

/// Held to the end of the transaction: numbers become visible in order, and none is skipped.
pub(super) const LOCK_META: &str =
    "SELECT epoch, head_seq, min_seq, chain, backed_up_seq FROM meta WHERE id = 1 FOR UPDATE";

/// Where a new head is announced. Channels belong to one database, so two companies never meet.
const CHANNEL: &str = "throughline_head";

/// The advisory lock around accounts: the audit chain and the counting of attempts need one writer,
/// and must not hold up the log.
const ACCOUNTS_LOCK: i64 = 7_405_916_214_001;

/// A node that froze, or was cut off, while it held the lock loses it after this time at most.
const FROZEN: Duration = Duration::from_secs(60);

/// How long to wait for a connection: shorter than for an answer, so that it is known which of them did not come.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);

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
    lines: Lines,
    poll: Duration,
}

/// A transaction, and the line it runs on. Dropped without a commit, it leaves nothing behind.
pub(super) struct PostgresTx {
    pub(super) tx: Transaction<'static, sqlx::Postgres>,
    pub(super) line: Line,
}

impl PostgresTx {
    /// Ends well. Where this fails nobody knows whether it took: whoever goes on looks at the log first, and the lock on its head
    /// is not given again before that is settled.
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        let Self { tx, line } = self;
        line.within(line.limit(), async { Ok(tx.commit().await?) })
            .await
    }

    pub(super) async fn rollback(self) -> Result<(), StorageError> {
        let Self { tx, line } = self;
        line.within(line.limit(), async { Ok(tx.rollback().await?) })
            .await
    }
}

impl Postgres {
    pub(super) async fn open(url: &str, options: Options) -> Result<Self, StorageError> {
        // The database gives up a little before we do, and says why; a transaction that we were cut off from does not stay.
        let patience = milliseconds(options.patience.min(options.limit.mul_f32(0.8)));
        let frozen = milliseconds(FROZEN.min(options.limit));
        let connect = PgConnectOptions::from_str(url)?
            .application_name("throughline")
            .options([
                ("lock_timeout", patience.as_str()),
                ("idle_in_transaction_session_timeout", frozen.as_str()),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(options.readers.max(1).saturating_add(3))
            .acquire_timeout(options.patience.min(CONNECT_WITHIN))
            // A connection that is dead shows at its first use, and all of them are thrown away then.
            .test_before_acquire(false)
            .connect_with(connect)
            .await?;
        let db = Self {
            lines: Lines::new(pool, options.limit),
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

    /// The connections in use at present.
    pub(super) fn line(&self) -> Line {
        self.lines.present()
    }

    pub(super) fn poll(&self) -> Duration {
        self.poll
    }

    pub(super) async fn snapshot(&self) -> Result<PostgresTx, StorageError> {
        self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await
    }

    pub(super) async fn write(&self) -> Result<PostgresTx, StorageError> {
        self.begin("BEGIN").await
    }

    async fn begin(&self, how: &'static str) -> Result<PostgresTx, StorageError> {
        let line = self.line();
        let begun = async { Ok(line.pool.begin_with(how).await?) };
        let tx = line.within(line.limit(), begun).await?;
        Ok(PostgresTx { tx, line })
    }

    pub(super) async fn add_guards(&self) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        // Two nodes that start together must not replace the same function at once.
        lock_accounts(&mut tx).await?;
        let PostgresTx { tx: inner, line } = &mut tx;
        let added = async { Ok((&mut **inner).execute(sqlx::raw_sql(GUARDS)).await?) };
        line.within(line.limit(), added).await?;
        tx.commit().await
    }

    pub(super) async fn guards(&self) -> Result<i64, StorageError> {
        self.one(COUNT_GUARDS).await
    }

    /// A connection that hears of new heads.
    pub(super) async fn listen(&self) -> Result<PgListener, StorageError> {
        let line = self.line();
        let listening = async {
            let mut listener = PgListener::connect_with(&line.pool).await?;
            listener.listen(CHANNEL).await?;
            Ok(listener)
        };
        line.within(line.limit(), listening).await
    }

    /// Whether a connection that has been quiet for a while would still be told: one that was cut without a word stays quiet.
    pub(super) async fn hears(&self, listener: &mut PgListener) -> bool {
        let line = self.line();
        let asked = async { Ok((&mut *listener).execute("SELECT 1").await?) };
        line.within(line.limit(), asked).await.is_ok()
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
        self.one(sql).await
    }

    async fn one<T>(&self, sql: &'static str) -> Result<T, StorageError>
    where
        T: Send + Unpin + sqlx::Type<sqlx::Postgres> + for<'row> sqlx::Decode<'row, sqlx::Postgres>,
    {
        let line = self.line();
        let asked = async { Ok(sqlx::query_scalar(sql).fetch_one(&line.pool).await?) };
        line.within(line.limit(), asked).await
    }
}

/// A time as a setting of PostgreSQL says it.
fn milliseconds(time: Duration) -> String {
    format!("{}ms", time.as_millis())
}

/// Takes the lock around accounts, to the end of the transaction.
pub(super) async fn lock_accounts(held: &mut PostgresTx) -> Result<(), StorageError> {
    let PostgresTx { tx, line } = held;
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(ACCOUNTS_LOCK);
    let locked = async { Ok(lock.execute(&mut **tx).await.map(drop)?) };
    line.within(line.limit(), locked).await
}

/// Announces a head; the engine passes it on when the transaction commits, and only then.
pub(super) async fn announce(held: &mut PostgresTx, head_seq: i64) -> Result<(), StorageError> {
    let PostgresTx { tx, line } = held;
    let announce = sqlx::query("SELECT pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(head_seq.to_string());
    let announced = async { Ok(announce.execute(&mut **tx).await.map(drop)?) };
    line.within(line.limit(), announced).await
}
