//! How several periods came to one figure, and how a year's target came to a period's (rules.md 4.4 and 4.3).

use rust_decimal::Decimal;

use super::{Step, bracketed_sum, decimal, operand, sum, value as shown};
use crate::{
    aggregation::{Aggregated, Aggregation, NotAggregable, aggregate},
    quantity::{Figure, Ratio},
    trajectory::{Trajectory, exact_target_for},
};

/// Explains [`aggregate`].
///
/// # Errors
/// As [`aggregate`].
pub fn explain_aggregation(
    rule: Aggregation,
    scale: Decimal,
    periods: &[Option<Figure>],
) -> Result<Vec<Step>, NotAggregable> {
    let result = aggregate(rule, scale, periods)?;
    let outcome = match &result.value {
        Some(value) => shown(value),
        None if result.no_cases() => "No cases".to_owned(),
        None => "No data".to_owned(),
    };
    let expression = if result.reported == 0 {
        String::new()
    } else {
        working(rule, scale, periods)
    };
    Ok(vec![
        Step::new(rule_in_words(rule), expression, outcome),
        completeness(&result),
    ])
}

/// Explains [`crate::trajectory::target_for`]; no steps where there is no target for that period.
pub fn explain_trajectory(
    trajectory: &Trajectory,
    year_target: Decimal,
    index: usize,
    periods: usize,
) -> Vec<Step> {
    let Some(target) = exact_target_for(trajectory, year_target, index, periods) else {
        return Vec::new();
    };
    let year = decimal(year_target);
    let (says, expression) = match trajectory {
        Trajectory::Flat => ("Every period has the year's target (rules 4.3).", year),
        Trajectory::Cumulative { weights: None } => (
            "An equal share of the year's target for each period gone by (rules 4.3).",
            format!("{year} × {index} ÷ {periods}"),
        ),
        Trajectory::Cumulative {
            weights: Some(weights),
        } => {
            let terms: Vec<String> = weights.iter().copied().map(decimal).collect();
            let gone = terms.get(..index).unwrap_or_default();
            (
                "The shares of the periods gone by, of the year's target (rules 4.3).",
                format!(
                    "{year} × {} ÷ {}",
                    bracketed_sum(gone),
                    bracketed_sum(&terms)
                ),
            )
        }
        Trajectory::Profiled(_) => (
            "The target that was given for this period (rules 4.3).",
            shown(&target),
        ),
        // Nothing is held against it, so there is no target to get this far.
        Trajectory::TrackOnly => return Vec::new(),
        Trajectory::LinearWithLag { .. } if index == periods => {
            ("The last period's target is the year's (rules 4.3).", year)
        }
        Trajectory::LinearWithLag { baseline, lag } if index <= usize::from(*lag) => (
            "The investment has not had time to work: the baseline still holds (rules 4.3).",
            decimal(*baseline),
        ),
        Trajectory::LinearWithLag { baseline, lag } => {
            let start = decimal(*baseline);
            let from_start = operand(start.clone());
            (
                "From the baseline to the year's target in a straight line, once the lag is over (rules 4.3).",
                format!(
                    "{start} + ({year} − {from_start}) × ({index} − {lag}) ÷ ({periods} − {lag})"
                ),
            )
        }
    };
    vec![Step::new(says, expression, shown(&target))]
}

const fn rule_in_words(rule: Aggregation) -> &'static str {
    match rule {
        Aggregation::Sum => "The periods added up (rules 4.4, sum).",
        Aggregation::RatioOfSums => {
            "All numerators divided by all denominators, never a mean of percentages (rules 4.4, ratio of sums)."
        }
        Aggregation::SumOverLast => {
            "All numerators divided by the last denominator (rules 4.4, sum over last)."
        }
        Aggregation::SumOverMean => {
            "All numerators divided by the mean denominator (rules 4.4, sum over mean)."
        }
        Aggregation::Last => "The last figure reported (rules 4.4, last).",
        Aggregation::Mean => "The mean of the periods (rules 4.4, mean).",
        Aggregation::WeightedMean => "The weighted mean of the periods (rules 4.4, weighted mean).",
        Aggregation::None => "Periods cannot be put together (rules 4.4).",
    }
}

fn completeness(result: &Aggregated) -> Step {
    let value = if result.provisional {
        "Provisional"
    } else {
        "Complete"
    };
    Step::new(
        "Periods that have a figure, of those that should; nothing is put in place of a missing one (rules 4.4).",
        format!(
            "{} {} {}",
            result.reported,
            if result.provisional { "<" } else { "=" },
            result.expected
        ),
        value,
    )
}

fn working(rule: Aggregation, scale: Decimal, periods: &[Option<Figure>]) -> String {
    let mut above = Vec::new();
    let mut below = Vec::new();
    for figure in periods.iter().flatten() {
        match figure {
            Figure::Value(value) => above.push(decimal(*value)),
            Figure::Ratio(Ratio {
                numerator,
                denominator,
            }) => {
                above.push(decimal(*numerator));
                below.push(decimal(*denominator));
            }
        }
    }
    let times = if scale == Decimal::ONE {
        String::new()
    } else {
        format!("{} × ", decimal(scale))
    };
    let total = bracketed_sum(&above);
    let last = |terms: &[String]| terms.last().cloned().map(operand).unwrap_or_default();
    match rule {
        Aggregation::Sum | Aggregation::WeightedMean | Aggregation::None => sum(&above),
        Aggregation::RatioOfSums => format!("{times}{total} ÷ {}", bracketed_sum(&below)),
        Aggregation::SumOverLast => format!("{times}{total} ÷ {}", last(&below)),
        Aggregation::SumOverMean => format!(
            "{times}{total} ÷ ({} ÷ {})",
            bracketed_sum(&below),
            below.len()
        ),
        Aggregation::Mean => format!("{total} ÷ {}", above.len()),
        Aggregation::Last => match periods.iter().flatten().next_back() {
            Some(Figure::Ratio(_)) => format!("{times}{} ÷ {}", last(&above), last(&below)),
            _ => above.last().cloned().unwrap_or_default(),
        },
    }
}
