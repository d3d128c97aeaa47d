//! How a branch of the scorecard came to its score and colour (rules.md 4.7).

use rust_decimal::Decimal;

use super::{Step, bracketed_sum, decimal, told_apart, value as shown};
use crate::{
    display,
    quantity::Exact,
    rollup::{
        AMBER_FROM, Child, GREEN_FROM, MINIMUM_COVERAGE, Part, Roll, RollRag, RollupError,
        Standing, roll_tree,
    },
};

/// Explains [`crate::rollup::roll`].
///
/// # Errors
/// As [`crate::rollup::roll`].
pub fn explain_rollup(parts: &[Part]) -> Result<Vec<Step>, RollupError> {
    let children: Vec<Child<'_>> = parts.iter().copied().map(Child::Measure).collect();
    explain_tree(&children, MINIMUM_COVERAGE)
}

/// Explains [`roll_tree`].
///
/// # Errors
/// As [`roll_tree`].
pub fn explain_tree(
    children: &[Child<'_>],
    minimum_coverage: Decimal,
) -> Result<Vec<Step>, RollupError> {
    let roll = roll_tree(children.iter().copied(), minimum_coverage)?;
    let branch = Branch::of(children);
    let mut steps = Vec::new();
    if let Some(score) = roll.score {
        steps.push(Step::new(
            "Each score times its weight, divided by the weights of those that have a score (rules 4.7).",
            branch.mean(|child| child.score),
            shown(&Exact::from(score)),
        ));
    }
    steps.push(Step::new(
        "Coverage: the share of the weights that has a score (rules 4.7).",
        branch.mean(|child| Some(child.coverage)),
        shown(&Exact::from(roll.coverage)),
    ));
    steps.push(enough(&roll, minimum_coverage));
    if roll.coverage < Decimal::ONE {
        steps.push(Step::new(
            "The score if everything missing were 0 (rules 4.7).",
            branch.mean(|child| Some(child.lowest)),
            shown(&Exact::from(roll.lowest)),
        ));
        steps.push(Step::new(
            "The score if everything missing were 100 (rules 4.7).",
            branch.mean(|child| Some(child.highest)),
            shown(&Exact::from(roll.highest)),
        ));
    }
    steps.extend(colour(&roll));
    if roll.counts.scored > 0 {
        steps.push(Step::new(
            format!("Measures with a score: {}.", roll.counts.words()),
            format!(
                "{} + {} + {}",
                roll.counts.on, roll.counts.close, roll.counts.off
            ),
            roll.counts.scored.to_string(),
        ));
    }
    Ok(steps)
}

fn enough(roll: &Roll, minimum: Decimal) -> Step {
    if roll.rag == RollRag::NotEnoughData {
        let sign = if roll.coverage < minimum { "<" } else { "≥" };
        return Step::new(
            "Too little has a score, so none is shown (rules 4.7).",
            format!(
                "{} {sign} {}",
                told_apart(roll.coverage, &[minimum]),
                decimal(minimum)
            ),
            roll.rag.words(),
        );
    }
    Step::new(
        "Enough has a score for one to be shown (rules 4.7).",
        format!(
            "{} ≥ {}",
            told_apart(display::half_away(roll.coverage, 10), &[minimum]),
            decimal(minimum)
        ),
        display::coverage(roll.coverage),
    )
}

fn colour(roll: &Roll) -> Vec<Step> {
    let Some(score) = roll.score else {
        return Vec::new();
    };
    let by_score = crate::rollup::colour(Some(score), false);
    let (sign, limit) = match by_score {
        RollRag::Green => ("≥", GREEN_FROM),
        RollRag::Amber => ("≥", AMBER_FROM),
        RollRag::Red | RollRag::NotEnoughData | RollRag::NothingToScore => ("<", AMBER_FROM),
    };
    let mut steps = vec![Step::new(
        "90 or more is on target, 60 or more close to it, less off target (rules 4.7).",
        format!(
            "{} {sign} {}",
            told_apart(display::half_away(score, 10), &[limit]),
            decimal(limit)
        ),
        by_score.words(),
    )];
    if roll.safety_capped {
        steps.push(Step::new(
            "A safety measure is off target, so this is close to target at best; the score stays (rules 4.7).",
            "",
            roll.rag.words(),
        ));
    }
    steps
}

/// The expressions of a branch, from what each child that can have a score brings.
struct Branch {
    children: Vec<(Standing, Decimal)>,
}

impl Branch {
    fn of(children: &[Child<'_>]) -> Self {
        Self {
            children: children.iter().filter_map(Standing::of).collect(),
        }
    }

    /// Σ what × weight ÷ Σ weight, over the children that have it.
    fn mean(&self, what: impl Fn(&Standing) -> Option<Decimal>) -> String {
        let mut products = Vec::new();
        let mut weights = Vec::new();
        for (standing, weight) in &self.children {
            if let Some(number) = what(standing) {
                let weight = decimal(*weight);
                products.push(format!("{} × {weight}", decimal(number)));
                weights.push(weight);
            }
        }
        format!("({}) ÷ {}", products.join(" + "), bracketed_sum(&weights))
    }
}
