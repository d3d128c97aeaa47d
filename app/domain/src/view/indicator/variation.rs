//! Is it real or chance: what an XmR chart of an indicator's figures says (rules.md 4.6).

use rust_decimal::Decimal;

use crate::{
    calendar::{Frequency, Period},
    definition_sheet::Rebase,
    display,
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
        called,
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
    /// The lines for the chart, of each run of figures between two rebases that has enough of them, oldest first.
    pub limits: Vec<Limits>,
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
pub(in crate::view) fn variation(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
) -> Option<Variation> {
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
    let rebases = Rebase::all(sight.company(), indicator.figures_of(indicator.id));
    let options = Options::new(Improvement::from(indicator.direction));
    let runs = runs(&rebases, &shown, options)?;
    let run = runs.last()?;
    let (values, chart) = (&run.values, &run.chart);
    let against = Against::of(sight, indicator, latest);
    // What builds up over the year is held against the year to date, of which no single figure says anything.
    let target = against.exact_target().filter(|_| against.to_date.is_none());
    let steps = explain_chart(values, options, target).ok()?;
    let signals = runs
        .iter()
        .rev()
        .flat_map(|run| signals(indicator, run))
        .collect();
    let limits = runs
        .iter()
        .filter_map(|run| limits(indicator, run))
        .collect();
    let anew = anew(sight, &rebases, run);
    let Some(lines) = chart.lines else {
        return Some(Variation {
            answer: too_few(values.len()),
            facts: anew.into_iter().collect(),
            signals,
            steps,
            limits,
        });
    };
    let last = chart.points.last()?;
    Some(Variation {
        answer: answer(last),
        facts: facts(indicator, chart, &lines, (values.len(), target))
            .into_iter()
            .chain(anew)
            .collect(),
        signals,
        steps,
        limits,
    })
}

/// Figures between two rebases, with their chart.
struct Run<'a> {
    shown: &'a [(&'a Stored<Measurement>, Decimal)],
    values: Vec<Decimal>,
    chart: Chart,
}

fn runs<'a>(
    rebases: &[Rebase],
    shown: &'a [(&'a Stored<Measurement>, Decimal)],
    options: Options,
) -> Option<Vec<Run<'a>>> {
    let periods: Vec<Period> = shown.iter().map(|(figure, _)| figure.period).collect();
    Rebase::runs(rebases, &periods)
        .into_iter()
        .map(|range| {
            let shown = shown.get(range)?;
            let values: Vec<Decimal> = shown.iter().map(|(_, value)| *value).collect();
            let chart = Chart::of(&values, options).ok()?;
            Some(Run {
                shown,
                values,
                chart,
            })
        })
        .collect()
}

/// Since when the usual range is worked out, where it does not rest on all figures.
fn anew(sight: &Sight<'_>, rebases: &[Rebase], run: &Run<'_>) -> Option<Fact> {
    let (first, _) = run.shown.first()?;
    let rebase = rebases
        .iter()
        .rfind(|each| each.from <= first.period.start())?;
    let agreed = match sight.is_staff() {
        true => format!(", agreed by {}", called::name(sight, rebase.agreed_by)),
        false => String::new(),
    };
    Some(Fact {
        term: "Worked out anew",
        is: format!(
            "From {} on, as the way of working was changed on {}{agreed}: {}",
            first.period.words(),
            display::date(rebase.from),
            rebase.why
        ),
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
        Assurance::NotApplicable => {
            "no variation so far, so there is no usual range to hold it against."
        }
    };
    let words = chart.assurance(Some(target)).words();
    Some(format!("{words}: {is}"))
}

fn signals(indicator: &Indicator, run: &Run<'_>) -> Vec<Signal> {
    run.shown
        .iter()
        .zip(&run.chart.points)
        .rev()
        .filter(|(_, point)| point.kind != PointType::Common)
        .map(|((figure, value), point)| Signal {
            period: figure.period.words(),
            value: reading::value_text(indicator, Some(&Exact::from(*value)), None),
            is: what(point),
        })
        .collect()
}

fn limits(indicator: &Indicator, run: &Run<'_>) -> Option<Limits> {
    let (lower, upper) = run.chart.lines.as_ref()?.shown(indicator.unit);
    let (first, _) = run.shown.first()?;
    let (last, _) = run.shown.last()?;
    Some(Limits {
        first: first.period,
        last: last.period,
        lower: reading::drawn(&lower)?,
        upper: reading::drawn(&upper)?,
    })
}
