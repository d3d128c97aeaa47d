//! What is shown beside the input: earlier outturns, peers, and what the figures vary between by chance.

use rust_decimal::prelude::ToPrimitive;

use crate::{
    display, indicator::Indicator, quantity::Exact, scoring::Direction, target::grounds::Grounds,
    view::indicator::Fact,
};

/// What a target is set on, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Term by term: `2025/26`, `18.1 days`.
    pub facts: Vec<Fact>,
    /// Where the peers' figures are from; empty where there are none.
    pub source: String,
}

/// One mark of the picture beside the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands, from 0 on the left to 1,000 on the right.
    pub at: f64,
    /// What it is and how much: `Middle of the peers: 18.9 days`.
    pub words: String,
    /// Whether it is what the others stand beside: the target that is being set, the own figure.
    pub is_target: bool,
}

fn shown(indicator: &Indicator, value: &Exact) -> String {
    display::figure(indicator.unit, value, indicator.decimals, None, None)
}

/// What a target is set on.
pub fn beside(indicator: &Indicator, grounds: &Grounds) -> Beside {
    let mut facts = Vec::new();
    let mut fact = |term: &'static str, is: String| facts.push(Fact { term, is });
    let years: Vec<String> = grounds
        .outturns
        .iter()
        .map(|(year, outturn)| {
            let value = shown(indicator, &outturn.value);
            format!("{year}: {value}{}", outturn.missing_words())
        })
        .collect();
    fact(
        "Earlier years",
        if years.is_empty() {
            "No year is over yet that has figures".to_owned()
        } else {
            years.join("; ")
        },
    );
    if let Some((until, outturn)) = &grounds.last_months {
        fact(
            "Last twelve months",
            format!(
                "{}{}, up to {}",
                shown(indicator, &outturn.value),
                outturn.missing_words(),
                until.words()
            ),
        );
    }
    fact("Peers", peers(indicator, grounds));
    fact(
        "By chance alone",
        grounds.limits.map_or_else(
            || "Too few figures to say what they vary between".to_owned(),
            |lines| {
                let (lower, upper) = lines.shown(indicator.unit);
                format!(
                    "Single figures vary between {} and {} as things are",
                    shown(indicator, &lower),
                    shown(indicator, &upper)
                )
            },
        ),
    );
    Beside {
        facts,
        source: grounds
            .peers
            .as_ref()
            .map(|peers| format!("Peers: {}.", peers.source))
            .unwrap_or_default(),
    }
}

/// The middle of the peers, and where their best quarter begins.
fn peers(indicator: &Indicator, grounds: &Grounds) -> String {
    let held = grounds
        .peers
        .as_ref()
        .and_then(|peers| Some((peers, peers.quartiles.q50?)));
    let Some((peers, middle)) = held else {
        return "None are held for this indicator".to_owned();
    };
    let best = match indicator.direction {
        Direction::LowerIsBetter => peers.quartiles.q25,
        _ => peers.quartiles.q75,
    };
    let best = best
        .map(|best| format!("; the best quarter begins at {}", shown(indicator, &best)))
        .unwrap_or_default();
    format!(
        "The middle of {} is {}{best}, {}",
        peers.values.len(),
        shown(indicator, &middle),
        peers.period.words()
    )
}

/// Everything beside the target on one line, from low to high; nothing with fewer than two marks.
pub(super) fn picture(
    indicator: &Indicator,
    grounds: &Grounds,
    baseline: Option<Exact>,
    target: Option<Exact>,
) -> Vec<Mark> {
    let limits = grounds
        .limits
        .filter(|lines| !lines.moving_range.is_zero())
        .map(|lines| lines.shown(indicator.unit));
    let all = [
        ("Usual range begins", limits.map(|(lower, _)| lower)),
        ("Usual range ends", limits.map(|(_, upper)| upper)),
        ("Middle of the peers", grounds.median()),
        ("Baseline", baseline),
        ("Target", target),
    ];
    placed(indicator, all, "Target")
}

/// Values on one line, from low to high, with one of them brought out; nothing with fewer than two that differ.
pub(in crate::view) fn placed(
    indicator: &Indicator,
    all: impl IntoIterator<Item = (&'static str, Option<Exact>)>,
    own: &str,
) -> Vec<Mark> {
    let mut found: Vec<(f64, &'static str, String)> = all
        .into_iter()
        .filter_map(|(what, value)| {
            let value = value?;
            Some((value.rounded(10)?.to_f64()?, what, shown(indicator, &value)))
        })
        .collect();
    found.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return Vec::new();
    };
    let (low, span) = (first.0, last.0 - first.0);
    if found.len() < 2 || span <= 0.0 {
        return Vec::new();
    }
    found
        .into_iter()
        .map(|(value, what, shown)| Mark {
            at: (value - low) / span * 1000.0,
            words: format!("{what}: {shown}"),
            is_target: what == own,
        })
        .collect()
}
