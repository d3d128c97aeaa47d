//! What a figure asks of its service before it goes on: a commentary, a corrective action (strategy §2: performance information
//! "will result in further action when it shows that targets are not being achieved"; S75).

use rust_decimal::Decimal;

use crate::{
    against_target::AgainstTarget,
    calendar::{Frequency, Period},
    company::Company,
    definition_sheet::Rebase,
    index::Edge,
    indicator::Indicator,
    measurement::{Measurement, MeasurementState},
    record::Stored,
    scoring::Rag,
    spc::{Chart, Improvement, Options, plotted},
    target::Target,
};

/// Figures before this one that say whether it is chance: ten years of months.
const MOST_FIGURES: usize = 120;

/// Why a figure asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is off target.
    Red,
    /// It is close to target and not on it.
    Amber,
    /// It is so for the second period running.
    AmberTwice,
    /// It is no chance, in the wrong direction (rules.md 4.6).
    Concern,
}

impl Cause {
    /// As part of a sentence: "is off target".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Red => "is off target",
            Self::Amber => "is close to target and not on it",
            Self::AmberTwice => "is close to target for the second period running",
            Self::Concern => "is a signal of concern",
        }
    }

    /// What to do where there is no commentary.
    pub fn asks_commentary(self) -> String {
        format!(
            "This figure {}. Write what happened, why, and what happens next; then it can be approved.",
            self.words()
        )
    }
}

/// What a figure asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demands {
    /// Its colour.
    pub rag: Rag,
    /// Why a commentary is asked for; none where it is not.
    pub commentary: Option<Cause>,
    /// Why a corrective action is asked for; none where it is not.
    pub action: Option<Cause>,
}

impl Demands {
    /// What this figure asks for, held against its target and after the approved ones before it.
    pub fn of(company: &Company, indicator: &Stored<Indicator>, figure: &Measurement) -> Self {
        let rag = rag(company, indicator, figure);
        let concern = || is_concern(company, indicator, figure).then_some(Cause::Concern);
        match rag {
            Rag::Red => Self {
                rag,
                commentary: Some(Cause::Red),
                action: Some(Cause::Red),
            },
            Rag::Amber => {
                let before = Measurement::approved(company, indicator.id, figure.period.previous());
                let twice = before.is_some_and(|it| self::rag(company, indicator, it) == rag);
                Self {
                    rag,
                    commentary: Some(Cause::Amber),
                    action: twice.then_some(Cause::AmberTwice).or_else(concern),
                }
            }
            Rag::Green | Rag::NoTarget | Rag::NoData => {
                let concern = concern();
                Self {
                    rag,
                    commentary: concern,
                    action: concern,
                }
            }
        }
    }
}

/// The colour of a figure against the target of its period and by the definition of then, as every page shows it.
fn rag(company: &Company, indicator: &Stored<Indicator>, figure: &Measurement) -> Rag {
    let target = Target::for_period(company, indicator.id, figure.period);
    let definition = Indicator::in_force(company, indicator, figure.period);
    let approved = |each: &Stored<Measurement>| each.state >= MeasurementState::Approved;
    AgainstTarget::of(
        company,
        &definition,
        figure,
        target.map(|target| &*target.body),
        approved,
    )
    .attainment
    .rag
}

/// The approved figures of the periods before one, as they are charted, oldest first: from where its limits begin on.
pub fn charted_before(
    company: &Company,
    indicator: &Stored<Indicator>,
    period: Period,
) -> Vec<Decimal> {
    let since = Rebase::since(company, indicator.id, period);
    let mut periods: Vec<Period> = company
        .pointing::<Measurement>(Edge::MeasurementOf, indicator.id.uuid())
        .filter(|each| each.state >= MeasurementState::Approved)
        .map(|each| each.period)
        .filter(|each| each.grain == period.grain && *each < period)
        .filter(|each| since.is_none_or(|since| since <= each.start()))
        .collect();
    periods.dedup();
    let from = periods.len().saturating_sub(MOST_FIGURES);
    periods
        .into_iter()
        .skip(from)
        .filter_map(|period| Measurement::approved(company, indicator.id, period))
        .filter_map(|each| plotted(&each.figure.exact(indicator.unit.scale())?))
        .collect()
}

/// The chart of an indicator that ends with this figure; none for what is collected once a year, or has no value.
pub fn chart(
    company: &Company,
    indicator: &Stored<Indicator>,
    figure: &Measurement,
) -> Option<Chart> {
    if indicator.frequency == Frequency::Annual {
        return None;
    }
    let own = plotted(&figure.figure.exact(indicator.unit.scale())?)?;
    let mut values = charted_before(company, indicator, figure.period);
    values.push(own);
    Chart::of(
        &values,
        Options::new(Improvement::from(indicator.direction)),
    )
    .ok()
}

fn is_concern(company: &Company, indicator: &Stored<Indicator>, figure: &Measurement) -> bool {
    chart(company, indicator, figure)
        .and_then(|chart| chart.points.last().map(|last| last.kind.is_concern()))
        .unwrap_or(false)
}
