//! A block of cells pasted from a spreadsheet: which of them fill which cells of the grid, and what could not be read.

use super::{
    entry::number,
    row::{Column, Row},
};
use crate::{indicator::Indicator, sight::Sight};

/// A cell that is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The row's place in the grid.
    pub row: usize,
    /// The cell's place in its row.
    pub cell: usize,
    /// What is put there.
    pub text: String,
}

/// What becomes of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The cells that are filled.
    pub filled: Vec<Filled>,
    /// What could not be read or has no place, cell by cell.
    pub left: Vec<String>,
}

impl Pasted {
    /// In a sentence: `4 cells filled.`
    pub fn words(&self) -> String {
        match self.filled.len() {
            0 => "Nothing was filled.".to_owned(),
            1 => "1 cell filled.".to_owned(),
            many => format!("{many} cells filled."),
        }
    }
}

/// Puts a block into the grid from a cell on, to the right and down. A row whose figure is handed in takes nothing.
pub fn paste(sight: &Sight<'_>, rows: &[Row], from: (usize, usize), block: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let lines = block.trim_end_matches(['\r', '\n']).split('\n');
    for (down, line) in lines.enumerate() {
        let line = line.trim_end_matches('\r');
        match rows.get(from.0 + down) {
            Some(row) => pasted.take(sight, row, (from.0 + down, from.1), line),
            None if line.trim().is_empty() => {}
            None => pasted.left.push(format!(
                "“{}”: there is no row for it.",
                line.replace('\t', " ")
            )),
        }
    }
    pasted
}

impl Pasted {
    fn take(&mut self, sight: &Sight<'_>, row: &Row, at: (usize, usize), line: &str) {
        for (right, text) in line.split('\t').enumerate() {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let Some(column) = row.columns.get(at.1 + right) else {
                self.left
                    .push(format!("{}: “{text}” has no cell.", row.code));
                continue;
            };
            match fits(sight, row, text) {
                Ok(()) => self.filled.push(Filled {
                    row: at.0,
                    cell: at.1 + right,
                    text: text.to_owned(),
                }),
                Err(why) => self.left.push(left(row, *column, &why)),
            }
        }
    }
}

fn left(row: &Row, column: Column, why: &str) -> String {
    format!("{}, {}: {why}", row.code, column.words().to_lowercase())
}

fn fits(sight: &Sight<'_>, row: &Row, text: &str) -> Result<(), String> {
    if !row.takes_figures() {
        return Err(format!(
            "“{text}” was left out, as this figure is already submitted."
        ));
    }
    let unit = sight
        .get::<Indicator>(row.indicator)
        .map(|indicator| indicator.unit);
    match unit.map(|unit| number(unit, text)) {
        Some(Err(why)) => Err(why),
        Some(Ok(_)) | None => Ok(()),
    }
}
