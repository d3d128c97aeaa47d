//! How long a sign-in lasts.

use std::time::Duration;

use super::source::Source;

/// The limits of a session and of a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSettings {
    /// Without use for this long, it ends.
    pub idle: Duration,
    /// It ends after this long whatever happens.
    pub longest: Duration,
    /// How long a one-time code can be used.
    pub code: Duration,
}

impl SessionSettings {
    pub(super) fn read(source: &mut Source<'_>) -> Self {
        let minutes = |count: u32| Duration::from_secs(u64::from(count).saturating_mul(60));
        let hours = |count: u32| minutes(count.saturating_mul(60));
        Self {
            idle: minutes(source.number("SESSION_IDLE_MINUTES", 5..=1440)),
            longest: hours(source.number("SESSION_HOURS", 1..=336)),
            code: hours(source.number("CODE_HOURS", 1..=168)),
        }
    }
}
