//! "Year on year": the same month or quarter of several years side by side.

use domain::view::indicator::{Page, Years};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable},
    pages::presence::part,
};

/// The section; nothing where there is one year only.
pub fn years(page: Memo<Option<Page>>) -> AnyView {
    let years = part(page, |page| page.years.clone());
    (move || years.get().map(section)).into_any()
}

fn section(years: Years) -> AnyView {
    let Years { years, rows, note } = years;
    let columns = std::iter::once(Column::text("Period"))
        .chain(years.into_iter().map(Column::number))
        .collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            std::iter::once(row.period)
                .chain(row.cells)
                .map(Cell::Text)
                .collect()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="years-heading">
            <h2 id="years-heading">"Year on year"</h2>
            <DataTable
                id="years"
                caption="The same period of each year, side by side"
                columns=columns
                rows=rows
            />
            {(!note.is_empty()).then(|| view! { <p class="muted">{note}</p> })}
        </section>
    }
    .into_any()
}
