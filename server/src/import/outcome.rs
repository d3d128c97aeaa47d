//! What came of an import, for programs and for people.

use std::{collections::BTreeMap, fmt};

use domain::import::ImportId;
use serde::Serialize;

use super::plan::{Difference, Plan, Problem, Severity, Structure};

/// What is printed: one object.
#[derive(Debug, Serialize)]
pub struct Outcome<'a> {
    /// The import, to undo it by; none where nothing was stored.
    pub import: Option<ImportId>,
    /// Rows under the headings.
    pub rows: u32,
    /// Rows that are taken.
    pub accepted: u32,
    /// How many of what are new or different.
    pub changed: &'a BTreeMap<&'static str, usize>,
    /// The structure, where posts were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posts: Option<&'a Structure>,
    /// What changes in what is there.
    #[serde(skip_serializing_if = "<[Difference]>::is_empty")]
    pub differences: &'a [Difference],
    /// What is wrong, by row.
    pub problems: &'a [Problem],
}

impl<'a> Outcome<'a> {
    /// Of a plan that was taken under an identifier, or was not.
    pub fn of(plan: &'a Plan, import: Option<ImportId>) -> Self {
        Self {
            import,
            rows: plan.rows,
            accepted: plan.accepted,
            changed: &plan.changed,
            posts: plan.posts.as_ref(),
            differences: &plan.differences,
            problems: &plan.problems,
        }
    }
}

impl fmt::Display for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.problems {
            let word = match problem.severity {
                Severity::Error => "refused",
                Severity::Warning => "look at",
            };
            writeln!(
                f,
                "{word}  row {}, {}: “{}” — {}",
                problem.row, problem.column, problem.value, problem.message
            )?;
        }
        for change in self.differences {
            writeln!(
                f,
                "changes  row {}, {} {}: “{}” becomes “{}”",
                change.row, change.code, change.field, change.from, change.to
            )?;
        }
        if let Some(posts) = self.posts {
            writeln!(
                f,
                "posts: {} at the top, {} that report to nobody there, {} in circles, {} twice, {} full-time equivalents",
                posts.roots, posts.orphans, posts.cycles, posts.duplicates, posts.fte
            )?;
        }
        let changed: Vec<String> = self
            .changed
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        writeln!(
            f,
            "{} of {} rows {}; new or different: {}.",
            self.accepted,
            self.rows,
            if self.import.is_some() {
                "taken"
            } else {
                "can be taken"
            },
            changed.join(", ")
        )?;
        match self.import {
            Some(import) => write!(
                f,
                "Import {import}; `throughline import --undo {import}` takes it back."
            ),
            None => write!(f, "Nothing was stored."),
        }
    }
}
