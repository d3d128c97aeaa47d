//! Figures that were corrected after others had seen them: every version of a period, with when and why, as each was recorded.
//!
//! What a reader sees decides how much of it there is: residents see published versions and their dates, staff also who.

use std::collections::BTreeMap;

use crate::{
    calendar::{self, Period},
    display,
    figure_step::{FigureStep, StepKind},
    index::Edge,
    indicator::Indicator,
    measurement::{Measurement, MeasurementState},
    record::Stored,
    sight::Sight,
    view::{called, reading::value_text},
};

/// A period whose figure was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedPeriod {
    /// `October 2026`.
    pub period: String,
    /// Its figures that were approved, latest first; at least two.
    pub versions: Vec<Version>,
}

/// A figure as it stood for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The figure with its unit.
    pub value: String,
    /// `Published on 22 November 2026`.
    pub state: String,
    /// Whether it is the one that counts, or was corrected.
    pub counts: &'static str,
    /// Why it differs from the one before; empty for the first.
    pub why: String,
    /// Who took which step with it, and when; empty where the reader may not know.
    pub taken: Vec<String>,
}

/// The periods of an indicator that were corrected, as far as the reader sees the figures, latest first.
pub fn corrected(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<CorrectedPeriod> {
    let mut periods: BTreeMap<Period, Vec<&Stored<Measurement>>> = BTreeMap::new();
    for figure in sight
        .pointing::<Measurement>(
            Edge::MeasurementOf,
            indicator.figures_of(indicator.id).uuid(),
        )
        .filter(|figure| figure.state >= MeasurementState::Approved)
    {
        periods.entry(figure.period).or_default().push(figure);
    }
    periods
        .into_iter()
        .rev()
        .filter(|(_, figures)| figures.len() > 1)
        .map(|(period, mut figures)| {
            figures.sort_by_key(|figure| std::cmp::Reverse((figure.stamp, figure.id)));
            let versions = figures.iter().enumerate();
            CorrectedPeriod {
                period: period.words(),
                versions: versions
                    .map(|(place, figure)| version(sight, indicator, figure, place == 0))
                    .collect(),
            }
        })
        .collect()
}

fn version(
    sight: &Sight<'_>,
    indicator: &Indicator,
    figure: &Stored<Measurement>,
    counts: bool,
) -> Version {
    let exact = figure.figure.exact(indicator.unit.scale());
    let state = match figure.state {
        MeasurementState::Published => "Published",
        _ => "Approved",
    };
    Version {
        value: value_text(indicator, exact.as_ref(), None),
        state: format!(
            "{state} on {}",
            display::date(calendar::day(figure.stamp.at))
        ),
        counts: if counts { "Counts now" } else { "Corrected" },
        why: figure.correction.clone(),
        taken: taken(sight, figure),
    }
}

/// Who took which step with a figure and when, as the reader sees it: `Approved by Dana Cole on 21 November 2026, checked by Tom Reed`.
pub(super) fn taken(sight: &Sight<'_>, figure: &Stored<Measurement>) -> Vec<String> {
    let steps = FigureStep::taken(sight.company(), figure.indicator, figure.period, |scope| {
        sight.sees(scope)
    });
    steps
        .into_iter()
        .filter(|(_, step)| step.measurement == figure.id)
        .map(|(stored, step)| {
            let by = step.by.map_or_else(String::new, |by| {
                format!(" by {}", called::you_or_name(sight, by))
            });
            let on = display::date(calendar::day(stored.stamp.at));
            format!("{}{by} on {on}{}", step.step.words(), said(sight, &step))
        })
        .collect()
}

/// What a step says beside who and when.
fn said(sight: &Sight<'_>, step: &FigureStep) -> String {
    match (step.step, step.checked_by) {
        (StepKind::Approved, Some(by)) => {
            format!(", checked by {}", called::you_or_name(sight, by))
        }
        (StepKind::Returned, _) => format!(": {}", step.words),
        (StepKind::Submitted, _) if !step.words.is_empty() && step.kept_at.is_empty() => {
            format!(". Evidence: {}", step.words)
        }
        (StepKind::Submitted, _) if !step.words.is_empty() => {
            format!(". Evidence: {}; kept at: {}", step.words, step.kept_at)
        }
        _ => String::new(),
    }
}
