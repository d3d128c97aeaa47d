//! How a figure came to its quartile (rules.md 4.9).

use rust_decimal::Decimal;

use super::{Step, decimal, operand, term, value as shown};
use crate::{
    benchmark::{MEDIAN_FROM, Others, QUARTILES_FROM, Quartile, standing},
    benchmark_set::{BenchmarkSet, PeerValue},
    quantity::Exact,
    scoring::Direction,
};

/// Organisations that are named in one step; of more the rest are counted.
const NAMED: usize = 10;

/// Explains which rows of a set a figure of ours is held against, and why others are left out. Nothing where all of them count.
pub fn explain_peers(set: &BenchmarkSet, group: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let (all, chosen) = (set.peers.len(), set.of_group(group).count());
    if !group.is_empty() {
        steps.push(Step::new(
            format!("Only the group “{group}” was chosen; the organisations of other groups are left out."),
            format!("{all} − {}", all - chosen),
            chosen.to_string(),
        ));
    }
    let left_out: Vec<&PeerValue> = set.of_group(group).filter(|peer| peer.no_cases).collect();
    if !left_out.is_empty() {
        steps.push(Step::new(
            format!(
                "Left out, since nothing was counted out of nothing, which is no data and not 0 (rules 4.4): {}.",
                named(&left_out)
            ),
            format!("{chosen} − {}", left_out.len()),
            (chosen - left_out.len()).to_string(),
        ));
    }
    let others = set.others(group);
    steps.extend(others.ours().map(|ours| {
        Step::new(
            "The source has our own figure too. It counts once: where the quarters begin follows from the list as the source has it, our place from the others alone (rules 4.9).",
            format!("{} − 1", others.listed()),
            format!("{} others; ours is {} in the source", others.listed() - 1, decimal(ours)),
        )
    }));
    steps
}

fn named(peers: &[&PeerValue]) -> String {
    let names: Vec<&str> = peers
        .iter()
        .take(NAMED)
        .map(|peer| peer.organisation.as_str())
        .collect();
    match peers.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// Explains [`standing`].
pub fn explain_standing(direction: Direction, value: &Exact, others: &Others) -> Vec<Step> {
    let found = standing(direction, value, others);
    let sorted = others.sorted();
    // Ours is one of those that the quarters are of where the source has it, and they are not all others then.
    let them = match others.ours() {
        Some(_) => "organisations",
        None => "others",
    };
    if sorted.len() < MEDIAN_FROM {
        return vec![Step::new(
            format!("Fewer than four {them} are too few to be held against (rules 4.9)."),
            format!("{} < {MEDIAN_FROM}", sorted.len()),
            "Too few",
        )];
    }
    let limits = found.quartiles;
    let mut steps: Vec<Step> = [
        ("A quarter of the", "are below this", 1, limits.q25),
        ("Half of the", "are below this: the median", 2, limits.q50),
        ("A quarter of the", "are above this", 3, limits.q75),
    ]
    .into_iter()
    .filter_map(|(share, where_to, quarters, limit)| {
        let limit = limit?;
        Some(Step::new(
            format!("{share} {them} {where_to} (rules 4.9)."),
            between(&sorted, quarters),
            shown(&limit),
        ))
    })
    .collect();
    if sorted.len() < QUARTILES_FROM {
        steps.push(Step::new(
            format!("Fewer than eight {them} have a median and no quartiles (rules 4.9)."),
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
