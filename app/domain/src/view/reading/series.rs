//! An indicator's figures over time, for its chart, the table beside it and the sentence under it.

use super::{
    Against, figures, period_short,
    phrase::{self, lower_first, unit_word, value_text},
    previous,
    row::{drawn, illustrative, sentence},
};
use crate::{
    calendar::Period,
    display,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementId},
    provenance::Provenance,
    quantity::{Figure, Unit},
    record::Stored,
    scoring::Travel,
    sight::Sight,
    view::mark::Mark,
};

/// Periods of a series at most: ten years of months.
const MOST_PERIODS: usize = 120;

/// A figure of a series, or the gap where one is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The figure; none in a gap.
    pub measurement: Option<MeasurementId>,
    /// The period.
    pub period: Period,
    /// The period in words: `2026/27 Q3 (October to December)`.
    pub period_words: String,
    /// The period short enough for an axis: `Q3 2026/27`.
    pub period_short: String,
    /// The figure with its unit: `63.6%`; `No data`; `No cases`.
    pub value_text: String,
    /// The figure for drawing only; none in a gap.
    pub value: Option<f64>,
    /// What was counted, with thousands grouped; none for a plain figure.
    pub numerator: Option<String>,
    /// Out of how many; none for a plain figure.
    pub denominator: Option<String>,
    /// The target with its unit; empty where there is none.
    pub target_text: String,
    /// The target for drawing only.
    pub target: Option<f64>,
    /// How the figure stands.
    pub mark: Mark,
    /// Where the figure comes from; none for what staff recorded.
    pub provenance: Option<String>,
    /// Where the target comes from; none for what staff recorded.
    pub target_provenance: Option<String>,
    /// `Illustrative`, `Illustrative figure` or `Illustrative target`; none where both are real.
    pub illustrative: Option<String>,
}

/// An indicator's figures over time, oldest first, with every gap between the first and the last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Short code.
    pub code: String,
    /// What it is called; empty where there is no such indicator for the reader.
    pub name: String,
    /// What it is counted in: `Per cent`.
    pub unit: String,
    /// What stands before a number on the axis: `£`.
    pub before: String,
    /// What stands after a number on the axis: `%`.
    pub after: String,
    /// The message of the chart: `On target since July 2025, better than the month before`.
    pub message: String,
    /// What a colleague would say of the latest figure.
    pub sentence: String,
    /// The figures and gaps.
    pub points: Vec<Point>,
    /// The usual range of each run of figures, oldest first; empty where the picture does not show it.
    pub limits: Vec<Limits>,
}

/// The ends of the usual range, for drawing only (rules.md 4.6).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The first period that they hold for.
    pub first: Period,
    /// The last one.
    pub last: Period,
    /// The lower one.
    pub lower: f64,
    /// The upper one.
    pub upper: f64,
}

/// An indicator's figures over time, from what the reader may see; empty where there are none for them.
pub fn series(sight: &Sight<'_>, indicator: IndicatorId) -> Series {
    let Some(indicator) = sight.get::<Indicator>(indicator) else {
        return Series::default();
    };
    let shown = figures(sight, indicator, MOST_PERIODS);
    let (before, after) = around(indicator.unit);
    let mut series = Series {
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        unit: unit_word(indicator.unit).to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        message: "No figure yet".to_owned(),
        sentence: "There is no figure yet.".to_owned(),
        points: points(sight, indicator, &shown),
        limits: Vec::new(),
    };
    if let Some(latest) = shown.last() {
        let now = Against::of(sight, indicator, latest);
        let before = previous(&shown, latest)
            .filter(|before| indicator.compares(before.period, latest.period));
        let value = before.map(|before| before.figure.exact(indicator.unit.scale()));
        series.sentence = sentence(latest.period, &now, value);
        series.message = message(indicator, &series.points, before, &now);
    }
    series
}

fn points(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    shown: &[&Stored<Measurement>],
) -> Vec<Point> {
    let mut points = Vec::new();
    let mut due: Option<Period> = None;
    for figure in shown {
        while let Some(missing) =
            due.filter(|due| *due < figure.period && points.len() < 2 * MOST_PERIODS)
        {
            points.push(gap(sight, indicator, missing));
            due = Some(missing.next());
        }
        points.push(point(sight, indicator, figure));
        due = Some(figure.period.next());
    }
    points
}

fn point(sight: &Sight<'_>, indicator: &Stored<Indicator>, figure: &Stored<Measurement>) -> Point {
    let against = Against::of(sight, indicator, figure);
    let (numerator, denominator) = match &figure.figure {
        Figure::Value(_) => (None, None),
        Figure::Ratio(ratio) => (
            Some(display::number(
                &ratio.numerator.into(),
                ratio.numerator.normalize().scale(),
            )),
            Some(display::number(
                &ratio.denominator.into(),
                ratio.denominator.normalize().scale(),
            )),
        ),
    };
    let target_from = against.target.map(|target| &target.provenance);
    Point {
        measurement: Some(figure.id),
        value_text: value_text(
            &against.definition,
            against.own.as_ref(),
            against.target_value.filter(|_| against.to_date.is_none()),
        ),
        value: against.own.as_ref().and_then(drawn),
        numerator,
        denominator,
        target_text: held_text(&against),
        target: against.drawn_target(),
        mark: against.attainment.rag.into(),
        provenance: figure.provenance.words(),
        target_provenance: target_from.and_then(Provenance::words),
        illustrative: illustrative(&figure.provenance, target_from),
        ..gap(sight, indicator, figure.period)
    }
}

fn gap(sight: &Sight<'_>, indicator: &Stored<Indicator>, period: Period) -> Point {
    Point {
        measurement: None,
        period,
        period_words: period.words(),
        period_short: period_short(period),
        value_text: "No data".to_owned(),
        value: None,
        numerator: None,
        denominator: None,
        target_text: String::new(),
        target: None,
        mark: Against::nothing(sight, indicator, period)
            .attainment
            .rag
            .into(),
        provenance: None,
        target_provenance: None,
        illustrative: None,
    }
}

/// The target of a figure; under one that builds up, also what was reached by then: `80 (120 for the year); 64 reached`.
pub(in crate::view) fn held_text(against: &Against<'_>) -> String {
    let target = against.target_text().unwrap_or_default();
    match against.to_date {
        Some(_) => format!(
            "{target}; {} reached",
            lower_first(&value_text(
                &against.definition,
                against.value.as_ref(),
                against.target_value
            ))
        ),
        None => target,
    }
}

/// How long it has stood where it stands, and which way it goes.
fn message(
    indicator: &Indicator,
    points: &[Point],
    before: Option<&Stored<Measurement>>,
    now: &Against<'_>,
) -> String {
    let Some(latest) = points.last() else {
        return String::new();
    };
    let run = points
        .iter()
        .rev()
        .take_while(|point| point.mark == latest.mark);
    let stands = match (latest.mark, run.last()) {
        (Mark::NoTarget, _) => format!("{} in {}", latest.value_text, latest.period_words),
        (mark, Some(first)) if first.period != latest.period => {
            format!("{} since {}", mark.words(), first.period_words)
        }
        (mark, _) => format!("{} in {}", mark.words(), latest.period_words),
    };
    let earlier = before.and_then(|before| before.figure.exact(indicator.unit.scale()));
    let travel = phrase::moved(
        indicator,
        earlier.as_ref().zip(before.map(|before| before.period)),
        now.own.as_ref(),
    );
    // Only the last step is looked at, and said: a line that has climbed for two years is not steady for one level month.
    let way = match travel.map(|moved| moved.travel) {
        Some(Travel::Improving) => "better than",
        Some(Travel::Worsening) => "worse than",
        Some(Travel::Steady) => "about the same as",
        Some(Travel::NotComparable) | None => return stands,
    };
    let before = phrase::the_one_before(latest.period.grain);
    format!("{stands}, {way} {before}")
}

/// What stands around a number on the axis.
pub(in crate::view) const fn around(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Percent { .. } => ("", "%"),
        Unit::Money | Unit::MoneyPerUnit => ("£", ""),
        Unit::RatePerThousand
        | Unit::CalendarDays
        | Unit::WorkingDays
        | Unit::Hours
        | Unit::Count
        | Unit::Score
        | Unit::YesNo => ("", ""),
    }
}
