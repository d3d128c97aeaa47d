//! Measurements: a figure for an indicator and a period, from draft to published (glossary 2.1).

mod dispute;

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    calendar::{Grain, Period},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    indicator::{Indicator, IndicatorId},
    person::PersonId,
    provenance::Provenance,
    quantity::Figure,
    record::{Change, Stamp, Stored, noun},
    rejection::Rejection,
    scope::Scope,
};

pub use dispute::ChooseMeasurement;

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
fn period_order(period: Period) -> u64 {
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

    /// The figure of the latest period at a grain that began by `until` and that `seen` accepts.
    pub fn latest(
        company: &Company,
        indicator: IndicatorId,
        grain: Grain,
        until: crate::calendar::Date,
        seen: impl Fn(&Stored<Self>) -> bool,
    ) -> Option<&Stored<Self>> {
        let first = grain_order(grain) * 10_000_000;
        let last = period_order(Period::containing(until, grain));
        let mut best: Option<&Stored<Self>> = None;
        for found in company
            .pointing_between::<Self>(Edge::MeasurementOf, indicator.uuid(), first..=last)
            .rev()
            .filter(|found| seen(found))
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
            None => (given.unseen, gave_way) = given.beside(company, context, &self.replaces),
        }
        let mut changes = context.create(company, self.measurement, drafts(indicator), given)?;
        changes.extend(gave_way);
        Ok(changes)
    }
}

fn drafts(indicator: &Indicator) -> Scope {
    indicator.service.map_or(Scope::Staff, Scope::Drafts)
}

/// Approves a figure, which lets all staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveMeasurement {
    /// Which figure.
    pub measurement: MeasurementId,
}

impl Decide for ApproveMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let measurement = context.find(company, self.measurement)?;
        if measurement.state >= MeasurementState::Approved {
            return Ok(Vec::new());
        }
        Measurement::check_settled(company, context, measurement)?;
        access::another_person(context, measurement.provided_by)?;
        Ok(vec![Change::put(
            self.measurement,
            Scope::Staff,
            Measurement {
                state: MeasurementState::Approved,
                unseen: Vec::new(),
                ..(*measurement.body).clone()
            },
        )])
    }
}

/// Publishes an approved figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishMeasurement {
    /// Which figure.
    pub measurement: MeasurementId,
}

impl Decide for PublishMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let measurement = context.find(company, self.measurement)?;
        match measurement.state {
            MeasurementState::Draft | MeasurementState::Submitted | MeasurementState::Checked => {
                Err(Rejection::NotApprovedYet)
            }
            MeasurementState::Published => Ok(Vec::new()),
            MeasurementState::Approved => {
                Measurement::check_settled(company, context, measurement)?;
                if company
                    .get(measurement.indicator)
                    .is_some_and(Stored::is_internal)
                {
                    return Err(Rejection::field(
                        "measurement",
                        "This indicator is for staff alone, as its definition sheet says. Change its audience first.",
                    ));
                }
                Ok(vec![Change::put(
                    self.measurement,
                    Scope::Public,
                    Measurement {
                        state: MeasurementState::Published,
                        ..(*measurement.body).clone()
                    },
                )])
            }
        }
    }
}
