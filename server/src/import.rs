//! `throughline import`: figures and people from spreadsheets (design/import.md). A file is read in a process of its own, every row has
//! its fate told, and all that is taken is taken in one commit, or nothing is.

mod cell;
mod child;
mod heading;
mod indicators;
mod map;
mod milestones;
mod outcome;
mod peers;
mod plan;
mod posts;
mod reader;
mod sheet;
mod table;
mod undo;

use std::path::{Path, PathBuf};

use domain::{calendar::Date, company::Company, import::ImportKind};

pub use cell::{period, period_label};
pub use indicators::Given;
pub use map::Map;
pub use outcome::Outcome;
pub use plan::{Plan, Problem, Severity};
pub use reader::run as read_table;
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
        Some(path) => Map::read(path).map_err(unreadable)?,
        None => Map::default(),
    };
    map.tolerance()
        .and_then(|_| map.scale().map(|_| ()))
        .map_err(unreadable)?;
    let encoding = map.table.encoding.as_deref();
    let rows = child::rows(&asked.file, asked.sheet.as_deref(), encoding)
        .map_err(|why| unreadable(why.to_string()))?;
    let sheet = sheet::Sheet::find(&map, &rows).map_err(unreadable)?;
    let file = name(&asked.file);
    Ok(match asked.what {
        ImportKind::Indicators | ImportKind::Measurements => {
            let given = Given { file: &file, today };
            indicators::plan(company, &sheet, asked.what, &given)
        }
        ImportKind::Posts => posts::plan(company, &sheet, &file),
        ImportKind::Milestones => milestones::plan(company, &sheet),
        ImportKind::Peers => peers::plan(company, &sheet, &file).map_err(unreadable)?,
    })
}

/// A file's name without its folders.
pub fn name(file: &Path) -> String {
    file.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
