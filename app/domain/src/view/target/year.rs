//! The target of each period of the year.

use rust_decimal::Decimal;

use crate::{
    calendar::{FinancialYear, Period},
    indicator::Indicator,
    trajectory::{Trajectory, target_for},
    view::reading::target_words,
};

/// The target of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathRow {
    /// `April 2027`.
    pub period: String,
    /// `at most 17 days`.
    pub target: String,
}

/// The target of each period, in order; nothing where there is none.
pub fn path(
    indicator: &Indicator,
    year: FinancialYear,
    value: Decimal,
    trajectory: &Trajectory,
) -> Vec<PathRow> {
    let grain = indicator.frequency.grain();
    let periods = grain.periods_in_a_year();
    (1..=periods)
        .filter_map(|index| {
            let period = Period::of(year, grain, index)?;
            let target = target_for(trajectory, value, index.into(), periods.into())?;
            Some(PathRow {
                period: period.words(),
                target: target_words(indicator, Some(target))?,
            })
        })
        .collect()
}
