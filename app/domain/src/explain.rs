//! "How this is worked out": a number taken apart into steps that anyone can work again (rules.md 4.1 to 4.12).
//!
//! The values are those that scoring, rolling up and aggregating gave; the expressions are written from what went in.
//! An expression holds numbers, + − × ÷ ( ), and for a decision one of = < > ≤ ≥.

mod attainment;
mod benchmark;
mod calendar;
mod outlook;
mod over_time;
mod progress;
mod quadrant;
mod rollup;
mod rounding;
mod spc;
mod survey;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    display::{half_away, plain},
    quantity::Exact,
};

pub use attainment::{explain_attainment, explain_attainment_of, explain_figure};
pub use benchmark::{explain_peers, explain_standing};
pub use calendar::{explain_period, explain_working_days};
pub use outlook::explain_outlook;
pub use over_time::{explain_aggregation, explain_trajectory};
pub use progress::{explain_kept, explain_milestones, explain_progress};
pub use quadrant::explain_half;
pub use rollup::{explain_rollup, explain_tree};
pub use rounding::explain_rounding;
pub use spc::explain_chart;
pub use survey::{explain_change, explain_interval, explain_sample};

/// Decimal places of a number inside an expression: enough to work it again to the four places that are shown.
const EXPRESSION_PLACES: u32 = 6;

/// Decimal places of a value, and of one that would look exact with fewer.
const VALUE_PLACES: u32 = 4;
const VALUE_PLACES_MOST: u32 = 12;

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is done and by which rule, in a sentence.
    pub says: String,
    /// The working, with the numbers in it; empty where there is nothing to work out.
    pub expression: String,
    /// What comes out: a number to four places, or where something stands.
    pub value: String,
}

impl Step {
    fn new(
        says: impl Into<String>,
        expression: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self {
            says: says.into(),
            expression: expression.into(),
            value: value.into(),
        }
    }
}

/// A number inside an expression.
fn term(number: &Exact) -> String {
    number
        .rounded(EXPRESSION_PLACES)
        .map_or_else(|| number.to_string(), |number| plain(number.normalize()))
}

/// A decimal inside an expression, with all its places.
fn decimal(number: Decimal) -> String {
    plain(number.normalize())
}

/// A number that an expression holds against limits: as short as any other there, but with all its places where it would
/// otherwise read as a limit and is not.
fn told_apart(number: Decimal, limits: &[Decimal]) -> String {
    let short = half_away(number, EXPRESSION_PLACES);
    decimal(if short != number && limits.contains(&short) {
        number
    } else {
        short
    })
}

/// A number inside an expression after an operator: in brackets where it is below zero.
fn operand(text: String) -> String {
    if text.starts_with(crate::display::MINUS) {
        format!("({text})")
    } else {
        text
    }
}

/// A value: four places, and more where four would look exact without being so (99.999999 is not 100).
pub(crate) fn value(number: &Exact) -> String {
    let exact = |shown: &Decimal| Exact::from(*shown) == *number;
    let shown = (VALUE_PLACES..=VALUE_PLACES_MOST)
        .filter_map(|places| number.rounded(places))
        .find(|shown| exact(shown) || shown.mantissa() % 10 != 0);
    shown.map_or_else(|| term(number), |shown| plain(shown.normalize()))
}

/// `a + b + c`, a term below zero in brackets.
fn sum(terms: &[String]) -> String {
    let mut text = String::new();
    for term in terms {
        if text.is_empty() {
            text.push_str(term);
        } else {
            text.push_str(" + ");
            text.push_str(&operand(term.clone()));
        }
    }
    text
}

/// A sum as part of a longer expression: `a`, or `(a + b + c)` for more than one.
fn bracketed_sum(terms: &[String]) -> String {
    match terms {
        [only] => operand(only.clone()),
        _ => format!("({})", sum(terms)),
    }
}
