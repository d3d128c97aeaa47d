//! Which figures are shown, and each against the target of its period.

use rust_decimal::Decimal;

use crate::{
    index::Edge,
    indicator::Indicator,
    measurement::{Measurement, MeasurementState},
    quantity::Exact,
    record::Stored,
    scoring::{Attainment, Rag, attain},
    sight::Sight,
    target::Target,
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
        .pointing::<Measurement>(Edge::MeasurementOf, indicator.id.uuid())
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

/// A figure against the target of its period.
#[derive(Clone, Debug)]
pub(in crate::view) struct Against<'a> {
    /// The figure, exactly; none where there were no cases.
    pub value: Option<Exact>,
    /// The target of the period's year, where the reader may see one.
    pub target: Option<&'a Stored<Target>>,
    /// What should be reached by the end of the period.
    pub target_value: Option<Decimal>,
    /// Colour and score.
    pub attainment: Attainment,
}

impl<'a> Against<'a> {
    /// Holds a figure against its target, as the scorecard does (rules.md 4.1 and 4.3).
    pub(in crate::view) fn of(
        sight: &Sight<'a>,
        indicator: &Indicator,
        figure: &Measurement,
    ) -> Self {
        let value = figure.figure.exact(indicator.unit.scale());
        let target = Target::of(sight.company(), figure.indicator, figure.period.fy)
            .filter(|target| sight.sees(&target.scope));
        let target_value = target.and_then(|target| target.by(figure.period));
        Self {
            value,
            target,
            target_value,
            attainment: attain(
                indicator.direction,
                value.as_ref(),
                target_value,
                indicator.tolerance,
            ),
        }
    }

    /// What stands for a figure that has not come.
    pub(in crate::view) const fn nothing(indicator: &Indicator) -> Self {
        Self {
            value: None,
            target: None,
            target_value: None,
            attainment: Attainment::unscored(if indicator.is_scored() {
                Rag::NoData
            } else {
                Rag::NoTarget
            }),
        }
    }
}
