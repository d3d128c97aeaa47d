//! The mean, the moving range and the limits, in whole units of the last decimal place (rules.md 4.6).

use rust_decimal::Decimal;

use super::Lines;
use crate::quantity::Exact;

/// Units on either side of zero that a value may have: sums and products of ten thousand of them still fit.
const MOST_UNITS: i128 = 10_i128.pow(24);

/// Values as whole numbers of one unit, 10 to the power of minus `places`.
pub(super) struct Units {
    pub(super) values: Vec<i128>,
    places: u32,
}

impl Units {
    /// None where a value has too many digits.
    pub(super) fn of(values: &[Decimal]) -> Option<Self> {
        let normal: Vec<Decimal> = values.iter().map(Decimal::normalize).collect();
        let places = normal.iter().map(Decimal::scale).max().unwrap_or(0);
        let values = normal
            .iter()
            .map(|value| {
                let more = 10_i128.checked_pow(places - value.scale())?;
                let units = value.mantissa().checked_mul(more)?;
                (units.abs() <= MOST_UNITS).then_some(units)
            })
            .collect::<Option<_>>()?;
        Some(Self { values, places })
    }
}

/// What the limits rest on: n values with their sum, and k moving ranges with theirs.
pub(super) struct Baseline {
    n: i128,
    sum: i128,
    k: i128,
    ranges: i128,
}

impl Baseline {
    /// From the first `count` values.
    pub(super) fn of(units: &Units, count: usize, screen: bool) -> Option<Self> {
        let values = units.values.get(..count)?;
        let ranges = moving_ranges(values, screen)?;
        Some(Self {
            n: i128::try_from(count).ok()?,
            sum: total(values)?,
            k: i128::try_from(ranges.len()).ok()?,
            ranges: total(&ranges)?,
        })
    }

    /// Above the mean, below it, or on it: n·x against Σx.
    pub(super) fn side(&self, value: i128) -> Option<std::cmp::Ordering> {
        Some(value.checked_mul(self.n)?.cmp(&self.sum))
    }

    /// Whether a value is further from the mean than a share of 2.66 mean moving ranges: the whole for the limits. The two sides of
    /// |x − Σx ÷ n| > 2.66 × share × Σr ÷ k are brought to whole numbers by n·k.
    fn beyond(&self, value: i128, (share, of): (i128, i128)) -> Option<bool> {
        let gap = value.checked_mul(self.n)?.checked_sub(self.sum)?.abs();
        let gap = gap.checked_mul(self.k)?.checked_mul(100 * of)?;
        let reach = self.ranges.checked_mul(self.n)?.checked_mul(266 * share)?;
        Some(gap > reach)
    }

    /// Outside the process limits.
    pub(super) fn outside(&self, value: i128) -> Option<bool> {
        self.beyond(value, (1, 1))
    }

    /// Past two thirds of the way to a limit.
    pub(super) fn near(&self, value: i128) -> Option<bool> {
        self.beyond(value, (2, 3))
    }

    /// The lines in the values' own unit.
    pub(super) fn lines(&self, units: &Units) -> Option<Lines> {
        let unit = Exact::new(1, 10_i128.checked_pow(units.places)?)?;
        let mean = Exact::new(self.sum, self.n)?.checked_mul(&unit)?;
        let moving_range = Exact::new(self.ranges, self.k)?.checked_mul(&unit)?;
        let reach = moving_range.checked_mul(&Exact::new(266, 100)?)?;
        let near = reach.checked_mul(&Exact::new(2, 3)?)?;
        Some(Lines {
            mean,
            lower: mean.checked_sub(&reach)?,
            upper: mean.checked_add(&reach)?,
            near_lower: mean.checked_sub(&near)?,
            near_upper: mean.checked_add(&near)?,
            moving_range,
        })
    }
}

/// The steps from each value to the next, without their signs, that limits rest on. Screening keeps those below 3.267 times their mean;
/// where it would leave none, all stay.
fn moving_ranges(values: &[i128], screen: bool) -> Option<Vec<i128>> {
    let next = values.iter().skip(1);
    let ranges: Vec<i128> = values
        .iter()
        .zip(next)
        .map(|(one, next)| (next - one).abs())
        .collect();
    // range < 3.267 × total ÷ all
    let below = total(&ranges)?.checked_mul(3_267)?;
    let times = i128::try_from(ranges.len()).ok()?.checked_mul(1_000)?;
    let is_inside = |range: &i128| range.checked_mul(times).is_some_and(|range| range < below);
    if !screen || !ranges.iter().any(is_inside) {
        return Some(ranges);
    }
    Some(ranges.into_iter().filter(is_inside).collect())
}

/// The same in the values' own unit, for telling how limits came about.
pub(crate) fn ranges_told(values: &[Decimal], screen: bool) -> Option<Vec<Exact>> {
    let units = Units::of(values)?;
    let below = 10_i128.checked_pow(units.places)?;
    let ranges = moving_ranges(&units.values, screen)?;
    ranges
        .into_iter()
        .map(|range| Exact::new(range, below))
        .collect()
}

fn total(values: &[i128]) -> Option<i128> {
    values
        .iter()
        .try_fold(0_i128, |sum, value| sum.checked_add(*value))
}
