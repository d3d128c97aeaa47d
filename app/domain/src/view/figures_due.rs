//! What waits for the reader of figures and decisions, gravest first: returns that are due, figures to take further, corrective
//! actions, targets to approve, reports, plans, risks, and the review of diversity and equality (S75, S79, S80, S84, S102, S103, S110;
//! strategy §2, RECORD to ACT). My work shows it beside 1:1s and objectives.

mod decisions;
mod figures;
mod plans;
mod reports;

use crate::{
    calendar::{Date, FinancialYear},
    display,
    indicator::IndicatorId,
    report_run::ReportRunId,
    risk::RiskId,
    sight::Sight,
    unit::UnitId,
    view::{day, month_end::Return},
    working_day,
};

/// A return or an action is told from so many working days before it is due (S102).
const SOON: u16 = 5;

/// So many lines are shown at once.
const MOST: usize = 12;

/// The section of My work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What waits, gravest first.
    pub lines: Vec<Line>,
    /// What is less pressing than these, shown when it is asked for.
    pub rest: Vec<Line>,
    /// What asks for it: `3 more, less pressing than these`.
    pub more: String,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Tells it from every other of the section.
    pub key: String,
    /// `Check 3 figures of Repairs and Voids for October 2026`.
    pub title: String,
    /// Since or until when, and which they are.
    pub detail: String,
    /// Where it is done.
    pub target: Target,
}

/// Where something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// At month end.
    Return(Return),
    /// On an indicator's page.
    Indicator(IndicatorId),
    /// Among the targets of a year.
    Targets(FinancialYear),
    /// Among the procedures.
    Procedures,
    /// On a plan's page.
    Plan(Option<UnitId>, FinancialYear),
    /// Among the reviews of diversity and equality.
    Equality,
    /// On a risk’s page.
    Risk(RiskId),
    /// On a report's page.
    Report(ReportRunId),
}

/// How pressing something is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pressing {
    Overdue,
    Today,
    Soon,
    /// It has no day, or that is further off.
    ToDo,
}

/// When something is due, as it is sorted and said.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Due {
    pressing: Pressing,
    on: Date,
    says: String,
}

/// A line with what it is sorted by.
struct Found {
    due: Option<Due>,
    line: Line,
}

/// What waits for the reader on a day; none where nothing does, and on an earlier day, on which nothing can be done.
pub fn section(sight: &Sight<'_>, today: Date) -> Option<Section> {
    let reader = sight.person().filter(|_| !sight.is_earlier())?;
    let mut found = figures::found(sight, reader, today);
    found.extend(decisions::actions(sight, reader, today));
    found.extend(decisions::targets(sight, reader, today));
    found.extend(reports::reports(sight));
    found.extend(reports::procedures(sight));
    found.extend(plans::plans(sight, reader, today));
    found.extend(plans::equality(sight, reader, today));
    found.extend(plans::risks(sight, reader, today));
    // What is as pressing and due on the same day stays in the order in which it was found: as a figure goes its road.
    found.sort_by_key(|found| match &found.due {
        Some(due) => (due.pressing, due.on),
        None => (Pressing::ToDo, Date::MAX),
    });
    let mut lines: Vec<Line> = found.into_iter().map(|found| found.line).collect();
    let rest = lines.split_off(lines.len().min(MOST));
    (!lines.is_empty()).then(|| Section {
        more: format!("{} more, less pressing than these", rest.len()),
        lines,
        rest,
    })
}

impl Due {
    /// How pressing what is due on a day is; none where that is further off than soon.
    fn of(on: Date, today: Date) -> Option<Self> {
        let (pressing, says) = if on < today {
            (Pressing::Overdue, overdue(on, today))
        } else if on == today {
            (Pressing::Today, "Due today.".to_owned())
        } else {
            let soon = working_day::add_working_days(today, SOON).ok()?;
            let left = working_day::working_days_between(today, on).ok()?;
            if on > soon {
                return None;
            }
            (
                Pressing::Soon,
                match left {
                    0 => format!("Due {}.", day::on(on, today)),
                    left => format!("Due {}, in {}.", day::on(on, today), working_days(left)),
                },
            )
        };
        Some(Self { pressing, on, says })
    }
}

fn overdue(on: Date, today: Date) -> String {
    let due = display::date(on);
    match working_day::working_days_between(on, today) {
        // Only days of rest have passed, or how many is not known.
        Ok(0) | Err(_) => format!("Overdue: due by {due}."),
        Ok(days) => format!("Overdue by {}: due by {due}.", working_days(days)),
    }
}

fn working_days(days: u16) -> String {
    match days {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    }
}

/// What a line says under its title: when it is due, then the rest.
fn detail(due: Option<&Due>, rest: &str) -> String {
    match due {
        Some(due) => format!("{} {rest}", due.says),
        None => rest.to_owned(),
    }
}
