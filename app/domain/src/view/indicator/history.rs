//! The targets and the figures of an indicator, as records: who provided each, from what, and where it stands.

use crate::{
    display,
    index::Edge,
    indicator::Indicator,
    measurement::{Measurement, MeasurementId, MeasurementState},
    quantity::Figure,
    record::Stored,
    sight::Sight,
    target::{Target, TargetId, TargetState},
    trajectory::Trajectory,
    view::{
        self, called, corrected,
        mark::Mark,
        reading::{Against, held_text, target_text, value_text},
    },
};

/// Figures listed at most: ten years of months.
const MOST_FIGURES: usize = 120;

/// A year's target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// Which target.
    pub target: TargetId,
    /// `2026/27`.
    pub year: String,
    /// `at least 65%`.
    pub value: String,
    /// How it gets there within the year.
    pub path: String,
    /// `Approved` or `Proposed`.
    pub state: &'static str,
    /// That it revises another, which one, and why; none for the first of its year.
    pub revised: Option<String>,
    /// Where it comes from; none for what staff recorded.
    pub provenance: Option<String>,
}

/// A period's figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Which figure.
    pub measurement: MeasurementId,
    /// `2026/27 Q1 (April to June)`.
    pub period: String,
    /// What was counted; empty for a plain figure.
    pub numerator: String,
    /// Out of how many; empty for a plain figure.
    pub denominator: String,
    /// The figure with its unit.
    pub value: String,
    /// The target of the period; empty where there is none.
    pub target: String,
    /// How it stands, by the definition in force at the end of its period.
    pub mark: Mark,
    /// How it would stand by the definition as it is today; none where that is the same.
    pub restated: Option<Mark>,
    /// `Published`, `Approved` or `Draft`.
    pub state: &'static str,
    /// Where it comes from: who provided it, or where it was published.
    pub from: String,
    /// Who took which step with it, and when, as the reader sees it.
    pub taken: Vec<String>,
    /// What residents are told about it.
    pub public_words: String,
    /// What has become of it since: `disputed`, or another figure stands in its place.
    pub since: Option<&'static str>,
}

/// The targets that the reader may see, latest year first.
pub(super) fn targets(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<TargetRow> {
    let mut found: Vec<&Stored<Target>> = sight
        .pointing::<Target>(Edge::TargetOf, indicator.figures_of(indicator.id).uuid())
        .collect();
    // Of one year what is known last stands first: a revision above its original.
    found.sort_by_key(|target| std::cmp::Reverse((target.year, target.stamp)));
    found
        .into_iter()
        .map(|target| TargetRow {
            target: target.id,
            year: target.year.label(),
            value: view::target::words(sight, indicator, target),
            revised: view::target::revised(sight, indicator, target),
            path: path(indicator, &target.trajectory),
            state: match target.state {
                TargetState::Proposed => "Proposed",
                TargetState::Approved => "Approved",
            },
            provenance: target.provenance.words(),
        })
        .collect()
}

fn path(indicator: &Indicator, trajectory: &Trajectory) -> String {
    match trajectory {
        Trajectory::Flat => "The same in every period".to_owned(),
        Trajectory::Cumulative { weights: None } => {
            "Built up in equal shares over the year".to_owned()
        }
        Trajectory::Cumulative { weights: Some(_) } => {
            "Built up over the year in set shares".to_owned()
        }
        Trajectory::LinearWithLag { baseline, lag } => {
            let from = target_text(indicator, Some(*baseline)).unwrap_or_default();
            format!("In a straight line from {from} after period {lag}")
        }
        Trajectory::Profiled(_) => "A target of its own in each period".to_owned(),
        Trajectory::TrackOnly => "Followed this year, and not held against anything".to_owned(),
    }
}

/// The figures that the reader may see, latest period first; of one period the latest known first.
pub(super) fn figure_rows(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<FigureRow> {
    let mut found: Vec<&Stored<Measurement>> = sight
        .pointing::<Measurement>(
            Edge::MeasurementOf,
            indicator.figures_of(indicator.id).uuid(),
        )
        .rev()
        .take(MOST_FIGURES)
        .collect();
    found.sort_by_key(|figure| std::cmp::Reverse((figure.period, figure.stamp, figure.id)));
    let mut rows = Vec::new();
    let mut standing = None;
    let mut disputed: Vec<MeasurementId> = Vec::new();
    let mut period = None;
    for figure in found {
        if period.replace(figure.period) != Some(figure.period) {
            let sides =
                Measurement::disputed(sight.company(), figure.indicator, figure.period, |scope| {
                    sight.sees(scope)
                });
            disputed = sides.iter().map(|side| side.id).collect();
        }
        let approved = figure.state >= MeasurementState::Approved;
        let since = if disputed.contains(&figure.id) {
            Some("disputed")
        } else if figure.set_aside {
            Some("another one was put in its place")
        } else if approved && standing == Some(figure.period) {
            Some("replaced by a later one")
        } else {
            None
        };
        if approved {
            standing = Some(figure.period);
        }
        rows.push(figure_row(sight, indicator, figure, since));
    }
    rows
}

/// What a figure was counted from; nothing for a plain one.
pub(super) fn counted(figure: &Measurement) -> (String, String) {
    match &figure.figure {
        Figure::Value(_) => (String::new(), String::new()),
        Figure::Ratio(ratio) => {
            let text = |number: rust_decimal::Decimal| {
                display::number(&number.into(), number.normalize().scale())
            };
            (text(ratio.numerator), text(ratio.denominator))
        }
    }
}

fn figure_row(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    figure: &Stored<Measurement>,
    since: Option<&'static str>,
) -> FigureRow {
    let against = Against::of(sight, indicator, figure);
    let (numerator, denominator) = counted(figure);
    FigureRow {
        measurement: figure.id,
        period: figure.period.words(),
        numerator,
        denominator,
        value: value_text(
            &against.definition,
            against.own.as_ref(),
            against.target_value.filter(|_| against.to_date.is_none()),
        ),
        target: held_text(&against),
        mark: against.attainment.rag.into(),
        restated: restated(sight, indicator, figure, &against),
        state: match figure.state {
            MeasurementState::Draft => "Draft",
            MeasurementState::Submitted => "Submitted",
            MeasurementState::Checked => "Checked",
            MeasurementState::Approved => "Approved",
            MeasurementState::Published => "Published",
        },
        from: from(sight, figure),
        taken: corrected::taken(sight, figure),
        public_words: figure.public_words.clone(),
        since,
    }
}

/// The restated colour, beside the one that was reported and never in its place (peers.md 5.7, vector 16).
fn restated(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    figure: &Measurement,
    against: &Against<'_>,
) -> Option<Mark> {
    if against.definition.judges_as(indicator) {
        return None;
    }
    let today = Against::restated(sight, indicator, figure);
    let restated = Mark::from(today.attainment.rag);
    (restated != Mark::from(against.attainment.rag)).then_some(restated)
}

fn from(sight: &Sight<'_>, figure: &Measurement) -> String {
    match (figure.provenance.words(), figure.provided_by) {
        (Some(words), _) => words,
        (None, Some(by)) => format!("Provided by {}", called::you_or_name(sight, by)),
        (None, None) => "Loaded by an administrator".to_owned(),
    }
}
