//! Figures that two people gave for one period, neither having seen the other's: all of them, for somebody to choose (sync.md 2.7).

use std::collections::BTreeSet;

use crate::{
    calendar::{self, Period},
    display,
    index::Edge,
    indicator::Indicator,
    measurement::{ChooseMeasurement, Measurement, MeasurementId, MeasurementState},
    record::Stored,
    sight::Sight,
    view::{called, permission::Offer, reading::value_text, waiting::Words},
};

/// A period with more than one figure, of which one has to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputedPeriod {
    /// `October 2026`.
    pub period: String,
    /// Each figure; at least two.
    pub sides: Vec<Side>,
    /// Who chooses, where the reader does not.
    pub not_yours: Option<String>,
}

/// One of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which figure.
    pub measurement: MeasurementId,
    /// The figure with its unit.
    pub value: String,
    /// What it was counted from, who gave it and when.
    pub facts: Vec<Words>,
    /// Choosing it over the others; none where the reader may not.
    pub choose: Option<ChooseMeasurement>,
}

/// The periods that are disputed, as far as the reader sees the figures, latest first.
pub(super) fn periods(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<DisputedPeriod> {
    let begun: BTreeSet<Period> = sight
        .pointing::<Measurement>(Edge::MeasurementOf, indicator.id.uuid())
        .filter(|figure| !figure.unseen.is_empty())
        .map(|figure| figure.period)
        .collect();
    let found = begun.into_iter().rev().filter_map(|period| {
        let figures = Measurement::disputed(sight.company(), indicator.id, period, |scope| {
            sight.sees(scope)
        });
        (!figures.is_empty()).then(|| disputed(sight, indicator, period, &figures))
    });
    found.collect()
}

fn disputed(
    sight: &Sight<'_>,
    indicator: &Indicator,
    period: Period,
    figures: &[&Stored<Measurement>],
) -> DisputedPeriod {
    let mut not_yours = None;
    let sides = figures.iter().map(|figure| {
        let others = figures.iter().filter(|other| other.id != figure.id);
        let choose = ChooseMeasurement {
            measurement: figure.id,
            over: others.map(|other| other.id).collect(),
        };
        let offer = Offer::of(sight, choose.clone());
        not_yours = not_yours.take().or_else(|| offer.reason());
        Side {
            measurement: figure.id,
            value: value_text(
                indicator,
                figure.figure.exact(indicator.unit.scale()).as_ref(),
                None,
            ),
            facts: facts(sight, figure),
            choose: offer.is_open().then_some(choose),
        }
    });
    DisputedPeriod {
        period: period.words(),
        sides: sides.collect(),
        not_yours,
    }
}

fn facts(sight: &Sight<'_>, figure: &Stored<Measurement>) -> Vec<Words> {
    let (numerator, denominator) = super::history::counted(figure);
    let by = match (figure.provided_by, figure.provenance.words()) {
        (Some(by), _) => called::you_or_name(sight, by),
        (None, Some(words)) => words,
        (None, None) => "an administrator".to_owned(),
    };
    let last = match figure.state {
        MeasurementState::Draft => "Given on",
        MeasurementState::Submitted => "Submitted on",
        MeasurementState::Checked => "Checked on",
        MeasurementState::Approved => "Approved on",
        MeasurementState::Published => "Published on",
    };
    [
        ("Given by", by),
        (last, display::date(calendar::day(figure.stamp.at))),
        ("Numerator", numerator),
        ("Denominator", denominator),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(field, text)| Words { field, text })
    .collect()
}
