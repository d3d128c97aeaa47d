//! Attempts to sign in, counted. Names and addresses arrive here as salted hashes.

use uuid::Uuid;

use super::account::AccountTx;
use super::digest::{Digest, to_hex};
use super::engine::{Db, Tx, on_tx};
use super::statements::statements;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    KNOWN = "
        SELECT COUNT(*) FROM sign_in_attempt
        WHERE name_hash = $1 AND address_hash = $2 AND succeeded AND at > $3";

    // An address where this name has signed in has a tally of its own, which a success starts anew.
    FAILED_HERE = "
        SELECT COUNT(*), MAX(at) FROM sign_in_attempt
        WHERE name_hash = $1 AND address_hash = $2 AND NOT succeeded AND at > $3
          AND at > COALESCE((SELECT MAX(at) FROM sign_in_attempt
                             WHERE name_hash = $1 AND address_hash = $2 AND succeeded), 0)";

    // All other addresses share one, so that guessing from many places is slowed down all the same.
    FAILED_ELSEWHERE = "
        SELECT COUNT(*), MAX(at) FROM sign_in_attempt
        WHERE name_hash = $1 AND NOT succeeded AND at > $2
          AND address_hash NOT IN (SELECT address_hash FROM sign_in_attempt
                                   WHERE name_hash = $1 AND succeeded AND at > $3)";

    // Somebody who mistyped and then came in does not count against the office they share.
    FAILED_AT_ADDRESS = "
        SELECT COUNT(*), MAX(at) FROM sign_in_attempt AS failure
        WHERE address_hash = $1 AND NOT succeeded AND at > $2
          AND NOT EXISTS (SELECT 1 FROM sign_in_attempt AS success
                          WHERE success.name_hash = failure.name_hash AND success.address_hash = $1
                            AND success.succeeded AND success.at >= failure.at)";

    RECORD = "INSERT INTO sign_in_attempt (id, at, name_hash, address_hash) VALUES ($1, $2, $3, $4)";

    SUCCEED = "UPDATE sign_in_attempt SET succeeded = TRUE WHERE id = $1";

    WITHDRAW = "DELETE FROM sign_in_attempt WHERE id = $1";

    PRUNE = "DELETE FROM sign_in_attempt WHERE at < $2 OR (at < $1 AND NOT succeeded)";
}

/// Failures that count against an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Failures for the name: here, if the name has signed in from here before; otherwise from all
    /// addresses where it has not.
    pub name: i64,
    /// The last of them.
    pub last_for_name: Option<Micros>,
    /// Failures from the address, for any name.
    pub address: i64,
    /// The last of them.
    pub last_from_address: Option<Micros>,
}

impl Db {
    /// The tally as it stands, to refuse without taking the lock; see [`AccountTx::tally`].
    pub async fn tally(
        &self,
        name: &Digest,
        address: &Digest,
        since: Micros,
        known_since: Micros,
    ) -> Result<Tally, StorageError> {
        let mut tx = self.snapshot().await?;
        tally(&mut tx, name, address, since, known_since).await
    }
}

impl AccountTx {
    /// Failures after `since`; an address is known to a name if it signed in from it after
    /// `known_since`.
    pub async fn tally(
        &mut self,
        name: &Digest,
        address: &Digest,
        since: Micros,
        known_since: Micros,
    ) -> Result<Tally, StorageError> {
        tally(&mut self.tx, name, address, since, known_since).await
    }

    /// Records an attempt, as a failure until [`AccountTx::succeed_attempt`].
    pub async fn record_attempt(
        &mut self,
        id: Uuid,
        at: Micros,
        name: &Digest,
        address: &Digest,
    ) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(RECORD)
                .bind(id.to_string()).bind(at).bind(to_hex(name)).bind(to_hex(address))
                .execute(conn).await?;
        });
        Ok(())
    }

    /// The attempt had the right password.
    pub async fn succeed_attempt(&mut self, id: Uuid) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(SUCCEED).bind(id.to_string()).execute(conn).await?;
        });
        Ok(())
    }

    /// The attempt was never looked at, because the server had too many.
    pub async fn withdraw_attempt(&mut self, id: Uuid) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(WITHDRAW).bind(id.to_string()).execute(conn).await?;
        });
        Ok(())
    }

    /// Forgets failures before the first moment and everything before the second; returns how many.
    pub async fn prune_attempts(
        &mut self,
        failed_before: Micros,
        before: Micros,
    ) -> Result<u64, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(PRUNE)
            .bind(failed_before).bind(before)
            .execute(conn).await?.rows_affected()))
    }
}

async fn tally(
    tx: &mut Tx,
    name: &Digest,
    address: &Digest,
    since: Micros,
    known_since: Micros,
) -> Result<Tally, StorageError> {
    let (name, address) = (to_hex(name), to_hex(address));
    let ((for_name, last_for_name), (from_address, last_from_address)) = on_tx!(tx, conn => {
        let known: i64 = sqlx::query_scalar(KNOWN)
            .bind(name.as_str()).bind(address.as_str()).bind(known_since)
            .fetch_one(&mut *conn).await?;
        let for_name: (i64, Option<i64>) = if known > 0 {
            sqlx::query_as(FAILED_HERE)
                .bind(name.as_str()).bind(address.as_str()).bind(since)
                .fetch_one(&mut *conn).await?
        } else {
            sqlx::query_as(FAILED_ELSEWHERE)
                .bind(name.as_str()).bind(since).bind(known_since)
                .fetch_one(&mut *conn).await?
        };
        let from_address: (i64, Option<i64>) = sqlx::query_as(FAILED_AT_ADDRESS)
            .bind(address.as_str()).bind(since)
            .fetch_one(conn).await?;
        (for_name, from_address)
    });
    Ok(Tally {
        name: for_name,
        last_for_name,
        address: from_address,
        last_from_address,
    })
}
