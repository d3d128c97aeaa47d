//! Month end: the figures of a service that are due for a period, as one grid that is filled in, checked, approved and published
//! (strategy §2, RECORD to REPORT; S83, S102).
//!
//! A month collects what ends with it: the monthly figures always, the quarter's in its last month, the year's in March.

mod action;
mod deadlines;
mod entry;
mod paste;
mod row;
mod stages;
mod step;

use std::collections::BTreeMap;

use crate::{
    access,
    calendar::{Date, FinancialYear, Grain, Period},
    display,
    indicator::{Indicator, IndicatorState},
    record::Stored,
    scope::Scope,
    sight::Sight,
    unit::{Unit, UnitId},
    view::permission,
    working_day,
};

pub use action::{people, response, responses};
pub use deadlines::{Returns, returns};
pub use entry::{Entered, Entry, entered};
pub use paste::{Filled, Pasted, paste};
pub use row::{Column, Commented, Row, Standing};
pub(in crate::view) use row::{Figures, before, trial};
pub use stages::{COMPLETE, OPEN, StageLine, stage};
pub use step::{Sending, StepLine, StepOf, step_line};

/// Months that can be chosen: a year and the one before it.
pub(in crate::view) const MONTHS: usize = 13;

/// What the indicators of no service stand under.
const WHOLE_COMPANY: &str = "The whole Company";

/// Which return: a service's, none for the whole Company, for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// Whose figures.
    pub service: Option<UnitId>,
    /// The month that collects them.
    pub month: Period,
}

impl Return {
    /// The texts that stand for its service and its month; [`chosen`] reads them.
    pub fn keys(self) -> (String, String) {
        (key(self.service), self.month.to_string())
    }
}

/// The text that stands for a service.
fn key(service: Option<UnitId>) -> String {
    service.map_or_else(|| "company".to_owned(), |service| service.to_string())
}

/// Something to choose, by the text that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it.
    pub key: String,
    /// What it is called.
    pub name: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which return it is.
    pub shown: Return,
    /// `Repairs and Voids, October 2026: 2 of 6 figures submitted`.
    pub heading: String,
    /// When it is due, and whether that is past.
    pub lead: String,
    /// The services whose figures the reader may see before they are approved.
    pub services: Vec<Choice>,
    /// The one shown.
    pub service: String,
    /// The months.
    pub months: Vec<Choice>,
    /// The one shown.
    pub month: String,
    /// One an indicator.
    pub rows: Vec<Row>,
    /// Whether the reader may provide a figure in some row.
    pub may_provide: bool,
    /// What is due and was returned, by service, over the last year.
    pub returns: Vec<Returns>,
}

/// A return by the texts that stand for its service and its month; none for what is no return.
pub fn chosen(service: &str, month: &str) -> Option<Return> {
    let service = match service {
        "company" => None,
        id => Some(id.parse().ok()?),
    };
    let month: Period = month.parse().ok()?;
    (month.grain == Grain::Month).then_some(Return { service, month })
}

/// The page of a return; without one chosen, of the first service that has something to do for the last month. None where the reader
/// sees no figure before it is approved.
pub fn page(sight: &Sight<'_>, chosen: Option<Return>, today: Date) -> Option<Page> {
    let services = services(sight);
    let last = Period::containing(today, Grain::Month).previous();
    let shown = chosen
        .filter(|chosen| services.contains_key(&chosen.service))
        .or_else(|| first(sight, &services, last, today))?;
    let name = services.get(&shown.service)?.clone();
    let rows = rows(sight, shown, today);
    let months = std::iter::successors(Some(last), |month| Some(month.previous()));
    let mut named: Vec<Choice> = services
        .iter()
        .map(|(service, name)| Choice {
            key: key(*service),
            name: name.clone(),
        })
        .collect();
    named.sort_by(|a, b| (a.key == "company", &a.name).cmp(&(b.key == "company", &b.name)));
    Some(Page {
        heading: heading(&name, shown.month, &rows),
        lead: lead(shown.month, &rows, today),
        services: named,
        service: key(shown.service),
        months: months
            .take(MONTHS)
            .map(|month| Choice {
                key: month.to_string(),
                name: month.words(),
            })
            .collect(),
        month: shown.month.to_string(),
        may_provide: rows.iter().any(|row| row.may_provide),
        returns: returns(sight, &services, last, today),
        rows,
        shown,
    })
}

/// The services whose figures the reader sees before they are approved, by name.
fn services(sight: &Sight<'_>) -> BTreeMap<Option<UnitId>, String> {
    worked_on(sight)
        .map(|indicator| {
            let name = indicator
                .service
                .and_then(|service| sight.get::<Unit>(service))
                .map_or_else(|| WHOLE_COMPANY.to_owned(), |unit| unit.name.clone());
            (indicator.service, name)
        })
        .collect()
}

/// The indicators in use whose figures the reader sees before they are approved.
pub(in crate::view) fn worked_on<'a>(
    sight: &Sight<'a>,
) -> impl Iterator<Item = &'a Stored<Indicator>> {
    let reader = sight.person().filter(|_| sight.is_staff());
    // There are many indicators and few services, and whether somebody sees one is asked of all that names them.
    let mut known: Vec<(Scope, bool)> = Vec::new();
    let mut seen = move |reader, drafts: Scope| {
        let found = known.iter().find(|(scope, _)| *scope == drafts);
        found.map(|(_, seen)| *seen).unwrap_or_else(|| {
            let sees = access::sees(sight.company(), reader, &drafts);
            known.push((drafts, sees));
            sees
        })
    };
    sight.all::<Indicator>().filter(move |indicator| {
        is_collected(indicator)
            && reader.is_some_and(|reader| seen(reader, crate::measurement::drafts(indicator)))
    })
}

/// Whether figures are given for it: it is in use, and mirrors no other, whose figures are entered there, once (S50).
fn is_collected(indicator: &Indicator) -> bool {
    indicator.state == IndicatorState::Active && indicator.mirrors.is_none()
}

/// The return to begin with: of the last month, the first service by name in which the reader may do something, else the first.
fn first(
    sight: &Sight<'_>,
    services: &BTreeMap<Option<UnitId>, String>,
    month: Period,
    today: Date,
) -> Option<Return> {
    let mut by_name: Vec<_> = services.iter().collect();
    by_name.sort_by(|a, b| (a.0.is_none(), a.1).cmp(&(b.0.is_none(), b.1)));
    let returns = || {
        by_name.iter().map(|(service, _)| Return {
            service: **service,
            month,
        })
    };
    returns()
        .find(|each| rows(sight, *each, today).iter().any(Row::is_open_to_reader))
        .or_else(|| returns().next())
}

/// The indicators of a return with the period that ends with its month, by code.
fn collected<'a>(sight: &Sight<'a>, of: Return) -> Vec<(&'a Stored<Indicator>, Period)> {
    let mut found: Vec<_> = sight
        .all::<Indicator>()
        .filter(|indicator| indicator.service == of.service && is_collected(indicator))
        .filter_map(|indicator| Some((indicator, ending_with(indicator, of.month)?)))
        .collect();
    found.sort_by(|(a, _), (b, _)| (&a.code, a.id).cmp(&(&b.code, b.id)));
    found
}

/// The period of an indicator that ends with a month.
pub(in crate::view) fn ending_with(indicator: &Indicator, month: Period) -> Option<Period> {
    let period = Period::containing(month.end(), indicator.frequency.grain());
    (period.end() == month.end()).then_some(period)
}

fn rows(sight: &Sight<'_>, of: Return, today: Date) -> Vec<Row> {
    collected(sight, of)
        .into_iter()
        .map(|(indicator, period)| row::row(sight, indicator, period, today))
        .collect()
}

fn heading(service: &str, month: Period, rows: &[Row]) -> String {
    let submitted = rows.iter().filter(|row| row.is_submitted()).count();
    let words = month.words();
    match (submitted, rows.len()) {
        (_, 0) => format!("{service}, {words}: nothing is collected"),
        (some, all) if some == all => format!("{service}, {words}: all {all} figures submitted"),
        (some, all) => format!("{service}, {words}: {some} of {all} figures submitted"),
    }
}

fn lead(month: Period, rows: &[Row], today: Date) -> String {
    let complete = rows.iter().all(Row::is_submitted);
    match working_day::return_deadline(month) {
        Ok(due) if rows.is_empty() || complete => {
            format!(
                "Due by {}, the tenth working day after the month.",
                display::date(due)
            )
        }
        Ok(due) if due < today => format!("Overdue: this was due by {}.", display::date(due)),
        Ok(due) => format!(
            "Due by {}, the tenth working day after the month.",
            display::date(due)
        ),
        Err(_) => "Due on the tenth working day after the month.".to_owned(),
    }
}

/// Whether the reader works on figures at all: the page is offered to nobody else.
pub fn is_offered(sight: &Sight<'_>) -> bool {
    !services(sight).is_empty() && permission::is_now(sight)
}

/// The first month for which a return is counted: that of the year before the last one.
const fn counted_from(last: Period) -> FinancialYear {
    last.fy.previous()
}
