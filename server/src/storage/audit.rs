//! What happened around accounts, in rows that are only ever added, chained like the log.

use futures::TryStreamExt;
use uuid::Uuid;

use super::account::AccountTx;
use super::digest::{Digest, sha256, to_hex};
use super::engine::{Db, Tx, on_db, on_tx};
use super::log::{read_digest, read_uuid};
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    LAST = "SELECT no, chain FROM audit ORDER BY no DESC LIMIT 1";

    ADD = "INSERT INTO audit (no, at, actor, action, subject, chain) VALUES ($1, $2, $3, $4, $5, $6)";

    AFTER = "
        SELECT no, at, actor, action, subject, chain FROM audit WHERE no > $1 ORDER BY no LIMIT $2";

    ABOUT = "
        SELECT no, at, actor, action, subject, chain FROM audit WHERE subject = $1 AND at >= $2 ORDER BY no";

    LATEST = "
        SELECT no, at, actor, action, subject, chain FROM audit ORDER BY no DESC LIMIT $1";

    ALL = "SELECT no, at, actor, action, subject, chain FROM audit ORDER BY no";
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// 1, 2, 3, …
    pub no: i64,
    /// When.
    pub at: Micros,
    /// The person's id or `system`; nothing when nobody was signed in.
    pub actor: Option<String>,
    /// What, such as `signed_in`.
    pub action: String,
    /// The person it was done to.
    pub subject: Option<Uuid>,
    /// The digest of this row and the chain before it.
    pub chain: Digest,
}

impl Db {
    /// At most `limit` audit rows after `no`, in order.
    pub async fn audit_after(&self, no: i64, limit: i64) -> Result<Vec<AuditRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAudit>(AFTER)
            .bind(no).bind(limit).fetch_all(pool).await?)
        .into_iter()
        .map(StoredAudit::read)
        .collect()
    }

    /// What was done to a person's account since then, in order.
    pub async fn audit_about(
        &self,
        person: Uuid,
        since: Micros,
    ) -> Result<Vec<AuditRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAudit>(ABOUT)
            .bind(person.to_string()).bind(since).fetch_all(pool).await?)
        .into_iter()
        .map(StoredAudit::read)
        .collect()
    }

    /// The last `limit` audit rows, latest first.
    pub async fn audit_latest(&self, limit: i64) -> Result<Vec<AuditRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAudit>(LATEST)
            .bind(limit).fetch_all(pool).await?)
        .into_iter()
        .map(StoredAudit::read)
        .collect()
    }

    /// The number of the first audit row that was altered, or after which one is missing.
    pub async fn first_broken_audit_row(&self) -> Result<Option<i64>, StorageError> {
        self.snapshot().await?.first_broken_audit_row().await
    }
}

impl Tx {
    /// The same in the state that this transaction sees.
    pub(super) async fn first_broken_audit_row(&mut self) -> Result<Option<i64>, StorageError> {
        let (mut no, mut chain) = (0_i64, Digest::default());
        let mut broken = None;
        on_tx!(whole self, conn => {
            let mut rows = sqlx::query_as::<_, StoredAudit>(ALL).fetch(conn);
            while let Some(row) = rows.try_next().await? {
                no = no.saturating_add(1);
                if row.no != no || row.chain != to_hex(&row.link(&chain)) {
                    broken = Some(no);
                    break;
                }
                chain = read_digest(&row.chain, "audit.chain")?;
            }
        });
        Ok(broken)
    }
}

impl AccountTx {
    /// Adds a row about `subject`, done by `actor`.
    pub async fn audit(
        &mut self,
        at: Micros,
        actor: Option<&str>,
        action: &str,
        subject: Option<Uuid>,
    ) -> Result<(), StorageError> {
        let last: Option<(i64, String)> = on_tx!(&mut self.tx, conn => {
            sqlx::query_as(LAST).fetch_optional(conn).await?
        });
        let (last, chain) = match last {
            Some((no, chain)) => (no, read_digest(&chain, "audit.chain")?),
            None => (0, Digest::default()),
        };
        let mut row = StoredAudit {
            no: last.saturating_add(1),
            at,
            actor: actor.map(str::to_owned),
            action: action.to_owned(),
            subject: subject.map(|id| id.to_string()),
            chain: String::new(),
        };
        row.chain = to_hex(&row.link(&chain));
        on_tx!(&mut self.tx, conn => {
            sqlx::query(ADD)
                .bind(row.no).bind(row.at).bind(row.actor).bind(row.action).bind(row.subject).bind(row.chain)
                .execute(conn).await?;
        });
        Ok(())
    }
}

stored! {
    struct StoredAudit {
        no: i64,
        at: i64,
        actor: Option<String>,
        action: String,
        subject: Option<String>,
        chain: String,
    }
}

impl StoredAudit {
    /// The chain value of this row after `before`.
    fn link(&self, before: &Digest) -> Digest {
        let text = |value: &Option<String>| match value {
            None => "-".to_owned(),
            Some(value) => format!("+{value}"),
        };
        sha256(&[
            before,
            &self.no.to_be_bytes(),
            &self.at.to_be_bytes(),
            text(&self.actor).as_bytes(),
            self.action.as_bytes(),
            text(&self.subject).as_bytes(),
        ])
    }

    fn read(self) -> Result<AuditRow, StorageError> {
        Ok(AuditRow {
            no: self.no,
            at: self.at,
            actor: self.actor,
            action: self.action,
            subject: self
                .subject
                .map(|id| read_uuid(&id, "audit.subject"))
                .transpose()?,
            chain: read_digest(&self.chain, "audit.chain")?,
        })
    }
}
