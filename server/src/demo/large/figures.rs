//! The large company's indicators, targets and figures.

use domain::{
    aggregation::Aggregation,
    calendar::{FinancialYear, Frequency},
    command::Command,
    decision::Actor,
    indicator::{DefineIndicator, Indicator, IndicatorId, IndicatorSource, IndicatorState, Tags},
    measurement::{ApproveMeasurement, MeasurementId, PublishMeasurement, RecordMeasurement},
    provenance::Provenance,
    quantity::{Figure, Unit},
    scoring::{Direction, Tolerance},
    target::{ApproveTarget, ProposeTarget, TargetId},
    trajectory::Trajectory,
};
use rust_decimal::Decimal;

use super::{
    super::{
        draw::{noise, pick},
        id::demo_id,
    },
    Large,
    people::{person, service_id},
};

pub(super) fn indicator_id(number: usize) -> IndicatorId {
    demo_id(&format!("large/indicator/{number}"))
}

/// An indicator with its owner, and its target for every year that has a figure.
pub(super) fn indicator(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let service = number % large.size.services;
    let defined = DefineIndicator {
        indicator: indicator_id(number),
        ownership: demo_id(&format!("large/ownership/{number}")),
        owner: Some(person(large.size.service_manager(service))),
        owner_from: first_year(large).first_day(),
        definition: Indicator {
            code: format!("IND{:03}", number + 1),
            name: format!(
                "{} on time, number {}",
                large.phrase(&format!("indicator/{number}")),
                number + 1
            ),
            purpose: String::new(),
            formula: "Done on time ÷ due".to_owned(),
            source: pick(&IndicatorSource::ALL, &format!("source/{number}"))
                .copied()
                .unwrap_or(IndicatorSource::Lpi),
            service: Some(service_id(service)),
            unit: Unit::Percent {
                may_exceed_100: false,
            },
            direction: Direction::HigherIsBetter,
            decimals: 1,
            frequency: Frequency::Monthly,
            aggregation: Aggregation::RatioOfSums,
            tolerance: Tolerance::DEFAULT,
            tags: Tags::default(),
            plain_words: "How often work is done on time.".to_owned(),
            defined_by: "Made up to measure speed".to_owned(),
            state: IndicatorState::Active,
            mirrors: None,
            since: None,
        },
    };
    let mut commands = vec![(Actor::System, defined.into())];
    let mut year = first_year(large);
    while year <= FinancialYear::containing(large.today) {
        let target: TargetId = demo_id(&format!("large/target/{number}/{}", year.0));
        let proposed = ProposeTarget {
            target,
            indicator: indicator_id(number),
            year,
            value: Decimal::from(85),
            trajectory: Trajectory::Flat,
            provenance: Provenance::Illustrative,
            expected: None,
            case: None,
        };
        commands.push((Actor::System, proposed.into()));
        commands.push((
            Actor::System,
            ApproveTarget {
                target,
                expected: None,
            }
            .into(),
        ));
        year = year.next();
    }
    commands
}

fn first_year(large: &Large) -> FinancialYear {
    large
        .months
        .first()
        .map_or(FinancialYear::containing(large.today), |month| month.fy)
}

/// One indicator's figure for one month: recorded, approved and published.
pub(super) fn measurement(large: &Large, item: usize) -> Vec<(Actor, Command)> {
    let number = item % large.size.indicators;
    let Some(period) = large.months.get(item / large.size.indicators).copied() else {
        return Vec::new();
    };
    let measurement: MeasurementId = demo_id(&format!("large/measurement/{number}/{period}"));
    let drawn = |what: &str| noise(&format!("{number}/{period}/{what}"));
    let due = (Decimal::from(400) + Decimal::from(120) * drawn("due")).round();
    let level = Decimal::from(86) + Decimal::from(9) * noise(&format!("level/{number}"));
    let done = (due * (level + Decimal::from(4) * drawn("done")) / Decimal::ONE_HUNDRED).round();
    let recorded = RecordMeasurement {
        measurement,
        indicator: indicator_id(number),
        period,
        figure: Figure::ratio(done.min(due), due),
        public_words: String::new(),
        provenance: Provenance::Illustrative,
        replaces: Vec::new(),
        correction: String::new(),
    };
    vec![
        (Actor::System, recorded.into()),
        (Actor::System, ApproveMeasurement { measurement }.into()),
        (Actor::System, PublishMeasurement { measurement }.into()),
    ]
}
