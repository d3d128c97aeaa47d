//! Who comes in: passwords, sessions, and which requests count as our own.
//!
//! - A password is hashed with Argon2id, a few at a time ([`hasher`]), and for a name that does not
//!   exist a hash is computed all the same, so that nobody learns who works here.
//! - A session is a random token in a cookie; the database holds only its SHA-256 ([`session`]).
//! - Guessing is slowed down by account and by address ([`lockout`]).
//! - [`origin`], [`cookie`] and [`address`] are pure functions on headers.

mod account;
pub mod address;
mod audit;
pub mod cookie;
mod failure;
mod hasher;
mod lockout;
pub mod origin;
mod password;
mod session;
mod sign_in;
mod token;

use tokio::sync::broadcast;

pub use account::Account;
pub use audit::{AuditEntry, CodeIssued};
pub use failure::AuthError;
pub use hasher::Hasher;
pub use password::{Password, PasswordProblem};
pub use session::{EndedWatch, KEEP_SESSIONS, SessionEnded};
pub use sign_in::{Device, SignedIn};
pub use token::{OneTimeCode, Token};

use crate::clock::Clock;
use crate::config::{Argon2Settings, LockoutSettings, SessionSettings};
use crate::storage::{Db, Digest, sha256};

/// How many ended sessions a slow listener may fall behind; it then asks about its own session.
const ENDED_BACKLOG: usize = 1024;

/// Accounts, sign-in and sessions. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct Auth {
    db: Db,
    hasher: Hasher,
    clock: Clock,
    session: SessionSettings,
    lockout: LockoutSettings,
    /// Mixed into the hashes of names and addresses; another company's table cannot be compared.
    salt: Digest,
    ended: broadcast::Sender<SessionEnded>,
}

impl Auth {
    /// Reads the database's epoch and computes the hash that stands in for names that do not exist.
    pub async fn new(
        db: Db,
        argon2: Argon2Settings,
        session: SessionSettings,
        lockout: LockoutSettings,
        clock: Clock,
    ) -> Result<Self, AuthError> {
        let epoch = db.meta().await?.epoch;
        Ok(Self {
            hasher: Hasher::new(argon2).await?,
            salt: sha256(&[b"sign-in attempts", epoch.as_bytes()]),
            ended: broadcast::Sender::new(ENDED_BACKLOG),
            db,
            clock,
            session,
            lockout,
        })
    }

    /// The hasher, for its counters.
    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.hasher
    }
}
