//! Periods put together into a quarter, a year to date or twelve months (rules.md 4.4).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::quantity::{Exact, Figure, Ratio};

/// How the periods of an indicator are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Σ x: counts.
    Sum,
    /// scale × Σ numerators ÷ Σ denominators: percentages and averages.
    RatioOfSums,
    /// scale × Σ numerators ÷ the last denominator: per 1,000 homes at the end of the period.
    SumOverLast,
    /// scale × Σ numerators ÷ the mean denominator: sickness days for each full-time post.
    SumOverMean,
    /// The last figure: snapshots such as arrears.
    Last,
    /// Σ x ÷ n: only where no denominator exists.
    Mean,
    /// Σ weight × x ÷ Σ weight: only where no denominator exists and a weight does; see [`weighted_mean`].
    WeightedMean,
    /// Periods cannot be put together.
    None,
}

/// What several periods come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregated {
    /// The figure in the unit that people read; none where no period has one, or where there were no cases.
    pub value: Option<Exact>,
    /// Periods that have a figure.
    pub reported: usize,
    /// Periods that should have one.
    pub expected: usize,
    /// Whether some period has no figure yet. Nothing is put in its place.
    pub provisional: bool,
}

impl Aggregated {
    /// Whether periods were reported and there was nothing to divide by: "no cases", not 0 % and not 100 %.
    pub const fn no_cases(&self) -> bool {
        self.value.is_none() && self.reported > 0
    }
}

/// Why periods cannot be put together by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAggregable {
    /// The indicator's rule is `None`.
    #[error(
        "Not available for this period: this indicator's figures cannot be put together across periods."
    )]
    ByDefinition,
    /// The rule divides, and a figure has nothing to divide by.
    #[error(
        "This rule divides a numerator by a denominator, and a figure was given without them. Give both for every period."
    )]
    NeedsDenominators,
    /// The rule adds or averages plain figures, and one is a ratio, of which a mean would be wrong.
    #[error("Ratios cannot be added or averaged. Use the ratio of sums, or give plain figures.")]
    RatiosNotAveraged,
    /// A weighted mean needs a weight for each figure.
    #[error("A weighted mean needs a weight for each period. Use the mean, or give the weights.")]
    NeedsWeights,
    /// More digits than an exact fraction holds.
    #[error("The figures have too many digits to be added up exactly. Use fewer digits.")]
    OutOfRange,
}

/// Puts periods together, in the order of time, a missing one as none. `scale` multiplies the three rules that divide,
/// and a last figure that is a ratio. Over a last figure or a last denominator, "last" is the last one reported.
///
/// # Errors
/// `NotAggregable` where the rule does not fit the figures, or they are too long.
pub fn aggregate(
    rule: Aggregation,
    scale: Decimal,
    periods: &[Option<Figure>],
) -> Result<Aggregated, NotAggregable> {
    let reported = periods.iter().flatten().count();
    let value = match rule {
        Aggregation::None => return Err(NotAggregable::ByDefinition),
        Aggregation::WeightedMean => return Err(NotAggregable::NeedsWeights),
        Aggregation::Sum => sum_of_values(periods)?,
        Aggregation::Mean => divided(sum_of_values(periods)?, &count(reported)?)?,
        Aggregation::Last => match periods.iter().flatten().next_back() {
            Some(figure) => present(figure.quotient(scale))?,
            None => None,
        },
        Aggregation::RatioOfSums | Aggregation::SumOverLast | Aggregation::SumOverMean => {
            let ratios = Ratios::of(periods)?;
            let below = match rule {
                Aggregation::RatioOfSums => ratios.denominators,
                Aggregation::SumOverLast => ratios.last,
                _ => divided(Some(ratios.denominators), &count(reported)?)?.unwrap_or(Exact::ZERO),
            };
            let above = ratios.numerators.checked_mul(&Exact::from(scale));
            divided(Some(above.ok_or(NotAggregable::OutOfRange)?), &below)?
        }
    };
    Ok(aggregated(value, reported, periods.len()))
}

/// The weighted mean of plain figures, each with its weight, a missing one as none (rules.md 4.4).
///
/// # Errors
/// `OutOfRange` where the figures are too long.
pub fn weighted_mean(periods: &[Option<(Decimal, Decimal)>]) -> Result<Aggregated, NotAggregable> {
    let (mut above, mut below) = (Exact::ZERO, Exact::ZERO);
    for (value, weight) in periods.iter().flatten() {
        let weight = Exact::from(*weight);
        let product = Exact::from(*value).checked_mul(&weight);
        above = added(&above, &product.ok_or(NotAggregable::OutOfRange)?)?;
        below = added(&below, &weight)?;
    }
    Ok(aggregated(
        divided(Some(above), &below)?,
        periods.iter().flatten().count(),
        periods.len(),
    ))
}

/// A figure for part of a year as a rate for twelve months: × 12 ÷ months gone by (rules.md 4.4, SumOverLast). None for
/// zero months or too many digits.
pub fn annualised(value: &Exact, months_gone: u8) -> Option<Exact> {
    value.checked_mul(&Exact::new(12, i128::from(months_gone))?)
}

const fn aggregated(value: Option<Exact>, reported: usize, expected: usize) -> Aggregated {
    Aggregated {
        value,
        reported,
        expected,
        provisional: reported < expected,
    }
}

/// The sums that the rules with a denominator are made of.
struct Ratios {
    numerators: Exact,
    denominators: Exact,
    last: Exact,
}

impl Ratios {
    fn of(periods: &[Option<Figure>]) -> Result<Self, NotAggregable> {
        let mut sums = Self {
            numerators: Exact::ZERO,
            denominators: Exact::ZERO,
            last: Exact::ZERO,
        };
        for figure in periods.iter().flatten() {
            let Figure::Ratio(Ratio {
                numerator,
                denominator,
            }) = figure
            else {
                return Err(NotAggregable::NeedsDenominators);
            };
            sums.last = Exact::from(*denominator);
            sums.numerators = added(&sums.numerators, &Exact::from(*numerator))?;
            sums.denominators = added(&sums.denominators, &sums.last)?;
        }
        Ok(sums)
    }
}

/// None where no period has a figure: a sum of nothing is not zero.
fn sum_of_values(periods: &[Option<Figure>]) -> Result<Option<Exact>, NotAggregable> {
    let mut sum = None;
    for figure in periods.iter().flatten() {
        let Figure::Value(value) = figure else {
            return Err(NotAggregable::RatiosNotAveraged);
        };
        sum = Some(added(&sum.unwrap_or(Exact::ZERO), &Exact::from(*value))?);
    }
    Ok(sum)
}

fn added(sum: &Exact, term: &Exact) -> Result<Exact, NotAggregable> {
    sum.checked_add(term).ok_or(NotAggregable::OutOfRange)
}

/// None where there is nothing to divide by.
fn divided(above: Option<Exact>, below: &Exact) -> Result<Option<Exact>, NotAggregable> {
    match above {
        Some(above) if !below.is_zero() => above
            .checked_div(below)
            .map(Some)
            .ok_or(NotAggregable::OutOfRange),
        _ => Ok(None),
    }
}

fn present(
    quotient: Result<Exact, crate::quantity::NoQuotient>,
) -> Result<Option<Exact>, NotAggregable> {
    match quotient {
        Ok(value) => Ok(Some(value)),
        Err(crate::quantity::NoQuotient::NoCases) => Ok(None),
        Err(_) => Err(NotAggregable::OutOfRange),
    }
}

fn count(reported: usize) -> Result<Exact, NotAggregable> {
    i64::try_from(reported)
        .map(Exact::from)
        .map_err(|_| NotAggregable::OutOfRange)
}
