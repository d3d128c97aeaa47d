//! How many indicators of each group stand where.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use domain::{
    calendar::Period,
    cascade,
    company::Company,
    index::Edge,
    indicator::{Indicator, IndicatorSource},
    objective_measure::ObjectiveMeasure,
    period_reading::PeriodReading,
    perspective::PerspectiveId,
    quantity::Exact,
    record::Stored,
    scoring::Rag,
};
use serde::Serialize;

use super::four;

/// What to group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The service that answers for it.
    Service,
    /// Which of the four sources it is of.
    Source,
    /// The perspective that it is in.
    Perspective,
}

/// A group and its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What the group is called.
    pub group: String,
    /// On target.
    pub green: u32,
    /// Close to target.
    pub amber: u32,
    /// Off target.
    pub red: u32,
    /// Without a target.
    pub no_target: u32,
    /// With a target and without a figure.
    pub no_data: u32,
    /// All of them.
    pub total: u32,
    /// Green out of green, amber and red; none where there is none of them.
    pub on_target_percent: Option<String>,
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} on target, {} close, {} off, {} without a target, {} without a figure",
            self.group, self.green, self.amber, self.red, self.no_target, self.no_data
        )
    }
}

/// The groups in the order of their names. An indicator that measures several perspectives counts in each.
pub fn rag(company: &Company, by: By, period: Period) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for indicator in company.all::<Indicator>() {
        let rag = PeriodReading::of(company, indicator, period)
            .against
            .attainment
            .rag;
        for name in names(company, by, indicator) {
            let group = groups.entry(name.clone()).or_insert_with(|| Group {
                group: name,
                ..Group::default()
            });
            group.total += 1;
            let count = match rag {
                Rag::Green => &mut group.green,
                Rag::Amber => &mut group.amber,
                Rag::Red => &mut group.red,
                Rag::NoTarget => &mut group.no_target,
                Rag::NoData => &mut group.no_data,
            };
            *count += 1;
        }
    }
    groups
        .into_values()
        .map(|mut group| {
            let judged = group.green + group.amber + group.red;
            group.on_target_percent = Exact::new(i128::from(group.green) * 100, i128::from(judged))
                .and_then(|share| four(&share));
            group
        })
        .collect()
}

fn names(company: &Company, by: By, indicator: &Stored<Indicator>) -> Vec<String> {
    match by {
        By::Service => vec![
            indicator
                .service
                .and_then(|service| company.get(service))
                .map_or_else(|| "No service".to_owned(), |service| service.name.clone()),
        ],
        By::Source => vec![
            match indicator.source {
                IndicatorSource::Kpi => "kpi",
                IndicatorSource::Lpi => "lpi",
                IndicatorSource::ServiceStandard => "service_standard",
                IndicatorSource::ValueForMoney => "value_for_money",
            }
            .to_owned(),
        ],
        By::Perspective => {
            let perspectives: BTreeSet<PerspectiveId> = company
                .pointing::<ObjectiveMeasure>(Edge::MeasuredBy, indicator.id.uuid())
                .flat_map(|measure| cascade::priorities(company, measure.objective))
                .filter_map(|priority| company.get(priority))
                .map(|priority| priority.perspective)
                .collect();
            let mut names: Vec<String> = perspectives
                .into_iter()
                .filter_map(|perspective| company.get(perspective))
                .map(|perspective| perspective.name.clone())
                .collect();
            if names.is_empty() {
                names.push("Not on the scorecard".to_owned());
            }
            names
        }
    }
}
