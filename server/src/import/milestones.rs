//! Milestones of service plans (design/import.md, `--as milestones`).

use std::collections::BTreeMap;

use domain::{
    calendar::Date,
    company::Company,
    folded::Folded,
    import::{ImportKind, Imported},
    milestone::{Milestone, MilestoneId},
    plan_action::{PlanAction, PlanActionId},
    quantity::Decimal,
    unit::{Unit, UnitId, UnitKind},
};

use super::{
    cell,
    heading::plain,
    indicators::new_id,
    plan::{Findings, Plan},
    sheet::Sheet,
    table::Row,
};

/// The longest title, as elsewhere (domain `form::TITLE_MAX`).
const TITLE_MAX: usize = domain::form::TITLE_MAX;

/// Reads every row of a sheet.
pub fn plan(company: &Company, sheet: &Sheet<'_>) -> Plan {
    let mut plans = Plans::new(company, sheet);
    for row in sheet.rows() {
        plans.take(row);
    }
    plans.plan
}

/// What tells a milestone from another: its action, its words and its day.
type Line = (PlanActionId, String, Option<Date>);

struct Plans<'a> {
    sheet: &'a Sheet<'a>,
    services: BTreeMap<String, UnitId>,
    group: Option<UnitId>,
    actions: BTreeMap<(UnitId, String), PlanActionId>,
    /// Milestones that are there and that no row has named yet.
    there: BTreeMap<Line, Vec<(MilestoneId, Milestone)>>,
    /// Lines that rows of this file have, with the first row of each.
    lines: BTreeMap<(String, String, String, Option<Date>), u32>,
    plan: Plan,
}

impl<'a> Plans<'a> {
    fn new(company: &Company, sheet: &'a Sheet<'a>) -> Self {
        let of_kind = |kind| company.all::<Unit>().filter(move |unit| unit.kind == kind);
        let mut there: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for found in company.all::<Folded<Milestone>>() {
            let Some(body) = found.open() else { continue };
            there
                .entry((body.action, plain(&body.title), body.due))
                .or_default()
                .push((found.id, body));
        }
        Self {
            sheet,
            services: of_kind(UnitKind::Service)
                .map(|unit| (plain(&unit.name), unit.id))
                .collect(),
            group: of_kind(UnitKind::Group).map(|unit| unit.id).next(),
            actions: company
                .all::<Folded<PlanAction>>()
                .filter_map(|found| Some((found.id, found.open()?)))
                .map(|(id, action)| ((action.service, plain(&action.title)), id))
                .collect(),
            there,
            lines: BTreeMap::new(),
            plan: Plan::new(ImportKind::Milestones, &["actions", "milestones"]),
        }
    }

    fn take(&mut self, row: &Row) {
        let mut findings = Findings::of(row);
        let service = self.named(row, "service", &mut findings);
        let action = self.named(row, "action", &mut findings);
        let title = self.named(row, "milestone", &mut findings);
        if title
            .as_deref()
            .is_some_and(|title| title.starts_with("--"))
        {
            findings.warning(
                "milestone",
                title.as_deref().unwrap_or_default(),
                "placeholder",
                "This looks like a line that nobody filled in yet.",
            );
        }
        let known = service
            .as_deref()
            .is_none_or(|service| self.services.contains_key(&plain(service)));
        if !known && !self.sheet.map().may_create("service") {
            findings.error("service", service.as_deref().unwrap_or_default(), "unknown_service", "There is no service of this name. Correct it, or let the import make it with create = [\"service\"] under [table].");
        }
        let due = self.due(row, &mut findings);
        let (done, percent) = self.standing(row, &mut findings);
        let said = |field: &str| self.sheet.said(row, "", field).unwrap_or_default();
        let (status, note) = (said("status"), said("note"));
        let first = match (&service, &action, &title) {
            (Some(service), Some(action), Some(title)) => {
                let line = (plain(service), plain(action), plain(title), due);
                *self.lines.entry(line).or_insert(row.0)
            }
            _ => row.0,
        };
        if first != row.0 {
            findings.warning("milestone", title.as_deref().unwrap_or_default(), "duplicate_milestone", format!("Row {first} has the same milestone for the same day. Both are kept; leave one out if it is the same work."));
        }
        if !self.plan.take(findings) {
            return;
        }
        let (Some(service), Some(action), Some(title)) = (service, action, title) else {
            return;
        };
        let service = self.service(service);
        let action = self.action(service, action);
        self.keep(Milestone {
            action,
            title,
            due,
            done,
            status,
            percent,
            note,
        });
    }

    /// A field that must say something, cut to no length: what is too long is refused.
    fn named(&self, row: &Row, field: &'static str, findings: &mut Findings) -> Option<String> {
        let said = self.sheet.said(row, "", field);
        match &said {
            None => findings.error(
                field,
                "",
                "missing",
                format!("This row has no {field}. Give it one, or clear the row."),
            ),
            Some(text) if text.chars().count() > 5 * TITLE_MAX => findings.error(
                field,
                text,
                "too_long",
                "Use at most 1,000 characters here.",
            ),
            Some(_) => {}
        }
        said
    }

    fn due(&self, row: &Row, findings: &mut Findings) -> Option<Date> {
        let written = self.sheet.said(row, "", "due")?;
        let due = cell::date(&written);
        if due.is_none() {
            findings.warning(
                "due",
                &written,
                "not_a_date",
                "This is not a date; the milestone is kept without one.",
            );
        }
        due
    }

    fn standing(&self, row: &Row, findings: &mut Findings) -> (bool, Option<Decimal>) {
        let done = match self.sheet.said(row, "", "done") {
            None => false,
            Some(word) => match plain(&word).as_str() {
                "true" | "yes" | "y" | "1" | "done" | "complete" | "completed" => true,
                "false" | "no" | "n" | "0" => false,
                _ => {
                    findings.error(
                        "done",
                        &word,
                        "not_yes_or_no",
                        "This is neither yes nor no. Write TRUE or FALSE.",
                    );
                    false
                }
            },
        };
        let percent = self.sheet.said(row, "", "percent").and_then(|written| {
            let read = cell::number(&written).map(|read| read.value);
            let fits = read.filter(|read| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(read));
            if fits.is_none() {
                findings.error(
                    "percent",
                    &written,
                    "not_a_number",
                    "This is not a number from 0 to 100.",
                );
            }
            fits
        });
        if let Some(percent) = percent.filter(|percent| done && *percent < Decimal::ONE_HUNDRED) {
            findings.warning(
                "percent",
                &percent.to_string(),
                "done_below_100",
                "It is said to be done, and not at 100 %; both are kept.",
            );
        }
        (done, percent)
    }

    fn service(&mut self, name: String) -> UnitId {
        if let Some(service) = self.services.get(&plain(&name)) {
            return *service;
        }
        let made = |name: String, kind, within| Unit {
            name,
            kind,
            within,
            purpose: String::new(),
            illustrative: false,
        };
        let group = *self.group.get_or_insert_with(|| {
            let group = new_id();
            let unit = made("Services".to_owned(), UnitKind::Group, None);
            self.plan.keep(Imported::Unit(group, unit));
            group
        });
        let service = new_id();
        self.services.insert(plain(&name), service);
        self.plan.count("services", 1);
        let unit = made(name, UnitKind::Service, Some(group));
        self.plan.keep(Imported::Unit(service, unit));
        service
    }

    fn action(&mut self, service: UnitId, title: String) -> PlanActionId {
        let key = (service, plain(&title));
        if let Some(action) = self.actions.get(&key) {
            return *action;
        }
        let action = new_id();
        self.actions.insert(key, action);
        self.plan.count("actions", 1);
        let body = PlanAction { service, title };
        self.plan.keep(Imported::PlanAction(action, body));
        action
    }

    fn keep(&mut self, milestone: Milestone) {
        let key = (milestone.action, plain(&milestone.title), milestone.due);
        let there = self.there.get_mut(&key).and_then(Vec::pop);
        if there.as_ref().is_some_and(|(_, there)| *there == milestone) {
            return;
        }
        let id = there.map_or_else(new_id, |(id, _)| id);
        self.plan.count("milestones", 1);
        self.plan.keep(Imported::Milestone(id, milestone));
    }
}
