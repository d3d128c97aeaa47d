//! How a figure came to its quartile (rules.md 4.9).

use rust_decimal::Decimal;

use super::{Step, decimal, operand, term, value as shown};
use crate::{
    benchmark::{MEDIAN_FROM, QUARTILES_FROM, Quartile, standing},
    quantity::Exact,
    scoring::Direction,
};

/// Explains [`standing`].
pub fn explain_standing(direction: Direction, value: &Exact, peers: &[Decimal]) -> Vec<Step> {
    let found = standing(direction, value, peers);
    let mut sorted = peers.to_vec();
    sorted.sort_unstable();
    if sorted.len() < MEDIAN_FROM {
        return vec![Step::new(
            "Fewer than four others are too few to be held against (rules 4.9).",
            format!("{} < {MEDIAN_FROM}", sorted.len()),
            "Too few",
        )];
    }
    let limits = found.quartiles;
    let mut steps: Vec<Step> = [
        ("A quarter of the others are below this", 1, limits.q25),
        (
            "Half of the others are below this: the median",
            2,
            limits.q50,
        ),
        ("A quarter of the others are above this", 3, limits.q75),
    ]
    .into_iter()
    .filter_map(|(says, quarters, limit)| {
        let limit = limit?;
        Some(Step::new(
            format!("{says} (rules 4.9)."),
            between(&sorted, quarters),
            shown(&limit),
        ))
    })
    .collect();
    if sorted.len() < QUARTILES_FROM {
        steps.push(Step::new(
            "Fewer than eight others have a median and no quartiles (rules 4.9).",
            format!("{} < {QUARTILES_FROM}", sorted.len()),
            "No quartile",
        ));
        return steps;
    }
    steps.extend(found.quartile.map(|quartile| {
        Step::new(
            "The first quartile is the best (rules 4.9).",
            comparison(
                direction,
                value,
                quartile,
                &[limits.q25, limits.q50, limits.q75],
            ),
            quartile.words(),
        )
    }));
    steps.extend(found.rank.map(|rank| {
        Step::new(
            format!(
                "One more than those that are better, of {} (rules 4.9).",
                found.of
            ),
            format!("{} + 1", rank - 1),
            rank.to_string(),
        )
    }));
    steps
}

/// The interpolation at (n − 1) × quarters ÷ 4.
fn between(sorted: &[Decimal], quarters: usize) -> String {
    let place = (sorted.len() - 1) * quarters;
    let at = |place: usize| sorted.get(place).copied().map(decimal).unwrap_or_default();
    match place % 4 {
        0 => at(place / 4),
        rest => format!(
            "{} + {rest} × ({} − {}) ÷ 4",
            at(place / 4),
            at(place / 4 + 1),
            operand(at(place / 4))
        ),
    }
}

fn comparison(
    direction: Direction,
    value: &Exact,
    quartile: Quartile,
    limits: &[Option<Exact>; 3],
) -> String {
    let mut best_first: Vec<&Exact> = limits.iter().flatten().collect();
    let (reached, missed) = if direction == Direction::LowerIsBetter {
        ("≤", ">")
    } else {
        best_first.reverse();
        ("≥", "<")
    };
    let (sign, place) = match quartile {
        Quartile::First => (reached, 0),
        Quartile::Second => (reached, 1),
        Quartile::Third => (reached, 2),
        Quartile::Fourth => (missed, 2),
    };
    let limit = best_first.get(place).map(|limit| term(limit));
    format!("{} {sign} {}", term(value), limit.unwrap_or_default())
}
