//! The connections to PostgreSQL, and what becomes of them when nothing comes back.
//!
//! A network can fail without a word: what was sent is never answered, and nothing is closed. So whatever a running server asks of
//! PostgreSQL has a limit; past it, or when a connection breaks, all connections are given up at once and the next question opens new ones.
//! One dead connection is seldom alone, and finding each by its own limit would take longer than the database was away.

use std::future::Future;
use std::mem::replace;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use sqlx::postgres::PgPool;
use tokio::time::timeout;

use crate::error::StorageError;

/// What reads everything there is may take this long at least.
const WHOLE: Duration = Duration::from_secs(60);

/// All lines to one database, of which one is in use. Cloning gives another handle to the same.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    present: Arc<RwLock<Present>>,
    limit: Duration,
}

#[derive(Debug)]
struct Present {
    /// How many were given up before it.
    number: u64,
    pool: PgPool,
}

/// Connections that stand or fall together.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) pool: PgPool,
    number: u64,
    lines: Lines,
}

impl Lines {
    pub(super) fn new(pool: PgPool, limit: Duration) -> Self {
        let present = Arc::new(RwLock::new(Present { number: 0, pool }));
        Self { present, limit }
    }

    pub(super) fn present(&self) -> Line {
        let present = self.present.read().unwrap_or_else(PoisonError::into_inner);
        Line {
            pool: present.pool.clone(),
            number: present.number,
            lines: self.clone(),
        }
    }
}

impl Line {
    /// How long one thing may take.
    pub(super) const fn limit(&self) -> Duration {
        self.lines.limit
    }

    /// How long it may take where everything is read.
    pub(super) fn whole_limit(&self) -> Duration {
        self.lines.limit.max(WHOLE)
    }

    /// Waits for what was asked on this line, and gives the line up where nothing comes back. What was asked may still have been
    /// done: a failure says nothing about that.
    pub(super) async fn within<T>(
        &self,
        limit: Duration,
        asked: impl Future<Output = Result<T, StorageError>>,
    ) -> Result<T, StorageError> {
        let answered = match timeout(limit, asked).await {
            Ok(answered) => answered,
            Err(elapsed) => Err(StorageError::Unreachable(elapsed.into())),
        };
        if let Err(StorageError::Unreachable(_)) = &answered {
            self.give_up();
        }
        answered
    }

    /// Whoever asks next gets new connections. The old ones are closed as they come back.
    fn give_up(&self) {
        let mut present = self
            .lines
            .present
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if present.number != self.number {
            return;
        }
        let options = PgPool::connect_options(&self.pool).as_ref().clone();
        let fresh = self.pool.options().clone().connect_lazy_with(options);
        let old = replace(&mut present.pool, fresh);
        present.number = present.number.saturating_add(1);
        tokio::spawn(async move { old.close().await });
    }
}
