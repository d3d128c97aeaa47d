//! Is it real or chance: what an XmR chart of an indicator's figures says (rules.md 4.6).

use rust_decimal::Decimal;

use crate::{
    calendar::Frequency,
    explain::{Step, explain_chart},
    indicator::Indicator,
    measurement::Measurement,
    quantity::Exact,
    record::Stored,
    scoring::Direction,
    sight::Sight,
    spc::{
        Assurance, Chart, FEWEST, Improvement, Lines, Options, Point, PointType, Rule, Trust,
        plotted,
    },
    view::{
        indicator::Fact,
        reading::{self, Against, Limits},
    },
};

/// Figures looked at: ten years of months.
const MOST_FIGURES: usize = 120;

/// What can be said of an indicator's variation.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    /// The answer: `Usual variation: nothing to act on by itself`.
    pub answer: String,
    /// The usual range, how far it can be trusted, and what it says of the target.
    pub facts: Vec<Fact>,
    /// Earlier figures that were a signal, latest first.
    pub signals: Vec<Signal>,
    /// How the limits were worked out.
    pub steps: Vec<Step>,
    /// The lines for the chart; none for too few figures.
    pub limits: Option<Limits>,
}

/// A figure that was no chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Its period: `July 2025`.
    pub period: String,
    /// The figure with its unit.
    pub value: String,
    /// What it was: `Signal of improvement: one of seven in a row on one side of the mean`.
    pub is: String,
}

/// What can be said; none of an indicator that is collected once a year, or has no figures.
pub(super) fn variation(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Variation> {
    if indicator.frequency == Frequency::Annual {
        return None;
    }
    let shown: Vec<(&Stored<Measurement>, Decimal)> =
        reading::figures(sight, indicator, MOST_FIGURES)
            .into_iter()
            .filter_map(|figure| {
                let exact = figure.figure.exact(indicator.unit.scale())?;
                Some((figure, plotted(&exact)?))
            })
            .collect();
    let (latest, _) = shown.last()?;
    let values: Vec<Decimal> = shown.iter().map(|(_, value)| *value).collect();
    let options = Options::new(Improvement::from(indicator.direction));
    let chart = Chart::of(&values, options).ok()?;
    let against = Against::of(sight, indicator, latest);
    // What builds up over the year is held against the year to date, of which no single figure says anything.
    let target = against.exact_target().filter(|_| against.to_date.is_none());
    let steps = explain_chart(&values, options, target).ok()?;
    let Some(lines) = chart.lines else {
        return Some(Variation {
            answer: too_few(values.len()),
            facts: Vec::new(),
            signals: Vec::new(),
            steps,
            limits: None,
        });
    };
    let last = chart.points.last()?;
    Some(Variation {
        answer: answer(last),
        facts: facts(indicator, &chart, &lines, (values.len(), target)),
        signals: signals(indicator, &shown, &chart.points),
        steps,
        limits: limits(indicator, &lines),
    })
}

fn too_few(figures: usize) -> String {
    let more = FEWEST.saturating_sub(figures);
    let figures = if more == 1 { "figure" } else { "figures" };
    let are = if more == 1 { "is" } else { "are" };
    format!("Too few figures to tell chance from change: {more} more {figures} {are} needed.")
}

fn answer(last: &Point) -> String {
    match last.kind {
        PointType::Common => {
            "The latest figure is within the usual variation: a little better or worse means nothing by itself.".to_owned()
        }
        _ => format!("The latest figure is no chance. {}.", what(last)),
    }
}

/// `Signal of concern: outside the process limits`.
fn what(point: &Point) -> String {
    let rules: Vec<&str> = point.rules.iter().copied().map(Rule::words).collect();
    format!("{}: {}", point.kind.words(), rules.join(", and "))
}

fn facts(
    indicator: &Indicator,
    chart: &Chart,
    lines: &Lines,
    (figures, target): (usize, Option<&Exact>),
) -> Vec<Fact> {
    let shown = |value: &Exact| reading::value_text(indicator, Some(value), None);
    let (lower, upper) = lines.shown(indicator.unit);
    let usual = chart
        .points
        .iter()
        .all(|point| point.kind == PointType::Common);
    let range = if chart.is_flat() && usual {
        format!("Always {} so far", shown(&lines.mean))
    } else if chart.is_flat() {
        format!(
            "None: most figures are as the one before, and then they step. {} on average",
            shown(&lines.mean)
        )
    } else {
        format!(
            "{} to {}, {} on average",
            shown(&lower),
            shown(&upper),
            shown(&lines.mean)
        )
    };
    let trust = match chart.trust {
        Trust::Firm => format!("Worked out from {figures} figures."),
        Trust::Trial | Trust::None => {
            format!("Worked out from {figures} figures only: trial limits, which may still move.")
        }
    };
    let mut facts = vec![
        Fact {
            term: "Usual range",
            is: range,
        },
        Fact {
            term: "How sure",
            is: trust,
        },
    ];
    facts.extend(assurance(indicator, chart, target).map(|is| Fact {
        term: "Against the target",
        is,
    }));
    facts
}

fn assurance(indicator: &Indicator, chart: &Chart, target: Option<&Exact>) -> Option<String> {
    let target = target?;
    if matches!(
        indicator.direction,
        Direction::WithinRange { .. } | Direction::Contextual
    ) {
        return None;
    }
    let moved = chart.variation() != PointType::Common;
    let is = match chart.assurance(Some(target)) {
        // The range is of all figures, and the latest no longer follow it.
        Assurance::ConsistentlyPassing | Assurance::ConsistentlyFailing if moved => {
            "so says the range of all figures. The latest ones no longer follow it, so look at them and not at the range."
        }
        Assurance::ConsistentlyPassing => {
            "the usual range is all on the right side of the target. It will go on being met unless something changes."
        }
        Assurance::ConsistentlyFailing => {
            "the usual range does not reach the target. It will go on being missed unless the way of working changes."
        }
        Assurance::Inconsistent => {
            "the target is within the usual range. Whether a single figure meets it is chance."
        }
        Assurance::NotApplicable => "there is no usual range to hold it against.",
    };
    let words = chart.assurance(Some(target)).words();
    Some(format!("{words}: {is}"))
}

fn signals(
    indicator: &Indicator,
    shown: &[(&Stored<Measurement>, Decimal)],
    points: &[Point],
) -> Vec<Signal> {
    shown
        .iter()
        .zip(points)
        .rev()
        .filter(|(_, point)| point.kind != PointType::Common)
        .map(|((figure, value), point)| Signal {
            period: figure.period.words(),
            value: reading::value_text(indicator, Some(&Exact::from(*value)), None),
            is: what(point),
        })
        .collect()
}

fn limits(indicator: &Indicator, lines: &Lines) -> Option<Limits> {
    let (lower, upper) = lines.shown(indicator.unit);
    Some(Limits {
        lower: reading::drawn(&lower)?,
        upper: reading::drawn(&upper)?,
    })
}
