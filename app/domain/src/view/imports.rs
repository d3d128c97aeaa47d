//! The files that were imported, latest first, and whether the reader may import one (design/import.md).

use uuid::Uuid;

use crate::{
    access, calendar,
    decision::Actor,
    display,
    folded::Folded,
    id::Id,
    import::{Import, ImportId, ImportKind},
    record::{Change, Stored},
    scope::Scope,
    sight::Sight,
    view::{called, permission},
};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `3 files were imported`.
    pub heading: String,
    /// What can be done here.
    pub lead: String,
    /// Whether the reader may import.
    pub may_import: bool,
    /// The imports, latest first.
    pub rows: Vec<Row>,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The import.
    pub import: ImportId,
    /// The file's name.
    pub file: String,
    /// As what it was read: `Figures`.
    pub what: String,
    /// From whom it came; empty where nobody said.
    pub sender: String,
    /// `43 of 45 rows`.
    pub rows: String,
    /// `Priya Natarajan on 21 November 2026`.
    pub by: String,
    /// Whether it was taken back.
    pub undone: bool,
}

/// The page.
pub fn page(sight: &Sight<'_>) -> Page {
    let mut found: Vec<_> = sight.all::<Folded<Import>>().collect();
    found.sort_by_key(|import| std::cmp::Reverse(import.stamp.seq));
    let rows: Vec<Row> = found
        .into_iter()
        .filter_map(|import| row(sight, import))
        .collect();
    let may_import = may_import(sight);
    Page {
        heading: match rows.len() {
            0 => "No file was imported yet".to_owned(),
            1 => "1 file was imported".to_owned(),
            many => format!("{many} files were imported"),
        },
        lead: match may_import {
            true => "What is imported is a proposal: indicators arrive as drafts, targets as proposed, figures as submitted. An import can be taken back until somebody works on what it brought.",
            false => "Files are imported by Human Resources and Support Services. Ask them if you have one.",
        }
        .to_owned(),
        may_import,
        rows,
    }
}

/// Whether the reader may import at all; each record of a file has its own rule besides.
pub fn may_import(sight: &Sight<'_>) -> bool {
    let Some(person) = sight.person().filter(|_| permission::is_now(sight)) else {
        return false;
    };
    let import = Import {
        what: ImportKind::Posts,
        file: String::new(),
        rows: 0,
        accepted: 0,
        taken_by: None,
        undone: false,
        sender: None,
    };
    let put = Change::put_folded(Id::new(Uuid::nil()), Scope::Hr, &import);
    put.and_then(|put| access::check_change(sight.company(), Actor::Person(person), &put))
        .is_ok()
}

fn row(sight: &Sight<'_>, import: &Stored<Folded<Import>>) -> Option<Row> {
    let body = import.open()?;
    let who = body.taken_by.map_or_else(
        || "The administrator, on the command line,".to_owned(),
        |person| called::name(sight, person),
    );
    Some(Row {
        import: import.id,
        file: body.file,
        what: body.what.words().to_owned(),
        sender: body.sender.map(|sender| sender.name).unwrap_or_default(),
        rows: format!(
            "{} of {} {}",
            display::count(body.accepted.into()),
            display::count(body.rows.into()),
            if body.rows == 1 { "row" } else { "rows" }
        ),
        by: format!("{who} on {}", display::date(calendar::day(import.stamp.at))),
        undone: body.undone,
    })
}
