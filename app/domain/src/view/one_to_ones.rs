//! My 1:1s, on either side: when the next one is, what is overdue, and where to start a series.

mod in_time;
mod series;

pub use in_time::{InTime, Month};
pub use series::Meeting;

pub(super) use series::{Run, day_words, is_overdue, meetings, runs, wants_confirming};

use crate::{
    calendar::Date,
    id::Id,
    index::Edge,
    one_to_one::{OneToOneId, OneToOneSeries, OneToOneSeriesId, OpenSeries},
    person::PersonId,
    post::Post,
    sight::Sight,
    view::{called, day, permission::tried},
    working_day,
};

/// Days between 1:1s unless the two choose otherwise (regulation.md 5.4).
const CADENCE_DAYS: u16 = 28;

/// My 1:1s, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// "Your next 1:1 is on Tuesday 24 November, with Priya Natarajan".
    pub heading: String,
    /// The series in which the 1:1s are mine.
    pub mine: Vec<Series>,
    /// The series with my reports, and reports with whom there is none yet.
    pub reports: Vec<Series>,
    /// Series that have ended or whose reporting line is gone.
    pub past: Vec<Series>,
    /// How many 1:1s of others were held in time; none for whoever sees no dates but their own.
    pub in_time: Option<InTime>,
}

/// The 1:1s of two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The other of the two.
    pub with: PersonId,
    /// Their name.
    pub name: String,
    /// Which series; none where they have none yet.
    pub id: Option<OneToOneSeriesId>,
    /// "Next on Tuesday 24 November", "Overdue: it was planned for Tuesday 3 November".
    pub next: String,
    /// The 1:1 to open; none where there is none.
    pub open: Option<OneToOneId>,
    /// Whether a 1:1 is overdue.
    pub overdue: bool,
    /// "Last held on 27 October 2026", "None held yet".
    pub last: String,
    /// "Every 28 days"; empty where there is no series.
    pub cadence: String,
    /// 1:1s that were held, newest first.
    pub held: Vec<Meeting>,
    /// How to start a series, where there is none.
    pub start: Option<Start>,
}

/// A series that could be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The person whose 1:1s they will be.
    pub employee: PersonId,
    /// Their manager.
    pub manager: PersonId,
    /// Days between 1:1s to begin with.
    pub cadence: u16,
    /// A first day to begin with, as a date field holds it; empty where none can be worked out.
    pub first: String,
}

/// My 1:1s.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let runs = runs(sight);
    let current = |run: &&Run<'_>| run.current;
    let reader = sight.person();
    let (mut mine, mut reports) = (Vec::new(), Vec::new());
    for run in runs.iter().filter(current) {
        let row = row(sight, run, today);
        if Some(run.series.employee) == reader {
            mine.push(row);
        } else {
            reports.push(row);
        }
    }
    if let Some(reader) = reader {
        let company = sight.company();
        mine.extend(missing(
            sight,
            &mine,
            Post::managers(company, reader),
            |manager| (reader, manager),
            today,
        ));
        reports.extend(missing(
            sight,
            &reports,
            Post::reports(company, reader),
            |report| (report, reader),
            today,
        ));
    }
    reports.sort_by(|one, other| {
        (!one.overdue, one.id.is_none(), &one.name).cmp(&(
            !other.overdue,
            other.id.is_none(),
            &other.name,
        ))
    });
    Page {
        heading: heading(sight, &runs, today),
        mine,
        reports,
        past: runs
            .iter()
            .filter(|run| !run.current)
            .map(|run| row(sight, run, today))
            .collect(),
        in_time: in_time::in_time(sight, today),
    }
}

fn heading(sight: &Sight<'_>, runs: &[Run<'_>], today: Date) -> String {
    let overdue = runs
        .iter()
        .filter(|run| run.current)
        .filter(|run| {
            run.next
                .is_some_and(|next| is_overdue(next.scheduled_for, today))
        })
        .count();
    match overdue {
        0 => next_words(sight, runs, today).map_or_else(
            || "No 1:1 is planned".to_owned(),
            |next| format!("Your next 1:1 is {next}"),
        ),
        1 => "1 of your 1:1s is overdue".to_owned(),
        _ => format!("{overdue} of your 1:1s are overdue"),
    }
}

/// "on Tuesday 24 November, with Priya Natarajan": the soonest from today on.
pub(super) fn next_words(sight: &Sight<'_>, runs: &[Run<'_>], today: Date) -> Option<String> {
    let soonest = runs
        .iter()
        .filter(|run| run.current)
        .filter_map(|run| run.next.map(|next| (next.scheduled_for, run)))
        .filter(|(on, _)| *on >= today)
        .min_by_key(|(on, run)| (*on, run.series.id))?;
    let (on, run) = soonest;
    Some(format!(
        "{}, with {}",
        day::on(on, today),
        called::name(sight, run.other)
    ))
}

fn row(sight: &Sight<'_>, run: &Run<'_>, today: Date) -> Series {
    let next = run.next.filter(|_| run.current);
    let overdue = next.is_some_and(|next| is_overdue(next.scheduled_for, today));
    let held = series::held(sight, run);
    Series {
        with: run.other,
        name: called::name(sight, run.other),
        id: Some(run.series.id),
        next: planned_words(run, next.map(|next| next.scheduled_for), overdue, today),
        open: next
            .map(|next| next.id)
            .or_else(|| held.first().map(|last| last.id)),
        overdue,
        last: held.first().map_or_else(
            || "None held yet".to_owned(),
            |last| format!("Last held on {}", last.on),
        ),
        cadence: format!("Every {} days", run.series.cadence_days),
        held,
        start: None,
    }
}

fn planned_words(run: &Run<'_>, next: Option<Date>, overdue: bool, today: Date) -> String {
    match next {
        None => run
            .why_past
            .clone()
            .unwrap_or_else(|| "None planned".to_owned()),
        Some(on) if overdue => format!("Overdue: it was planned for {}", day::spoken(on, today)),
        Some(on) if on < today => format!("Was planned for {}", day::spoken(on, today)),
        Some(on) => format!("Next {}", day::on(on, today)),
    }
}

/// The people of a reporting line with whom there is no series yet.
fn missing(
    sight: &Sight<'_>,
    there: &[Series],
    people: impl IntoIterator<Item = PersonId>,
    roles: impl Fn(PersonId) -> (PersonId, PersonId),
    today: Date,
) -> Vec<Series> {
    people
        .into_iter()
        .filter(|person| !there.iter().any(|series| series.with == *person))
        .filter_map(|person| {
            let (employee, manager) = roles(person);
            let start = start(employee, manager, today);
            tried(sight, trial(&start, today)).ok()?;
            Some(Series {
                with: person,
                name: called::name(sight, person),
                id: None,
                next: "No 1:1s yet".to_owned(),
                open: None,
                overdue: false,
                last: String::new(),
                cadence: String::new(),
                held: Vec::new(),
                start: Some(start),
            })
        })
        .collect()
}

fn start(employee: PersonId, manager: PersonId, today: Date) -> Start {
    Start {
        employee,
        manager,
        cadence: CADENCE_DAYS,
        // A week on: soon enough to begin, late enough to be in both diaries.
        first: working_day::next_one_to_one(today, 7)
            .map(day::typed)
            .unwrap_or_default(),
    }
}

fn trial(start: &Start, today: Date) -> OpenSeries {
    OpenSeries {
        series: Id::new(uuid::Uuid::nil()),
        employee: start.employee,
        manager: start.manager,
        cadence_days: start.cadence,
        first: Id::new(uuid::Uuid::nil()),
        first_on: today,
    }
}

/// The series that a person is in, on either side.
fn of_person(sight: &Sight<'_>, person: PersonId) -> Vec<OneToOneSeriesId> {
    [Edge::SeriesOfEmployee, Edge::SeriesOfManager]
        .into_iter()
        .flat_map(|edge| sight.pointing::<OneToOneSeries>(edge, person.uuid()))
        .map(|series| series.id)
        .collect()
}
