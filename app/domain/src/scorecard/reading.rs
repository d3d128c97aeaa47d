//! An indicator's reading on the scorecard: its figure, its target and its colour (rules.md 4.1 and 4.7).

use super::staff_sees;
use crate::{
    against_target::AgainstTarget,
    aggregation::Aggregated,
    calendar::{Date, Period},
    company::Company,
    indicator::Indicator,
    measurement::{Measurement, MeasurementId, MeasurementState},
    period_reading::PeriodReading,
    record::Stored,
    scope::Scope,
    scoring::Attainment,
    target::{Target, TargetId},
};

/// An indicator's latest figure against its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The figure, where there is one; of several that were put together the last.
    pub measurement: Option<MeasurementId>,
    /// The period that it is for.
    pub period: Option<Period>,
    /// The target of that period's financial year, or of the day's where there is no figure.
    pub target: Option<TargetId>,
    /// What was held against what.
    pub against: AgainstTarget,
    /// Colour and score.
    pub attainment: Attainment,
    /// Whether a red one caps what is above it, by the definition in force at the end of its period.
    pub safety_critical: bool,
    /// Where there is a figure and it is too old to count: which.
    pub out_of_date: Option<MeasurementId>,
    /// Whether it counts on the scorecard: a draft does not yet, a retired indicator no longer.
    pub counts: bool,
    /// The period that the figure had to be for; none where the latest one counts.
    pub over: Option<Period>,
    /// Of such a period without a figure of its own: what its parts come to, and how many of them there are; none where they cannot
    /// be put together.
    pub together: Option<Aggregated>,
}

/// The latest figure that all staff may see, against the target of its year; none where it is too old to count.
pub fn reading(company: &Company, indicator: &Stored<Indicator>, day: Date) -> Reading {
    reading_of(
        company,
        indicator,
        day,
        staff_sees,
        MeasurementState::Approved,
    )
}

/// The latest published figure against the public target of its year; of an indicator that is not public nothing is read.
pub(super) fn published(company: &Company, indicator: &Stored<Indicator>, day: Date) -> Reading {
    let public = |scope: &Scope| indicator.scope == Scope::Public && *scope == Scope::Public;
    reading_of(company, indicator, day, public, MeasurementState::Published)
}

/// The latest figure in a scope that is seen and as far on its road as `from`, against a target that is seen.
fn reading_of(
    company: &Company,
    indicator: &Stored<Indicator>,
    day: Date,
    seen: impl Fn(&Scope) -> bool,
    from: MeasurementState,
) -> Reading {
    let grain = indicator.frequency.grain();
    let counts = |found: &Stored<Measurement>| seen(&found.scope) && found.state >= from;
    let source = indicator.figures_of(indicator.id);
    let latest = Measurement::latest(company, source, grain, day, counts);
    let (out_of_date, measurement) = match latest {
        Some(old) if old.is_out_of_date(day) => (Some(old.id), None),
        latest => (None, latest),
    };
    let period = measurement.map_or_else(|| Period::containing(day, grain), |found| found.period);
    // Without a figure it is only asked whether there is a target: what has one and no figure counts as missing.
    let target = Target::for_period(company, source, period)
        .filter(|target| measurement.is_none() || seen(&target.scope));
    let definition = Indicator::in_force(company, indicator, period);
    let against = match measurement {
        Some(found) => AgainstTarget::of(
            company,
            &definition,
            found,
            target.map(|target| &*target.body),
            counts,
        ),
        None => AgainstTarget::nothing(&definition, target.and_then(|target| target.by(period))),
    };
    Reading {
        measurement: measurement.map(|found| found.id),
        period: measurement.map(|found| found.period),
        target: target.map(|target| target.id),
        against,
        attainment: against.attainment,
        safety_critical: definition.tags.safety_critical,
        out_of_date,
        counts: indicator.counts(),
        over: None,
        together: None,
    }
}

/// What all staff may see of a period: its own figure, or its parts put together, against the target of its end (rules.md 4.4). Of
/// what is collected less often than that the latest figure at its end, since a year has no figure for a quarter.
pub(super) fn reading_over(
    company: &Company,
    indicator: &Stored<Indicator>,
    period: Period,
) -> Reading {
    let definition = Indicator::in_force(company, indicator, period);
    let grain = definition.frequency.grain();
    if grain.months() > period.grain.months() {
        return reading(company, indicator, period.end());
    }
    let found = PeriodReading::approved(company, indicator, period, &staff_sees);
    let source = indicator.figures_of(indicator.id);
    let parts = period.children_in(grain);
    let last = found.state.and_then(|_| {
        std::iter::once(period)
            .chain(parts.into_iter().rev())
            .find_map(|part| Measurement::approved(company, source, part))
    });
    Reading {
        measurement: last.map(|last| last.id),
        period: last.map(|_| period),
        target: Target::for_period(company, source, period)
            .filter(|target| staff_sees(&target.scope))
            .map(|target| target.id),
        against: found.against,
        attainment: found.against.attainment,
        safety_critical: definition.tags.safety_critical,
        out_of_date: None,
        counts: indicator.counts(),
        over: Some(period),
        together: found.together,
    }
}
