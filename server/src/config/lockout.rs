//! How guessing passwords is slowed down.

use std::time::Duration;

use super::source::Source;

/// The limits of wrong passwords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutSettings {
    /// How long a wrong password counts; also the longest wait.
    pub window: Duration,
    /// Wrong passwords for one account before it has to wait.
    pub account: u32,
    /// Wrong passwords from one address before it has to wait.
    pub address: u32,
}

impl LockoutSettings {
    pub(super) fn read(source: &mut Source<'_>) -> Self {
        let minutes = u64::from(source.number("LOCKOUT_MINUTES", 1..=1440));
        Self {
            window: Duration::from_secs(minutes.saturating_mul(60)),
            account: source.number("LOCKOUT_ACCOUNT", 3..=100),
            address: source.number("LOCKOUT_ADDRESS", 5..=10_000),
        }
    }
}
