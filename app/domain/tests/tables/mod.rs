//! Rule tables as data: one row a line, columns between bars, the first row the names of the columns, `#` a comment.

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
