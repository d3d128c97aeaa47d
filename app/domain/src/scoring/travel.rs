//! Direction of travel between two periods (rules.md 4.5).

use serde::{Deserialize, Serialize};

use super::Direction;
use crate::quantity::Exact;

/// Whether things are getting better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Travel {
    /// Moved the good way by at least one displayed unit.
    Improving,
    /// Moved by less than that.
    Steady,
    /// Moved the bad way by at least one displayed unit.
    Worsening,
    /// A figure is missing, or neither way is good.
    NotComparable,
}

impl Travel {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Improving => "Improving",
            Self::Steady => "Steady",
            Self::Worsening => "Worsening",
            Self::NotComparable => "Not comparable",
        }
    }
}

/// Which way a figure moved, whatever that means; shown where neither way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Higher by at least one displayed unit.
    Up,
    /// Moved by less than that.
    Level,
    /// Lower by at least one displayed unit.
    Down,
}

impl Movement {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Up => "Up",
            Self::Level => "Level",
            Self::Down => "Down",
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Level => Self::Level,
            Self::Down => Self::Up,
        }
    }

    const fn upwards_is_good(self) -> Travel {
        match self {
            Self::Up => Travel::Improving,
            Self::Level => Travel::Steady,
            Self::Down => Travel::Worsening,
        }
    }
}

/// Which way a figure moved: less than one unit of the last displayed place (10 to the power −`decimals`) is level.
pub fn movement(before: &Exact, now: &Exact, decimals: u32) -> Movement {
    let gap = before.distance(now);
    let units = 10_u128.checked_pow(decimals).unwrap_or(u128::MAX);
    if gap.numerator.times(units) < gap.denominator {
        Movement::Level
    } else if now > before {
        Movement::Up
    } else {
        Movement::Down
    }
}

/// Whether a figure moved the good way since an earlier period. For a range, good is nearer to it, and a move inside
/// it is steady. Not comparable where a figure is missing or neither way is good; where the definition changed between
/// the two periods the caller passes no earlier figure.
pub fn travel(
    direction: Direction,
    before: Option<&Exact>,
    now: Option<&Exact>,
    decimals: u32,
) -> Travel {
    let (Some(before), Some(now)) = (before, now) else {
        return Travel::NotComparable;
    };
    match direction {
        Direction::HigherIsBetter => movement(before, now, decimals).upwards_is_good(),
        Direction::LowerIsBetter => movement(before, now, decimals).opposite().upwards_is_good(),
        Direction::WithinRange { .. } => {
            match (outside(direction, before), outside(direction, now)) {
                (Some(before), Some(now)) => movement(&before, &now, decimals)
                    .opposite()
                    .upwards_is_good(),
                _ => Travel::NotComparable,
            }
        }
        Direction::Contextual => Travel::NotComparable,
    }
}

/// How far outside its range a value lies; none where that has too many digits to say.
fn outside(direction: Direction, value: &Exact) -> Option<Exact> {
    let reference = direction.reference(value, None)?;
    if direction.is_met(value, &reference) {
        return Some(Exact::ZERO);
    }
    let apart = value.checked_sub(&reference)?;
    Some(if apart.is_negative() {
        apart.negated()
    } else {
        apart
    })
}
