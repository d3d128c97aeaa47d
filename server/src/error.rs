//! What can go wrong at each boundary of the server: one enum a boundary.
//!
//! A variant's words are for the person who meets it and say what to do. The cause, where there is
//! one, is the error's `source`, never part of its words; the boundary that ends an error's journey
//! logs it once with [`with_causes`]. No variant carries personal data beyond ids.

use std::error::Error;
use std::fmt::Write;

pub use crate::auth::AuthError;
pub use crate::config::ConfigError;

/// A cause from below, kept for the log.
pub type Cause = Box<dyn Error + Send + Sync + 'static>;

/// What storage answers when it cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The address of the database cannot be used as written.
    #[error("{0}")]
    Address(String),

    /// The file cannot be opened or the server does not answer.
    #[error(
        "the database cannot be reached; check THROUGHLINE_DATABASE_URL and that the database is running"
    )]
    Unreachable(#[source] Cause),

    /// Somebody else held the lock, or all connections were in use, for longer than we wait. Nothing
    /// was changed; the same request may succeed in a moment.
    #[error("the database is busy; try again in a moment")]
    Busy(#[source] Cause),

    /// The disk is full. Nothing was changed.
    #[error("the disk of the database is full; free some space and try again")]
    Full(#[source] Cause),

    /// The database refuses to be written to.
    #[error(
        "the database is read-only; check the permissions of its file and folder, or that the server is the primary"
    )]
    ReadOnly(#[source] Cause),

    /// A setting that durability rests on did not take.
    #[error(
        "the database did not accept {name} = {wanted}: it says {found}; without it a power cut could lose saved work"
    )]
    SettingRefused {
        /// The engine's name of the setting.
        name: &'static str,
        /// What it has to be.
        wanted: &'static str,
        /// What the engine reports.
        found: String,
    },

    /// The schema is not the one this program was built for.
    #[error("{0}")]
    Schema(String, #[source] Option<Cause>),

    /// The rows handed over do not follow the head of the log: a defect, or a node that fell behind.
    #[error(
        "the log stands at {head}, so the next number is {expected}, not {found}; nothing was written"
    )]
    OutOfStep {
        /// The head of the log.
        head: i64,
        /// The number that comes next.
        expected: i64,
        /// The number that was handed over.
        found: i64,
    },

    /// A command came from a replica that is not registered, or whose number was already used.
    #[error(
        "a replica in this group is not registered, or its command number was already used; nothing was written"
    )]
    ReplicaOutOfStep,

    /// A rule of the schema was broken, such as a name that exists already.
    #[error("the database rule {rule} was broken; nothing was written")]
    Conflict {
        /// The constraint as the engine names it.
        rule: String,
    },

    /// A stored value cannot be read back.
    #[error("the database holds something in {place} that cannot be read; run `throughline check`")]
    Damaged {
        /// Table and column.
        place: String,
        /// Why not.
        #[source]
        cause: Option<Cause>,
    },

    /// Anything else the engine said.
    #[error("the database failed")]
    Other(#[source] Cause),
}

impl StorageError {
    /// Whether the same request may succeed a little later without anybody changing anything. The
    /// authority answers a device with "overloaded", and the command stays in the device's outbox.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::Busy(_) | Self::Full(_) | Self::ReadOnly(_)
        )
    }
}

/// An error's words followed by those of its causes, for one line of the log.
#[must_use]
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        // Writing to a String cannot fail.
        let _ = write!(words, ": {next}");
        cause = next.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_line_names_every_cause_once() {
        let cause = std::io::Error::other("no route to host");
        let error = StorageError::Unreachable(Box::new(cause));
        assert_eq!(
            with_causes(&error),
            "the database cannot be reached; check THROUGHLINE_DATABASE_URL and that the database is running: no route to host"
        );
    }

    #[test]
    fn only_errors_that_pass_by_themselves_are_transient() {
        let cause = || Box::new(std::io::Error::other("x"));
        assert!(StorageError::Busy(cause()).is_transient());
        assert!(!StorageError::ReplicaOutOfStep.is_transient());
        assert!(!StorageError::Other(cause()).is_transient());
    }
}
