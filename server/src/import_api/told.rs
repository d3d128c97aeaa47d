//! A plan as a page is told of it: the fate of every row, those with problems first, a page at a time.

use std::collections::BTreeMap;

use domain::import::{
    ImportKind,
    preview::{Change, Fate, Fates, Preview, ROWS_AT_ONCE, Remark, RowFate},
};
use uuid::Uuid;

use crate::import::{Plan, Severity};

/// What was told of a plan. Two are the same where they tell the same, whatever they are called.
#[derive(Debug)]
pub struct Told {
    /// Names it.
    pub mark: Uuid,
    what: ImportKind,
    fates: Fates,
    counts: BTreeMap<&'static str, usize>,
    unused: Vec<String>,
    refused: Option<String>,
    rows: Vec<RowFate>,
    /// How many of the rows, which stand first, have problems.
    with_problems: usize,
}

impl Told {
    /// What is told of a plan, and why the rules would not take it at all.
    pub fn of(plan: &Plan, refused: Option<String>) -> Self {
        let mut rows = fates(plan);
        let mut fates = Fates::default();
        for row in &rows {
            let count = match row.fate {
                Fate::New => &mut fates.new,
                Fate::Changed => &mut fates.changed,
                Fate::Unchanged => &mut fates.unchanged,
                Fate::Refused => &mut fates.refused,
            };
            *count += 1;
            fates.to_look_at += u32::from(row.fate != Fate::Refused && !row.remarks.is_empty());
        }
        rows.sort_by_key(|row| (row.remarks.is_empty(), row.fate, row.row));
        Self {
            mark: Uuid::now_v7(),
            what: plan.what,
            fates,
            counts: plan.changed.clone(),
            unused: plan.unused.clone(),
            refused,
            with_problems: rows.iter().filter(|row| !row.remarks.is_empty()).count(),
            rows,
        }
    }

    /// Whether another tells the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rows == other.rows
            && self.counts == other.counts
            && self.refused == other.refused
            && self.what == other.what
    }

    /// A page of it.
    pub fn page(&self, page: usize, only_problems: bool) -> Preview {
        let of = if only_problems {
            self.with_problems
        } else {
            self.rows.len()
        };
        let rows = self.rows.iter().take(of);
        Preview {
            mark: self.mark,
            what: self.what,
            fates: self.fates,
            counts: self
                .counts
                .iter()
                .map(|(kind, count)| ((*kind).to_owned(), *count))
                .collect(),
            unused: self.unused.clone(),
            refused: self.refused.clone(),
            rows: rows
                .skip(page.saturating_mul(ROWS_AT_ONCE))
                .take(ROWS_AT_ONCE)
                .cloned()
                .collect(),
            page,
            of,
            only_problems,
        }
    }
}

fn fates(plan: &Plan) -> Vec<RowFate> {
    let mut remarks: BTreeMap<u32, Vec<Remark>> = BTreeMap::new();
    for problem in &plan.problems {
        remarks.entry(problem.row).or_default().push(Remark {
            column: problem.column.clone(),
            value: problem.value.clone(),
            words: problem.message.clone(),
            refuses: problem.severity == Severity::Error,
        });
    }
    let mut changes: BTreeMap<u32, Vec<Change>> = BTreeMap::new();
    for change in &plan.differences {
        changes.entry(change.row).or_default().push(Change {
            field: change.field.to_owned(),
            from: change.from.clone(),
            to: change.to.clone(),
        });
    }
    let rows = plan.read.iter();
    rows.map(|read| {
        let changes = changes.remove(&read.row).unwrap_or_default();
        RowFate {
            row: read.row,
            label: read.label.clone(),
            fate: match (read.refused, changes.is_empty(), read.brings) {
                (true, ..) => Fate::Refused,
                (_, false, _) => Fate::Changed,
                (_, true, 0) => Fate::Unchanged,
                _ => Fate::New,
            },
            remarks: remarks.remove(&read.row).unwrap_or_default(),
            changes,
        }
    })
    .collect()
}
