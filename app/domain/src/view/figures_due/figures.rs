//! Figures that wait for the reader, by service and month: those that are due, those that came back, and those that they may check,
//! approve or publish (S102; rules.md 4.10, 4.12).

use std::collections::BTreeMap;

use super::{Due, Found, Line, Target, detail};
use crate::{
    calendar::{Date, Grain, Period},
    definition_sheet::Hand,
    figure_step::{FigureStep, StepKind},
    index::Edge,
    indicator::Indicator,
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementState, PublishMeasurement,
    },
    ownership::Ownership,
    person::PersonId,
    record::Stored,
    sight::Sight,
    unit::Unit,
    view::{
        called,
        month_end::{Figures, MONTHS, Return, before, ending_with, trial, worked_on},
        permission::tried,
    },
    working_day,
};

/// What is asked of the reader, as a figure goes its road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// To hand in what is due.
    Submit,
    /// To hand in again what came back.
    PutRight,
    Check,
    Approve,
    Publish,
}

/// The figures of a service and a month of which the same is asked: by what is asked, by month, the whole Company last, by name.
type Group = (Asked, Period, bool, String);

/// The figures of one group.
struct Batch {
    of: Return,
    /// `VOI01`, or `VOI01 of Priya Natarajan` where somebody else is to hand it in.
    codes: Vec<String>,
    /// Whether the reader owns one of their indicators, or is named to provide its figures.
    own: bool,
}

/// What is asked of the reader for the months that can be chosen at month end.
pub(super) fn found(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    let last = Period::containing(today, Grain::Month).previous();
    let months: Vec<(Period, Option<Due>)> =
        std::iter::successors(Some(last), |month| Some(month.previous()))
            .take(MONTHS)
            .map(|month| (month, due(month, today)))
            .collect();
    let mut batches: BTreeMap<Group, Batch> = BTreeMap::new();
    for indicator in worked_on(sight) {
        for (month, due) in &months {
            let Some(period) = ending_with(indicator, *month) else {
                continue;
            };
            if let Some(asked) = asked(sight, reader, indicator, period, due.is_some()) {
                gather(sight, &mut batches, asked, indicator, *month, today);
            }
        }
    }
    batches
        .into_iter()
        .map(|((asked, month, _, service), batch)| {
            // Only who hands in has a day by which to do so.
            let due = match asked {
                Asked::Submit | Asked::PutRight => due(month, today),
                Asked::Check | Asked::Approve | Asked::Publish => None,
            };
            line(asked, &service, batch, due)
        })
        .collect()
}

fn due(month: Period, today: Date) -> Option<Due> {
    Due::of(working_day::return_deadline(month).ok()?, today)
}

fn gather(
    sight: &Sight<'_>,
    batches: &mut BTreeMap<Group, Batch>,
    asked: Asked,
    indicator: &Stored<Indicator>,
    month: Period,
    today: Date,
) {
    let service = indicator
        .service
        .and_then(|service| sight.get::<Unit>(service))
        .map_or_else(|| "the whole Company".to_owned(), |unit| unit.name.clone());
    let owner = Ownership::on(sight.company(), indicator.id, today);
    let own = sight.person().is_some_and(|reader| {
        owner == Some(reader) || Hand::Provider.is_of(sight.company(), indicator.id, reader)
    });
    let batch = batches
        .entry((asked, month, indicator.service.is_none(), service))
        .or_insert_with(|| Batch {
            of: Return {
                service: indicator.service,
                month,
            },
            codes: Vec::new(),
            own: false,
        });
    batch.own |= own;
    batch.codes.push(match owner {
        Some(owner) if asked == Asked::Submit && !own => {
            format!("{} of {}", indicator.code, called::name(sight, owner))
        }
        _ => indicator.code.clone(),
    });
}

fn line(asked: Asked, service: &str, mut batch: Batch, due: Option<Due>) -> Found {
    let (service_key, month_key) = batch.of.keys();
    let (figures, are) = match batch.codes.len() {
        1 => ("1 figure".to_owned(), "is"),
        many => (format!("{many} figures"), "are"),
    };
    let of = format!("{figures} of {service} for {}", batch.of.month.words());
    let (key, title) = match asked {
        Asked::Submit if batch.own => ("submit", format!("Submit {of}")),
        Asked::Submit => ("submit", format!("{of} {are} not submitted")),
        Asked::PutRight => ("return", format!("Put right {of}")),
        Asked::Check => ("check", format!("Check {of}")),
        Asked::Approve => ("approve", format!("Approve {of}")),
        Asked::Publish => ("publish", format!("Publish {of}")),
    };
    batch.codes.sort();
    let codes = called::list(&batch.codes, "and");
    let which = match asked {
        Asked::PutRight => format!("Returned with what is wrong: {codes}."),
        _ => format!("{codes}."),
    };
    Found {
        line: Line {
            key: format!("{key}-{service_key}-{month_key}"),
            title,
            detail: detail(due.as_ref(), &which),
            target: Target::Return(batch.of),
        },
        due,
    }
}

/// What is asked of the reader for an indicator's period, `due` saying whether its return is due soon or was.
fn asked(
    sight: &Sight<'_>,
    reader: PersonId,
    indicator: &Stored<Indicator>,
    period: Period,
    due: bool,
) -> Option<Asked> {
    let figures = Figures::of(sight, indicator.id, period);
    let Some(figure) = figures.on_the_road() else {
        let missing = due && before(sight, indicator.id, period).is_some();
        return (missing && may_provide(sight, indicator, period)).then_some(Asked::Submit);
    };
    let measurement = figure.id;
    let (asked, may) = match figure.state {
        MeasurementState::Draft if came_back(sight, figure) => {
            let theirs = figure.provided_by == Some(reader);
            let asked = if theirs {
                Asked::PutRight
            } else {
                Asked::Submit
            };
            let missing = due && figures.approved.is_none();
            let may = (theirs || missing) && may_provide(sight, indicator, period);
            (asked, may)
        }
        // A correction that is being written is due on no day: the approved figure stands.
        MeasurementState::Draft => {
            let missing = due && figures.approved.is_none();
            (
                Asked::Submit,
                missing && may_provide(sight, indicator, period),
            )
        }
        MeasurementState::Submitted => (
            Asked::Check,
            tried(sight, CheckMeasurement { measurement }).is_ok(),
        ),
        MeasurementState::Checked => (
            Asked::Approve,
            tried(sight, ApproveMeasurement { measurement }).is_ok(),
        ),
        MeasurementState::Approved => (
            Asked::Publish,
            is_for_residents(sight, indicator, figure)
                && tried(sight, PublishMeasurement { measurement }).is_ok(),
        ),
        MeasurementState::Published => return None,
    };
    may.then_some(asked)
}

fn may_provide(sight: &Sight<'_>, indicator: &Stored<Indicator>, period: Period) -> bool {
    tried(sight, trial(indicator, period)).is_ok()
}

/// Whether the last step of a draft was back.
fn came_back(sight: &Sight<'_>, draft: &Stored<Measurement>) -> bool {
    let sees = |scope: &crate::scope::Scope| sight.sees(scope);
    FigureStep::taken(sight.company(), draft.indicator, draft.period, sees)
        .iter()
        .rev()
        .find(|(_, step)| step.measurement == draft.id)
        .is_some_and(|(_, step)| step.step == StepKind::Returned)
}

/// Whether publishing an approved figure is expected: others of its indicator were published, or it is the first. Where the second
/// is approved and none was published, the Company keeps them for staff.
fn is_for_residents(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    figure: &Stored<Measurement>,
) -> bool {
    let others = || {
        sight
            .pointing::<Measurement>(Edge::MeasurementOf, indicator.id.uuid())
            .filter(|other| other.id != figure.id)
    };
    let approved = |other: &Stored<Measurement>| other.state == MeasurementState::Approved;
    others().any(|other| other.state == MeasurementState::Published) || !others().any(approved)
}
