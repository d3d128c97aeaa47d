//! How long an attempt has to wait after wrong passwords: a pure function of the tally.

use std::time::Duration;

use crate::clock::{Micros, micros};
use crate::config::LockoutSettings;
use crate::storage::Tally;

/// The first wait; each further failure doubles it, up to the window.
const FIRST_WAIT: Duration = Duration::from_secs(30);

/// How long an address stays known to a name after a sign-in from it.
pub(super) const KNOWN: Duration = Duration::from_secs(30 * 24 * 3600);

/// The rest of the wait, or nothing if the attempt may go on.
pub(super) fn wait(tally: &Tally, settings: &LockoutSettings, now: Micros) -> Option<Duration> {
    let window = micros(settings.window);
    let by_name = rest(
        tally.name,
        tally.last_for_name,
        settings.account,
        window,
        now,
    );
    let by_address = rest(
        tally.address,
        tally.last_from_address,
        settings.address,
        window,
        now,
    );
    by_name.max(by_address)
}

fn rest(
    failures: i64,
    last: Option<Micros>,
    limit: u32,
    window: Micros,
    now: Micros,
) -> Option<Duration> {
    let over = failures
        .checked_sub(i64::from(limit))
        .filter(|over| *over >= 0)?;
    // Doubled ten times, thirty seconds are longer than any window.
    let doublings = u32::try_from(over).unwrap_or(u32::MAX).min(10);
    let whole = micros(FIRST_WAIT)
        .saturating_mul(1_i64 << doublings)
        .min(window);
    let rest = last?.saturating_add(whole).saturating_sub(now);
    u64::try_from(rest)
        .ok()
        .filter(|rest| *rest > 0)
        .map(Duration::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: LockoutSettings = LockoutSettings {
        window: Duration::from_secs(900),
        account: 5,
        address: 20,
    };
    const NOW: Micros = 1_000_000_000_000;

    fn seconds_after(name: i64, address: i64, ago: u64) -> u64 {
        let last = Some(NOW - micros(Duration::from_secs(ago)));
        let tally = Tally {
            name,
            last_for_name: last,
            address,
            last_from_address: last,
        };
        wait(&tally, &SETTINGS, NOW).map_or(0, |rest| rest.as_secs())
    }

    #[test]
    fn the_wait_grows_with_each_failure_of_an_account() {
        for (failures, seconds) in [
            (0, 0),
            (4, 0),
            (5, 30),
            (6, 60),
            (7, 120),
            (9, 480),
            (10, 900),
            (500, 900),
        ] {
            assert_eq!(
                seconds_after(failures, failures.min(19), 0),
                seconds,
                "{failures}"
            );
        }
    }

    #[test]
    fn an_address_has_its_own_limit() {
        for (failures, seconds) in [(19, 0), (20, 30), (21, 60)] {
            assert_eq!(seconds_after(1, failures, 0), seconds, "{failures}");
        }
    }

    #[test]
    fn a_wait_passes() {
        for (ago, seconds) in [(1, 29), (29, 1), (30, 0), (600, 0)] {
            assert_eq!(seconds_after(5, 0, ago), seconds, "{ago}");
        }
    }
}
