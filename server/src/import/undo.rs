//! Takes an import back: what it wrote is read from the log, and what was there before from the versions before it.

use std::collections::BTreeMap;

use domain::{
    company::Company,
    id::Id,
    import::{Before, ImportId, Imported, UndoImport},
    record::{Body, Kind},
    scope::Scope,
};
use uuid::Uuid;

use crate::{error::StorageError, storage::Db};

/// Why an import cannot be taken back.
#[derive(Debug, thiserror::Error)]
pub enum CannotUndo {
    /// There is none.
    #[error(
        "there is no import {0}; `throughline import` prints the identifier when it takes a file"
    )]
    NoImport(Uuid),
    /// It was taken back.
    #[error("import {0} was taken back already")]
    Undone(Uuid),
    /// What it wrote cannot be read.
    #[error("what import {0} wrote cannot be read; run `throughline verify`")]
    Unreadable(Uuid),
    /// The database did not do what it was asked.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The command that takes an import back.
///
/// # Errors
/// See [`CannotUndo`].
pub async fn undo(db: &Db, company: &Company, id: Uuid) -> Result<UndoImport, CannotUndo> {
    let import: ImportId = Id::new(id);
    let there = company.get(import).ok_or(CannotUndo::NoImport(id))?;
    if there.open().is_some_and(|import| import.undone) {
        return Err(CannotUndo::Undone(id));
    }
    let unreadable = || CannotUndo::Unreadable(id);
    let seq = i64::try_from(there.stamp.seq).map_err(|_| unreadable())?;
    let written: Vec<(Kind, Uuid)> = db
        .written_by(seq)
        .await?
        .into_iter()
        .map(|(kind, id)| Some((kind.parse().ok()?, id)))
        .collect::<Option<_>>()
        .ok_or_else(unreadable)?;
    let mut wanted: BTreeMap<(Kind, Uuid), Option<(Scope, Imported)>> = written
        .into_iter()
        .filter(|(kind, _)| *kind != Kind::Import)
        .map(|subject| (subject, None))
        .collect();
    let mut all_read = true;
    db.load_as_of(seq - 1, |row| {
        let Ok(kind) = row.kind.parse::<Kind>() else {
            return;
        };
        if let Some(was) = wanted.get_mut(&(kind, row.id)) {
            *was = imported(kind, row.id, &row.body)
                .zip(row.scope.parse().ok())
                .map(|(body, scope)| (scope, body));
            all_read &= was.is_some();
        }
    })
    .await?;
    if !all_read {
        return Err(unreadable());
    }
    Ok(UndoImport {
        import,
        records: wanted
            .into_iter()
            .map(|((kind, id), was)| Before { kind, id, was })
            .collect(),
    })
}

fn imported(kind: Kind, id: Uuid, body: &str) -> Option<Imported> {
    macro_rules! own {
        ($variant:ident, $body:expr) => {
            Some(Imported::$variant(Id::new(id), (*$body).clone()))
        };
    }
    match Body::parse(kind, body).ok()? {
        Body::Unit(body) => own!(Unit, body),
        Body::Indicator(body) => own!(Indicator, body),
        Body::Ownership(body) => own!(Ownership, body),
        Body::Target(body) => own!(Target, body),
        Body::Measurement(body) => own!(Measurement, body),
        Body::Post(body) => own!(Post, body),
        Body::PlanAction(body) => Some(Imported::PlanAction(Id::new(id), body.open()?)),
        Body::Milestone(body) => Some(Imported::Milestone(Id::new(id), body.open()?)),
        Body::BenchmarkSet(body) => Some(Imported::BenchmarkSet(Id::new(id), body.open()?)),
        _ => None,
    }
}
