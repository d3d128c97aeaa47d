//! The server's clock: the only place that asks what time it is.
//!
//! Moments are whole microseconds since 1970-01-01 UTC, as the database stores them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Microseconds since 1970-01-01 UTC.
pub type Micros = i64;

/// What time it is. Tests hold a clock that moves only when told.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until [`Clock::advance`].
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `start`.
    #[must_use]
    pub fn manual(start: Micros) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start)))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Micros {
        match self {
            Self::System => jiff::Timestamp::now().as_microsecond(),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        }
    }

    /// The time as the domain has it.
    pub fn timestamp(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// The present day where the Company is, in Southend-on-Sea.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        let now = self.timestamp();
        // The zone's rules are part of the program, so a machine without them counts the same days.
        now.in_tz("Europe/London").map_or_else(
            |_| now.to_zoned(jiff::tz::TimeZone::UTC).date(),
            |here| here.date(),
        )
    }

    /// Moves a manual clock forward; the machine's clock is left alone.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(at) = self {
            at.fetch_add(micros(by), Ordering::SeqCst);
        }
    }
}

/// A moment as people where the Company is read it, such as `21 November 2026 at 10:05`.
#[must_use]
pub fn in_words(at: jiff::Timestamp) -> String {
    let here = at
        .in_tz("Europe/London")
        .unwrap_or_else(|_| at.to_zoned(jiff::tz::TimeZone::UTC));
    here.strftime("%-d %B %Y at %H:%M").to_string()
}

/// A length of time in microseconds; longer than 292,000 years counts as that.
#[must_use]
pub fn micros(length: Duration) -> Micros {
    Micros::try_from(length.as_micros()).unwrap_or(Micros::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual(1_000);
        assert_eq!(clock.now(), 1_000);
        clock.clone().advance(Duration::from_secs(2));
        assert_eq!(clock.now(), 2_001_000);
    }

    #[test]
    fn a_moment_is_read_where_the_company_is() {
        for (at, words) in [
            ("2026-11-21T10:05:59Z", "21 November 2026 at 10:05"),
            ("2026-07-01T23:30:00Z", "2 July 2026 at 00:30"),
        ] {
            assert_eq!(in_words(at.parse().unwrap_or_default()), words);
        }
    }

    #[test]
    fn the_system_clock_is_past_the_year_2026() {
        assert!(Clock::System.now() > 1_767_225_600_000_000);
    }
}
