//! Rule tables as data: one row a line, columns between bars, the first row the names of the columns, `#` a comment.
//!
//! Where each worked example of rules.md 4 is a row (`tables_are_read.rs` holds that each of these is there and that a test reads it); the
//! properties are beside the test that reads the table.
//!
//! - 4.1 colour and score: `attainment.txt`, rows 1 to 18 first
//! - 4.2 rounding and display: `rounding.txt`, `figures.txt`, `dates_typed.txt`
//! - 4.3 target within the year: `trajectory.txt`, `year_to_date.txt`, `period_reading.txt`
//! - 4.4 periods put together: `aggregation.txt`, `annualised.txt`, `year_to_date.txt`, `period_reading.txt`, `results_over_time.txt`
//! - 4.5 comparisons: `travel.txt`; the forecast in `outlook.txt`; a changed definition in `definition_versions.rs`
//! - 4.6 process control: A to J in `spc.txt` and, to the digits printed, `spc_lines.txt`; G in `spc_patterns.txt`; K in `spc_assurance.txt`
//! - 4.7 roll-up: `rollup.txt`, `tie_weights.txt`, for a period `scorecard_over.txt`; its count line and what is an error in `rules_rollup.rs`; five people in `view_objective.rs`
//! - 4.8 surveys: `survey.txt`, `survey_change.txt`, `survey_weighted.txt`, `survey_margin.txt`, `sample.txt`, `sample_margin.txt`; the words
//!   beside an interval and the fewest answers in `view_survey.rs`
//! - 4.9 benchmarking: `quartile.txt`; cost beside performance in `quadrant.txt`
//! - 4.10 checks of a target: `target_checks.txt`, `target_kinds.txt`
//! - 4.11 generic issues: `generic_issue.txt`
//! - 4.12 calendar: `financial_year.txt`, `bank_holidays.txt`, `working_days.txt`, `return_deadlines.txt`, `one_to_ones.txt`,
//!   `one_to_one_rate.txt`, `on_time.txt`
//! - 4.13 risk: `risk.txt`, `risk_levels.txt`
//! - peers.md 5.7: 1 to 8, 11, 13 and 14 in `peers.txt`, by their numbers; 16 in `definition_versions.txt`
//!
//! Beside the rules of arithmetic:
//!
//! - who may do what, and with which words it is refused: `refusals.txt`, `month_end.txt`, `named_hands.txt`
//! - which figure counts: `known_on_a_day.txt`, `disputed_figures.txt`; what waits for whom: `figures_due.txt`, `plans_due.txt`
//! - what the Council's viewers read before residents do: `councils_choice.txt`
//! - what the records say against an indicator’s data: `data_quality.txt`; when a figure is as an audit of it says: `audit_difference.txt`
//! - tables as files: `spreadsheet.txt`

// Each test file is a crate of its own and none needs all of these.
#![allow(dead_code)]

use std::collections::BTreeMap;

/// A row by the names of its columns.
pub struct Row {
    line: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// What stands in a column.
    pub fn get(&self, column: &str) -> &str {
        self.cells
            .get(column)
            .unwrap_or_else(|| panic!("line {}: no column “{column}”", self.line))
    }

    /// The same, read as a number, a date or whatever the test asks for.
    pub fn read<T: std::str::FromStr>(&self, column: &str) -> T {
        let cell = self.get(column);
        cell.parse()
            .unwrap_or_else(|_| panic!("line {}: “{cell}” cannot be read in “{column}”", self.line))
    }

    /// The same, with `–` for nothing.
    pub fn optional<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        (self.get(column) != "–").then(|| self.read(column))
    }

    /// The row as it stands, for a failing test's message.
    pub fn words(&self) -> String {
        format!("line {}: {:?}", self.line, self.cells)
    }
}

/// The rows of a table; a row with too few or too many cells fails the test.
pub fn rows(table: &str) -> Vec<Row> {
    let mut lines = table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(place, line)| {
            (
                place + 1,
                line.split('|')
                    .map(|cell| cell.trim().to_owned())
                    .collect::<Vec<_>>(),
            )
        });
    let (_, names) = lines
        .next()
        .expect("a table begins with the names of its columns");
    let rows: Vec<Row> = lines
        .map(|(line, cells)| {
            assert_eq!(
                cells.len(),
                names.len(),
                "line {line} has not one cell a column"
            );
            Row {
                line,
                cells: names.iter().cloned().zip(cells).collect(),
            }
        })
        .collect();
    assert!(!rows.is_empty(), "a table without rows tests nothing");
    rows
}
