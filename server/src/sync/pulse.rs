//! Whether a device is still there. A connection can die without a word: the socket stays half open, and nothing closes it.

use std::time::Duration;

use tokio::time::Instant;

/// How often a quiet device is asked whether it is there. Browsers answer by themselves, even behind another tab.
pub const ASK_EVERY: Duration = Duration::from_secs(20);
/// A device that has said nothing for so long is gone; it connects again when it is back (sync.md R9, the server's side).
pub const GONE_AFTER: Duration = Duration::from_secs(60);

/// When a device was last heard.
#[derive(Clone, Copy, Debug)]
pub struct Pulse {
    heard: Instant,
}

/// What to do about a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// It was heard a moment ago.
    There,
    /// It has been quiet: ask.
    Ask,
    /// It is gone: close, and give back what its session holds.
    Gone,
}

impl Pulse {
    /// Heard for the first time.
    pub const fn new(now: Instant) -> Self {
        Self { heard: now }
    }

    /// Anything at all came, an answer to the question included.
    pub const fn heard(&mut self, now: Instant) {
        self.heard = now;
    }

    /// What to do now.
    pub fn beat(&self, now: Instant) -> Beat {
        let quiet = now.saturating_duration_since(self.heard);
        if quiet >= GONE_AFTER {
            Beat::Gone
        } else if quiet >= ASK_EVERY / 2 {
            Beat::Ask
        } else {
            Beat::There
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_device_is_asked_and_a_silent_one_let_go() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut pulse = Pulse::new(start);
        assert_eq!(pulse.beat(after(0)), Beat::There);
        assert_eq!(pulse.beat(after(9)), Beat::There);
        assert_eq!(pulse.beat(after(20)), Beat::Ask);
        assert_eq!(pulse.beat(after(59)), Beat::Ask);
        assert_eq!(pulse.beat(after(60)), Beat::Gone);
        pulse.heard(after(59));
        assert_eq!(pulse.beat(after(60)), Beat::There);
        assert_eq!(pulse.beat(after(118)), Beat::Ask);
        assert_eq!(pulse.beat(after(119)), Beat::Gone);
    }

    #[test]
    fn a_device_is_asked_more_than_once_before_it_is_let_go() {
        assert!(ASK_EVERY * 3 <= GONE_AFTER);
    }
}
