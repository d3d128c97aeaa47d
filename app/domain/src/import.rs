//! Imports: many records of one file, taken or left together, and taken back together (design/import.md).
//!
//! What is imported is a proposal: indicators arrive as drafts, targets as proposed, figures as submitted.

pub mod guess;
pub mod heading;
mod imported;
pub mod map;
pub mod period_text;
pub mod preview;

use std::collections::BTreeSet;

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    figure_step::{FigureStep, StepKind},
    folded::{About, Fold, Folded, FoldedId, folded_noun},
    form,
    id::Id,
    person::PersonId,
    record::{Change, Kind},
    rejection::Rejection,
    scope::Scope,
};

pub use imported::Imported;
use imported::Services;
pub use map::Map;

/// Identifies an import.
pub type ImportId = FoldedId<Import>;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Indicators, with targets and figures in the same rows where there are any.
    Indicators,
    /// Figures of indicators that are there.
    Measurements,
    /// Posts and whom they report to.
    Posts,
    /// Milestones of service plans.
    Milestones,
    /// What other organisations reached.
    Peers,
}

impl ImportKind {
    /// In the order in which a page offers them.
    pub const ALL: [Self; 5] = [
        Self::Measurements,
        Self::Indicators,
        Self::Peers,
        Self::Milestones,
        Self::Posts,
    ];

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Indicators => "Indicators",
            Self::Measurements => "Figures",
            Self::Posts => "Posts",
            Self::Milestones => "Milestones",
            Self::Peers => "Peers",
        }
    }
}

/// That a file was taken, and what came of it; the records themselves say what was in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// What it was read as.
    pub what: ImportKind,
    /// The file's name.
    pub file: String,
    /// Rows under its headings.
    pub rows: u32,
    /// Rows that were taken.
    pub accepted: u32,
    /// Who took it; none where the command line did.
    pub taken_by: Option<PersonId>,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
    /// From whom it came, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
}

/// From whom a file came: an organisation or a system, such as HouseMark or the repairs system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// What it is called.
    pub name: String,
    /// How its file was read, where that is kept for the next one of the same kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Map>,
}

impl Sender {
    /// Whether it is called this, but for case and spaces.
    pub fn is(&self, name: &str) -> bool {
        heading::plain(&self.name) == heading::plain(name)
    }
}

impl Fold for Import {
    fn about(&self) -> Vec<About> {
        Vec::new()
    }
}

folded_noun!(Import, Import);

/// Takes an import: all of its records, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct TakeImport {
    /// The import's identifier.
    #[garde(skip)]
    pub import: ImportId,
    /// What it is read as.
    #[garde(skip)]
    pub what: ImportKind,
    /// The file's name.
    #[garde(custom(form::name))]
    pub file: String,
    /// Rows under its headings.
    #[garde(skip)]
    pub rows: u32,
    /// Rows that are taken.
    #[garde(skip)]
    pub accepted: u32,
    /// What the rows come to.
    #[garde(skip)]
    pub records: Vec<Imported>,
    /// From whom it came, where somebody said so.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// Whether its figures are handed in as returns, each with the step of its submission and the file as its evidence (rules.md 4.12).
    /// Otherwise they are what was reached earlier: they go the same road, and count as nobody's return.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handed_in: bool,
}

impl Decide for TakeImport {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if let Some(sender) = &self.sender {
            form::name(&sender.name, &())
                .map_err(|why| Rejection::field("sender", &why.to_string()))?;
        }
        let mut changes = context.create(
            company,
            self.import,
            Scope::Hr,
            Folded::fold(&Import {
                what: self.what,
                file: self.file.trim().to_owned(),
                rows: self.rows,
                accepted: self.accepted,
                taken_by: context.actor.person(),
                undone: false,
                sender: self.sender.clone(),
            })?,
        )?;
        if changes.is_empty() {
            return Ok(changes);
        }
        changes.reserve(self.records.len());
        let services = Services::of(&self.records);
        for (place, record) in (1..).zip(&self.records) {
            let change = record.check(company, context, self.what, &services)?;
            let step = self.step(context, place, record, &change)?;
            changes.push(change);
            changes.extend(step);
        }
        Ok(changes)
    }
}

impl TakeImport {
    /// The step that hands a figure in, under an identifier of its own: the command's is for one step alone.
    fn step(
        &self,
        context: &Context,
        place: u128,
        record: &Imported,
        change: &Change,
    ) -> Result<Option<Change>, Rejection> {
        let (Imported::Measurement(measurement, figure), Change::Put { scope, .. }, Some(by)) =
            (record, change, context.actor.person())
        else {
            return Ok(None);
        };
        if !self.handed_in {
            return Ok(None);
        }
        let step = FigureStep {
            measurement: *measurement,
            indicator: figure.indicator,
            period: figure.period,
            step: StepKind::Submitted,
            by: Some(by),
            checked_by: None,
            words: format!("Imported: {}", self.file.trim()),
            kept_at: String::new(),
        };
        let id = Uuid::from_u128(context.command.as_u128() ^ place);
        Change::put_folded(Id::new(id), *scope, &step).map(Some)
    }
}

/// A record that an import wrote, and what it was before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Before {
    /// Its kind.
    pub kind: Kind,
    /// Its identifier.
    pub id: Uuid,
    /// What it was and where; none where the import made it.
    pub was: Option<(Scope, Imported)>,
}

/// Takes an import back: what it made goes, what it changed is as before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UndoImport {
    /// Which import.
    pub import: ImportId,
    /// Every record that it wrote.
    pub records: Vec<Before>,
}

impl Decide for UndoImport {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let import = context.find(company, self.import)?;
        let taken = import.open().ok_or(Rejection::NotFound)?;
        if taken.undone {
            return Ok(Vec::new());
        }
        let undone = Import {
            undone: true,
            ..taken
        };
        let mut changes = vec![Change::put_folded(self.import, import.scope, &undone)?];
        let goes: BTreeSet<Uuid> = self
            .records
            .iter()
            .filter(|before| before.was.is_none())
            .map(|before| before.id)
            .collect();
        for before in &self.records {
            // What came since would point at nothing.
            if before.was.is_none()
                && company
                    .pointing_at(before.id)
                    .any(|from| !goes.contains(&from))
            {
                return Err(Rejection::ChangedSince);
            }
            // What somebody has worked on since would be lost with it.
            let untouched = company
                .version(before.kind, before.id)
                .is_some_and(|version| version.stamp.seq == import.stamp.seq);
            if !untouched {
                return Err(Rejection::ChangedSince);
            }
            changes.push(match &before.was {
                Some((scope, was)) => was.put(*scope)?,
                None => Change::Remove {
                    kind: before.kind,
                    id: before.id,
                },
            });
        }
        Ok(changes)
    }
}
