//! Where the figure stands among other organisations' (rules.md 4.9; strategy §2, "measured against others").

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::{
    benchmark::{MEDIAN_FROM, Quartiles, Standing, standing},
    benchmark_set::BenchmarkSet,
    display,
    explain::{Step, explain_standing},
    indicator::Indicator,
    measurement::Measurement,
    quantity::Exact,
    record::Stored,
    scoring::Direction,
    sight::Sight,
    view::{
        indicator::Fact,
        target::{Mark, marks},
    },
};

/// Where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The answer: `Third quartile in 2023/24: 20 of 34 other organisations did better`.
    pub answer: String,
    /// Where the quarters begin, and the own figure.
    pub facts: Vec<Fact>,
    /// The same on one line, from low to high.
    pub marks: Vec<Mark>,
    /// How it is worked out.
    pub steps: Vec<Step>,
    /// Where the others' figures are from.
    pub source: String,
}

const OWN: &str = "The Company";
const MIDDLE: &str = "The middle";

/// The latest comparison; none where no others' figures are held, or the reader may not see them.
pub(super) fn comparison(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Comparison> {
    let set = BenchmarkSet::latest(sight.company(), indicator.id)?;
    let (id, _) = BenchmarkSet::of(sight.company(), indicator.id, set.period)?;
    sight.get(id)?;
    let peers: Vec<Decimal> = set.peers.iter().map(|peer| peer.value).collect();
    let own = Measurement::approved(sight.company(), indicator.id, set.period)
        .filter(|figure| sight.sees(&figure.scope))
        .and_then(|figure| figure.figure.exact(indicator.unit.scale()));
    let when = set.period.words();
    let limits = crate::benchmark::quartiles(&peers);
    let placed = own.map(|own| (own, standing(indicator.direction, &own, &peers)));
    Some(Comparison {
        answer: match &placed {
            None => format!("There is no figure of the Company’s own for {when} to compare."),
            Some(_) if peers.len() < MEDIAN_FROM => format!(
                "Too few organisations to compare with in {when}: {} of the {MEDIAN_FROM} that are needed.",
                peers.len()
            ),
            Some((own, found)) => answer(indicator, own, found, (peers.len(), &when)),
        },
        facts: facts(indicator, own, &limits, peers.len()),
        marks: marks(indicator, &on_the_line(own, &limits), OWN),
        steps: own
            .map(|own| explain_standing(indicator.direction, &own, &peers))
            .unwrap_or_default(),
        source: format!("Others: {}.", set.source),
    })
}

fn answer(
    indicator: &Indicator,
    own: &Exact,
    found: &Standing,
    (peers, when): (usize, &str),
) -> String {
    if let (Some(quartile), Some(rank)) = (found.quartile, found.rank) {
        let better = match rank - 1 {
            0 => format!("none of {peers} other organisations did better"),
            better => format!("{better} of {peers} other organisations did better"),
        };
        return format!("{} in {when}: {better}.", quartile.words());
    }
    let Some(middle) = found.quartiles.q50 else {
        return format!("The middle of {peers} organisations cannot be worked out.");
    };
    let good_above = match indicator.direction {
        Direction::HigherIsBetter => Some(Ordering::Greater),
        Direction::LowerIsBetter => Some(Ordering::Less),
        Direction::WithinRange { .. } | Direction::Contextual => None,
    };
    let place = match (own.cmp(&middle), good_above) {
        (Ordering::Equal, _) => "at",
        (side, Some(good)) if side == good => "better than",
        (_, Some(_)) => "worse than",
        (Ordering::Greater, None) => "above",
        (Ordering::Less, None) => "below",
    };
    format!("In {when} the Company was {place} the middle of {peers} organisations.")
}

fn shown(indicator: &Indicator, value: &Exact) -> String {
    display::figure(indicator.unit, value, indicator.decimals, None, None)
}

fn facts(indicator: &Indicator, own: Option<Exact>, limits: &Quartiles, peers: usize) -> Vec<Fact> {
    let (best, worst) = match indicator.direction {
        Direction::LowerIsBetter => (limits.q25, limits.q75),
        _ => (limits.q75, limits.q25),
    };
    let (high, low) = match indicator.direction {
        Direction::HigherIsBetter | Direction::LowerIsBetter => {
            ("The best quarter begins at", "The worst quarter is beyond")
        }
        Direction::WithinRange { .. } | Direction::Contextual => {
            ("The upper quarter begins at", "The lower quarter ends at")
        }
    };
    let all = [
        ("The Company’s figure", own),
        (high, best),
        (MIDDLE, limits.q50),
        (low, worst),
    ];
    all.into_iter()
        .filter_map(|(term, value)| Some((term, shown(indicator, &value?))))
        .chain([("Organisations", peers.to_string())])
        .map(|(term, is)| Fact { term, is })
        .collect()
}

fn on_the_line(own: Option<Exact>, limits: &Quartiles) -> [(&'static str, Option<Exact>); 4] {
    [
        ("The lower quarter ends", limits.q25),
        (MIDDLE, limits.q50),
        ("The upper quarter begins", limits.q75),
        (OWN, own),
    ]
}
