//! How a cost and what is reached for it came to their quadrant (rules.md 4.9).

use super::{Step, term, value as shown};
use crate::{
    benchmark::{Others, quartiles},
    quadrant::in_better_half,
    quantity::Exact,
    scoring::Direction,
};

/// Explains [`in_better_half`] of what is called `name`, with the words for the better half and the other.
pub fn explain_half(
    name: &str,
    direction: Direction,
    value: &Exact,
    others: &Others,
    (better, worse): (&str, &str),
) -> Vec<Step> {
    let half = in_better_half(direction, value, others);
    let (Some(median), Some(is_better)) = (quartiles(&others.sorted()).q50, half) else {
        return Vec::new();
    };
    let sign = match (direction, is_better) {
        (Direction::LowerIsBetter, true) => "≤",
        (Direction::LowerIsBetter, false) => ">",
        (_, true) => "≥",
        (_, false) => "<",
    };
    vec![
        Step::new(
            format!(
                "{name}: half of the {} are below this, the median (rules 4.9).",
                others.listed()
            ),
            "",
            shown(&median),
        ),
        Step::new(
            format!(
                "{name}: ours against the median, which is still in the better half (rules 4.9)."
            ),
            format!("{} {sign} {}", term(value), term(&median)),
            if is_better { better } else { worse },
        ),
    ]
}
