//! How many measures stand where: printed beside every score, so that a mean never hides what is off target.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::display;

/// An amber measure scores at least this (rules.md 4.1).
const CLOSE_FROM: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Measures below a branch by where they stand; those of weight 0 are shown and not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountLine {
    /// With a score: `on`, `close` and `off` together.
    pub scored: u32,
    /// On target.
    pub on: u32,
    /// Close to target.
    pub close: u32,
    /// Off target.
    pub off: u32,
    /// With a target and without a figure.
    pub no_data: u32,
    /// Without a target.
    pub no_target: u32,
}

impl CountLine {
    /// `38 of 46 (83%) on target, 2 close, 6 off`, and after it what has no figure or no target (rules.md 4.7).
    pub fn words(&self) -> String {
        let mut words = match display::share(self.on, self.scored) {
            Some(share) => {
                format!(
                    "{} of {} ({share}) on target, {} close, {} off",
                    self.on, self.scored, self.close, self.off
                )
            }
            None => "None has a score yet".to_owned(),
        };
        for (count, what) in [(self.no_data, "no data"), (self.no_target, "no target")] {
            if count > 0 {
                words.push_str(&format!(", {count} with {what}"));
            }
        }
        words
    }

    /// Counts one measure. A score says where it stands: 100 is on target, from 50 is close (rules.md 4.1).
    pub(super) fn count(&mut self, score: Option<Decimal>) {
        let Some(score) = score else {
            self.no_data = self.no_data.saturating_add(1);
            return;
        };
        self.scored = self.scored.saturating_add(1);
        let place = if score >= Decimal::ONE_HUNDRED {
            &mut self.on
        } else if score >= CLOSE_FROM {
            &mut self.close
        } else {
            &mut self.off
        };
        *place = place.saturating_add(1);
    }

    /// Adds the measures of another line.
    pub fn add(&mut self, below: &Self) {
        self.scored = self.scored.saturating_add(below.scored);
        self.on = self.on.saturating_add(below.on);
        self.close = self.close.saturating_add(below.close);
        self.off = self.off.saturating_add(below.off);
        self.no_data = self.no_data.saturating_add(below.no_data);
        self.no_target = self.no_target.saturating_add(below.no_target);
    }
}
