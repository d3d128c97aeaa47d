//! A table as it was read: rows with the numbers that a spreadsheet shows, cells as text.

use serde::{Deserialize, Serialize};

/// Bytes of a file: 50 MB.
pub const MOST_BYTES: u64 = 50_000_000;
/// Rows.
pub const MOST_ROWS: u32 = 200_000;
/// Columns.
pub const MOST_COLUMNS: usize = 1_000;
/// Characters of one cell, as a spreadsheet has them at most.
pub const MOST_CHARACTERS: usize = 32_767;

/// Bytes that a file comes to once it is read: what a small archive unpacks to may not fill the disk.
pub const MOST_WRITTEN: u64 = 256_000_000;

/// The sheets of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheets {
    /// Their names, in order.
    pub sheets: Vec<String>,
}

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of a workbook's sheets; none of a text file.
    pub sheets: Vec<String>,
    /// The rows of the sheet that was asked for.
    pub rows: Vec<Row>,
}

/// A row: its number, counted from 1, and its cells from the first column on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row(pub u32, pub Vec<String>);

impl Row {
    /// What stands in a column, counted from 0; empty past the last.
    pub fn cell(&self, column: usize) -> &str {
        self.1.get(column).map_or("", |cell| cell.trim())
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.1.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Unreadable {
    /// The file system refuses.
    #[error("the file cannot be opened: {0}")]
    File(String),
    /// It is of a kind that is not read.
    #[error("only .csv, .tsv, .xlsx and .ods are read; save the file as one of them")]
    Kind,
    /// It is too long.
    #[error("the file is larger than 50 MB; split it, or leave out what is not needed")]
    TooManyBytes,
    /// Past [`MOST_ROWS`].
    #[error("the file has more than 200,000 rows; split it")]
    TooManyRows,
    /// Past [`MOST_COLUMNS`].
    #[error("row {0} has something right of column 1,000; clear it and save the file again")]
    TooManyColumns(u32),
    /// Past [`MOST_CHARACTERS`].
    #[error(
        "a cell in row {0} has more than 32,767 characters; a quotation mark may be open before it"
    )]
    CellTooLong(u32),
    /// It holds what no text holds.
    #[error("row {0} holds bytes that no text has; this may not be a text file")]
    NotText(u32),
    /// It is damaged.
    #[error("the file cannot be read: {0}")]
    Damaged(String),
    /// The sheet is not in it.
    #[error("there is no sheet called “{asked}”; there are: {there}")]
    NoSheet {
        /// What was asked for.
        asked: String,
        /// What there is.
        there: String,
    },
    /// Reading it took more memory or time than it may.
    #[error(
        "reading the file takes more than 256 MB of memory or a minute of work; it may be made to do harm, and nothing of it was stored"
    )]
    PastLimits,
}
