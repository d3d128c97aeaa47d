//! What is typed into the grid and not sent yet, kept on this device as in every form.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    indicator::IndicatorId,
    measurement::MeasurementId,
    view::month_end::{self as view, Entered, Page, Pasted, Row},
};
use leptos::prelude::*;

use crate::client::{Client, use_client};

/// A row's name for why an approved figure changes, beside the names of its cells.
const CORRECTION: &str = "correction";

/// The grid's state. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Sheet {
    client: Client,
    texts: RwSignal<BTreeMap<String, String>>,
    correcting: RwSignal<BTreeSet<IndicatorId>>,
    ids: StoredValue<BTreeMap<String, MeasurementId>>,
    /// What became of what was pasted last.
    pub pasted: RwSignal<Option<Pasted>>,
    /// The rows.
    pub rows: Memo<Vec<Row>>,
    /// The rows with what their cells say.
    pub entered: Memo<Vec<(Row, Entered)>>,
}

/// What the names of a row's fields begin with.
fn prefix(row: &Row) -> String {
    format!("figure-{}-{}-", row.indicator, row.period)
}

impl Sheet {
    /// The sheet of a page.
    pub fn provide(page: Memo<Option<Page>>) -> Self {
        let client = use_client();
        let texts = RwSignal::new(BTreeMap::new());
        let correcting = RwSignal::new(BTreeSet::new());
        let ids = StoredValue::new(BTreeMap::new());
        let rows = Memo::new(move |_| {
            let mut rows: Vec<Row> = page.with(|page| {
                page.as_ref()
                    .map(|page| page.rows.clone())
                    .unwrap_or_default()
            });
            correcting.with(|correcting: &BTreeSet<IndicatorId>| {
                for row in &mut rows {
                    row.correcting = correcting.contains(&row.indicator);
                }
            });
            rows
        });
        let entered = Memo::new(move |_| {
            rows.with(|rows| {
                texts.with(|texts| {
                    let read = |row: &Row| (row.clone(), entered(client, ids, texts, row));
                    rows.iter().map(read).collect::<Vec<_>>()
                })
            })
        });
        Self {
            client,
            texts,
            correcting,
            ids,
            pasted: RwSignal::new(None),
            rows,
            entered,
        }
    }

    /// What stands in a cell, by its place in its row: what is typed, else the figure that stands.
    pub fn text(self, row: &Row, cell: usize) -> String {
        self.texts
            .with(|texts| cell_text(self.client, texts, row, cell))
    }

    /// Why an approved figure changes, as it is typed.
    pub fn correction(self, row: &Row) -> String {
        self.texts
            .with(|texts| typed(self.client, texts, row, CORRECTION))
            .unwrap_or_default()
    }

    /// Notes what stands in a cell now.
    pub fn write(self, row: &Row, cell: usize, text: String) {
        if let Some(column) = row.columns.get(cell) {
            let kept = (Some(&text) != stands(row, cell)).then(|| text.clone());
            self.note(row, column.key(), text, kept);
        }
    }

    /// Notes why an approved figure changes.
    pub fn write_correction(self, row: &Row, text: String) {
        let kept = (!text.is_empty()).then(|| text.clone());
        self.note(row, CORRECTION, text, kept);
    }

    fn note(self, row: &Row, name: &str, text: String, kept: Option<String>) {
        let field = format!("{}{name}", prefix(row));
        self.client.write_draft(&field, kept);
        self.texts.update(|texts| {
            texts.insert(field, text);
        });
    }

    /// Opens or closes the cells of an approved figure, for a correction.
    pub fn correct(self, row: &Row, open: bool) {
        self.correcting.update(|correcting| {
            if open {
                correcting.insert(row.indicator);
            } else {
                correcting.remove(&row.indicator);
            }
        });
        if !open {
            self.forget(row);
        }
    }

    /// Forgets what was typed into a row: it was sent, or is not wanted.
    pub fn forget(self, row: &Row) {
        let prefix = prefix(row);
        self.client.drop_drafts(&prefix);
        self.ids.update_value(|ids| {
            ids.remove(&prefix);
        });
        self.correcting.update(|correcting| {
            correcting.remove(&row.indicator);
        });
        self.texts
            .update(|texts| texts.retain(|field, _| !field.starts_with(&prefix)));
    }

    /// Fills the grid from a cell on with what was pasted.
    pub fn paste(self, row: &Row, cell: usize, block: &str) {
        let rows = self.rows.get_untracked();
        let Some(place) = rows.iter().position(|each| each.indicator == row.indicator) else {
            return;
        };
        let pasted = self
            .client
            .look(|sight| view::paste(sight, &rows, (place, cell), block))
            .unwrap_or_default();
        for filled in &pasted.filled {
            if let Some(row) = rows.get(filled.row) {
                self.write(row, filled.cell, filled.text.clone());
            }
        }
        self.pasted.set(Some(pasted));
    }

    /// The id of the cell so many rows below one (or above), past the rows that take no figure; none at the end.
    pub fn neighbour(self, row: &Row, cell: usize, down: bool) -> Option<String> {
        self.rows.with_untracked(|rows| {
            let place = rows
                .iter()
                .position(|each| each.indicator == row.indicator)?;
            let takes = |row: &&Row| row.takes_figures();
            let next = if down {
                rows.iter().skip(place + 1).find(takes)
            } else {
                rows.iter().take(place).rev().find(takes)
            }?;
            Some(cell_id(
                next,
                cell.min(next.columns.len().saturating_sub(1)),
            ))
        })
    }
}

/// The id of a cell.
pub fn cell_id(row: &Row, cell: usize) -> String {
    format!("figure-{}-{cell}", row.indicator)
}

fn stands(row: &Row, cell: usize) -> Option<&String> {
    row.standing.as_ref()?.cells.get(cell)
}

fn typed(
    client: Client,
    texts: &BTreeMap<String, String>,
    row: &Row,
    name: &str,
) -> Option<String> {
    let field = format!("{}{name}", prefix(row));
    texts.get(&field).cloned().or_else(|| client.draft(&field))
}

fn cell_text(client: Client, texts: &BTreeMap<String, String>, row: &Row, cell: usize) -> String {
    row.columns
        .get(cell)
        .and_then(|column| typed(client, texts, row, column.key()))
        .or_else(|| stands(row, cell).cloned())
        .unwrap_or_default()
}

fn entered(
    client: Client,
    ids: StoredValue<BTreeMap<String, MeasurementId>>,
    texts: &BTreeMap<String, String>,
    row: &Row,
) -> Entered {
    if !row.takes_figures() {
        return Entered::default();
    }
    let cells: Vec<String> = (0..row.columns.len())
        .map(|cell| cell_text(client, texts, row, cell))
        .collect();
    let correction = typed(client, texts, row, CORRECTION).unwrap_or_default();
    let id = ids
        .try_update_value(|ids| *ids.entry(prefix(row)).or_insert_with(|| client.new_id()))
        .unwrap_or_else(|| client.new_id());
    client
        .look(|sight| view::entered(sight, row, &cells, &correction, id))
        .unwrap_or_default()
}
