//! An indicator's reading on the scorecard: its figure, its target and its colour (rules.md 4.1 and 4.7).

use super::staff_sees;
use crate::{
    against_target::AgainstTarget,
    calendar::{Date, Period},
    company::Company,
    indicator::Indicator,
    measurement::{Measurement, MeasurementId, MeasurementState},
    record::Stored,
    scope::Scope,
    scoring::Attainment,
    target::{Target, TargetId},
};

/// An indicator's latest figure against its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The figure, where there is one.
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
    }
}
