//! A figure held against the target of its period: the one sum behind the scorecard and every page (rules.md 4.1, 4.3, 4.4).
//!
//! Under a cumulative target the figure that is held is the year to date, since the target is a share of the year's.

use rust_decimal::Decimal;

use crate::{
    aggregation::{Aggregated, aggregate},
    calendar::Period,
    company::Company,
    indicator::Indicator,
    measurement::Measurement,
    quantity::{Exact, Figure},
    record::Stored,
    scoring::{Attainment, Rag, attain, attain_exact},
    target::Target,
    trajectory::Trajectory,
};

/// A figure against a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstTarget {
    /// What is held against the target, exactly: the period's figure, or the year to date; none where there is none.
    pub value: Option<Exact>,
    /// Where it is the year to date, how many of its periods have a figure (rules.md 4.4: never filled in).
    pub to_date: Option<Aggregated>,
    /// What should be reached by the end of the period, exactly: what the colour is decided on.
    pub target: Option<Exact>,
    /// The same as it is shown, with at most 12 places.
    pub target_value: Option<Decimal>,
    /// The target of the year's end, where the period's is another.
    pub year: Option<YearTarget>,
    /// Colour and score against the period's target.
    pub attainment: Attainment,
}

/// The target of the year's end, where the period's is another (rules.md 4.3: both are shown).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearTarget {
    /// What is to be reached by the end of the year.
    pub value: Decimal,
    /// The colour against it; none for a year to date, which is not over, and where there is no figure.
    pub rag: Option<Rag>,
}

impl AgainstTarget {
    /// Holds a figure against a target. `seen` says which figures of the earlier periods count towards the year to date.
    pub fn of(
        company: &Company,
        indicator: &Indicator,
        figure: &Measurement,
        target: Option<&Target>,
        seen: impl Fn(&Stored<Measurement>) -> bool,
    ) -> Self {
        let own = figure.figure.exact(indicator.unit.scale());
        let Some(target) = judged(target) else {
            return Self::held(indicator, own, None, None);
        };
        let to_date = builds_up(target).then(|| {
            let figures = figures_to_date(company, figure, seen);
            aggregate(indicator.aggregation, indicator.unit.scale(), &figures)
                // What cannot be put together is no figure for the year to date, and so no data.
                .unwrap_or(Aggregated {
                    value: None,
                    reported: 0,
                    expected: usize::from(figure.period.index),
                    provisional: true,
                })
        });
        Self::against(indicator, own, to_date, target, figure.period)
    }

    /// Holds a longer period that was put together against a target: the one of the last of the indicator's own periods in it, since
    /// a target is a path over those. `to_date` is the year up to its end, which counts under a target that builds up.
    pub fn of_parts(
        indicator: &Indicator,
        together: Option<Exact>,
        to_date: Option<Aggregated>,
        target: Option<&Target>,
        last: Period,
    ) -> Self {
        match judged(target) {
            None => Self::held(indicator, together, None, None),
            Some(target) => {
                let to_date = to_date.filter(|_| builds_up(target));
                Self::against(indicator, together, to_date, target, last)
            }
        }
    }

    fn against(
        indicator: &Indicator,
        own: Option<Exact>,
        to_date: Option<Aggregated>,
        target: &Target,
        period: Period,
    ) -> Self {
        let value = to_date.map_or(own, |to_date| to_date.value);
        let target_value = target.by(period);
        let year = (target_value != Some(target.value)).then(|| YearTarget {
            value: target.value,
            rag: value.filter(|_| to_date.is_none()).map(|value| {
                attain(
                    indicator.direction,
                    Some(&value),
                    Some(target.value),
                    indicator.tolerance,
                )
                .rag
            }),
        });
        Self {
            to_date,
            target_value,
            year,
            ..Self::held(indicator, value, target.exactly_by(period), None)
        }
    }

    /// What stands for a figure that has not come: no target is asked for first, then no data (rules.md 4.1).
    pub fn nothing(indicator: &Indicator, target_value: Option<Decimal>) -> Self {
        let exact = target_value.map(Exact::from);
        Self::held(indicator, None, exact, target_value)
    }

    fn held(
        indicator: &Indicator,
        value: Option<Exact>,
        target: Option<Exact>,
        target_value: Option<Decimal>,
    ) -> Self {
        Self {
            value,
            to_date: None,
            target,
            target_value,
            year: None,
            attainment: attain_exact(
                indicator.direction,
                value.as_ref(),
                target.as_ref(),
                indicator.tolerance,
            ),
        }
    }
}

/// The target that a figure is held against; none where it is only tracked.
fn judged(target: Option<&Target>) -> Option<&Target> {
    target.filter(|target| target.trajectory != Trajectory::TrackOnly)
}

/// Whether the year to date is held against it.
const fn builds_up(target: &Target) -> bool {
    matches!(target.trajectory, Trajectory::Cumulative { .. })
}

/// The figures of the year up to this one's period, in order, a missing one as none.
pub fn figures_to_date(
    company: &Company,
    figure: &Measurement,
    seen: impl Fn(&Stored<Measurement>) -> bool,
) -> Vec<Option<Figure>> {
    Measurement::year_to_date(company, figure, seen)
        .into_iter()
        .map(|each| each.map(|each| each.figure.clone()))
        .collect()
}
