//! Hearing of commits that somebody else made: another node, or the command line.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::engine::Db;
use super::postgres::Postgres;
use crate::error::{StorageError, with_causes};

/// PostgreSQL tells; should its message be lost on the way, the head is asked for after this long.
const RECHECK: Duration = Duration::from_secs(5);

/// The head of the log as it moves. Dropping it ends the following.
pub struct Follower {
    heads: watch::Receiver<i64>,
    task: JoinHandle<()>,
}

impl Follower {
    /// The last head heard of.
    #[must_use]
    pub fn head(&self) -> i64 {
        *self.heads.borrow()
    }

    /// Waits until the head is past `seq` and returns it; several moves may arrive as one. Nothing when
    /// the database was closed.
    pub async fn past(&mut self, seq: i64) -> Option<i64> {
        let head = self.heads.wait_for(|head| *head > seq).await.ok()?;
        Some(*head)
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Db {
    /// Follows the head of the log: at once on PostgreSQL, within a second on SQLite. Commits of this
    /// node are seen too. A database that is away for a while is asked again until it is back.
    pub async fn follow(&self) -> Result<Follower, StorageError> {
        let (sender, heads) = watch::channel(self.meta().await?.head_seq);
        let task = match self {
            Self::Sqlite(db) => tokio::spawn(poll(self.clone(), db.poll(), sender)),
            Self::Postgres(postgres) => {
                let listener = postgres.listen().await?;
                tokio::spawn(listen(self.clone(), postgres.clone(), listener, sender))
            }
        };
        Ok(Follower { heads, task })
    }
}

/// Asks for the head now and then. One line in the log a time the database is away, not one a try.
async fn poll(db: Db, every: Duration, heads: watch::Sender<i64>) {
    let mut away = false;
    while !heads.is_closed() {
        sleep(every).await;
        away = look(&db, &heads, away).await;
    }
}

async fn listen(db: Db, postgres: Postgres, listener: PgListener, heads: watch::Sender<i64>) {
    let mut listener = Some(listener);
    let mut away = false;
    while !heads.is_closed() {
        if let Some(listening) = &mut listener {
            match timeout(RECHECK, listening.try_recv()).await {
                Ok(Ok(Some(message))) => {
                    if let Ok(head) = message.payload().parse() {
                        raise(&heads, head);
                    }
                    continue;
                }
                // A connection that was made anew may have missed something.
                Ok(Ok(None)) => {}
                Err(_quiet) => {
                    if !postgres.hears(listening).await {
                        listener = None;
                    }
                }
                Ok(Err(_)) => listener = None,
            }
        } else {
            sleep(postgres.poll()).await;
            listener = postgres.listen().await.ok();
        }
        away = look(&db, &heads, away).await;
    }
}

/// Reads the head; returns whether the database is away.
async fn look(db: &Db, heads: &watch::Sender<i64>, away: bool) -> bool {
    match db.meta().await {
        Ok(meta) => {
            raise(heads, meta.head_seq);
            if away {
                tracing::info!("following the log again");
            }
            false
        }
        Err(error) => {
            if !away {
                tracing::warn!(
                    error = with_causes(&error),
                    "cannot follow the log; trying again"
                );
            }
            true
        }
    }
}

/// A message may arrive after a later head was read; the head never goes back.
fn raise(heads: &watch::Sender<i64>, head: i64) {
    heads.send_if_modified(|seen| {
        let newer = head > *seen;
        if newer {
            *seen = head;
        }
        newer
    });
}
