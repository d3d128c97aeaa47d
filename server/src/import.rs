//! `throughline import`: figures and people from spreadsheets (design/import.md). A file is read in a process of its own, every row has
//! its fate told, and all that is taken is taken in one commit, or nothing is.

mod cell;
mod child;
mod indicators;
mod map_file;
mod milestones;
mod outcome;
mod peers;
mod plan;
mod posts;
mod reader;
mod sheet;
mod source;
mod table;
mod undo;

use std::path::{Path, PathBuf};

use domain::{
    calendar::Date,
    company::Company,
    import::{ImportKind, heading, map},
};

pub use cell::{period, period_label};
pub use domain::import::Map;
pub use indicators::Given;
pub use map_file::{map_text, read_map};
pub use outcome::Outcome;
pub use plan::{Plan, Problem, RowRead, Severity};
pub use reader::run as read_table;
pub use source::Source;
pub use table::{MOST_BYTES, Row, Table};
pub use undo::{CannotUndo, undo};

/// What is to be imported.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The file.
    pub file: PathBuf,
    /// What it is read as.
    pub what: ImportKind,
    /// Its map, where there is one.
    pub map: Option<PathBuf>,
    /// The sheet of a workbook; the first where it is left out.
    pub sheet: Option<String>,
}

/// Why a file has no plan: neither it nor its map can be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {why}", file = file.display())]
pub struct Unreadable {
    file: PathBuf,
    why: String,
}

/// Reads a file and says what would come of it.
///
/// # Errors
/// When the file or the map cannot be read.
pub fn plan(company: &Company, asked: &Asked, today: Date) -> Result<Plan, Unreadable> {
    let unreadable = |why: String| Unreadable {
        file: asked.file.clone(),
        why,
    };
    let map = match &asked.map {
        Some(path) => map_file::open_map(path).map_err(unreadable)?,
        None => Map::default(),
    };
    let source = Source::open(&asked.file).map_err(|why| unreadable(why.to_string()))?;
    let sheet = asked.sheet.as_deref();
    let table = read(&source, sheet, &map).map_err(unreadable)?;
    let file = name(&asked.file);
    plan_table(
        company,
        &table.rows,
        (asked.what, &map),
        &Given { file: &file, today },
    )
    .map_err(unreadable)
}

/// Reads a file as a table, in a process of its own; the words of a refusal say what to mend.
///
/// # Errors
/// When it cannot be read, or the map says what it cannot.
pub fn read(source: &Source, sheet: Option<&str>, map: &Map) -> Result<Table, String> {
    map.check()?;
    map.tolerance().and_then(|_| map.scale().map(|_| ()))?;
    child::table(source, sheet, map.table.encoding.as_deref()).map_err(|why| why.to_string())
}

/// Says what would come of a table.
///
/// # Errors
/// When its headings are not those that the map names.
pub fn plan_table(
    company: &Company,
    rows: &[Row],
    (what, map): (ImportKind, &Map),
    given: &Given<'_>,
) -> Result<Plan, String> {
    let sheet = sheet::Sheet::find(map, rows)?;
    let mut plan = match what {
        ImportKind::Indicators | ImportKind::Measurements => {
            indicators::plan(company, &sheet, what, given)
        }
        ImportKind::Posts => posts::plan(company, &sheet, given.file),
        ImportKind::Milestones => milestones::plan(company, &sheet),
        ImportKind::Peers => peers::plan(company, &sheet, given.file)?,
    };
    plan.unused = sheet.unused();
    Ok(plan)
}

/// A file's name without its folders.
pub fn name(file: &Path) -> String {
    file.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
