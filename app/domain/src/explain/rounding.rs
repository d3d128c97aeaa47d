//! How a number came to be shown as it is (rules.md 4.2).

use rust_decimal::Decimal;

use super::{Step, term};
use crate::{display::honest, quantity::Exact, scoring::Direction};

/// Explains [`honest`].
pub fn explain_rounding(
    value: &Exact,
    decimals: u32,
    scale: Decimal,
    direction: Option<Direction>,
    target: Option<Decimal>,
) -> Vec<Step> {
    let Some(shown) = honest(value, decimals, scale, direction, target) else {
        return vec![Step::new(
            "The number has too many digits to be shown (rules 4.2).",
            term(value),
            "",
        )];
    };
    let says = if shown.just.is_some() {
        "Four decimal places still read as a number that it does not reach, so a word says so (rules 4.2)."
    } else if shown.value.scale() > decimals {
        "Rounded half away from zero, with more decimal places, since with fewer it would read as a number that it does not reach (rules 4.2)."
    } else {
        "Rounded half away from zero (rules 4.2)."
    };
    vec![Step::new(says, term(value), shown.text())]
}
