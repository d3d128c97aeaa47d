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
    target::Target,
};

/// How an indicator stands for a period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodReading {
    /// The figure of the period: its own, or its parts put together.
    pub value: Option<Exact>,
    /// The figure as it was given, where the period has one of its own.
    pub figure: Option<Figure>,
    /// Where the figure stands in its approval; of several parts the least.
    pub state: Option<MeasurementState>,
    /// The figure against what should be reached by the end of the period, by the definition in force then.
    pub against: AgainstTarget,
    /// Of a period without a figure of its own: what its parts come to, and how many of them there are; none where they cannot be
    /// put together.
    pub together: Option<Aggregated>,
}

/// One of an indicator's own periods, with its figure where there is one.
pub type PeriodPart<'a> = (Period, Option<&'a Stored<Measurement>>);

/// What of the records is read.
#[derive(Clone, Copy)]
struct Read<'a, 's> {
    company: &'a Company,
    source: IndicatorId,
    sees: &'s dyn Fn(&Scope) -> bool,
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

    /// The indicator's own periods in a longer one, in order, each with its approved figure where there is one that is seen.
    pub fn parts<'a>(
        company: &'a Company,
        indicator: &Stored<Indicator>,
        period: Period,
        sees: &dyn Fn(&Scope) -> bool,
    ) -> Vec<PeriodPart<'a>> {
        let read = Read {
            company,
            source: indicator.figures_of(indicator.id),
            sees,
            drafts: false,
        };
        let definition = Indicator::in_force(company, indicator, period);
        let periods = period.children_in(definition.frequency.grain());
        let figures = read.parts(&periods);
        periods.into_iter().zip(figures).collect()
    }

    fn read(
        read: Read<'_, '_>,
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
        read: Read<'_, '_>,
        definition: &Indicator,
        own: &Stored<Measurement>,
        target: Option<&Target>,
    ) -> Self {
        Self {
            value: own.figure.exact(definition.unit.scale()),
            figure: Some(own.figure.clone()),
            state: Some(own.state),
            against: AgainstTarget::of(read.company, definition, own, target, |each| {
                !each.set_aside && read.reads(each)
            }),
            together: None,
        }
    }

    /// A longer period from its parts, by the indicator's rule: no figure while a part is missing (rules.md 4.4).
    fn together(
        read: Read<'_, '_>,
        definition: &Indicator,
        period: Period,
        target: Option<&Target>,
    ) -> Self {
        let periods = period.children_in(definition.frequency.grain());
        let parts = read.parts(&periods);
        let together = put_together(definition, &parts);
        let whole = together.filter(|found| !found.provisional);
        let value = whole.and_then(|found| found.value);
        // A share of the year is held against the year so far, and a lag is counted in the indicator's own periods.
        let to_date =
            whole.and_then(|_| put_together(definition, &read.parts(&until(definition, period))));
        let last = *periods.last().unwrap_or(&period);
        Self {
            value,
            figure: None,
            state: whole.and_then(|_| parts.iter().flatten().map(|part| part.state).min()),
            against: AgainstTarget::of_parts(definition, value, to_date, target, last),
            together,
        }
    }
}

impl<'a> Read<'a, '_> {
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
