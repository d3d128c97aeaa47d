//! What each service is there to do, and which indicators cover it (S49): activity × indicator.

use uuid::Uuid;

use super::{in_order, services};
use crate::{
    core_business_activity::{
        CoreBusinessActivity, CoreBusinessActivityId, RecordCoreBusinessActivity,
    },
    critical_success_factor::{CriticalSuccessFactor, RecordCriticalSuccessFactor},
    folded::Folded,
    id::Id,
    indicator::{Indicator, IndicatorId, IndicatorSource},
    rejection::Rejection,
    sight::Sight,
    unit::UnitId,
    view::permission::{self, Offer},
};

/// A service's activities.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The service.
    pub service: UnitId,
    /// What it is called.
    pub name: String,
    /// `3 of 4 activities are covered`.
    pub counts: String,
    /// What it is there to do, by name.
    pub activities: Vec<Activity>,
    /// Whether the reader may add to it.
    pub record: Offer,
}

/// What must go right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What it is.
    pub name: String,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

/// The critical success factors of the Company and of services, by name.
pub(super) fn factors(sight: &Sight<'_>) -> Vec<Factor> {
    let mut factors: Vec<Factor> = sight
        .all::<Folded<CriticalSuccessFactor>>()
        .filter_map(|held| held.open())
        .filter(|factor| !factor.ended)
        .map(|factor| Factor {
            name: factor.name,
            illustrative: factor.illustrative,
        })
        .collect();
    factors.sort_by(|one, other| one.name.cmp(&other.name));
    factors
}

/// What is recorded of a new factor of the whole Company.
pub fn factor(new: Uuid, name: &str) -> RecordCriticalSuccessFactor {
    RecordCriticalSuccessFactor {
        factor: Id::new(new),
        service: None,
        name: name.to_owned(),
        ended: false,
        illustrative: false,
    }
}

/// An activity with what covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Which.
    pub id: CoreBusinessActivityId,
    /// What is done.
    pub name: String,
    /// The Key Performance Indicators in force that cover it, by code.
    pub key: String,
    /// The local ones.
    pub local: String,
    /// Service standards and value for money indicators, which do not close a gap.
    pub other: String,
    /// Whether a key or a local one covers it.
    pub covered: bool,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

impl Activity {
    /// In a word.
    pub const fn covered_words(&self) -> &'static str {
        match self.covered {
            true => "Covered",
            false => "Gap",
        }
    }
}

pub(super) fn coverage(sight: &Sight<'_>) -> Vec<Coverage> {
    let of = |(service, name): (UnitId, String)| {
        let mut activities: Vec<Activity> = CoreBusinessActivity::of(sight.company(), service)
            .filter(|(id, _)| sight.get(*id).is_some())
            .map(|(id, body)| activity_row(sight, id, body))
            .collect();
        activities.sort_by(|one, other| one.name.cmp(&other.name));
        let covered = activities.iter().filter(|each| each.covered).count();
        Coverage {
            service,
            name,
            counts: match activities.len() {
                0 => "No activity is listed yet".to_owned(),
                1 => format!("{covered} of 1 activity is covered"),
                many => format!("{covered} of {many} activities are covered"),
            },
            activities,
            record: may_record(sight, Some(service)),
        }
    };
    services(sight).into_iter().map(of).collect()
}

fn activity_row(
    sight: &Sight<'_>,
    id: CoreBusinessActivityId,
    body: CoreBusinessActivity,
) -> Activity {
    let covering = |wanted: &[IndicatorSource]| {
        let mut codes: Vec<String> = body
            .covered_by
            .iter()
            .filter_map(|indicator| sight.get::<Indicator>(*indicator))
            .filter(|indicator| indicator.counts() && wanted.contains(&indicator.source))
            .map(|indicator| indicator.code.clone())
            .collect();
        codes.sort();
        codes.join(", ")
    };
    Activity {
        id,
        key: covering(&[IndicatorSource::Kpi]),
        local: covering(&[IndicatorSource::Lpi]),
        other: covering(&[
            IndicatorSource::ServiceStandard,
            IndicatorSource::ValueForMoney,
        ]),
        covered: body.is_covered(sight.company()),
        illustrative: body.illustrative,
        name: body.name,
    }
}

/// Whether the reader may say what a service, or the whole Company, is there to do.
pub(super) fn may_record(sight: &Sight<'_>, service: Option<UnitId>) -> Offer {
    let command = RecordCriticalSuccessFactor {
        service,
        ..factor(Uuid::nil(), "What must go right")
    };
    match permission::tried(sight, command) {
        Ok(()) => Offer::Open,
        Err(_) => Offer::Hidden,
    }
}

/// The indicators that can be said to cover an activity: value and words.
pub(super) fn indicators(sight: &Sight<'_>) -> Vec<(String, String)> {
    in_order(sight)
        .into_iter()
        .filter(|indicator| indicator.counts())
        .map(|indicator| {
            (
                indicator.id.to_string(),
                format!("{} {}", indicator.code, indicator.name),
            )
        })
        .collect()
}

/// What is recorded of a new activity: its name, and the indicator that covers it where one is chosen.
pub fn activity(
    service: UnitId,
    new: Uuid,
    name: &str,
    covered_by: Option<IndicatorId>,
) -> RecordCoreBusinessActivity {
    RecordCoreBusinessActivity {
        activity: Id::new(new),
        service,
        name: name.to_owned(),
        covered_by: covered_by.into_iter().collect(),
        ended: false,
        illustrative: false,
    }
}

/// An activity as it stands, covered by one more indicator.
///
/// # Errors
/// Refuses a choice that was not made, and an activity that is no longer there.
pub fn covering(
    sight: &Sight<'_>,
    activity: &str,
    indicator: &str,
) -> Result<RecordCoreBusinessActivity, Rejection> {
    let activity: CoreBusinessActivityId = activity
        .parse()
        .map_err(|_| Rejection::field("activity", "Choose an activity."))?;
    let indicator = indicator
        .parse()
        .map_err(|_| Rejection::field("indicator", "Choose an indicator."))?;
    let stands = sight
        .get(activity)
        .and_then(|held| held.open())
        .ok_or(Rejection::NotFound)?;
    let mut covered_by = stands.covered_by;
    covered_by.push(indicator);
    Ok(RecordCoreBusinessActivity {
        activity,
        service: stands.service,
        name: stands.name,
        covered_by,
        ended: stands.ended,
        illustrative: stands.illustrative,
    })
}
