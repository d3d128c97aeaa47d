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
    scope::Scope,
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

/// What of the records is read.
#[derive(Clone, Copy)]
struct Read<'a> {
    company: &'a Company,
    source: IndicatorId,
    sees: &'a dyn Fn(&Scope) -> bool,
    /// Whether what is not approved is read too.
    drafts: bool,
}

impl PeriodReading {
    /// Reads a period, whatever the length of the indicator's own. What mirrors another has its figures and targets.
    pub fn of(company: &Company, indicator: &Stored<Indicator>, period: Period) -> Self {
        let read = Read {
            company,
            source: indicator.figures_of(indicator.id),
            sees: &|_| true,
            drafts: true,
        };
        let target = Target::for_period(company, read.source, period)
            .or_else(|| Target::proposed(company, read.source, period.fy));
        Self::read(read, indicator, period, target.map(|target| &*target.body))
    }

    /// The same from approved figures and targets alone, as far as they are seen.
    pub fn approved(
        company: &Company,
        indicator: &Stored<Indicator>,
        period: Period,
        sees: &dyn Fn(&Scope) -> bool,
    ) -> Self {
        let read = Read {
            company,
            source: indicator.figures_of(indicator.id),
            sees,
            drafts: false,
        };
        let target =
            Target::for_period(company, read.source, period).filter(|target| sees(&target.scope));
        Self::read(read, indicator, period, target.map(|target| &*target.body))
    }

    /// The year up to the end of a period from approved figures that are seen, by the indicator's rule; none while one of them is missing
    /// (rules.md 4.4).
    pub fn to_date(
        company: &Company,
        indicator: &Stored<Indicator>,
        period: Period,
        sees: &dyn Fn(&Scope) -> bool,
    ) -> Option<Exact> {
        let read = Read {
            company,
            source: indicator.figures_of(indicator.id),
            sees,
            drafts: false,
        };
        let definition = Indicator::in_force(company, indicator, period);
        put_together(&definition, &read.parts(&until(&definition, period)))
            .filter(|found| !found.provisional)?
            .value
    }

    fn read(
        read: Read<'_>,
        indicator: &Stored<Indicator>,
        period: Period,
        target: Option<&Target>,
    ) -> Self {
        let definition = Indicator::in_force(read.company, indicator, period);
        match read.last_known(period) {
            Some(own) => Self::own(read, &definition, own, target),
            None => Self::together(read, &definition, period, target),
        }
    }

    fn own(
        read: Read<'_>,
        definition: &Indicator,
        own: &Stored<Measurement>,
        target: Option<&Target>,
    ) -> Self {
        let against = AgainstTarget::of(read.company, definition, own, target, |each| {
            !each.set_aside && read.reads(each)
        });
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
        read: Read<'_>,
        definition: &Indicator,
        period: Period,
        target: Option<&Target>,
    ) -> Self {
        let periods = period.children_in(definition.frequency.grain());
        let parts = read.parts(&periods);
        let value = put_together(definition, &parts)
            .filter(|found| !found.provisional)
            .and_then(|found| found.value);
        // A share of the year is held against the year so far, and a lag is counted in the indicator's own periods.
        let held = match target.map(|target| &target.trajectory) {
            Some(Trajectory::Cumulative { .. }) => value.and_then(|_| {
                put_together(definition, &read.parts(&until(definition, period)))?.value
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

impl<'a> Read<'a> {
    /// The figure that is known last for a period, of those in whose place no other was put.
    fn last_known(self, period: Period) -> Option<&'a Stored<Measurement>> {
        Measurement::standing(self.company, self.source, period, self.sees)
            .into_iter()
            .filter(|found| self.reads(found))
            .max_by_key(|found| (found.stamp, found.id))
    }

    fn reads(self, found: &Stored<Measurement>) -> bool {
        (self.sees)(&found.scope) && (self.drafts || found.state >= MeasurementState::Approved)
    }

    fn parts(self, periods: &[Period]) -> Vec<Option<&'a Stored<Measurement>>> {
        periods
            .iter()
            .map(|period| self.last_known(*period))
            .collect()
    }
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
