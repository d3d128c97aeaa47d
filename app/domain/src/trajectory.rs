//! What should be reached by each period of a year (rules.md 4.3).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::quantity::Exact;

/// Decimal places that a period's target is rounded to where it is a recurring decimal.
const TARGET_PLACES: u32 = 12;

/// How a year's target is reached within the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trajectory {
    /// The year's target in every period: rates and percentages.
    Flat,
    /// A share of the year's target with each period: counts. Compare with the figure for the year to date.
    Cumulative {
        /// Each period's share, one a period, none below zero; they are divided by their sum. None for equal shares.
        weights: Option<Vec<Decimal>>,
    },
    /// From the baseline in a straight line, once an investment has had time to work.
    LinearWithLag {
        /// Where it starts, in the indicator's unit.
        baseline: Decimal,
        /// Periods for which the baseline is still expected, counted in the periods the target is asked for.
        lag: u8,
    },
    /// A target given by hand for each period, the last of them the year's.
    Profiled(Vec<Decimal>),
    /// None in any period: for this year the indicator is followed, and not held against anything.
    TrackOnly,
}

/// What should be reached by the end of period `index` (from 1) of `periods` in the year; recurring decimals are rounded
/// to 12 places, which [`exact_target_for`] does not do. The last period's target is always the year's. None where the
/// index is not in the year, where there is not one weight a period or they add up to nothing.
pub fn target_for(
    trajectory: &Trajectory,
    year_target: Decimal,
    index: usize,
    periods: usize,
) -> Option<Decimal> {
    if *trajectory == Trajectory::Flat {
        return (1..=periods).contains(&index).then_some(year_target);
    }
    let target = exact_target_for(trajectory, year_target, index, periods)?;
    target
        .rounded(TARGET_PLACES)
        .map(|target| target.normalize())
}

/// As [`target_for`], without rounding: what a colour is decided on.
pub fn exact_target_for(
    trajectory: &Trajectory,
    year_target: Decimal,
    index: usize,
    periods: usize,
) -> Option<Exact> {
    if !(1..=periods).contains(&index) {
        return None;
    }
    let target = Exact::from(year_target);
    match trajectory {
        Trajectory::Flat => Some(target),
        Trajectory::Cumulative { weights: None } => target.checked_mul(&share(index, periods)?),
        Trajectory::Cumulative {
            weights: Some(weights),
        } => target.checked_mul(&weighted_share(weights, index, periods)?),
        // A lag as long as the year must not lose its end.
        Trajectory::LinearWithLag { .. } if index == periods => Some(target),
        Trajectory::Profiled(points) if points.len() == periods && index == periods => Some(target),
        Trajectory::LinearWithLag { baseline, lag } => {
            let (baseline, lag) = (Exact::from(*baseline), usize::from(*lag));
            if index <= lag {
                return Some(baseline);
            }
            let gone = share(index - lag, periods.checked_sub(lag)?)?;
            baseline.checked_add(&target.checked_sub(&baseline)?.checked_mul(&gone)?)
        }
        Trajectory::Profiled(points) if points.len() == periods => {
            points.get(index - 1).copied().map(Exact::from)
        }
        Trajectory::Profiled(_) | Trajectory::TrackOnly => None,
    }
}

fn share(part: usize, whole: usize) -> Option<Exact> {
    Exact::new(i128::try_from(part).ok()?, i128::try_from(whole).ok()?)
}

fn weighted_share(weights: &[Decimal], index: usize, periods: usize) -> Option<Exact> {
    if weights.len() != periods || weights.iter().any(|weight| *weight < Decimal::ZERO) {
        return None;
    }
    let sum = |weights: &[Decimal]| {
        weights.iter().try_fold(Exact::ZERO, |sum, weight| {
            sum.checked_add(&Exact::from(*weight))
        })
    };
    sum(weights.get(..index)?)?.checked_div(&sum(weights)?)
}
