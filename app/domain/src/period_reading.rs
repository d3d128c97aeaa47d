//! An indicator's figure for one period that somebody asks for, against its target (design/import.md: `report` reads proposals and
//! drafts too, and says where they stand). The scorecard reads the latest figure that was approved; see [`crate::scorecard::reading`].

use crate::{
    against_target::AgainstTarget,
    aggregation::{Aggregated, aggregate},
    calendar::{Grain, Period},
    company::Company,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState},
    quantity::{Exact, Figure},
    record::Stored,
    scoring::{Attainment, attain_exact},
    target::Target,
    trajectory::Trajectory,
};

/// How an indicator stands for a period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodReading {
    /// The figure of the period: its own, or its parts put together.
    pub value: Option<Exact>,
    /// The figure as it was given, where the period has one of its own.
    pub figure: Option<Figure>,
    /// What should be reached by the end of the period, by the approved target or else by a proposed one.
    pub target: Option<Exact>,
    /// Where the figure stands in its approval; of several parts the least.
    pub state: Option<MeasurementState>,
    /// Colour and score, by the definition in force at the period's end; under a cumulative target those of the year to date.
    pub attainment: Attainment,
}

impl PeriodReading {
    /// Reads a period, whatever the length of the indicator's own. What mirrors another has its figures and targets.
    pub fn of(company: &Company, indicator: &Stored<Indicator>, period: Period) -> Self {
        let source = indicator.figures_of(indicator.id);
        let definition = Indicator::in_force(company, indicator, period);
        let target = Target::for_period(company, source, period)
            .or_else(|| Target::proposed(company, source, period.fy))
            .map(|target| &*target.body);
        match last_known(company, source, period) {
            Some(own) => Self::own(company, &definition, own, target),
            None => Self::together(company, &definition, (source, period), target),
        }
    }

    fn own(
        company: &Company,
        definition: &Indicator,
        own: &Stored<Measurement>,
        target: Option<&Target>,
    ) -> Self {
        let against = AgainstTarget::of(company, definition, own, target, |each| !each.set_aside);
        Self {
            value: own.figure.exact(definition.unit.scale()),
            figure: Some(own.figure.clone()),
            target: against.target,
            state: Some(own.state),
            attainment: against.attainment,
        }
    }

    /// A longer period from its parts, by the indicator's rule: no figure while a part is missing (rules.md 4.4).
    fn together(
        company: &Company,
        definition: &Indicator,
        (source, period): (IndicatorId, Period),
        target: Option<&Target>,
    ) -> Self {
        let periods = period.children_in(definition.frequency.grain());
        let parts = parts(company, source, &periods);
        let value = put_together(definition, &parts)
            .filter(|found| !found.provisional)
            .and_then(|found| found.value);
        // A share of the year is held against the year so far, and a lag is counted in the indicator's own periods.
        let held = match target.map(|target| &target.trajectory) {
            Some(Trajectory::Cumulative { .. }) => value.and_then(|_| {
                let until = self::parts(company, source, &until(definition, period));
                put_together(definition, &until)?.value
            }),
            _ => value,
        };
        let target =
            target.and_then(|target| target.exactly_by(*periods.last().unwrap_or(&period)));
        Self {
            value,
            figure: None,
            state: value.and_then(|_| parts.iter().flatten().map(|part| part.state).min()),
            attainment: attain_exact(
                definition.direction,
                held.as_ref(),
                target.as_ref(),
                definition.tolerance,
            ),
            target,
        }
    }
}

/// The figure that is known last for a period, whatever its state, of those in whose place no other was put.
fn last_known(
    company: &Company,
    source: IndicatorId,
    period: Period,
) -> Option<&Stored<Measurement>> {
    Measurement::standing(company, source, period, |_| true)
        .into_iter()
        .max_by_key(|found| (found.stamp, found.id))
}

fn parts<'a>(
    company: &'a Company,
    source: IndicatorId,
    periods: &[Period],
) -> Vec<Option<&'a Stored<Measurement>>> {
    let known = |period: &Period| last_known(company, source, *period);
    periods.iter().map(known).collect()
}

/// The indicator's own periods of the year that are over by the end of a period.
fn until(definition: &Indicator, period: Period) -> Vec<Period> {
    Period::containing(period.end(), Grain::Year)
        .children_in(definition.frequency.grain())
        .into_iter()
        .filter(|part| part.end() <= period.end())
        .collect()
}

fn put_together(
    definition: &Indicator,
    parts: &[Option<&Stored<Measurement>>],
) -> Option<Aggregated> {
    // Nothing put together is no figure, and not a sum of nothing.
    if parts.is_empty() {
        return None;
    }
    let figures: Vec<Option<Figure>> = parts
        .iter()
        .map(|part| part.map(|part| part.figure.clone()))
        .collect();
    aggregate(definition.aggregation, definition.unit.scale(), &figures).ok()
}
