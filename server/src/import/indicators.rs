//! Indicators, targets and figures of a file (design/import.md, `--as indicators` and `--as measurements`).

mod definition;
mod figures;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    calendar::{FinancialYear, Grain, Period},
    company::Company,
    id::Id,
    import::{ImportKind, Imported},
    indicator::{Indicator, IndicatorId},
    person::Person,
    unit::{Unit, UnitId, UnitKind},
};
use uuid::Uuid;

use super::{
    cell,
    heading::plain,
    plan::{Findings, Plan},
    sheet::Sheet,
    table::Row,
};

/// What the counts of an import of indicators always tell.
const TOLD: [&str; 3] = ["indicators", "targets", "measurements"];

/// Reads every row of a sheet.
pub fn plan(company: &Company, sheet: &Sheet<'_>, what: ImportKind, given: &Given<'_>) -> Plan {
    let mut reading = Reading::new(company, sheet, what, given);
    for row in sheet.rows() {
        reading.row(row);
    }
    reading.plan
}

/// What a reading needs beside the file.
pub struct Given<'a> {
    /// The file's name: where its figures are from.
    pub file: &'a str,
    /// The day on which it is read.
    pub today: domain::calendar::Date,
}

struct Reading<'a> {
    company: &'a Company,
    sheet: &'a Sheet<'a>,
    given: &'a Given<'a>,
    plan: Plan,
    /// The indicators that are there or were read, by code.
    known: BTreeMap<String, (IndicatorId, Indicator)>,
    /// Codes in small letters, with the one that is used.
    spelt: BTreeMap<String, String>,
    /// Codes that rows of this file have defined.
    defined: BTreeSet<String>,
    /// Figures that rows of this file have given.
    figured: BTreeSet<(IndicatorId, Period)>,
    /// The shortest period that the rows of a code are for.
    finest: BTreeMap<String, Grain>,
    /// Targets that rows of this file have set.
    targeted: BTreeSet<(IndicatorId, FinancialYear)>,
    services: BTreeMap<String, UnitId>,
    people: BTreeMap<String, domain::person::PersonId>,
}

impl<'a> Reading<'a> {
    fn new(
        company: &'a Company,
        sheet: &'a Sheet<'a>,
        what: ImportKind,
        given: &'a Given<'a>,
    ) -> Self {
        let known: BTreeMap<String, (IndicatorId, Indicator)> = company
            .all::<Indicator>()
            .map(|found| (found.code.clone(), (found.id, (*found.body).clone())))
            .collect();
        let services = company
            .all::<Unit>()
            .filter(|unit| unit.kind == UnitKind::Service)
            .map(|unit| (plain(&unit.name), unit.id))
            .collect();
        let people = company
            .all::<Person>()
            .filter(|person| person.active)
            .map(|person| (plain(&person.name), person.id))
            .collect();
        let told = if what == ImportKind::Indicators {
            TOLD.as_slice()
        } else {
            &["measurements"]
        };
        Self {
            company,
            sheet,
            given,
            plan: Plan::new(what, told),
            spelt: known
                .keys()
                .map(|code| (code.to_lowercase(), code.clone()))
                .collect(),
            known,
            defined: BTreeSet::new(),
            figured: BTreeSet::new(),
            targeted: BTreeSet::new(),
            finest: finest(sheet),
            services,
            people,
        }
    }

    fn row(&mut self, row: &Row) {
        let mut findings = Findings::of(row);
        let records = self.read(row, &mut findings);
        if self.plan.take(findings) {
            for record in records {
                self.keep(record);
            }
        }
    }

    /// What a row comes to; nothing of it is kept where something is wrong with it.
    fn read(&mut self, row: &Row, findings: &mut Findings) -> Vec<Imported> {
        let Some(code) = self.code(row, findings) else {
            return Vec::new();
        };
        let mut records = Vec::new();
        let only_figures = self.plan.what == ImportKind::Measurements;
        let defining = !only_figures && !self.defined.contains(&code);
        let (id, indicator) = if defining {
            match self.definition(row, &code, findings, &mut records) {
                Some(found) => found,
                None => return Vec::new(),
            }
        } else {
            match self.known.get(&code) {
                Some(found) => found.clone(),
                None => {
                    findings.error("code", &code, "unknown_indicator", "There is no indicator with this code. Import its definition first, or correct the code.");
                    return Vec::new();
                }
            }
        };
        if !only_figures && !defining {
            self.compare_with_first(row, &code, &indicator, findings);
        }
        if !only_figures {
            records.extend(self.target(row, &code, (id, &indicator), findings));
        }
        records.extend(self.figures(row, &code, (id, &indicator), findings));
        records
    }

    /// The row's code, if it can be used.
    fn code(&self, row: &Row, findings: &mut Findings) -> Option<String> {
        let code = self.sheet.cell(row, "code").to_owned();
        if code.is_empty() {
            findings.error(
                "code",
                "",
                "no_code",
                "This row has no code. Give it one, or clear the row.",
            );
            return None;
        }
        match self.spelt.get(&code.to_lowercase()) {
            Some(there) if *there != code => {
                findings.error(
                    "code",
                    &code,
                    "code_differs_in_case",
                    format!("There is a code “{there}” that differs from this one only in case. Write them alike, or make them different."),
                );
                return None;
            }
            _ => {}
        }
        if self.defined.contains(&code) && !self.sheet.has("period") {
            findings.error(
                "code",
                &code,
                "duplicate_code",
                "An earlier row has this code. Give each row its own, or add a column for the period.",
            );
            return None;
        }
        Some(code)
    }

    /// Keeps a record of a row that is taken, and counts it.
    fn keep(&mut self, record: Imported) {
        match &record {
            Imported::Unit(id, unit) if unit.kind == UnitKind::Service => {
                self.services.insert(plain(&unit.name), *id);
                self.plan.count("services", 1);
            }
            Imported::Indicator(id, indicator) => {
                let code = indicator.code.clone();
                self.spelt.insert(code.to_lowercase(), code.clone());
                let before = self.known.insert(code.clone(), (*id, indicator.clone()));
                self.defined.insert(code);
                if before.is_some_and(|(_, before)| before == *indicator) {
                    return;
                }
                self.plan.count("indicators", 1);
            }
            Imported::Target(_, target) => {
                self.targeted.insert((target.indicator, target.year));
                self.plan.count("targets", 1);
            }
            Imported::Measurement(_, figure) => {
                self.figured.insert((figure.indicator, figure.period));
                self.plan.count("measurements", 1);
            }
            _ => {}
        }
        self.plan.keep(record);
    }
}

/// The shortest period that the rows of each code are for.
fn finest(sheet: &Sheet<'_>) -> BTreeMap<String, Grain> {
    let mut finest = BTreeMap::new();
    for row in sheet.rows() {
        let code = sheet.cell(row, "code");
        let said = sheet.said(row, code, "period");
        if let Some(period) = said.and_then(|said| cell::period(&said)) {
            let kept = finest.entry(code.to_owned()).or_insert(period.grain);
            *kept = period.grain.min(*kept);
        }
    }
    finest
}

/// A new identifier.
pub(super) fn new_id<T>() -> Id<T> {
    Id::new(Uuid::now_v7())
}
