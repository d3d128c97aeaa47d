//! Figures: exact decimals, ratios kept as numerator and denominator, and what they are counted in.

mod exact;
mod wide;

use serde::{Deserialize, Serialize};

pub use exact::{Exact, NoQuotient};
pub use rust_decimal::Decimal;
pub(crate) use wide::Wide;

/// A ratio as it was collected: percentages and averages are kept so, never as a quotient, because only ratios can be
/// put together across periods (rules.md 4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// What is counted: homes with a check, days, pounds collected.
    pub numerator: Decimal,
    /// Out of how many: homes, lettings, pounds due. Zero means that there were no cases.
    pub denominator: Decimal,
}

/// What was measured for one period. In a record: `{"value":"49"}` or
/// `{"ratio":{"numerator":"5799","denominator":"5800"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A number in the unit that people read, such as 49 inspections or 18.1 days.
    Value(Decimal),
    /// A numerator and a denominator; the unit's scale makes the number that people read.
    Ratio(Ratio),
}

impl Figure {
    /// A ratio.
    pub const fn ratio(numerator: Decimal, denominator: Decimal) -> Self {
        Self::Ratio(Ratio {
            numerator,
            denominator,
        })
    }

    /// The number that people read, exactly; `scale` multiplies a ratio (100 for a percentage) and leaves a value
    /// alone. None where there is no such number; [`Figure::quotient`] says why.
    pub fn exact(&self, scale: Decimal) -> Option<Exact> {
        self.quotient(scale).ok()
    }

    /// As [`Figure::exact`].
    ///
    /// # Errors
    /// `NoCases` for a zero denominator, which is no data rather than 0 % or 100 % (rules.md 4.4); `OutOfRange` where
    /// the numbers have more digits than can be divided exactly.
    pub fn quotient(&self, scale: Decimal) -> Result<Exact, NoQuotient> {
        match self {
            Self::Value(value) => Ok(Exact::from(*value)),
            Self::Ratio(ratio) => Exact::quotient(scale, ratio.numerator, ratio.denominator),
        }
    }
}

/// What an indicator is counted in (glossary 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Per cent: 100 × numerator ÷ denominator.
    Percent {
        /// Whether more than 100 % can be right, as for rent collected.
        may_exceed_100: bool,
    },
    /// Per 1,000 homes: 1,000 × numerator ÷ denominator.
    RatePerThousand,
    /// Days of the calendar.
    CalendarDays,
    /// Days without weekends and bank holidays.
    WorkingDays,
    /// Hours.
    Hours,
    /// How many.
    Count,
    /// Pounds.
    Money,
    /// Pounds for each home, letting or repair.
    MoneyPerUnit,
    /// Points on a scale.
    Score,
    /// 1 for yes, 0 for no.
    YesNo,
}

impl Unit {
    /// What a ratio is multiplied by to give the number that people read.
    pub const fn scale(self) -> Decimal {
        match self {
            Self::Percent { .. } => Decimal::ONE_HUNDRED,
            Self::RatePerThousand => Decimal::ONE_THOUSAND,
            Self::CalendarDays
            | Self::WorkingDays
            | Self::Hours
            | Self::Count
            | Self::Money
            | Self::MoneyPerUnit
            | Self::Score
            | Self::YesNo => Decimal::ONE,
        }
    }

    /// Decimal places to show unless the indicator says otherwise: the client's own printing for per cent, days and
    /// rates (rules.md 4.2); hours and scores follow days.
    pub const fn default_decimals(self) -> u32 {
        match self {
            Self::Percent { .. }
            | Self::CalendarDays
            | Self::WorkingDays
            | Self::Hours
            | Self::Score => 1,
            Self::RatePerThousand | Self::Money | Self::MoneyPerUnit => 2,
            Self::Count | Self::YesNo => 0,
        }
    }
}
