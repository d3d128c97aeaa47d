//! How a figure came to its colour and score (rules.md 4.1).

use rust_decimal::Decimal;

use super::{Step, decimal, operand, term, told_apart, value as shown};
use crate::{
    quantity::{Exact, Figure, Ratio},
    scoring::{
        Attainment, Direction, Rag, Shortfall, Tolerance, allowance, attain_exact, shortfall,
    },
};

/// Explains [`crate::scoring::attain`], beginning with how the figure itself came about.
pub fn explain_attainment(
    direction: Direction,
    figure: Option<&Figure>,
    scale: Decimal,
    target: Option<Decimal>,
    tolerance: Tolerance,
) -> Vec<Step> {
    let target = target.map(Exact::from);
    let value = figure.and_then(|figure| figure.exact(scale));
    let mut steps: Vec<Step> = figure
        .map(|figure| explain_figure(figure, scale))
        .into_iter()
        .collect();
    steps.extend(explain_attainment_of(
        direction,
        value.as_ref(),
        target.as_ref(),
        tolerance,
    ));
    steps
}

/// Explains [`attain_exact`]: from the figure and the target to colour and score.
pub fn explain_attainment_of(
    direction: Direction,
    value: Option<&Exact>,
    target: Option<&Exact>,
    tolerance: Tolerance,
) -> Vec<Step> {
    let result = attain_exact(direction, value, target, tolerance);
    match (result.rag, value) {
        (Rag::NoTarget, _) => vec![Step::new(
            "There is no target to hold the figure against, so it has no score (rules 4.1).",
            "",
            result.rag.words(),
        )],
        (Rag::NoData, _) | (_, None) => vec![Step::new(
            "There is no figure to hold against the target, so there is no score (rules 4.1).",
            "",
            result.rag.words(),
        )],
        (_, Some(value)) => direction
            .reference(value, target)
            .map(|reference| scored(direction, value, &reference, tolerance, &result))
            .unwrap_or_default(),
    }
}

/// Explains [`Figure::quotient`]: how a figure itself came about.
pub fn explain_figure(figure: &Figure, scale: Decimal) -> Step {
    let outcome = match figure.quotient(scale) {
        Ok(exact) => shown(&exact),
        Err(why) => why.to_string(),
    };
    match figure {
        Figure::Value(value) => {
            Step::new("The figure, as it was recorded.", decimal(*value), outcome)
        }
        Figure::Ratio(Ratio {
            numerator,
            denominator,
        }) => {
            let times = if scale == Decimal::ONE {
                String::new()
            } else {
                format!("{} × ", decimal(scale))
            };
            Step::new(
                "The figure: the numerator divided by the denominator (rules 4.4).",
                format!(
                    "{times}{} ÷ {}",
                    operand(decimal(*numerator)),
                    operand(decimal(*denominator))
                ),
                outcome,
            )
        }
    }
}

fn scored(
    direction: Direction,
    value: &Exact,
    reference: &Exact,
    tolerance: Tolerance,
    result: &Attainment,
) -> Vec<Step> {
    match shortfall(direction, value, reference, tolerance) {
        Shortfall::None => met(direction, value, reference),
        Shortfall::OfZero => vec![
            gap(direction, value, reference),
            Step::new(
                "A target of zero is missed. No share can be taken of zero, so the score is 0 (rules 4.1).",
                format!(
                    "{} {} 0",
                    term(value),
                    if value > reference { ">" } else { "<" }
                ),
                result.rag.words(),
            ),
        ],
        Shortfall::Of { .. } => missed(direction, value, reference, tolerance, result),
    }
}

fn met(direction: Direction, value: &Exact, reference: &Exact) -> Vec<Step> {
    let (says, expression) = match direction {
        Direction::WithinRange { lo, hi } => (
            "Within the range is on target (rules 4.1).",
            format!("{} ≤ {} ≤ {}", decimal(lo), term(value), decimal(hi)),
        ),
        Direction::LowerIsBetter => (
            "Lower is better, and the target is met (rules 4.1).",
            format!("{} ≤ {}", term(value), term(reference)),
        ),
        Direction::HigherIsBetter | Direction::Contextual => (
            "Higher is better, and the target is met (rules 4.1).",
            format!("{} ≥ {}", term(value), term(reference)),
        ),
    };
    vec![
        Step::new(says, expression, Rag::Green.words()),
        Step::new(
            "A target met scores 100; doing better earns no more (rules 4.1).",
            "100",
            "100",
        ),
    ]
}

fn gap(direction: Direction, value: &Exact, reference: &Exact) -> Step {
    let says = match direction {
        Direction::WithinRange { .. } => "The gap to the nearest bound of the range (rules 4.1).",
        Direction::LowerIsBetter => {
            "Lower is better, so the gap is the figure less the target (rules 4.1)."
        }
        Direction::HigherIsBetter | Direction::Contextual => {
            "Higher is better, so the gap is the target less the figure (rules 4.1)."
        }
    };
    let (more, less) = if value > reference {
        (value, reference)
    } else {
        (reference, value)
    };
    let difference = more.checked_sub(less);
    Step::new(
        says,
        format!("{} − {}", term(more), operand(term(less))),
        difference.map_or_else(String::new, |gap| shown(&gap)),
    )
}

fn missed(
    direction: Direction,
    value: &Exact,
    reference: &Exact,
    tolerance: Tolerance,
    result: &Attainment,
) -> Vec<Step> {
    let mut steps = vec![gap(direction, value, reference)];
    let share = result.shortfall.unwrap_or_default();
    if !matches!(tolerance, Tolerance::AbsolutePoints(_)) {
        let whole = if reference.is_negative() {
            reference.negated()
        } else {
            *reference
        };
        let (more, less) = if value > reference {
            (value, reference)
        } else {
            (reference, value)
        };
        steps.push(Step::new(
            "The gap as a share of the target (rules 4.1).",
            format!(
                "({} − {}) ÷ {}",
                term(more),
                operand(term(less)),
                term(&whole)
            ),
            shown(&Exact::from(share)),
        ));
    }
    let Some(allowed) = allowance(tolerance) else {
        steps.push(Step::new(
            "No tolerance is allowed here, so any gap is off target and scores 0 (rules 4.1).",
            format!("{} > 0", told_apart(share, &[Decimal::ZERO])),
            result.rag.words(),
        ));
        return steps;
    };
    let twice = allowed.checked_add(&allowed);
    let limits: Vec<Decimal> = [Some(allowed), twice]
        .into_iter()
        .flatten()
        .filter_map(|limit| limit.rounded(super::VALUE_PLACES_MOST))
        .collect();
    let (short, share) = (told_apart(share, &limits), decimal(share));
    let allowed = term(&allowed);
    let sign = if result.rag == Rag::Amber { "≤" } else { ">" };
    steps.push(Step::new(
        "The gap against the tolerance (rules 4.1).",
        format!("{short} {sign} {allowed}"),
        result.rag.words(),
    ));
    steps.push(match result.score.filter(|score| !score.is_zero()) {
        Some(score) => Step::new(
            "The score: 100 on target, 50 at the edge of the tolerance (rules 4.1).",
            format!("100 × (1 − {share} ÷ (2 × {allowed}))"),
            shown(&Exact::from(score)),
        ),
        None => Step::new(
            "Two tolerances away or more scores 0 (rules 4.1).",
            format!("{short} ≥ 2 × {allowed}"),
            "0",
        ),
    });
    steps
}
