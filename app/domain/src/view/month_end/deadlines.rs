//! What services return by the deadline: on the tenth working day after the period (rules.md 4.12; S102).
//!
//! A return counts by the server's clock: the day on which its figure was first submitted. What was loaded is of nobody's return.

use std::collections::BTreeMap;

use super::{Return, collected, counted_from, row};
use crate::{
    calendar::{self, Date, Period},
    display,
    figure_step::{FigureStep, StepKind},
    indicator::IndicatorId,
    measurement::{Measurement, MeasurementState},
    ownership::Ownership,
    quantity::Exact,
    sight::Sight,
    unit::UnitId,
    view::called,
    working_day,
};

/// A service's returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    /// The service's name.
    pub service: String,
    /// `11 of 12 on time, 91.7%`, or that none was due.
    pub on_time: String,
    /// What is overdue, each with its period, its deadline and who owns it.
    pub overdue: Vec<String>,
}

/// How a figure that was due came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    OnTime,
    Late,
    Overdue(Date),
    /// It was loaded, or is not due yet.
    Uncounted,
}

/// The returns of services up to a month, by name.
pub fn returns(
    sight: &Sight<'_>,
    services: &BTreeMap<Option<UnitId>, String>,
    last: Period,
    today: Date,
) -> Vec<Returns> {
    let from = counted_from(last).first_day();
    let months: Vec<Period> = std::iter::successors(Some(last), |month| Some(month.previous()))
        .take_while(|month| month.end() > from)
        .collect();
    let mut all: Vec<Returns> = services
        .iter()
        .map(|(service, name)| of_service(sight, *service, name, &months, today))
        .collect();
    all.sort_by(|a, b| a.service.cmp(&b.service));
    all
}

fn of_service(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    name: &str,
    months: &[Period],
    today: Date,
) -> Returns {
    let (mut on_time, mut due, mut overdue) = (0_u32, 0_u32, Vec::new());
    for month in months {
        let of = Return {
            service,
            month: *month,
        };
        for (indicator, period) in collected(sight, of) {
            match came(sight, indicator.id, period, today) {
                Came::OnTime => {
                    on_time += 1;
                    due += 1;
                }
                Came::Late => due += 1,
                Came::Overdue(deadline) => {
                    due += 1;
                    overdue.push(format!(
                        "{} {}, {}: due by {}, owner {}",
                        indicator.code,
                        indicator.name,
                        period.words(),
                        display::date(deadline),
                        owner(sight, indicator.id, today),
                    ));
                }
                Came::Uncounted => {}
            }
        }
    }
    Returns {
        service: name.to_owned(),
        on_time: rate(on_time, due),
        overdue,
    }
}

/// `11 of 12 on time, 91.7%`.
fn rate(on_time: u32, due: u32) -> String {
    let share = Exact::new(i128::from(on_time) * 100, i128::from(due));
    match share {
        Some(share) => {
            let percent = crate::quantity::Unit::Percent {
                may_exceed_100: false,
            };
            let share = display::figure(percent, &share, 1, None, None);
            format!("{on_time} of {due} on time, {share}")
        }
        None => "None was due yet".to_owned(),
    }
}

fn owner(sight: &Sight<'_>, indicator: IndicatorId, today: Date) -> String {
    Ownership::on(sight.company(), indicator, today).map_or_else(
        || "nobody yet".to_owned(),
        |owner| called::you_or_name(sight, owner),
    )
}

fn came(sight: &Sight<'_>, indicator: IndicatorId, period: Period, today: Date) -> Came {
    let Ok(deadline) = working_day::return_deadline(period) else {
        return Came::Uncounted;
    };
    let sees = |scope: &crate::scope::Scope| sight.sees(scope);
    let first = FigureStep::taken(sight.company(), indicator, period, sees)
        .into_iter()
        .find(|(_, step)| step.step == StepKind::Submitted)
        .map(|(stored, _)| calendar::day(stored.stamp.at));
    let handed_in = Measurement::standing(sight.company(), indicator, period, sees)
        .iter()
        .any(|figure| figure.state >= MeasurementState::Submitted);
    match first {
        Some(day) if day <= deadline => Came::OnTime,
        Some(_) => Came::Late,
        // Before its first figure nothing was collected.
        None if row::before(sight, indicator, period).is_none() => Came::Uncounted,
        None if handed_in || deadline >= today => Came::Uncounted,
        None => Came::Overdue(deadline),
    }
}
