//! What a figure cannot be, whatever happened in its period (rules.md 4.10, TV11; peers.md 5.7, vector 14). What is only unlike the
//! figures before it is asked about and not refused.

use rust_decimal::Decimal;

use super::Measurement;
use crate::{
    company::Company,
    indicator::Indicator,
    quantity::{Figure, Ratio, Unit},
    rejection::Rejection,
    target::Target,
    trajectory::Trajectory,
};

/// Why a figure cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// What is counted is fewer than none.
    BelowZero,
    /// A part is larger than its whole.
    OverAll,
    /// What builds up over the year would fall, and the figure restates nothing.
    Falls,
}

impl Impossible {
    /// What is wrong, and what to do.
    pub const fn words(self) -> &'static str {
        match self {
            Self::BelowZero => {
                "This cannot be below zero. Where too much was counted before, correct that period."
            }
            Self::OverAll => {
                "This is more than 100%, and cannot be: the part is larger than the whole. Check both."
            }
            Self::Falls => {
                "The year to date would fall. Correct the period that was counted too high, and say why."
            }
        }
    }
}

/// Why a figure cannot be, where it cannot. `builds_up` says that its target is so many in the year, `restated` that it corrects
/// another figure and says why: a total that was read may fall only with that mark.
pub fn impossible(
    unit: Unit,
    figure: &Figure,
    builds_up: bool,
    restated: bool,
) -> Option<Impossible> {
    let negative = match figure {
        Figure::Value(value) => *value < Decimal::ZERO,
        Figure::Ratio(Ratio {
            numerator,
            denominator,
        }) => *numerator < Decimal::ZERO || *denominator < Decimal::ZERO,
    };
    if negative && !goes_below_zero(unit) {
        return Some(Impossible::BelowZero);
    }
    let over_all = match (unit, figure) {
        (
            Unit::Percent {
                may_exceed_100: false,
            },
            Figure::Value(value),
        ) => *value > Decimal::ONE_HUNDRED,
        (
            Unit::Percent {
                may_exceed_100: false,
            },
            Figure::Ratio(ratio),
        ) => ratio.numerator > ratio.denominator,
        _ => false,
    };
    if over_all {
        return Some(Impossible::OverAll);
    }
    (negative && builds_up && !restated).then_some(Impossible::Falls)
}

/// Whether what is counted in this unit can be below zero, as a surplus and a score of agreement less disagreement can. A percentage
/// that may exceed 100 is no part of a whole: a variance is one.
const fn goes_below_zero(unit: Unit) -> bool {
    match unit {
        Unit::Money
        | Unit::MoneyPerUnit
        | Unit::Score
        | Unit::Percent {
            may_exceed_100: true,
        } => true,
        Unit::Percent {
            may_exceed_100: false,
        }
        | Unit::RatePerThousand
        | Unit::CalendarDays
        | Unit::WorkingDays
        | Unit::Hours
        | Unit::Count
        | Unit::YesNo => false,
    }
}

impl Measurement {
    /// Refuses a figure that cannot be.
    pub(super) fn check_possible(
        &self,
        company: &Company,
        indicator: &Indicator,
    ) -> Result<(), Rejection> {
        let builds_up = Target::for_period(company, self.indicator, self.period)
            .is_some_and(|target| matches!(target.trajectory, Trajectory::Cumulative { .. }));
        let restated = !self.correction.is_empty();
        match impossible(indicator.unit, &self.figure, builds_up, restated) {
            Some(why) => Err(Rejection::field("figure", why.words())),
            None => Ok(()),
        }
    }
}
