//! Looking a database over: settings, schema, and whether the log holds together.

use futures::TryStreamExt;

use super::digest::Digest;
use super::engine::{Db, on_tx};
use super::log::read_digest;
use super::schema::GUARDS;
use super::statements::statements;
use crate::error::StorageError;

statements! {
    LOG_SHAPE = "SELECT COUNT(*), COALESCE(MIN(seq), 1), COALESCE(MAX(seq), 0) FROM commit_log";
    LINKS = "SELECT seq, digest, chain FROM commit_log ORDER BY seq";
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it is called, in the engine's words where it is a setting of the engine.
    pub name: &'static str,
    /// What was found.
    pub found: String,
    /// What it should be; empty where anything is right.
    pub wanted: &'static str,
    /// Whether it is right.
    pub ok: bool,
}

impl Check {
    pub(super) fn seen(name: &'static str, found: impl ToString) -> Self {
        Self {
            name,
            found: found.to_string(),
            wanted: "",
            ok: true,
        }
    }

    pub(super) fn equal(name: &'static str, found: String, wanted: &'static str) -> Self {
        let ok = found == wanted;
        Self {
            name,
            found,
            wanted,
            ok,
        }
    }

    pub(super) fn other_than(
        name: &'static str,
        found: String,
        unwanted: &'static str,
        wanted: &'static str,
    ) -> Self {
        let ok = found != unwanted;
        Self {
            name,
            found,
            wanted,
            ok,
        }
    }

    fn whether(name: &'static str, ok: bool, found: impl ToString, wanted: &'static str) -> Self {
        Self {
            name,
            found: found.to_string(),
            wanted,
            ok,
        }
    }
}

impl Db {
    /// Looks over settings, schema, guards and the log. `link` computes a chain value from the one
    /// before it, the number and the digest; it is handed in because the rule belongs to the protocol.
    pub async fn check(
        &self,
        link: impl Fn(&Digest, i64, &Digest) -> Digest,
    ) -> Result<Vec<Check>, StorageError> {
        let (mut checks, settings) = match self {
            Self::Sqlite(db) => (db.health().await?, db.settings().await?),
            Self::Postgres(db) => (db.health().await?, db.settings().await?),
        };
        checks.extend(settings);
        let missing = self.missing_migrations().await?;
        checks.push(Check::whether(
            "migrations missing",
            missing.is_empty(),
            missing.len(),
            "0; run `throughline migrate`",
        ));
        if !missing.is_empty() {
            return Ok(checks);
        }
        let guards = self.guards().await?;
        checks.push(Check::whether(
            "triggers that keep the log",
            guards == GUARDS,
            guards,
            "4; run `throughline migrate`",
        ));
        checks.push(Check::seen(
            "statements prepared",
            self.prepare_all().await?,
        ));
        checks.extend(self.check_log(link).await?);
        checks.push(self.check_audit().await?);
        Ok(checks)
    }

    /// Whether the log is dense, ends where `meta` says, and every link of its chain follows.
    async fn check_log(
        &self,
        link: impl Fn(&Digest, i64, &Digest) -> Digest,
    ) -> Result<Vec<Check>, StorageError> {
        let mut tx = self.snapshot().await?;
        let meta = tx.meta().await?;
        let (count, first, last) = on_tx!(&mut tx, conn => {
            sqlx::query_as::<_, (i64, i64, i64)>(LOG_SHAPE).fetch_one(conn).await?
        });
        let dense = first == 1 && last == count && last == meta.head_seq;
        let mut chain: Digest = [0; 32];
        let mut broken = None;
        on_tx!(&mut tx, conn => {
            let mut rows = sqlx::query_as::<_, (i64, String, String)>(LINKS).fetch(conn);
            while let Some((seq, digest, stored)) = rows.try_next().await? {
                let expected = link(&chain, seq, &read_digest(&digest, "commit_log.digest")?);
                chain = read_digest(&stored, "commit_log.chain")?;
                if chain != expected && broken.is_none() {
                    broken = Some(seq);
                }
            }
        });
        if chain != meta.chain && broken.is_none() {
            broken = Some(meta.head_seq);
        }
        let found = match broken {
            None => format!("unbroken to {last}"),
            Some(seq) => format!("broken at {seq}"),
        };
        Ok(vec![
            Check::whether(
                "log",
                dense,
                format!(
                    "{count} commits from {first} to {last}, head {}",
                    meta.head_seq
                ),
                "every number from 1 to the head",
            ),
            Check::whether("chain", broken.is_none(), found, "unbroken"),
        ])
    }

    async fn check_audit(&self) -> Result<Check, StorageError> {
        Ok(match self.first_broken_audit_row().await? {
            None => Check::whether("audit chain", true, "unbroken", "unbroken"),
            Some(no) => Check::whether("audit chain", false, format!("broken at {no}"), "unbroken"),
        })
    }
}
