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
        Column::text("Where it is from"),
    ];
    let rows = measures.into_iter().map(|measure| {
        let Measure { row, from } = measure;
        let run = view! { <Sparkline points=row.points.clone() target=row.target_point /> };
        vec![
            named(&row.code, &row.name),
            Cell::Status(row.mark.into()),
            row.value.into(),
            row.target.into(),
            row.period.into(),
            Cell::View(run.into_any()),
            provenance(from),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id=id caption=caption columns=columns rows=rows /> }.into_any()
}

/// What is off target, which way it goes, and what is said about it where anything is.
pub(super) fn off_target(id: &str, caption: &str, measures: Vec<Measure>, with_words: bool) -> AnyView {
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
    columns.push(Column::text("Where it is from"));
    let rows = measures.into_iter().map(|measure| {
        let Measure { row, from } = measure;
        let mut cells = vec![
            named(&row.code, &row.name),
            row.value.into(),
            row.target.into(),
            row.period.into(),
            row.travel_words.into(),
        ];
        if with_words {
            cells.push(row.public_words.into());
        }
        cells.push(provenance(from));
        cells
    });
    let rows = rows.collect();
    view! { <DataTable id=id caption=caption columns=columns rows=rows /> }.into_any()
}

/// An indicator's name, leading to its page.
pub(super) fn named(code: &str, name: &str) -> Cell {
    Cell::Link {
        text: name.to_owned(),
        href: Address::Indicator(code.to_owned()).path(),
    }
}

/// Where a figure is from; what is made up stands in a frame, so that it is seen.
pub(super) fn provenance(from: String) -> Cell {
    if from.to_lowercase().contains("illustrative") {
        Cell::View(view! { <Tag text=from /> }.into_any())
    } else {
        Cell::Text(from)
    }
}
