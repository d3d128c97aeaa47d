//! `throughline report`: how indicators stand (design/import.md). Proposals are read too, and their status is said.

mod benchmark;
mod rag;
mod value;

use domain::{
    aggregation::aggregate,
    calendar::Period,
    company::Company,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState},
    quantity::{Decimal, Exact, Figure, Ratio},
    record::Stored,
    scoring::{Attainment, attain_exact},
    target::Target,
};

pub use benchmark::{Benchmark, benchmark};
pub use rag::{By, Group, rag};
pub use value::{Value, value};

/// Decimal places of a number in a report.
const PLACES: u32 = 4;

/// How an indicator stands for a period.
struct Standing {
    /// The figure of the period: its own, or its parts put together.
    value: Option<Exact>,
    /// The figure as it was given, where the period has one of its own.
    figure: Option<Figure>,
    /// The target of the period, the approved one before a proposed one.
    target: Option<Exact>,
    /// Where the figure stands in its approval; the least of its parts.
    state: Option<MeasurementState>,
    /// Colour and score.
    attainment: Attainment,
}

impl Standing {
    fn of(company: &Company, indicator: &Stored<Indicator>, period: Period) -> Self {
        let own = figure(company, indicator.id, period);
        let (value, state) = match own {
            Some(own) => (own.figure.exact(indicator.unit.scale()), Some(own.state)),
            None => together(company, indicator, period),
        };
        let target = Target::for_period(company, indicator.id, period)
            .or_else(|| Target::proposed(company, indicator.id, period.fy))
            .and_then(|target| target.exactly_by(period));
        Self {
            attainment: attain_exact(
                indicator.direction,
                value.as_ref(),
                target.as_ref(),
                indicator.tolerance,
            ),
            figure: own.map(|own| own.figure.clone()),
            value,
            target,
            state,
        }
    }
}

/// The figure that is known last for a period, whatever its state, unless another was put in its place.
fn figure(
    company: &Company,
    indicator: IndicatorId,
    period: Period,
) -> Option<&Stored<Measurement>> {
    Measurement::series(company, indicator, period.grain)
        .into_iter()
        .find(|found| found.period == period && !found.set_aside)
}

/// A longer period's figure from its parts, by the indicator's rule; none where a part is missing.
fn together(
    company: &Company,
    indicator: &Stored<Indicator>,
    period: Period,
) -> (Option<Exact>, Option<MeasurementState>) {
    let grain = indicator.frequency.grain();
    if grain >= period.grain {
        return (None, None);
    }
    let parts: Vec<Option<&Stored<Measurement>>> = period
        .children_in(grain)
        .into_iter()
        .map(|part| figure(company, indicator.id, part))
        .collect();
    let figures: Vec<Option<Figure>> = parts
        .iter()
        .map(|part| part.map(|part| part.figure.clone()))
        .collect();
    let found = aggregate(indicator.aggregation, indicator.unit.scale(), &figures)
        .ok()
        .filter(|found| !found.provisional)
        .and_then(|found| found.value);
    let state = parts.iter().flatten().map(|part| part.state).min();
    (found, state.filter(|_| found.is_some()))
}

fn by_code<'a>(company: &'a Company, code: &str) -> Option<&'a Stored<Indicator>> {
    company
        .all::<Indicator>()
        .find(|indicator| indicator.code == code)
}

/// A number with four places, as a report prints it.
fn four(number: &Exact) -> Option<String> {
    number.rounded(PLACES).map(|number| format!("{number:.4}"))
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

fn parts(figure: Option<&Figure>) -> (Option<String>, Option<String>) {
    match figure {
        Some(Figure::Ratio(Ratio {
            numerator,
            denominator,
        })) => (Some(plain(*numerator)), Some(plain(*denominator))),
        _ => (None, None),
    }
}
