//! How the lines of a chart came about, and what they say of a target (rules.md 4.6).

use rust_decimal::Decimal;

use super::{Step, bracketed_sum, operand, term, value as shown};
use crate::{
    quantity::Exact,
    spc::{Chart, Lines, NoChart, Options, Rule, Trust, ranges_told},
};

/// Explains [`Chart::of`] and what its limits say of a target.
///
/// # Errors
/// As [`Chart::of`].
pub fn explain_chart(
    values: &[Decimal],
    options: Options,
    target: Option<&Exact>,
) -> Result<Vec<Step>, NoChart> {
    let chart = Chart::of(values, options)?;
    let Some(lines) = &chart.lines else {
        return Ok(vec![Step::new(
            "Fewer than five values have no limits: they can be looked at and no more (rules 4.6).",
            format!("{} < 5", values.len()),
            "No limits",
        )]);
    };
    let count = options
        .baseline
        .map_or(values.len(), |count| count.min(values.len()));
    let baseline = values.get(..count).unwrap_or(values);
    let mut steps = vec![
        mean(baseline, lines),
        moving_range(baseline, lines, options),
    ];
    steps.extend(limits(lines));
    steps.push(trust(count, chart.trust));
    steps.push(last(values, &chart));
    steps.extend(target.map(|target| assurance(&chart, lines, target)));
    Ok(steps)
}

fn mean(baseline: &[Decimal], lines: &Lines) -> Step {
    let terms: Vec<String> = baseline
        .iter()
        .map(|value| term(&Exact::from(*value)))
        .collect();
    Step::new(
        "The mean of the values that the limits rest on (rules 4.6).",
        format!("{} ÷ {}", bracketed_sum(&terms), terms.len()),
        shown(&lines.mean),
    )
}

fn moving_range(baseline: &[Decimal], lines: &Lines, options: Options) -> Step {
    let kept: Vec<String> = ranges_told(baseline, options.screen)
        .unwrap_or_default()
        .iter()
        .map(term)
        .collect();
    let left_out = baseline.len().saturating_sub(kept.len() + 1);
    let says = match left_out {
        0 => "The mean of the steps from each value to the next, without their signs (rules 4.6)."
            .to_owned(),
        _ => format!(
            "The mean of the steps from each value to the next, without their signs; {left_out} left out that come to 3.267 times the mean of all or more (rules 4.6)."
        ),
    };
    Step::new(
        says,
        format!("{} ÷ {}", bracketed_sum(&kept), kept.len()),
        shown(&lines.moving_range),
    )
}

fn limits(lines: &Lines) -> [Step; 2] {
    let (mean, range) = (term(&lines.mean), term(&lines.moving_range));
    [
        Step::new(
            "The lower process limit: the mean less 2.66 mean steps (rules 4.6).",
            format!("{mean} − 2.66 × {range}"),
            shown(&lines.lower),
        ),
        Step::new(
            "The upper process limit: the mean and 2.66 mean steps (rules 4.6).",
            format!("{mean} + 2.66 × {range}"),
            shown(&lines.upper),
        ),
    ]
}

fn trust(count: usize, trust: Trust) -> Step {
    match trust {
        Trust::Firm => Step::new(
            "Twelve values or more make firm limits (rules 4.6).",
            format!("{count} ≥ 12"),
            "Firm limits",
        ),
        Trust::Trial | Trust::None => Step::new(
            "Fewer than twelve values make trial limits, which may still move (rules 4.6).",
            format!("{count} < 12"),
            "Trial limits",
        ),
    }
}

fn last(values: &[Decimal], chart: &Chart) -> Step {
    let rules: Vec<&str> = chart
        .points
        .last()
        .map(|point| point.rules.iter().copied().map(Rule::words).collect())
        .unwrap_or_default();
    let says = if rules.is_empty() {
        "The last value belongs to none of the four patterns that chance does not make (rules 4.6)."
            .to_owned()
    } else {
        format!("The last value is {} (rules 4.6).", rules.join(", and "))
    };
    let value = values.last().map(|value| term(&Exact::from(*value)));
    Step::new(says, value.unwrap_or_default(), chart.variation().words())
}

fn assurance(chart: &Chart, lines: &Lines, target: &Exact) -> Step {
    let expression = if target > &lines.upper {
        format!("{} > {}", term(target), operand(term(&lines.upper)))
    } else if target < &lines.lower {
        format!("{} < {}", term(target), operand(term(&lines.lower)))
    } else {
        format!(
            "{} ≤ {} ≤ {}",
            term(&lines.lower),
            term(target),
            term(&lines.upper)
        )
    };
    let says = if chart.is_flat() {
        "There was no variation so far, so the limits say nothing of the target (rules 4.6)."
    } else {
        "The target against the limits (rules 4.6)."
    };
    Step::new(says, expression, chart.assurance(Some(target)).words())
}
