//! Where an indicator stands among other organisations (rules.md 4.9; strategy §2, "measured against others").

use crate::{
    aggregation::aggregate,
    benchmark::{MEDIAN_FROM, QUARTILES_FROM, standing},
    benchmark_set::BenchmarkSet,
    calendar::Period,
    explain::{Step, explain_standing},
    folded::folded_on,
    indicator::Indicator,
    quantity::{Decimal, Exact, Figure},
    record::Stored,
    scoring::Direction,
    sight::Sight,
    view::{
        indicator::Fact,
        reading::{self, value_text},
        target::{Mark, placed},
    },
};

/// Figures looked at: ten years of months.
const MOST_FIGURES: usize = 120;

/// What the own figure is called on the line.
const OURS: &str = "Ours";

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Peers {
    /// The answer: `Second quartile: place 120 of 355 in 2024/25`.
    pub answer: String,
    /// The own figure and where the quarters begin, term by term.
    pub facts: Vec<Fact>,
    /// The same on a line from low to high; nothing where there is too little to draw.
    pub picture: Vec<Mark>,
    /// Where the others' figures are from.
    pub source: String,
    /// How the place was worked out.
    pub steps: Vec<Step>,
}

/// Where it stood in the latest period for which others are held; none where none are, or the reader may not see them.
pub(super) fn peers(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Peers> {
    let company = sight.company();
    let of = indicator.figures_of(indicator.id);
    // The latest could be the one that a reader may not see, so who may not see all of them sees none.
    let seen = folded_on::<BenchmarkSet>(company, of.uuid()).all(|set| sight.sees(&set.scope));
    let set = BenchmarkSet::latest(company, of).filter(|_| seen)?;
    let values: Vec<Decimal> = set.peers.iter().map(|peer| peer.value).collect();
    let period = set.period.words();
    let source = format!("{} others, {period}. {}", values.len(), set.source);
    let Some(own) = own(sight, indicator, set.period) else {
        return Some(Peers {
            answer: format!("There is no figure of ours for {period} to hold against the others."),
            facts: facts(indicator, None, &values),
            picture: Vec::new(),
            source,
            steps: Vec::new(),
        });
    };
    let limits = standing(indicator.direction, &own, &values).quartiles;
    Some(Peers {
        answer: answer(indicator, &own, &values, &period),
        facts: facts(indicator, Some(&own), &values),
        picture: placed(
            indicator,
            [
                ("A quarter are below", limits.q25),
                ("Half are below", limits.q50),
                ("A quarter are above", limits.q75),
                (OURS, Some(own)),
            ],
            OURS,
        ),
        source,
        steps: explain_standing(indicator.direction, &own, &values),
    })
}

/// The figure of a period: its own, or its parts put together where none is missing.
fn own(sight: &Sight<'_>, indicator: &Stored<Indicator>, period: Period) -> Option<Exact> {
    let shown = reading::figures(sight, indicator, MOST_FIGURES);
    let figure = |period: Period| {
        let found = shown.iter().find(|figure| figure.period == period)?;
        Some(found.figure.clone())
    };
    let scale = indicator.unit.scale();
    match figure(period) {
        Some(figure) => figure.exact(scale),
        None => {
            let parts = period.children_in(indicator.frequency.grain());
            let parts: Vec<Option<Figure>> = parts.into_iter().map(figure).collect();
            let whole = aggregate(indicator.aggregation, scale, &parts).ok()?;
            whole.value.filter(|_| !whole.provisional)
        }
    }
}

fn answer(indicator: &Indicator, own: &Exact, values: &[Decimal], period: &str) -> String {
    let found = standing(indicator.direction, own, values);
    match (found.quartile, found.rank) {
        (Some(quartile), Some(rank)) => {
            format!(
                "{}: place {rank} of {} in {period}.",
                quartile.words(),
                found.of
            )
        }
        _ if values.len() < MEDIAN_FROM => format!(
            "Only {} others are held for {period}: too few to be held against.",
            values.len()
        ),
        _ if values.len() < QUARTILES_FROM => format!(
            "{} others are held for {period}: enough for a middle, too few for quarters.",
            values.len()
        ),
        _ => format!(
            "Neither more nor less is better here, so there is no place among the {} others of {period}.",
            values.len()
        ),
    }
}

fn facts(indicator: &Indicator, own: Option<&Exact>, values: &[Decimal]) -> Vec<Fact> {
    let limits = crate::benchmark::quartiles(values);
    let (best, worst) = match indicator.direction {
        Direction::HigherIsBetter => ("The best quarter begins at", "The worst quarter ends below"),
        Direction::LowerIsBetter => ("The worst quarter begins above", "The best quarter ends at"),
        Direction::WithinRange { .. } | Direction::Contextual => {
            ("A quarter are above", "A quarter are below")
        }
    };
    [
        (OURS, own.copied()),
        (best, limits.q75),
        ("The middle", limits.q50),
        (worst, limits.q25),
    ]
    .into_iter()
    .filter_map(|(term, value)| {
        let is = value_text(indicator, Some(&value?), None);
        Some(Fact { term, is })
    })
    .collect()
}
