//! Sessions as rows: only the SHA-256 of a token is ever here.

use uuid::Uuid;

use super::account::AccountTx;
use super::digest::{Digest, to_hex};
use super::engine::{Db, on_db, on_tx};
use super::log::{read_digest, read_uuid};
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    OPEN = "
        INSERT INTO session (id, person, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)";

    LIVE = "
        SELECT session.id, session.person, session.created_at, session.seen_at, session.expires_at,
               account.must_change
        FROM session JOIN account ON account.person = session.person
        WHERE session.id = $1 AND session.ended_at IS NULL AND session.expires_at > $2
          AND session.seen_at > $3 AND account.state = 'active'";

    LIVE_OF = "
        SELECT session.id, session.person, session.created_at, session.seen_at, session.expires_at,
               account.must_change
        FROM session JOIN account ON account.person = session.person
        WHERE session.person = $1 AND session.ended_at IS NULL AND session.expires_at > $2
          AND session.seen_at > $3 AND account.state = 'active'
        ORDER BY session.created_at, session.id";

    CLOSED_OF = "
        SELECT session.person FROM session JOIN account ON account.person = session.person
        WHERE session.id = $1 AND account.state = 'disabled'";

    TOUCH = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2 AND ended_at IS NULL";

    END = "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING person";

    END_ALL = "
        UPDATE session SET ended_at = $2 WHERE person = $1 AND id <> $3 AND ended_at IS NULL RETURNING id";

    ENDED_SINCE = "SELECT id, person FROM session WHERE ended_at >= $1 ORDER BY ended_at, id";

    PRUNE = "DELETE FROM session WHERE ended_at < $1 OR expires_at < $1";
}

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The SHA-256 of its token.
    pub id: Digest,
    /// Who signed in.
    pub person: Uuid,
    /// When.
    pub created_at: Micros,
    /// When it was last used, to the minute.
    pub seen_at: Micros,
    /// When it ends whatever happens.
    pub expires_at: Micros,
    /// Whether its person has to choose a password before anything else.
    pub must_change: bool,
}

impl Db {
    /// The session, if it is open, used since `idle_since`, and its account is not disabled.
    pub async fn live_session(
        &self,
        id: &Digest,
        now: Micros,
        idle_since: Micros,
    ) -> Result<Option<SessionRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredSession>(LIVE)
            .bind(to_hex(id)).bind(now).bind(idle_since)
            .fetch_optional(pool).await?)
        .map(StoredSession::read)
        .transpose()
    }

    /// Whose session it is, open or over, if their account was disabled.
    pub async fn closed_of_session(&self, id: &Digest) -> Result<Option<Uuid>, StorageError> {
        let found: Option<String> = on_db!(self, pool => sqlx::query_scalar(CLOSED_OF)
            .bind(to_hex(id))
            .fetch_optional(pool).await?);
        found
            .map(|person| read_uuid(&person, "session.person"))
            .transpose()
    }

    /// A person's open sessions, oldest first.
    pub async fn live_sessions_of(
        &self,
        person: Uuid,
        now: Micros,
        idle_since: Micros,
    ) -> Result<Vec<SessionRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredSession>(LIVE_OF)
            .bind(person.to_string()).bind(now).bind(idle_since)
            .fetch_all(pool).await?)
        .into_iter()
        .map(StoredSession::read)
        .collect()
    }

    /// Notes that a session is in use.
    pub async fn touch_session(&self, id: &Digest, now: Micros) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        on_tx!(&mut tx, conn => {
            sqlx::query(TOUCH).bind(to_hex(id)).bind(now).execute(conn).await?;
        });
        tx.commit().await
    }

    /// Sessions ended at or after `since`, by any node or by the command line, with their person.
    pub async fn sessions_ended_since(
        &self,
        since: Micros,
    ) -> Result<Vec<(Digest, Uuid)>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, (String, String)>(ENDED_SINCE)
            .bind(since).fetch_all(pool).await?)
        .into_iter()
        .map(|(id, person)| {
            Ok((
                read_digest(&id, "session.id")?,
                read_uuid(&person, "session.person")?,
            ))
        })
        .collect()
    }
}

impl AccountTx {
    /// Opens a session for a person.
    pub async fn open_session(
        &mut self,
        id: &Digest,
        person: Uuid,
        now: Micros,
        expires_at: Micros,
    ) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(OPEN)
                .bind(to_hex(id)).bind(person.to_string()).bind(now).bind(expires_at)
                .execute(conn).await?;
        });
        Ok(())
    }

    /// Ends a session and returns whose it was; nothing if it was not open.
    pub async fn end_session(
        &mut self,
        id: &Digest,
        now: Micros,
    ) -> Result<Option<Uuid>, StorageError> {
        on_tx!(&mut self.tx, conn => sqlx::query_scalar::<_, String>(END)
            .bind(to_hex(id)).bind(now)
            .fetch_optional(conn).await?)
        .map(|person| read_uuid(&person, "session.person"))
        .transpose()
    }

    /// Ends a person's sessions, except one if it is named, and returns those that were open.
    pub async fn end_sessions_of(
        &mut self,
        person: Uuid,
        except: Option<&Digest>,
        now: Micros,
    ) -> Result<Vec<Digest>, StorageError> {
        on_tx!(&mut self.tx, conn => sqlx::query_scalar::<_, String>(END_ALL)
            .bind(person.to_string()).bind(now).bind(except.map(to_hex).unwrap_or_default())
            .fetch_all(conn).await?)
        .into_iter()
        .map(|id| read_digest(&id, "session.id"))
        .collect()
    }

    /// Forgets sessions that ended before `before`, and returns how many.
    pub async fn prune_sessions(&mut self, before: Micros) -> Result<u64, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(PRUNE)
            .bind(before).execute(conn).await?.rows_affected()))
    }
}

stored! {
    struct StoredSession {
        id: String,
        person: String,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
        must_change: bool,
    }
}

impl StoredSession {
    fn read(self) -> Result<SessionRow, StorageError> {
        Ok(SessionRow {
            id: read_digest(&self.id, "session.id")?,
            person: read_uuid(&self.person, "session.person")?,
            created_at: self.created_at,
            seen_at: self.seen_at,
            expires_at: self.expires_at,
            must_change: self.must_change,
        })
    }
}
