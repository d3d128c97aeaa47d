//! What an indicator costs beside what is reached for it, among other organisations (rules.md 4.9; requirements S51, S106).

use std::collections::BTreeMap;

use super::peers::{has_seen_set, own, seen_set};
use crate::{
    benchmark::quartiles,
    benchmark_set::BenchmarkSet,
    definition_sheet::DefinitionSheet,
    explain::{Step, explain_half, explain_peers},
    indicator::{Indicator, IndicatorId},
    quadrant::{Quadrant, in_better_half},
    quantity::{Decimal, Exact},
    record::Stored,
    sight::Sight,
    view::{
        called,
        reading::{lower_first, value_text},
    },
};

/// Organisations that are named; of more the rest are counted.
const NAMED: usize = 5;

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Quadrants {
    /// The answer: `Low cost and low performance: £1,064 in 2023/24, where the middle of the others is £1,100; …`.
    pub answer: String,
    /// What the cost can be held beside.
    pub measures: Vec<Beside>,
    /// What it is held beside.
    pub chosen: IndicatorId,
    /// The four, in the order of [`Quadrant::ALL`].
    pub cells: Vec<Cell>,
    /// Who does well at low cost: `Low cost and high performance: Anytown and Othertown`; empty where nobody is in both sources.
    pub learn_from: String,
    /// Where the others' figures are from.
    pub source: String,
    /// How it was worked out.
    pub steps: Vec<Step>,
}

/// A measure that a cost can be held beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Which.
    pub indicator: IndicatorId,
    /// `TP02 Satisfaction with repairs`.
    pub name: String,
}

/// One quadrant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which.
    pub quadrant: Quadrant,
    /// Whether ours is there.
    pub ours: bool,
    /// How many of the organisations that are in both sources.
    pub others: usize,
}

/// One of the two: its peers and our figure for their period.
struct Side<'a> {
    indicator: &'a Stored<Indicator>,
    set: BenchmarkSet,
    own: Option<Exact>,
}

/// What a cost comes to beside a measure, or beside the one that tells most of its service; none of what is no cost, and where no
/// others are held for the two or the reader may not see them.
pub fn quadrants(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    beside: Option<IndicatorId>,
) -> Option<Quadrants> {
    let indicator = sight.get::<Indicator>(indicator)?;
    if !indicator.is_cost() {
        return None;
    }
    let cost = side(sight, indicator)?;
    let candidates = candidates(sight, indicator);
    let asked = candidates.iter().find(|each| Some(each.id) == beside);
    let chosen: &Stored<Indicator> = asked.or_else(|| candidates.first())?;
    let reached = side(sight, chosen)?;
    let ours = match (half(&cost), half(&reached)) {
        (Some(low), Some(high)) => Some(Quadrant::of(low, high)),
        _ => None,
    };
    let placed = others(&cost, &reached);
    let many = |quadrant| placed.get(&quadrant).map_or(0, Vec::len);
    Some(Quadrants {
        answer: answer(ours, &cost, &reached),
        measures: candidates
            .iter()
            .map(|each| Beside {
                indicator: each.id,
                name: format!("{} {}", each.code, each.name),
            })
            .collect(),
        chosen: chosen.id,
        cells: Quadrant::ALL
            .map(|quadrant| Cell {
                quadrant,
                ours: ours == Some(quadrant),
                others: many(quadrant),
            })
            .to_vec(),
        learn_from: learn_from(&placed),
        source: [&cost, &reached].map(source).join(" "),
        steps: steps(&cost, &reached),
    })
}

fn side<'a>(sight: &Sight<'a>, indicator: &'a Stored<Indicator>) -> Option<Side<'a>> {
    let set = seen_set(sight, indicator)?;
    Some(Side {
        own: own(sight, indicator, set.period),
        indicator,
        set,
    })
}

/// What it can be held beside: measures of the same service first, and of those what people were asked.
fn candidates<'a>(sight: &Sight<'a>, cost: &Indicator) -> Vec<&'a Stored<Indicator>> {
    let survey = |id| {
        DefinitionSheet::latest(sight.company(), id).is_some_and(|(_, sheet)| sheet.terms.survey)
    };
    let mut found: Vec<_> = sight
        .all::<Indicator>()
        .filter(|each| each.is_reached() && has_seen_set(sight, each))
        .map(|each| {
            let elsewhere = each.service.is_none() || each.service != cost.service;
            ((elsewhere, !survey(each.id), &each.code), each)
        })
        .collect();
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, each)| each).collect()
}

fn half(side: &Side<'_>) -> Option<bool> {
    in_better_half(
        side.indicator.direction,
        side.own.as_ref()?,
        &side.set.others(""),
    )
}

/// The organisations that both sources have, by quadrant; ours is not among them.
fn others<'a>(cost: &'a Side<'_>, reached: &Side<'_>) -> BTreeMap<Quadrant, Vec<&'a str>> {
    let figures = |side: &Side<'_>| -> BTreeMap<String, Decimal> {
        let peers = side.set.peers.iter();
        peers
            .filter(|peer| !peer.ours && !peer.no_cases)
            .map(|peer| (peer.organisation.clone(), peer.value))
            .collect()
    };
    let (costs, measures) = (figures(cost), figures(reached));
    let is = |side: &Side<'_>, value: Decimal| {
        in_better_half(
            side.indicator.direction,
            &Exact::from(value),
            &side.set.others(""),
        )
    };
    let mut placed: BTreeMap<Quadrant, Vec<&str>> = BTreeMap::new();
    for peer in &cost.set.peers {
        let both = costs
            .get(&peer.organisation)
            .zip(measures.get(&peer.organisation));
        if let Some((low, high)) =
            both.and_then(|(low, high)| Some((is(cost, *low)?, is(reached, *high)?)))
        {
            let names = placed.entry(Quadrant::of(low, high)).or_default();
            names.push(&peer.organisation);
        }
    }
    placed
}

fn answer(ours: Option<Quadrant>, cost: &Side<'_>, reached: &Side<'_>) -> String {
    match ours {
        Some(quadrant) => format!(
            "{}: {}; {}.",
            quadrant.words(),
            against(cost, ""),
            against(
                reached,
                &format!("{}, ", lower_first(&reached.indicator.name))
            )
        ),
        None => {
            let missing = if half(cost).is_none() { cost } else { reached };
            match missing.own {
                None => format!(
                    "There is no figure of ours for {} {} in {} to hold against the others.",
                    missing.indicator.code,
                    missing.indicator.name,
                    missing.set.period.words()
                ),
                Some(_) => format!(
                    "Too few others are held for {} {} in {} for a middle.",
                    missing.indicator.code,
                    missing.indicator.name,
                    missing.set.period.words()
                ),
            }
        }
    }
}

/// `£1,064 in 2023/24, where the middle of the others is £1,100`.
fn against(side: &Side<'_>, before: &str) -> String {
    let shown = |value: Option<&Exact>| value_text(side.indicator, value, None);
    let middle = quartiles(&side.set.others("").sorted()).q50;
    format!(
        "{before}{} in {}, where the middle of the others is {}",
        shown(side.own.as_ref()),
        side.set.period.words(),
        shown(middle.as_ref())
    )
}

fn learn_from(placed: &BTreeMap<Quadrant, Vec<&str>>) -> String {
    let best = Quadrant::LowCostHighPerformance;
    let Some(names) = placed.get(&best) else {
        return String::new();
    };
    let mut told: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| (*name).to_owned())
        .collect();
    match names.len().saturating_sub(NAMED) {
        0 => {}
        more => told.push(format!("{more} more")),
    }
    format!("{}: {}.", best.words(), called::list(&told, "and"))
}

fn source(side: &Side<'_>) -> String {
    format!(
        "{}: {} organisations, {}. {}.",
        side.indicator.code,
        side.set.others("").listed(),
        side.set.period.words(),
        side.set.source.trim_end_matches('.')
    )
}

fn steps(cost: &Side<'_>, reached: &Side<'_>) -> Vec<Step> {
    [
        (cost, ("Low cost", "High cost")),
        (reached, ("High performance", "Low performance")),
    ]
    .into_iter()
    .flat_map(|(side, halves)| {
        let mut steps = explain_peers(&side.set, "");
        if let Some(own) = &side.own {
            let name = &side.indicator.code;
            let (way, others) = (side.indicator.direction, side.set.others(""));
            steps.extend(explain_half(name, way, own, &others, halves));
        }
        steps
    })
    .collect()
}
