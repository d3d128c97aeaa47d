//! Hashing passwords: dear on purpose, and therefore a few at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::failure::AuthError;
use super::password::Password;
use super::token::Token;
use crate::config::Argon2Settings;

/// How many may wait for their turn; the next is told to come back.
const QUEUE: usize = 16;

/// Argon2id, at most one hash a core at a time: 64 MiB each would otherwise fill the memory.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    /// One permit a core.
    running: Arc<Semaphore>,
    /// One permit for each that runs or waits.
    admitted: Arc<Semaphore>,
    /// A hash of something nobody knows, for names that do not exist.
    dummy: Arc<str>,
    /// Hashes computed so far.
    runs: Arc<AtomicU64>,
}

/// What came of comparing a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// It is the right one.
    pub right: bool,
    /// The stored hash was made at another cost than today's.
    pub stale: bool,
}

impl Hasher {
    /// A hasher at this cost.
    pub async fn new(settings: Argon2Settings) -> Result<Self, AuthError> {
        let params = Params::new(settings.memory_kib, settings.passes, settings.lanes, None)
            .map_err(|error| AuthError::Machine(error.into()))?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut hasher = Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            running: Arc::new(Semaphore::new(cores)),
            admitted: Arc::new(Semaphore::new(cores.saturating_add(QUEUE))),
            dummy: Arc::from(""),
            runs: Arc::default(),
        };
        let nobody_knows = Password::from(Token::random()?.expose());
        hasher.dummy = hasher.hash(&nobody_knows).await?.into();
        Ok(hasher)
    }

    /// How many hashes were computed so far, compared ones included.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    /// The password as a PHC string with a salt of its own.
    pub async fn hash(&self, password: &Password) -> Result<String, AuthError> {
        let password = password.clone();
        self.in_turn(move |argon2| {
            argon2
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|error| AuthError::Machine(error.into()))
        })
        .await?
    }

    /// Compares a password with a stored hash. Without one the same work is done on a hash that
    /// nothing matches, so that the answer takes as long.
    pub(super) async fn compare(
        &self,
        password: &Password,
        stored: Option<&str>,
    ) -> Result<Verdict, AuthError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.dummy).to_owned();
        let password = password.clone();
        self.in_turn(move |argon2| {
            let hash =
                PasswordHash::new(&stored).map_err(|error| AuthError::Machine(error.into()))?;
            let right = argon2.verify_password(password.as_bytes(), &hash).is_ok();
            let stale = Params::try_from(&hash).map_or(true, |params| {
                let cost = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
                cost(&params) != cost(argon2.params())
            });
            Ok(Verdict {
                right: right && known,
                stale,
            })
        })
        .await?
    }

    /// Runs work when a core is free. The permits go with the work, not with the request: a browser
    /// that gives up does not make room before the core is free.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, AuthError> {
        let admitted = Arc::clone(&self.admitted)
            .try_acquire_owned()
            .map_err(|_| AuthError::Busy)?;
        let turn = Arc::clone(&self.running)
            .acquire_owned()
            .await
            .map_err(|error| AuthError::Machine(error.into()))?;
        let argon2 = self.argon2.clone();
        self.runs.fetch_add(1, Ordering::Relaxed);
        spawn_blocking(move || {
            let done = work(&argon2);
            drop((admitted, turn));
            done
        })
        .await
        .map_err(|error| AuthError::Machine(error.into()))
    }
}
