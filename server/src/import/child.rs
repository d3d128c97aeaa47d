//! Runs the reader of a file in a process of its own, and takes its rows.

use std::{
    fs::File,
    io::{BufRead, BufReader, Seek},
    process::{Command, Stdio},
};

use super::{
    source::Source,
    table::{Row, Sheets, Table, Unreadable},
};

/// The table of a file, read by another process of this program. What it writes goes to the disk, and is only looked at where it says
/// in the end that all was read: what is refused takes no memory here.
pub fn table(
    source: &Source,
    sheet: Option<&str>,
    encoding: Option<&str>,
) -> Result<Table, Unreadable> {
    let failed = |why: std::io::Error| Unreadable::File(why.to_string());
    let written = tempfile::tempfile().map_err(failed)?;
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    command.arg("read-table").arg(source.kind());
    for (name, value) in [("--sheet", sheet), ("--encoding", encoding)] {
        command.args(value.map(|value| format!("{name}={value}")));
    }
    command
        .stdin(Stdio::from(source.begun().map_err(failed)?))
        .stdout(Stdio::from(written.try_clone().map_err(failed)?))
        // What a process says that runs out of memory is for nobody.
        .stderr(Stdio::null())
        .status()
        .map_err(failed)?;
    ended(&written)?;
    read(&written)
}

/// The lines of what was written, each cleared once it was looked at.
fn lines(
    written: &File,
    mut look: impl FnMut(&str) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let failed = |why: std::io::Error| Unreadable::File(why.to_string());
    let mut written = written;
    written.rewind().map_err(failed)?;
    let mut written = BufReader::new(written);
    let mut line = String::new();
    while written.read_line(&mut line).map_err(failed)? > 0 {
        look(&line)?;
        line.clear();
    }
    Ok(())
}

/// Whether the reader came to the end of the file; without a last word it was stopped.
fn ended(written: &File) -> Result<(), Unreadable> {
    let mut said = None;
    lines(written, |line| {
        if !line.starts_with('[') {
            said = serde_json::from_str::<Option<Unreadable>>(line).ok();
        }
        Ok(())
    })?;
    match said {
        Some(None) => Ok(()),
        Some(Some(why)) => Err(why),
        None => Err(Unreadable::PastLimits),
    }
}

fn read(written: &File) -> Result<Table, Unreadable> {
    let mut table = Table::default();
    lines(written, |line| {
        if line.starts_with('[') {
            let row: Row =
                serde_json::from_str(line).map_err(|why| Unreadable::Damaged(why.to_string()))?;
            table.rows.push(row);
        } else if let Ok(Sheets { sheets }) = serde_json::from_str(line) {
            table.sheets = sheets;
        }
        Ok(())
    })?;
    Ok(table)
}
