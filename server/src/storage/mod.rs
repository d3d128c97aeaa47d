//! The log, the records and the accounts, kept in SQLite or PostgreSQL.
//!
//! Storage speaks plain rows: strings, UUIDs, integers and bytes. It knows nothing of objectives or of
//! who may see them; it knows that numbers are dense, that a transaction holds all or nothing, and
//! that what it acknowledged is on the disk.
//!
//! - What both engines share is one SQL text, next to the function that uses it; `$1` is a placeholder
//!   on both. What differs is in [`sqlite`] and [`postgres`]: opening, locking, notifying, reading
//!   settings back.
//! - Only this folder names `sqlx`.
//! - Start reading in `server/migrations/`.

mod account;
mod append;
mod attempt;
mod audit;
mod backup;
mod batch;
mod check;
mod digest;
mod engine;
mod failure;
mod follow;
mod line;
mod log;
mod postgres;
mod reading;
mod records;
mod replica;
mod retention;
mod schema;
mod session;
mod sqlite;
mod statements;
mod stored;
mod table;
mod url;

pub use account::{AccountRow, AccountState, AccountTx, NewAccount};
pub use append::AppendTx;
pub use attempt::Tally;
pub use audit::AuditRow;
pub use backup::Contents;
pub use check::Check;
pub use digest::{Digest, from_hex, sha256, to_hex};
pub use engine::{Db, Options};
pub use follow::Follower;
pub use log::{CommitRow, Meta, Outcome, OutcomeRow, VersionRow};
pub use reading::{Miscount, Misfit, Reading, TableSum};
pub use records::{HistoryRow, RecordRow};
pub use replica::{DeadLetter, ReplicaRow, ReplicaState};
pub use session::SessionRow;
pub use url::DatabaseUrl;
