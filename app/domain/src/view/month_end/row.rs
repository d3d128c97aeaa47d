//! One indicator's row: what stands, what the period before had, what is next and who may do it.

use super::{
    action,
    stages::{self, StageLine},
};
use crate::{
    aggregation::Aggregation,
    calendar::{Date, Grain, Period},
    commentary::Commentary,
    demands::{Cause, Demands},
    display,
    figure_step::{FigureStep, StepKind},
    indicator::{Indicator, IndicatorId},
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementId, MeasurementState,
        PublishMeasurement, RecordMeasurement, ReturnMeasurement, SubmitMeasurement,
    },
    quantity::Figure,
    record::Stored,
    sight::Sight,
    view::{
        called,
        corrective_action::{self, ActionLine},
        mark::Mark,
        permission::{Offer, tried},
        reading::{Against, period_short, unit_word, value_text},
    },
};

/// A cell that is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What is counted.
    Numerator,
    /// Out of how many.
    Denominator,
    /// A figure that is not counted out of anything.
    Value,
}

impl Column {
    /// Its name in a form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Value => "value",
        }
    }

    /// Its heading.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Numerator => "Numerator",
            Self::Denominator => "Denominator",
            Self::Value => "Figure",
        }
    }
}

/// The figure that goes its road for the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which figure.
    pub measurement: MeasurementId,
    /// What stands in the cells, as it is typed.
    pub cells: Vec<String>,
    /// The same as it is read, thousands grouped.
    pub counted: Vec<String>,
    /// The figure with its unit.
    pub value: String,
    /// How it stands to its target.
    pub mark: Mark,
    /// Where it stands.
    pub state: MeasurementState,
    /// `Submitted by Priya Natarajan`, or why it came back.
    pub says: String,
}

/// The commentary as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commented {
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What happens next.
    pub next: String,
    /// What residents are told.
    pub public_words: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Its period.
    pub period: Period,
    /// `REP01`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The period in words; empty where it is the month that is shown.
    pub span: String,
    /// `Per cent`.
    pub unit: &'static str,
    /// The cells that are filled in.
    pub columns: Vec<Column>,
    /// `96.1% in Sep 2026`, or that there is none.
    pub last: String,
    /// The target of the period.
    pub target: String,
    /// The figure that goes its road; none where none was given.
    pub standing: Option<Standing>,
    /// The figure that counts until a correction of it is approved; none where none is approved, or nothing else was given.
    pub counts: Option<String>,
    /// The figures that whoever provides another one has before them.
    pub replaces: Vec<MeasurementId>,
    /// Whether the reader may provide a figure.
    pub may_provide: bool,
    /// Whether another figure corrects an approved one.
    pub corrects: bool,
    /// What can be done with the figure that stands, step by step.
    pub offers: [(StepKind, Offer); 4],
    /// Sending it back.
    pub give_back: Offer,
    /// Why a commentary is needed: `is off target`; none where it is not.
    pub asks_commentary: Option<&'static str>,
    /// Why a corrective action is needed; none where it is not, or one is there.
    pub asks_action: Option<&'static str>,
    /// Whether the reader may plan it; whoever is named to provide or check figures may not by that.
    pub may_act: bool,
    /// The commentary, where there is one.
    pub commentary: Option<Commented>,
    /// What is done about it.
    pub actions: Vec<ActionLine>,
    /// The four stages.
    pub stages: Vec<StageLine>,
    /// Whether the reader may say that a stage is not needed.
    pub may_waive: bool,
    /// Whether the reader is correcting an approved figure now.
    pub correcting: bool,
}

impl Row {
    /// Whether its figure is handed in.
    pub fn is_submitted(&self) -> bool {
        self.standing
            .as_ref()
            .is_some_and(|standing| standing.state >= MeasurementState::Submitted)
    }

    /// Whether its cells are typed in: nothing is handed in yet.
    pub fn takes_figures(&self) -> bool {
        self.may_provide && (self.correcting || !self.is_submitted())
    }

    /// Whether its figure is approved, so that nothing of the road is left but publishing.
    pub fn is_settled(&self) -> bool {
        self.standing
            .as_ref()
            .is_some_and(|standing| standing.state >= MeasurementState::Approved)
    }

    /// Whether an approved figure stands that the reader could correct.
    pub fn can_be_corrected(&self) -> bool {
        self.may_provide && self.is_settled()
    }

    /// Whether the reader may do something in it.
    pub fn is_open_to_reader(&self) -> bool {
        self.takes_figures() || self.offers.iter().any(|(_, offer)| offer.is_open())
    }

    /// What comes next, in a few words; nothing once it is published.
    pub fn next(&self) -> &'static str {
        match self.standing.as_ref().map(|standing| standing.state) {
            None => "Needs a figure.",
            Some(MeasurementState::Draft) => "To be submitted.",
            Some(MeasurementState::Submitted) => "To be checked.",
            Some(MeasurementState::Checked) => "To be approved.",
            Some(MeasurementState::Approved) => "Can be published.",
            Some(MeasurementState::Published) => "",
        }
    }
}

/// Whether an indicator is counted out of something: as its last figure was, else as its periods are put together.
fn is_counted(indicator: &Indicator, last: Option<&Measurement>) -> bool {
    match last.map(|last| &last.figure) {
        Some(Figure::Ratio(_)) => true,
        Some(Figure::Value(_)) => false,
        None => matches!(
            indicator.aggregation,
            Aggregation::RatioOfSums | Aggregation::SumOverLast | Aggregation::SumOverMean
        ),
    }
}

/// What was given last before the period, as far as the reader sees it.
pub(in crate::view) fn before<'a>(
    sight: &Sight<'a>,
    indicator: IndicatorId,
    period: Period,
) -> Option<&'a Stored<Measurement>> {
    let day = period.previous().end();
    Measurement::latest(sight.company(), indicator, period.grain, day, |found| {
        sight.sees(&found.scope) && !found.set_aside
    })
}

/// The figures of a period that the reader sees.
pub(in crate::view) struct Figures<'a> {
    /// All that stand.
    stand: Vec<&'a Stored<Measurement>>,
    /// The one given last that is not approved.
    pub(in crate::view) own: Option<&'a Stored<Measurement>>,
    /// The approved one.
    pub(in crate::view) approved: Option<&'a Stored<Measurement>>,
}

impl<'a> Figures<'a> {
    pub(in crate::view) fn of(sight: &Sight<'a>, indicator: IndicatorId, period: Period) -> Self {
        let stand = Measurement::standing(sight.company(), indicator, period, |scope| {
            sight.sees(scope)
        });
        let is_approved =
            |figure: &&Stored<Measurement>| figure.state >= MeasurementState::Approved;
        let (approved, open): (Vec<_>, Vec<_>) = stand.iter().copied().partition(is_approved);
        Self {
            own: open
                .into_iter()
                .max_by_key(|figure| (figure.stamp, figure.id)),
            approved: approved.into_iter().next(),
            stand,
        }
    }

    /// The one that goes its road.
    pub(in crate::view) fn on_the_road(&self) -> Option<&'a Stored<Measurement>> {
        self.own.or(self.approved)
    }
}

/// The row of an indicator for a period.
pub(super) fn row(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    period: Period,
    today: Date,
) -> Row {
    let last = before(sight, indicator.id, period);
    let figures = Figures::of(sight, indicator.id, period);
    let figure = figures.on_the_road();
    let demands = figure.map(|figure| Demands::of(sight.company(), indicator, figure));
    let actions = corrective_action::of_period(sight, indicator.id, period, today);
    let target = figure.map_or_else(
        || Against::nothing(sight, indicator, period),
        |figure| Against::of(sight, indicator, figure),
    );
    Row {
        indicator: indicator.id,
        period,
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        span: match period.grain {
            Grain::Month => String::new(),
            Grain::Quarter | Grain::Year => period.words(),
        },
        unit: unit_word(indicator.unit),
        columns: match is_counted(indicator, figure.or(last).map(|figure| &*figure.body)) {
            true => vec![Column::Numerator, Column::Denominator],
            false => vec![Column::Value],
        },
        last: last.map_or_else(
            || "None before".to_owned(),
            |last| in_period(indicator, last),
        ),
        target: target.target_words().unwrap_or_else(|| "None".to_owned()),
        standing: figure.map(|figure| standing(sight, indicator, figure)),
        counts: figures
            .own
            .and(figures.approved)
            .map(|approved| plain_value(indicator, approved)),
        replaces: figures.stand.iter().map(|figure| figure.id).collect(),
        may_provide: tried(sight, trial(indicator, period)).is_ok(),
        corrects: figures.approved.is_some(),
        offers: offers(sight, figure),
        give_back: give_back(sight, figures.own),
        asks_commentary: demands
            .and_then(|demands| demands.commentary)
            .map(Cause::words),
        asks_action: demands
            .and_then(|demands| demands.action)
            .filter(|_| actions.is_empty())
            .map(Cause::words),
        may_act: action::may_plan(sight, indicator.id, period),
        commentary: commented(sight, indicator.id, period),
        actions,
        stages: stages::stages(sight, indicator, period),
        may_waive: stages::may_waive(sight, indicator.id, period),
        correcting: false,
    }
}

fn commented(sight: &Sight<'_>, indicator: IndicatorId, period: Period) -> Option<Commented> {
    let said = Commentary::seen(sight.company(), indicator, period, |scope| {
        sight.sees(scope)
    })?;
    Some(Commented {
        happened: said.happened,
        why: said.why,
        next: said.next,
        public_words: said.public_words,
    })
}

/// `91.0% in Sep 2026`.
fn in_period(indicator: &Indicator, figure: &Measurement) -> String {
    let value = plain_value(indicator, figure);
    format!("{value} in {}", period_short(figure.period))
}

fn plain_value(indicator: &Indicator, figure: &Measurement) -> String {
    let exact = figure.figure.exact(indicator.unit.scale());
    value_text(indicator, exact.as_ref(), None)
}

/// A figure as the reader would provide it, to ask the rules whether they may.
pub(in crate::view) fn trial(indicator: &Stored<Indicator>, period: Period) -> RecordMeasurement {
    RecordMeasurement {
        measurement: MeasurementId::new(uuid::Uuid::nil()),
        indicator: indicator.id,
        period,
        figure: Figure::Value(rust_decimal::Decimal::ZERO),
        public_words: String::new(),
        provenance: crate::provenance::Provenance::Recorded,
        replaces: Vec::new(),
        correction: String::new(),
    }
}

fn standing(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    figure: &Stored<Measurement>,
) -> Standing {
    let against = Against::of(sight, indicator, figure);
    let typed = |number: rust_decimal::Decimal| display::plain(number.normalize());
    let read =
        |number: rust_decimal::Decimal| display::number(&number.into(), number.normalize().scale());
    Standing {
        measurement: figure.id,
        cells: match &figure.figure {
            Figure::Value(value) => vec![typed(*value)],
            Figure::Ratio(ratio) => vec![typed(ratio.numerator), typed(ratio.denominator)],
        },
        counted: match &figure.figure {
            Figure::Value(value) => vec![read(*value)],
            Figure::Ratio(ratio) => vec![read(ratio.numerator), read(ratio.denominator)],
        },
        value: value_text(
            indicator,
            against.own.as_ref(),
            against.target_value.filter(|_| against.to_date.is_none()),
        ),
        mark: against.attainment.rag.into(),
        state: figure.state,
        says: says(sight, figure),
    }
}

/// Who brought it where it stands, and where it came back with which words.
fn says(sight: &Sight<'_>, figure: &Stored<Measurement>) -> String {
    let taken = FigureStep::taken(sight.company(), figure.indicator, figure.period, |scope| {
        sight.sees(scope)
    });
    let last = taken
        .iter()
        .rev()
        .find(|(_, step)| step.measurement == figure.id)
        .map(|(_, step)| step);
    let provided = || match (figure.provided_by, figure.provenance.words()) {
        (_, Some(words)) => words,
        (Some(by), None) => format!("Draft by {}", called::you_or_name(sight, by)),
        (None, None) => "Loaded by an administrator".to_owned(),
    };
    match last {
        Some(step) => {
            let by = step.by.map_or_else(String::new, |by| {
                format!(" by {}", called::you_or_name(sight, by))
            });
            let words = match step.step {
                StepKind::Returned => format!(": {}", step.words),
                _ => String::new(),
            };
            format!("{}{by}{words}", step.step.words())
        }
        None => provided(),
    }
}

fn offers(sight: &Sight<'_>, figure: Option<&Stored<Measurement>>) -> [(StepKind, Offer); 4] {
    let of = |step: StepKind, state: MeasurementState| {
        let offer = match figure.filter(|figure| figure.state == state) {
            Some(figure) => offer(sight, step, figure.id),
            None => Offer::Hidden,
        };
        (step, offer)
    };
    [
        of(StepKind::Submitted, MeasurementState::Draft),
        of(StepKind::Checked, MeasurementState::Submitted),
        of(StepKind::Approved, MeasurementState::Checked),
        of(StepKind::Published, MeasurementState::Approved),
    ]
}

fn offer(sight: &Sight<'_>, step: StepKind, measurement: MeasurementId) -> Offer {
    match step {
        StepKind::Submitted => Offer::of(
            sight,
            SubmitMeasurement {
                measurement,
                evidence: String::new(),
                kept_at: String::new(),
            },
        ),
        StepKind::Checked => Offer::of(sight, CheckMeasurement { measurement }),
        StepKind::Approved => Offer::of(sight, ApproveMeasurement { measurement }),
        StepKind::Published => Offer::of(sight, PublishMeasurement { measurement }),
        StepKind::Returned => Offer::Hidden,
    }
}

/// Sending back what is handed in and not approved, to whoever may check it.
fn give_back(sight: &Sight<'_>, own: Option<&Stored<Measurement>>) -> Offer {
    let Some(figure) = own.filter(|figure| figure.state >= MeasurementState::Submitted) else {
        return Offer::Hidden;
    };
    let returned = ReturnMeasurement {
        measurement: figure.id,
        reason: "?".to_owned(),
    };
    match tried(sight, returned) {
        Ok(()) => Offer::Open,
        Err(_) => Offer::Hidden,
    }
}
