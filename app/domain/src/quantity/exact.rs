//! Exact fractions: what a score is decided on.

use std::{cmp::Ordering, fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Wide;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoQuotient {
    /// The denominator is zero: no data, not 0 % and not 100 % (rules.md 4.4).
    #[error("There were no cases, so there is no figure.")]
    NoCases,
    /// More digits than an exact fraction holds (38 above and 38 below).
    #[error("The numbers have too many digits to be worked out exactly. Use fewer digits.")]
    OutOfRange,
    /// A text that should be a fraction is not one.
    #[error("This is not a fraction. Write it as 1160/11.")]
    NotAFraction,
}

/// A number without rounding: a whole number over a positive whole number, in lowest terms. As text `1160/11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

/// How far two numbers are apart: numerator over denominator, never negative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Distance {
    pub(crate) numerator: Wide,
    pub(crate) denominator: Wide,
}

impl Exact {
    /// Nothing at all.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// `scale × numerator ÷ denominator`.
    ///
    /// # Errors
    /// `NoCases` for a zero denominator, `OutOfRange` for too many digits.
    pub fn quotient(
        scale: Decimal,
        numerator: Decimal,
        denominator: Decimal,
    ) -> Result<Self, NoQuotient> {
        if denominator.is_zero() {
            return Err(NoQuotient::NoCases);
        }
        Self::from(scale)
            .checked_mul(&Self::from(numerator))
            .and_then(|above| above.checked_div(&Self::from(denominator)))
            .ok_or(NoQuotient::OutOfRange)
    }

    /// A fraction in lowest terms; none for a zero denominator.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = i128::try_from(common_divisor(
            numerator.unsigned_abs(),
            denominator.unsigned_abs(),
        ))
        .ok()?;
        let divisor = if denominator < 0 { -divisor } else { divisor };
        let numerator = numerator.checked_div(divisor)?;
        // The lowest whole number has no opposite, and every number here must have one.
        (numerator != i128::MIN).then_some(Self {
            numerator,
            denominator: denominator.checked_div(divisor)?,
        })
    }

    /// The whole number above the line, with the sign.
    pub const fn numerator(&self) -> i128 {
        self.numerator
    }

    /// The whole number below the line, above zero.
    pub const fn denominator(&self) -> i128 {
        self.denominator
    }

    /// Whether it is zero.
    pub const fn is_zero(&self) -> bool {
        self.numerator == 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(&self) -> bool {
        self.numerator < 0
    }

    /// The same number on the other side of zero.
    pub const fn negated(&self) -> Self {
        Self {
            numerator: self.numerator.wrapping_neg(),
            denominator: self.denominator,
        }
    }

    /// The sum; none where it has too many digits.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        let common = i128::try_from(common_divisor(self.below(), other.below())).ok()?;
        let (mine, theirs) = (
            self.denominator.checked_div(common)?,
            other.denominator.checked_div(common)?,
        );
        let sum = self
            .numerator
            .checked_mul(theirs)?
            .checked_add(other.numerator.checked_mul(mine)?)?;
        Self::new(sum, self.denominator.checked_mul(theirs)?)
    }

    /// The difference; none where it has too many digits.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        self.checked_add(&other.negated())
    }

    /// The product; none where it has too many digits.
    pub fn checked_mul(&self, other: &Self) -> Option<Self> {
        // Reduced crosswise first, so that only a product that is itself too long fails.
        let first = Self::new(self.numerator, other.denominator)?;
        let second = Self::new(other.numerator, self.denominator)?;
        Self::new(
            first.numerator.checked_mul(second.numerator)?,
            first.denominator.checked_mul(second.denominator)?,
        )
    }

    /// The quotient; none for zero or where it has too many digits.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        self.checked_mul(&Self::new(other.denominator, other.numerator)?)
    }

    /// Rounded half away from zero to so many decimal places (rules.md 4.2); none past 28 significant digits.
    pub fn rounded(&self, places: u32) -> Option<Decimal> {
        let twice = 10_u128.checked_pow(places)?.checked_mul(2)?;
        let (above, below) = (
            Wide::from(self.numerator.unsigned_abs()),
            Wide::from(self.below()),
        );
        self.signed(
            above.times(twice).plus(below).divided_by(below.times(2))?,
            places,
        )
    }

    /// Cut off, towards zero, after so many decimal places; none past 28 significant digits.
    pub fn truncated(&self, places: u32) -> Option<Decimal> {
        let power = 10_u128.checked_pow(places)?;
        let above = Wide::from(self.numerator.unsigned_abs()).times(power);
        self.signed(above.divided_by(Wide::from(self.below()))?, places)
    }

    /// How far it is from another number.
    pub(crate) fn distance(&self, other: &Self) -> Distance {
        let mine = Wide::from(self.numerator.unsigned_abs()).times(other.below());
        let theirs = Wide::from(other.numerator.unsigned_abs()).times(self.below());
        let numerator = if self.is_negative() == other.is_negative() {
            mine.minus(theirs)
                .or_else(|| theirs.minus(mine))
                .unwrap_or(mine)
        } else {
            mine.plus(theirs)
        };
        Distance {
            numerator,
            denominator: Wide::from(self.below()).times(other.below()),
        }
    }

    const fn below(&self) -> u128 {
        self.denominator.unsigned_abs()
    }

    fn signed(&self, magnitude: u128, places: u32) -> Option<Decimal> {
        let magnitude = i128::try_from(magnitude).ok()?;
        let signed = if self.is_negative() {
            -magnitude
        } else {
            magnitude
        };
        Decimal::try_from_i128_with_scale(signed, places).ok()
    }
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        // A Decimal has at most 28 places and 96 bits, so this is never out of range.
        10_i128
            .checked_pow(number.scale())
            .and_then(|below| Self::new(number.mantissa(), below))
            .unwrap_or(Self::ZERO)
    }
}

impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        Self {
            numerator: i128::from(number),
            denominator: 1,
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            _ => {}
        }
        let mine = Wide::from(self.numerator.unsigned_abs()).times(other.below());
        let theirs = Wide::from(other.numerator.unsigned_abs()).times(self.below());
        if self.is_negative() {
            theirs.cmp(&mine)
        } else {
            mine.cmp(&theirs)
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Exact {
    type Err = NoQuotient;

    fn from_str(text: &str) -> Result<Self, NoQuotient> {
        let (above, below) = text.split_once('/').ok_or(NoQuotient::NotAFraction)?;
        let whole = |text: &str| text.parse::<i128>().map_err(|_| NoQuotient::NotAFraction);
        Self::new(whole(above)?, whole(below)?).ok_or(NoQuotient::NotAFraction)
    }
}

impl TryFrom<String> for Exact {
    type Error = NoQuotient;

    fn try_from(text: String) -> Result<Self, NoQuotient> {
        text.parse()
    }
}

impl From<Exact> for String {
    fn from(number: Exact) -> Self {
        number.to_string()
    }
}

/// Euclid's greatest common divisor; 1 for two zeros, so that it can be divided by.
fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a.max(1)
}
