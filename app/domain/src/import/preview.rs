//! What the server tells a page of a file before anything of it is taken: its first rows as they were read, then the fate of every row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ImportId, ImportKind, Map};

/// Rows of a preview that are told at once.
pub const ROWS_AT_ONCE: usize = 100;

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstRow {
    /// Its number, as a spreadsheet counts.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A file that the server keeps for an hour, for whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What it is asked for by.
    pub id: Uuid,
    /// Its name.
    pub file: String,
    /// The sheets of a workbook; none of a text file.
    pub sheets: Vec<String>,
    /// How many rows hold something.
    pub rows: u32,
    /// The first of them.
    pub first: Vec<FirstRow>,
}

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// As what.
    pub what: ImportKind,
    /// The sheet of a workbook; the first where it is left out.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Which of its columns is which of our fields.
    pub map: Map,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Something is wrong with it.
    Refused,
    /// It changes what is there.
    Changed,
    /// It brings something new.
    New,
    /// What it says is there already.
    Unchanged,
}

/// What is wrong with a cell, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Our field.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong and what to do.
    pub words: String,
    /// Whether the row is refused for it.
    pub refuses: bool,
}

/// What a row changes in something that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Our field.
    pub field: String,
    /// What it says now.
    pub from: String,
    /// What it would say.
    pub to: String,
}

/// A row and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFate {
    /// Its number, as a spreadsheet counts.
    pub row: u32,
    /// What it begins with.
    pub label: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What is wrong with it or should be looked at.
    pub remarks: Vec<Remark>,
    /// What it changes.
    pub changes: Vec<Change>,
}

/// How many rows have which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fates {
    /// Rows that bring something new.
    pub new: u32,
    /// Rows that change what is there.
    pub changed: u32,
    /// Rows that say what is there already.
    pub unchanged: u32,
    /// Rows that are refused.
    pub refused: u32,
    /// Rows that are taken and should be looked at.
    pub to_look_at: u32,
}

/// What would come of a file, with some of its rows: those with problems first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Names this preview: what is taken is what it says, or nothing.
    pub mark: Uuid,
    /// As what it was read.
    pub what: ImportKind,
    /// How many rows have which fate.
    pub fates: Fates,
    /// How many of what are new or different.
    pub counts: BTreeMap<String, usize>,
    /// Columns that nothing is read from.
    pub unused: Vec<String>,
    /// Why it cannot be taken at all; none where it can.
    pub refused: Option<String>,
    /// The rows of this page.
    pub rows: Vec<RowFate>,
    /// Which page of rows this is, from 0.
    pub page: usize,
    /// How many rows there are to page through, with the filter as it is.
    pub of: usize,
    /// Whether only rows with problems are shown.
    pub only_problems: bool,
}

/// That a file is to be taken as its preview says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Take {
    /// The preview that was read.
    pub mark: Uuid,
    /// The identifier that the import gets: the same one asked for twice is taken once.
    pub import: ImportId,
    /// From whom the file came; empty where nobody says.
    #[serde(default)]
    pub sender: String,
    /// Whether the next file from there is to be read the same way.
    #[serde(default)]
    pub remember: bool,
    /// Whether its figures are handed in as returns.
    #[serde(default)]
    pub hand_in: bool,
}

/// That a file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The import.
    pub import: ImportId,
    /// Rows under the headings.
    pub rows: u32,
    /// Rows that were taken.
    pub accepted: u32,
}
