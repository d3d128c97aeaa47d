//! Runs the reader of a file in a process of its own, and takes its rows.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use super::table::{Row, Unreadable};

/// The rows of a file, read by another process of this program.
pub fn rows(
    file: &Path,
    sheet: Option<&str>,
    encoding: Option<&str>,
) -> Result<Vec<Row>, Unreadable> {
    let failed = |why: std::io::Error| Unreadable::File(why.to_string());
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    command.arg("read-table").arg(file);
    for (name, value) in [("--sheet", sheet), ("--encoding", encoding)] {
        command.args(value.map(|value| format!("{name}={value}")));
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // What a process says that runs out of memory is for nobody.
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let mut rows = Vec::new();
    let mut ended = None;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line.map_err(failed)?;
            if line.starts_with('[') {
                let row: Row = serde_json::from_str(&line)
                    .map_err(|why| Unreadable::Damaged(why.to_string()))?;
                rows.push(row);
            } else {
                ended = serde_json::from_str::<Option<Unreadable>>(&line).ok();
            }
        }
    }
    child.wait().map_err(failed)?;
    match ended {
        Some(None) => Ok(rows),
        Some(Some(why)) => Err(why),
        // It ended without a last word: it was stopped.
        None => Err(Unreadable::PastLimits),
    }
}
