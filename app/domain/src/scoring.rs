//! How well one figure does against its target: colour, score, direction of travel (rules.md 4.1 and 4.5).

mod attainment;
mod travel;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::quantity::Exact;

pub use attainment::{Attainment, SCORE_PLACES, attain, attain_exact};
pub(crate) use attainment::{Shortfall, allowance, shortfall};
pub use travel::{Movement, Travel, movement, travel};

/// Which way is good (glossary 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better, as for homes with a gas safety check.
    HigherIsBetter,
    /// Less is better, as for days to re-let a home.
    LowerIsBetter,
    /// Anywhere from `lo` to `hi` is good, the bounds included.
    WithinRange {
        /// The lower bound, in the indicator's unit.
        lo: Decimal,
        /// The upper bound, not below `lo`.
        hi: Decimal,
    },
    /// For information only: no target, no colour, no score.
    Contextual,
}

impl Direction {
    /// A range whose bounds stand in order; none where they do not.
    pub fn within(lo: Decimal, hi: Decimal) -> Option<Self> {
        (lo <= hi).then_some(Self::WithinRange { lo, hi })
    }

    /// What a value is held against, the nearest bound for a range; none where there is nothing to hold it against.
    pub fn reference(&self, value: &Exact, target: Option<&Exact>) -> Option<Exact> {
        match self {
            Self::HigherIsBetter | Self::LowerIsBetter => target.copied(),
            Self::WithinRange { lo, hi } => {
                let (lo, hi) = (Exact::from(*lo), Exact::from(*hi));
                Some(if *value > hi { hi } else { lo })
            }
            Self::Contextual => None,
        }
    }

    /// Whether a value does what is asked; meeting the target exactly does.
    pub fn is_met(&self, value: &Exact, reference: &Exact) -> bool {
        match self {
            Self::HigherIsBetter => value >= reference,
            Self::LowerIsBetter => value <= reference,
            Self::WithinRange { lo, hi } => (Exact::from(*lo)..=Exact::from(*hi)).contains(value),
            Self::Contextual => true,
        }
    }
}

/// How far from the target is still amber (rules.md 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// A share of the target: 0.10 is the client's own 10 %.
    Relative(Decimal),
    /// So much in the indicator's own unit.
    AbsolutePoints(Decimal),
    /// None at all, for what keeps people safe.
    Zero,
}

/// A tolerance below nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("A tolerance of {tolerance} is below zero. Use zero or more.")]
pub struct NegativeTolerance {
    /// What was given.
    pub tolerance: Decimal,
}

impl Tolerance {
    /// The client's key: amber is within 10 % of the target (rules.md 4.1, from its service performance pages).
    pub const DEFAULT: Self = Self::Relative(Decimal::from_parts(1, 0, 0, false, 1));

    /// How much: a share, or points of the unit; zero for `Zero`.
    pub const fn amount(self) -> Decimal {
        match self {
            Self::Relative(amount) | Self::AbsolutePoints(amount) => amount,
            Self::Zero => Decimal::ZERO,
        }
    }

    /// Itself, where it can be used.
    ///
    /// # Errors
    /// `NegativeTolerance`; scoring reads one as zero.
    pub fn checked(self) -> Result<Self, NegativeTolerance> {
        let tolerance = self.amount();
        if tolerance < Decimal::ZERO {
            return Err(NegativeTolerance { tolerance });
        }
        Ok(self)
    }
}

impl Default for Tolerance {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Where a figure stands against its target; on a page always as a word, a shape and a colour (rules.md 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// The target is met.
    Green,
    /// Missed by no more than the tolerance.
    Amber,
    /// Missed by more than the tolerance.
    Red,
    /// There is no target to be held against.
    NoTarget,
    /// There is no figure.
    NoData,
}

impl Rag {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Green => "On target",
            Self::Amber => "Close to target",
            Self::Red => "Off target",
            Self::NoTarget => "No target",
            Self::NoData => "No data",
        }
    }
}
