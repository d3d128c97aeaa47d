//! Sessions: who is signed in, signing out, and telling open sockets.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::Auth;
use super::audit::Action;
use super::failure::AuthError;
use super::token::Token;
use crate::clock::{Micros, micros};
use crate::error::with_causes;
use crate::storage::{Digest, SessionRow};

/// A session in use is noted at most this often: a write a request would be a write too many.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// How far back a look for ended sessions goes: further than the clocks of two nodes differ.
const LOOK_BACK: Duration = Duration::from_secs(60);

/// How long sessions that are over are kept, and their cookies: longer than a device goes on without the server, so that one
/// whose account was closed meanwhile is still told to forget it.
pub const KEEP_SESSIONS: Duration = Duration::from_secs(30 * 24 * 3600);

/// A session that is over: whoever holds a socket for it closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionEnded {
    /// The session.
    pub id: Digest,
    /// Whose it was.
    pub person: Uuid,
}

/// Looks for sessions ended elsewhere until it is dropped.
pub struct EndedWatch(JoinHandle<()>);

impl Drop for EndedWatch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Auth {
    /// The open session of a token.
    pub async fn session(&self, token: &Token) -> Result<Option<SessionRow>, AuthError> {
        let now = self.clock.now();
        let found = self.live(&token.id(), now).await?;
        if let Some(session) = &found
            && session.seen_at.saturating_add(micros(TOUCH_EVERY)) <= now
        {
            self.db.touch_session(&session.id, now).await?;
        }
        Ok(found)
    }

    /// Whether a session is still open: for a socket that fell behind on [`Auth::ended`], and now and
    /// then for every socket, because a session that runs out is not announced. A socket in use keeps
    /// its session from running idle by calling [`Auth::session`] instead.
    pub async fn is_live(&self, id: &Digest) -> Result<bool, AuthError> {
        Ok(self.live(id, self.clock.now()).await?.is_some())
    }

    /// Whose token it is, if their account was closed since: then a device forgets them (sync.md 2.6).
    pub async fn closed(&self, token: &Token) -> Result<Option<Uuid>, AuthError> {
        Ok(self.db.closed_of_session(&token.id()).await?)
    }

    /// A person's open sessions, oldest first.
    pub async fn sessions_of(&self, person: Uuid) -> Result<Vec<SessionRow>, AuthError> {
        let now = self.clock.now();
        Ok(self
            .db
            .live_sessions_of(person, now, self.idle_since(now))
            .await?)
    }

    /// Ends a session. One that is over already is left as it is.
    pub async fn sign_out(&self, id: &Digest) -> Result<(), AuthError> {
        let now = self.clock.now();
        let mut tx = self.db.begin_accounts().await?;
        let Some(person) = tx.end_session(id, now).await? else {
            return Ok(());
        };
        let actor = person.to_string();
        tx.audit(now, Some(&actor), Action::SignedOut.as_str(), Some(person))
            .await?;
        tx.commit().await?;
        self.tell_ended(person, vec![*id]);
        Ok(())
    }

    /// Ends every session of a person, on every device, and returns how many there were.
    pub async fn sign_out_everywhere(&self, person: Uuid) -> Result<usize, AuthError> {
        let now = self.clock.now();
        let mut tx = self.db.begin_accounts().await?;
        let ended = tx.end_sessions_of(person, None, now).await?;
        let actor = person.to_string();
        tx.audit(
            now,
            Some(&actor),
            Action::SignedOutEverywhere.as_str(),
            Some(person),
        )
        .await?;
        tx.commit().await?;
        let count = ended.len();
        self.tell_ended(person, ended);
        Ok(count)
    }

    /// Hears of every session that ends. A listener told that it lagged asks [`Auth::is_live`].
    #[must_use]
    pub fn ended(&self) -> broadcast::Receiver<SessionEnded> {
        self.ended.subscribe()
    }

    /// Also announces sessions ended by another node or by the command line, looking this often. Those
    /// of this node are announced at once, and then once more.
    #[must_use]
    pub fn watch_ended(&self, every: Duration) -> EndedWatch {
        let auth = self.clone();
        EndedWatch(tokio::spawn(async move {
            let mut told: BTreeMap<Digest, Micros> = BTreeMap::new();
            let mut away = false;
            loop {
                let now = auth.clock.now();
                let since = now.saturating_sub(micros(LOOK_BACK));
                match auth.db.sessions_ended_since(since).await {
                    Ok(sessions) => {
                        away = false;
                        for (id, person) in sessions {
                            if told.insert(id, now).is_none() {
                                auth.tell_ended(person, vec![id]);
                            }
                        }
                        told.retain(|_, seen| *seen >= since);
                    }
                    Err(error) if !away => {
                        away = true;
                        tracing::warn!(
                            error = with_causes(&error),
                            "cannot look for ended sessions; trying again"
                        );
                    }
                    Err(_) => {}
                }
                tokio::time::sleep(every).await;
            }
        }))
    }

    /// Forgets sessions and attempts that no rule needs any more, and returns how many. Once an hour
    /// will do.
    pub async fn prune(&self) -> Result<u64, AuthError> {
        let now = self.clock.now();
        let before = |age: Duration| now.saturating_sub(micros(age));
        let mut tx = self.db.begin_accounts().await?;
        let sessions = tx.prune_sessions(before(KEEP_SESSIONS)).await?;
        let attempts = tx
            .prune_attempts(before(self.lockout.window), before(super::lockout::KNOWN))
            .await?;
        tx.commit().await?;
        Ok(sessions.saturating_add(attempts))
    }

    async fn live(&self, id: &Digest, now: Micros) -> Result<Option<SessionRow>, AuthError> {
        Ok(self.db.live_session(id, now, self.idle_since(now)).await?)
    }

    fn idle_since(&self, now: Micros) -> Micros {
        now.saturating_sub(micros(self.session.idle))
    }

    pub(super) fn tell_ended(&self, person: Uuid, sessions: Vec<Digest>) {
        for id in sessions {
            // An error says that nobody listens.
            let _ = self.ended.send(SessionEnded { id, person });
        }
    }
}
