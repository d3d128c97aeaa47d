//! Measurements: a figure for an indicator and a period, from draft to published (glossary 2.1).

mod bounds;
mod dispute;
mod road;

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{self, Date, Grain, Period},
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::DefinitionSheet,
    display, form,
    id::Id,
    index::{Edge, Reference},
    indicator::{Indicator, IndicatorId, IndicatorState},
    indicator_selection::{IndicatorSelection, Stakeholder},
    person::PersonId,
    provenance::Provenance,
    quantity::Figure,
    record::{Stamp, Stored, noun},
    rejection::Rejection,
    scope::Scope,
};

pub use bounds::{Impossible, impossible};
pub use dispute::ChooseMeasurement;
pub use road::{
    ApproveMeasurement, CheckMeasurement, PublishMeasurement, ReturnMeasurement, SubmitMeasurement,
};

/// Identifies a measurement. A correction is a new measurement for the same period.
pub type MeasurementId = Id<Measurement>;

/// Where a figure stands (glossary 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasurementState {
    /// Provided, and seen by the service only.
    Draft,
    /// Handed in, and seen by the service only.
    Submitted,
    /// Looked over by another person, and seen by the service only.
    Checked,
    /// Approved by another person, and seen by staff.
    Approved,
    /// Public.
    Published,
}

/// A figure for an indicator and a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The period that it is for.
    pub period: Period,
    /// The figure: numerator and denominator where there are any.
    pub figure: Figure,
    /// Where it stands.
    pub state: MeasurementState,
    /// Who provided it; none where it was loaded.
    pub provided_by: Option<PersonId>,
    /// What residents are told about it.
    #[serde(default)]
    pub public_words: String,
    /// Where it comes from.
    #[serde(default)]
    pub provenance: Provenance,
    /// Of a draft: the figures that stood for the period when it was given and that whoever gave it had not seen. It is disputed
    /// with those that still stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<MeasurementId>,
    /// Of a draft: whether another figure was put in its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
    /// Of a correction: why it differs from the figure that was approved before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
}

noun!(Measurement, Measurement, |measurement, _stamp| [
    Reference::ordered(
        Edge::MeasurementOf,
        measurement.indicator.uuid(),
        period_order(measurement.period)
    )
]);

const fn grain_order(grain: Grain) -> u64 {
    match grain {
        Grain::Month => 0,
        Grain::Quarter => 1,
        Grain::Year => 2,
    }
}

/// A period's place in order: by grain, then by time.
pub(crate) fn period_order(period: Period) -> u64 {
    let year = u64::from(period.fy.0.unsigned_abs());
    grain_order(period.grain) * 10_000_000 + year * 100 + u64::from(period.index)
}

impl Measurement {
    /// The figures of an indicator at one grain, oldest period first; of several for one period the one known last.
    pub fn series(company: &Company, indicator: IndicatorId, grain: Grain) -> Vec<&Stored<Self>> {
        let first = grain_order(grain) * 10_000_000;
        let mut series: Vec<&Stored<Self>> = Vec::new();
        for found in company.pointing_between::<Self>(
            Edge::MeasurementOf,
            indicator.uuid(),
            first..=first + 9_999_999,
        ) {
            match series.last_mut().filter(|last| last.period == found.period) {
                Some(last) if known(last) < known(found) => *last = found,
                Some(_) => {}
                None => series.push(found),
            }
        }
        series
    }

    /// The figures of the year up to and including this one's period, one place a period, none where there is none. For its
    /// own period this figure stands, for the earlier ones the latest known that `seen` accepts.
    pub fn year_to_date<'a>(
        company: &'a Company,
        figure: &'a Self,
        seen: impl Fn(&Stored<Self>) -> bool,
    ) -> Vec<Option<&'a Self>> {
        let period = figure.period;
        let earlier = usize::from(period.index).saturating_sub(1);
        let mut found: Vec<Option<&Stored<Self>>> = vec![None; earlier];
        let first = period_order(period) - u64::from(period.index);
        for each in company
            .pointing_between::<Self>(
                Edge::MeasurementOf,
                figure.indicator.uuid(),
                first..=period_order(period),
            )
            .filter(|each| seen(each))
        {
            let place = usize::from(each.period.index).saturating_sub(1);
            if let Some(kept) = found.get_mut(place)
                && kept.is_none_or(|kept| known(kept) < known(each))
            {
                *kept = Some(each);
            }
        }
        found
            .into_iter()
            .map(|each| each.map(|each| &*each.body))
            .chain([Some(figure)])
            .collect()
    }

    /// The approved figure of a period, the one known last; none where there is none yet.
    pub fn approved(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
    ) -> Option<&Stored<Self>> {
        let order = period_order(period);
        company
            .pointing_between::<Self>(Edge::MeasurementOf, indicator.uuid(), order..=order)
            .filter(|found| found.state >= MeasurementState::Approved)
            .max_by_key(|found| known(found))
    }

    /// Where lives what is done about the figures of a period: with all staff once one of them is approved, until then
    /// with the service.
    pub(crate) fn workings_scope(
        company: &Company,
        indicator: &Stored<Indicator>,
        period: Period,
    ) -> Scope {
        match Self::approved(company, indicator.id, period) {
            Some(_) => Scope::Staff,
            None => drafts(indicator),
        }
    }

    /// Where lives an approved figure until it is published, and what is said with it: with all staff, and with the Council's
    /// viewers too where the Council's choice stands at the end of its period (access.md).
    pub(crate) fn approved_scope(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
    ) -> Scope {
        let shows = company
            .pointing::<Indicator>(Edge::MirrorOf, indicator.uuid())
            .chain(company.get(indicator));
        // An indicator for staff alone is nobody else's to read, whoever chose it.
        let is_chosen = shows
            .filter(|shown| shown.scope == Scope::Public)
            .any(|shown| {
                IndicatorSelection::of(company, shown.id).any(|(_, selection)| {
                    selection.chosen_by == Stakeholder::Council && selection.stands_on(period.end())
                })
            });
        match is_chosen {
            true => Scope::Council,
            false => Scope::Staff,
        }
    }

    /// Whether a figure is known on a day: its period was over by then, or was under way and the figure known already. What came later
    /// for a period that was under way says nothing of that day.
    pub fn is_known_on(figure: &Stored<Self>, day: Date) -> bool {
        figure.period.end() <= day
            || (figure.period.start() <= day && calendar::day(figure.stamp.at) <= day)
    }

    /// Whether a figure is too old to count on a day: the two periods after its own are over. No data is not the last that there was.
    pub fn is_out_of_date(&self, day: Date) -> bool {
        self.period.is_out_of_date(day)
    }

    /// The figure of the latest period at a grain that was known on the day `until` and that `seen` accepts.
    pub fn latest(
        company: &Company,
        indicator: IndicatorId,
        grain: Grain,
        until: Date,
        seen: impl Fn(&Stored<Self>) -> bool,
    ) -> Option<&Stored<Self>> {
        let first = grain_order(grain) * 10_000_000;
        let last = period_order(Period::containing(until, grain));
        let mut best: Option<&Stored<Self>> = None;
        for found in company
            .pointing_between::<Self>(Edge::MeasurementOf, indicator.uuid(), first..=last)
            .rev()
            .filter(|found| Self::is_known_on(found, until) && seen(found))
        {
            match best {
                Some(kept) if kept.period != found.period => break,
                Some(kept) if known(kept) >= known(found) => {}
                _ => best = Some(found),
            }
        }
        best
    }
}

/// What makes one figure for a period later known than another.
fn known(measurement: &Stored<Measurement>) -> (Stamp, MeasurementId) {
    (measurement.stamp, measurement.id)
}

/// Provides a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordMeasurement {
    /// The measurement's identifier.
    #[garde(skip)]
    pub measurement: MeasurementId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The period that it is for.
    #[garde(skip)]
    pub period: Period,
    /// The figure.
    #[garde(skip)]
    pub figure: Figure,
    /// What residents are told about it.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub public_words: String,
    /// Where it comes from.
    #[garde(skip)]
    #[serde(default)]
    pub provenance: Provenance,
    /// The figures of the period that its author had before them (see [`Measurement::standing`]): this one corrects them. Whatever
    /// else stands by then is disputed with it.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<MeasurementId>,
    /// Why it differs from an approved figure that it corrects. A correction says so.
    #[garde(custom(form::optional_text))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
}

impl Decide for RecordMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        indicator.check_entered_here()?;
        if self.period.grain != indicator.frequency.grain() {
            return Err(Rejection::field(
                "period",
                "This indicator is collected for another length of period. Choose a period of the right length.",
            ));
        }
        self.check_in_force(company, indicator)?;
        let mut given = Measurement {
            indicator: self.indicator,
            period: self.period,
            figure: self.figure.clone(),
            state: MeasurementState::Draft,
            provided_by: context.actor.person(),
            public_words: self.public_words.trim().to_owned(),
            provenance: self.provenance.clone(),
            unseen: Vec::new(),
            set_aside: false,
            correction: self.correction.trim().to_owned(),
        };
        let mut gave_way = Vec::new();
        match company.get(self.measurement) {
            // The same command again: what came of the figure since does not make it another one (sync.md R11).
            Some(there) => {
                given.state = there.state;
                given.unseen.clone_from(&there.unseen);
                given.set_aside = there.set_aside;
                if *there.body == given {
                    return Ok(Vec::new());
                }
            }
            None => {
                self.check_reason(company)?;
                given.check_possible(company, indicator)?;
                (given.unseen, gave_way) = given.beside(company, context, &self.replaces);
            }
        }
        let mut changes = context.create(company, self.measurement, drafts(indicator), given)?;
        changes.extend(gave_way);
        Ok(changes)
    }
}

impl RecordMeasurement {
    /// Refuses a figure of a period that began when the indicator was retired already; an earlier one may still be corrected.
    fn check_in_force(
        &self,
        company: &Company,
        indicator: &Stored<Indicator>,
    ) -> Result<(), Rejection> {
        let retired = match indicator.state {
            IndicatorState::Retired => DefinitionSheet::latest(company, self.indicator),
            IndicatorState::Draft | IndicatorState::Active => None,
        };
        match retired.and_then(|(_, sheet)| sheet.from) {
            Some(from) if self.period.start() >= from => Err(Rejection::field(
                "period",
                &format!(
                    "This indicator is retired from {}. No figure is collected for a period that begins then or later.",
                    display::date(from)
                ),
            )),
            _ => Ok(()),
        }
    }

    /// Refuses to put another figure in the place of an approved one without a reason: whoever read that one reads why.
    fn check_reason(&self, company: &Company) -> Result<(), Rejection> {
        let corrects = self.replaces.iter().any(|replaced| {
            company
                .get(*replaced)
                .is_some_and(|replaced| replaced.state >= MeasurementState::Approved)
        });
        match corrects && self.correction.trim().is_empty() {
            true => Err(Rejection::field(
                "correction",
                "This corrects a figure that is approved. Say why it changes, for those who have read the one before.",
            )),
            false => Ok(()),
        }
    }
}

/// Where a figure of this indicator lives before it is approved, with all that is written about it.
pub(crate) fn drafts(indicator: &Indicator) -> Scope {
    indicator.service.map_or(Scope::Staff, Scope::Drafts)
}
