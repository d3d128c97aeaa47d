//! Which figures are shown, and each against the target of its period.

use std::borrow::Cow;

use rust_decimal::prelude::ToPrimitive;

use super::phrase::{target_text, target_words};
use crate::{
    against_target::{AgainstTarget, figures_to_date},
    calendar::{Grain, Period},
    explain::{Step, explain_aggregation, explain_attainment_of, explain_figure},
    index::Edge,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState},
    quantity::Exact,
    record::Stored,
    scorecard::Reading,
    scoring::Rag,
    sight::Sight,
    target::Target,
    trajectory::Trajectory,
};

/// The approved figures of an indicator that are seen, of the latest `most` periods, oldest first; of several for one
/// period the one known last, as a correction is a new record.
pub(in crate::view) fn figures<'a>(
    sight: &Sight<'a>,
    indicator: &Stored<Indicator>,
    most: usize,
) -> Vec<&'a Stored<Measurement>> {
    let grain = indicator.frequency.grain();
    let mut found: Vec<&'a Stored<Measurement>> = Vec::new();
    let newest_first = sight
        .pointing::<Measurement>(
            Edge::MeasurementOf,
            indicator.figures_of(indicator.id).uuid(),
        )
        .rev()
        .filter(|each| each.period.grain == grain && each.state >= MeasurementState::Approved);
    for each in newest_first {
        let full = found.len() == most;
        match found.last_mut().filter(|last| last.period == each.period) {
            Some(last) if (last.stamp, last.id) < (each.stamp, each.id) => *last = each,
            Some(_) => {}
            None if full => break,
            None => found.push(each),
        }
    }
    found.reverse();
    found
}

/// The figure of the period straight before, where there is one.
pub(in crate::view) fn previous<'a>(
    figures: &[&'a Stored<Measurement>],
    of: &Measurement,
) -> Option<&'a Stored<Measurement>> {
    figures
        .iter()
        .copied()
        .find(|each| each.period == of.period.previous())
}

/// A figure against the target of its period, as far as the reader may see them.
#[derive(Clone, Debug)]
pub(in crate::view) struct Against<'a> {
    /// The period's own figure, exactly; none where there were no cases.
    pub own: Option<Exact>,
    /// The target of the period's year, where the reader may see one.
    pub target: Option<&'a Stored<Target>>,
    /// The definition in force at the period's end, by which it is judged.
    pub definition: Cow<'a, Indicator>,
    held: AgainstTarget,
}

impl std::ops::Deref for Against<'_> {
    type Target = AgainstTarget;

    fn deref(&self) -> &AgainstTarget {
        &self.held
    }
}

impl<'a> Against<'a> {
    /// What should be reached by the end of the period, exactly.
    pub(in crate::view) const fn exact_target(&self) -> Option<&Exact> {
        self.held.target.as_ref()
    }

    /// Holds a figure against its target, as the scorecard does.
    pub(in crate::view) fn of(
        sight: &Sight<'a>,
        indicator: &'a Stored<Indicator>,
        figure: &Measurement,
    ) -> Self {
        let definition = Indicator::in_force(sight.company(), indicator, figure.period);
        Self::by(sight, definition, figure)
    }

    /// The same by the definition as it stands today: the restated colour (peers.md 5.7, vector 16).
    pub(in crate::view) fn restated(
        sight: &Sight<'a>,
        indicator: &'a Stored<Indicator>,
        figure: &Measurement,
    ) -> Self {
        Self::by(sight, Cow::Borrowed(&*indicator.body), figure)
    }

    fn by(sight: &Sight<'a>, definition: Cow<'a, Indicator>, figure: &Measurement) -> Self {
        let target = target(sight, figure.indicator, figure.period);
        Self {
            own: figure.figure.exact(definition.unit.scale()),
            target,
            held: AgainstTarget::of(
                sight.company(),
                &definition,
                figure,
                target.map(|target| &*target.body),
                |each| counts(sight, each),
            ),
            definition,
        }
    }

    /// What stands for the figure of a period that has not come.
    pub(in crate::view) fn nothing(
        sight: &Sight<'a>,
        indicator: &'a Stored<Indicator>,
        period: Period,
    ) -> Self {
        let target = target(sight, indicator.figures_of(indicator.id), period);
        let by = target.and_then(|target| target.by(period));
        let definition = Indicator::in_force(sight.company(), indicator, period);
        Self {
            own: None,
            target,
            held: AgainstTarget::nothing(&definition, by),
            definition,
        }
    }

    /// A period as the scorecard put it together; its target is the one that all staff see.
    pub(in crate::view) fn over(
        sight: &Sight<'a>,
        indicator: &'a Stored<Indicator>,
        period: Period,
        reading: &Reading,
    ) -> Self {
        Self {
            own: reading.together.and_then(|together| together.value),
            target: target(sight, indicator.figures_of(indicator.id), period),
            held: reading.against,
            definition: Indicator::in_force(sight.company(), indicator, period),
        }
    }

    /// The target of the period, and of the year where that is another (rules.md 4.3): `80 (120 for the year)`.
    pub(in crate::view) fn target_text(&self) -> Option<String> {
        self.with_year(target_text(&self.definition, self.target_value)?)
    }

    /// The same as a demand: `at least 80 (120 for the year)`.
    pub(in crate::view) fn target_words(&self) -> Option<String> {
        self.with_year(target_words(&self.definition, self.target_value)?)
    }

    fn with_year(&self, text: String) -> Option<String> {
        Some(match self.year {
            Some(year) => format!(
                "{text} ({} for the year)",
                target_text(&self.definition, Some(year.value))?
            ),
            None => text,
        })
    }

    /// Where a figure held against the year's target has another colour: `close to the year’s target of 16 days`.
    pub(in crate::view) fn year_words(&self) -> Option<String> {
        let year = self.year?;
        let how = match year.rag.filter(|rag| *rag != self.attainment.rag)? {
            Rag::Green => "meeting",
            Rag::Amber => "close to",
            Rag::Red => "off",
            Rag::NoTarget | Rag::NoData => return None,
        };
        let target = target_text(&self.definition, Some(year.value))?;
        Some(format!("{how} the year’s target of {target}"))
    }

    /// The target beside the period's own figure, for drawing only; none where another figure is held against it.
    pub(in crate::view) fn drawn_target(&self) -> Option<f64> {
        self.target_value
            .filter(|_| self.to_date.is_none())
            .and_then(|target| target.to_f64())
    }

    /// What the figure that is held is of: `November 2026`, or `2026/27 up to November 2026`.
    pub(in crate::view) fn span(&self, period: Period) -> String {
        let until = || Period::containing(period.end(), Grain::Month).words();
        match self.to_date {
            Some(to_date) if to_date.provisional => format!(
                "{} up to {}, with {} of {} reported",
                period.fy,
                until(),
                to_date.reported,
                to_date.expected
            ),
            Some(_) => format!("{} up to {}", period.fy, until()),
            None => period.words(),
        }
    }

    /// How what is held came about, and how it came to its colour and score.
    pub(in crate::view) fn steps(&self, sight: &Sight<'_>, figure: &Measurement) -> Vec<Step> {
        let indicator = &*self.definition;
        let scale = indicator.unit.scale();
        let mut steps = if self.to_date.is_some() {
            let figures = figures_to_date(sight.company(), figure, |each| counts(sight, each));
            explain_aggregation(indicator.aggregation, scale, &figures).unwrap_or_default()
        } else {
            vec![explain_figure(&figure.figure, scale)]
        };
        steps.extend(explain_attainment_of(
            indicator.direction,
            self.value.as_ref(),
            self.held.target.as_ref(),
            indicator.tolerance,
        ));
        steps
    }
}

fn target<'a>(
    sight: &Sight<'a>,
    indicator: IndicatorId,
    period: Period,
) -> Option<&'a Stored<Target>> {
    Target::for_period(sight.company(), indicator, period)
        .filter(|target| target.trajectory != Trajectory::TrackOnly && sight.sees(&target.scope))
}

/// Whether a figure counts towards a year to date that the reader sees.
fn counts(sight: &Sight<'_>, figure: &Stored<Measurement>) -> bool {
    sight.sees(&figure.scope) && figure.state >= MeasurementState::Approved
}
