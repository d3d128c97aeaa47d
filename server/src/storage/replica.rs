//! Replicas: the browser profiles that send commands.

use uuid::Uuid;

use super::account::AccountTx;
use super::engine::{Db, on_db, on_tx};
use super::log::{damaged, read_uuid};
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    REPLICA = "
        SELECT id, principal, created_at, last_seen_at, last_command_no, state
        FROM replica WHERE id = $1";

    REPLICAS = "
        SELECT replica.id, replica.principal, replica.last_command_no, commit_log.command_uuid
        FROM replica JOIN commit_log
            ON commit_log.replica = replica.id AND commit_log.command_no = replica.last_command_no
        WHERE replica.principal <> 'system'";

    REGISTER = "
        INSERT INTO replica (id, principal, created_at, last_seen_at) VALUES ($1, $2, $3, $3)
        ON CONFLICT (id) DO NOTHING";

    TOUCH = "UPDATE replica SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";

    REVOKE = "UPDATE replica SET state = 'revoked' WHERE principal = $1 AND state = 'live'";
}

/// Whether a replica may still send commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplicaState {
    /// It may.
    Live,
    /// Its account was disabled or its device lost: it wipes itself when it next connects.
    Revoked,
}

/// A replica.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicaRow {
    /// The replica.
    pub id: Uuid,
    /// Whose it is. Never changes.
    pub principal: String,
    /// When it was first seen.
    pub created_at: Micros,
    /// When it was last seen, to the minute or so.
    pub last_seen_at: Micros,
    /// The number of its last answered command; 0 before the first.
    pub last_command_no: i64,
    /// Whether it may still send commands.
    pub state: ReplicaState,
}

/// A replica that has had a command answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredReplica {
    /// The replica.
    pub id: Uuid,
    /// Whose it is.
    pub principal: String,
    /// The number of its last answered command.
    pub last_command_no: i64,
    /// That command's identifier.
    pub last_command_uuid: Uuid,
}

/// A command that failed in a way nobody foresaw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// The replica it came from.
    pub replica: Uuid,
    /// The replica's number for it.
    pub command_no: i64,
    /// When it was refused.
    pub at: Micros,
    /// The command, as it arrived.
    pub command: String,
    /// What failed.
    pub error: String,
    /// The number that the person was shown.
    pub incident: Uuid,
}

impl Db {
    /// The replica, if it is registered.
    pub async fn replica(&self, id: Uuid) -> Result<Option<ReplicaRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredReplica>(REPLICA)
            .bind(id.to_string()).fetch_optional(pool).await?)
        .map(StoredReplica::read)
        .transpose()
    }

    /// Every replica that has had a command answered: what a node holds in memory of them.
    pub async fn replicas(&self) -> Result<Vec<AnsweredReplica>, StorageError> {
        on_db!(whole self, pool => sqlx::query_as::<_, StoredAnswered>(REPLICAS).fetch_all(pool).await?)
            .into_iter()
            .map(StoredAnswered::read)
            .collect()
    }

    /// Registers a replica unless it is registered already, and returns it. It stays with its first
    /// principal: the caller compares before trusting it.
    pub async fn register_replica(
        &self,
        id: Uuid,
        principal: &str,
        now: Micros,
    ) -> Result<ReplicaRow, StorageError> {
        let mut tx = self.write().await?;
        let row = on_tx!(&mut tx, conn => {
            sqlx::query(REGISTER)
                .bind(id.to_string()).bind(principal).bind(now)
                .execute(&mut *conn).await?;
            sqlx::query_as::<_, StoredReplica>(REPLICA).bind(id.to_string()).fetch_one(conn).await?
        });
        tx.commit().await?;
        row.read()
    }

    /// Notes that the replica was seen. Call it when it connects, not for every message.
    pub async fn touch_replica(&self, id: Uuid, now: Micros) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        on_tx!(&mut tx, conn => {
            sqlx::query(TOUCH).bind(id.to_string()).bind(now).execute(conn).await?;
        });
        tx.commit().await
    }
}

impl AccountTx {
    /// Revokes every replica of a principal and returns how many there were.
    pub async fn revoke_replicas(&mut self, principal: &str) -> Result<u64, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(REVOKE)
            .bind(principal).execute(conn).await?.rows_affected()))
    }
}

stored! {
    struct StoredAnswered {
        id: String,
        principal: String,
        last_command_no: i64,
        command_uuid: String,
    }
}

impl StoredAnswered {
    fn read(self) -> Result<AnsweredReplica, StorageError> {
        Ok(AnsweredReplica {
            id: read_uuid(&self.id, "replica.id")?,
            principal: self.principal,
            last_command_no: self.last_command_no,
            last_command_uuid: read_uuid(&self.command_uuid, "commit_log.command_uuid")?,
        })
    }
}

stored! {
    struct StoredReplica {
        id: String,
        principal: String,
        created_at: i64,
        last_seen_at: i64,
        last_command_no: i64,
        state: String,
    }
}

impl StoredReplica {
    fn read(self) -> Result<ReplicaRow, StorageError> {
        Ok(ReplicaRow {
            id: read_uuid(&self.id, "replica.id")?,
            principal: self.principal,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
            last_command_no: self.last_command_no,
            state: match self.state.as_str() {
                "live" => ReplicaState::Live,
                "revoked" => ReplicaState::Revoked,
                _ => return Err(damaged("replica.state")),
            },
        })
    }
}
