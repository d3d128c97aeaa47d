//! Measures in a table, as several pages show them.

use domain::view::public_home::Measure;
use leptos::prelude::*;

use super::Address;
use crate::components::{Cell, Column, DataTable, Sparkline, Tag};

/// Result, target and status of each measure, with the run of its figures.
pub(super) fn results(id: &str, caption: &str, measures: Vec<Measure>) -> AnyView {
    let columns = vec![
        Column::text("Measure"),
        Column::text("Status"),
        Column::number("Result"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("How it has gone"),
    ];
    let rows = measures.into_iter().map(|measure| {
        let name = named(&measure);
        let Measure { row, period, .. } = measure;
        let run = view! { <Sparkline points=row.points target=row.target_point /> };
        vec![
            name,
            Cell::Status(row.mark.into()),
            row.value.into(),
            row.target.into(),
            in_one_piece(&period),
            Cell::View(run.into_any()),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id=id caption=caption columns=columns rows=rows /> }.into_any()
}

/// What is off target, which way it goes, and what is said about it where anything is.
pub(super) fn off_target(
    id: &str,
    caption: &str,
    measures: Vec<Measure>,
    with_words: bool,
) -> AnyView {
    let mut columns = vec![
        Column::text("Measure"),
        Column::number("Result"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("Which way it goes"),
    ];
    if with_words {
        columns.push(Column::text("What we say about it"));
    }
    let rows = measures.into_iter().map(|measure| {
        let name = named(&measure);
        let Measure {
            row,
            period,
            travel,
            ..
        } = measure;
        let mut cells = vec![
            name,
            row.value.into(),
            row.target.into(),
            in_one_piece(&period),
            travel.into(),
        ];
        if with_words {
            cells.push(row.public_words.into());
        }
        cells
    });
    let rows = rows.collect();
    view! { <DataTable id=id caption=caption columns=columns rows=rows /> }.into_any()
}

/// `Q2 2026/27` on one line: a column of them is read downwards.
fn in_one_piece(period: &str) -> Cell {
    Cell::Text(period.replace(' ', "\u{a0}"))
}

/// An indicator's name, leading to its page, with where its figures are from.
fn named(measure: &Measure) -> Cell {
    let href = Address::Indicator(measure.row.code.clone()).path();
    let name = measure.row.name.clone();
    Cell::View(
        view! {
            <a href=href>{name}</a>
            " "
            {from_view(&measure.from)}
        }
        .into_any(),
    )
}

/// Where a figure is from, in a cell of its own.
pub(super) fn provenance(from: &str) -> Cell {
    Cell::View(from_view(from))
}

/// What is made up stands in a frame, so that it is seen.
fn from_view(from: &str) -> AnyView {
    let from = from.to_owned();
    if from.to_lowercase().contains("illustrative") {
        view! { <Tag text=from /> }.into_any()
    } else {
        view! { <span class="small muted">{from}</span> }.into_any()
    }
}
