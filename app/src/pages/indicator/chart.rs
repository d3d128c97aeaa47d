//! The figures over time: the message, the picture, the sentence, the table.

use domain::view::{indicator::Page, reading::Series};
use leptos::prelude::*;

use crate::{
    components::{Cell, ChartFigure, ChartPicture, Column, DataTable, StatusKind},
    pages::presence::part,
};

/// The chart and what it says; nothing where there is no figure.
pub fn chart(page: Memo<Option<Page>>) -> AnyView {
    let series = part(page, |page| page.series.clone());
    let source = part(page, |page| page.source.clone());
    view! {
        <section class="section" aria-labelledby="over-time-heading">
            <h2 id="over-time-heading">"Over time"</h2>
            {move || figure(series.get(), source.get())}
        </section>
    }
    .into_any()
}

fn figure(series: Series, source: String) -> AnyView {
    if series.points.is_empty() {
        return view! { <p>"There is no figure to draw yet."</p> }.into_any();
    }
    let table = {
        let series = series.clone();
        move || table(&series).into_any()
    };
    view! {
        <ChartFigure
            id="figures-chart"
            heading=series.message.clone()
            sentence=series.sentence.clone()
            table=table
            source=source
        >
            <ChartPicture series=series />
        </ChartFigure>
    }
    .into_any()
}

fn table(series: &Series) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Period"),
        Column::number("Figure"),
        Column::number("Target"),
        Column::text("Status"),
    ];
    let rows = series.points.iter().map(|point| {
        vec![
            Cell::Text(point.period_words.clone()),
            Cell::Text(point.value_text.clone()),
            Cell::Text(point.target_text.clone()),
            Cell::Status(StatusKind::from(point.mark)),
        ]
    });
    view! {
        <DataTable
            id="figures-chart-table"
            caption=format!("{} {}, {}", series.code, series.name, series.unit)
            columns=columns
            rows=rows.collect()
        />
    }
}
