//! What would come of a file: the records, and the fate of every row.

use std::collections::BTreeMap;

use domain::import::{ImportKind, Imported};
use serde::Serialize;

use super::{heading::one_line, table::Row};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is refused.
    Error,
    /// The row is taken; somebody should look.
    Warning,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The row, as a spreadsheet counts.
    pub row: u32,
    /// Our field.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// The kind of problem, for programs.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do, for people.
    pub message: String,
}

/// What an import would change in something that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The row.
    pub row: u32,
    /// What of: an indicator's code.
    pub code: String,
    /// Our field.
    pub field: &'static str,
    /// What it says now.
    pub from: String,
    /// What it would say.
    pub to: String,
}

/// What was found of a structure of posts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Structure {
    /// Posts that report to nobody.
    pub roots: usize,
    /// Posts that report to one that is not there.
    pub orphans: usize,
    /// Posts that report to themselves, directly or in a circle.
    pub cycles: usize,
    /// Rows that name a post that an earlier row has.
    pub duplicates: usize,
    /// Full-time equivalents of all posts.
    pub fte: String,
}

/// What would come of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it was read as.
    pub what: ImportKind,
    /// Rows under the headings.
    pub rows: u32,
    /// Rows that are taken.
    pub accepted: u32,
    /// How many records of each kind are new or different.
    pub changed: BTreeMap<&'static str, usize>,
    /// What is wrong, by row.
    pub problems: Vec<Problem>,
    /// What would change in what is there.
    pub differences: Vec<Difference>,
    /// The structure, where posts were read.
    pub posts: Option<Structure>,
    /// What is written if it is taken.
    pub records: Vec<Imported>,
    /// Every row, in order.
    pub read: Vec<RowRead>,
    /// Their headings that nothing is read from.
    pub unused: Vec<String>,
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRead {
    /// The row.
    pub row: u32,
    /// What it begins with.
    pub label: String,
    /// Whether it is refused.
    pub refused: bool,
    /// How many records it brings.
    pub brings: usize,
}

/// Cells that a row is called by, and letters of each.
const CALLED_BY: (usize, usize) = (2, 60);

fn label(row: &Row) -> String {
    let filled = row.1.iter().filter(|cell| !cell.trim().is_empty());
    let cells: Vec<String> = filled
        .take(CALLED_BY.0)
        .map(|cell| one_line(cell).chars().take(CALLED_BY.1).collect())
        .collect();
    cells.join(" · ")
}

impl Plan {
    /// Nothing yet; the counts that are always told begin at 0.
    pub fn new(what: ImportKind, told: &[&'static str]) -> Self {
        Self {
            what,
            rows: 0,
            accepted: 0,
            changed: told.iter().map(|kind| (*kind, 0)).collect(),
            problems: Vec::new(),
            differences: Vec::new(),
            posts: None,
            records: Vec::new(),
            read: Vec::new(),
            unused: Vec::new(),
        }
    }

    /// Adds a record, for the row that was taken last.
    pub fn keep(&mut self, record: Imported) {
        self.records.push(record);
        if let Some(row) = self.read.last_mut() {
            row.brings += 1;
        }
    }

    /// Counts a record of a kind as changed.
    pub fn count(&mut self, kind: &'static str, more: usize) {
        *self.changed.entry(kind).or_default() += more;
    }

    /// Takes what a row came to, unless something is wrong with it.
    pub fn take(&mut self, findings: Findings) -> bool {
        self.rows += 1;
        let refused = findings.is_refused();
        self.read.push(RowRead {
            row: findings.row,
            label: findings.label.clone(),
            refused,
            brings: 0,
        });
        self.problems.extend(findings.problems);
        if refused {
            return false;
        }
        self.differences.extend(findings.differences);
        self.accepted += 1;
        true
    }
}

/// What was found in one row.
#[derive(Debug)]
pub struct Findings {
    row: u32,
    label: String,
    problems: Vec<Problem>,
    differences: Vec<Difference>,
}

impl Findings {
    /// None yet.
    pub fn of(row: &Row) -> Self {
        Self {
            row: row.0,
            label: label(row),
            problems: Vec::new(),
            differences: Vec::new(),
        }
    }

    /// Notes what would change in something that is there, unless it stays as it is.
    pub fn differs(&mut self, code: &str, field: &'static str, from: String, to: String) {
        if from != to {
            self.differences.push(Difference {
                row: self.row,
                code: code.to_owned(),
                field,
                from,
                to,
            });
        }
    }

    /// Whether one of them refuses the row.
    pub fn is_refused(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// Adds one that refuses the row.
    pub fn error(
        &mut self,
        column: &str,
        value: &str,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.add(column, value, code, Severity::Error, message.into());
    }

    /// Adds one that somebody should look at.
    pub fn warning(
        &mut self,
        column: &str,
        value: &str,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.add(column, value, code, Severity::Warning, message.into());
    }

    fn add(
        &mut self,
        column: &str,
        value: &str,
        code: &'static str,
        severity: Severity,
        message: String,
    ) {
        self.problems.push(Problem {
            row: self.row,
            column: column.to_owned(),
            value: value.to_owned(),
            code,
            severity,
            message,
        });
    }
}
