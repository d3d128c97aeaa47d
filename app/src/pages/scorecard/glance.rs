//! The scorecard at a glance: a row a perspective, and the indicators that most need somebody.

use domain::view::{
    explanation::Place,
    reading::Row,
    scorecard::{Head, Page},
};
use leptos::prelude::*;

use super::worked_out::{WorkedOut, of_place};
use crate::{
    components::{Cell, Column, DataTable, StatusKind, Tag},
    pages::presence::part,
    route::Route,
};

/// The whole and each perspective, with its two numbers in columns of their own.
pub fn glance(page: Memo<Option<Page>>) -> AnyView {
    let heads = part(page, |page| {
        let mut heads = vec![page.overall.clone()];
        heads.extend(page.perspectives.iter().cloned());
        heads
    });
    view! {
        <section class="section" aria-labelledby="glance-heading">
            <h2 id="glance-heading">"At a glance"</h2>
            {move || table(heads.get())}
            <WorkedOut workings=of_place(Place::Company, "company") />
        </section>
    }
    .into_any()
}

fn table(heads: Vec<Head>) -> impl IntoView {
    let columns = vec![
        Column::text("Perspective"),
        Column::number("Score of 100"),
        Column::text("Status"),
        Column::text("Measures"),
        Column::text("Delivery"),
        Column::text("Weight"),
    ];
    let rows = heads.into_iter().map(|head| {
        let measures = [head.counts, head.coverage, head.safety.unwrap_or_default()];
        let measures: Vec<String> = measures
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        let name = match head.place {
            Place::Company => Cell::Text(head.name),
            place => Cell::Link {
                text: head.name,
                href: format!("#{}-name", place.key()),
            },
        };
        let status = match head.mark {
            Some(mark) => Cell::Status(StatusKind::from(mark)),
            None => Cell::from("Nothing measured"),
        };
        vec![
            name,
            Cell::Text(head.score.unwrap_or_else(|| "none".to_owned())),
            status,
            Cell::Text(measures.join(". ")),
            Cell::Progress(head.delivery),
            Cell::Text(head.weight),
        ]
    });
    view! {
        <DataTable
            id="glance"
            caption="Two numbers for each perspective: the score that is measured, and how much of what was agreed is delivered"
            columns=columns
            rows=rows.collect()
        />
    }
}

/// The indicators that are furthest from target, each a click away; nothing where all are within their tolerance.
pub fn furthest(page: Memo<Option<Page>>) -> AnyView {
    let rows = part(page, |page| page.furthest.clone());
    (move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| furthest_table(rows))
    })
    .into_any()
}

fn furthest_table(rows: Vec<Row>) -> impl IntoView {
    let columns = vec![
        Column::text("Indicator"),
        Column::number("Latest"),
        Column::number("Target"),
        Column::text("Status"),
        Column::text("Period"),
    ];
    let rows = rows.into_iter().map(|row| {
        let status = StatusKind::from(row.mark);
        let tag = row.illustrative.map(|words| view! { <Tag text=words /> });
        vec![
            Cell::Link {
                text: format!("{} {}", row.code, row.name),
                href: Route::Indicator(row.indicator).path(),
            },
            Cell::Text(row.value),
            Cell::Text(row.target),
            Cell::Status(status),
            Cell::View(view! { {row.period_short} " " {tag} }.into_any()),
        ]
    });
    view! {
        <section class="section" aria-labelledby="furthest-heading">
            <h2 id="furthest-heading">"Furthest from target"</h2>
            <DataTable
                id="furthest"
                caption="Indicators off target: safety measures first, then the lowest scores"
                columns=columns
                rows=rows.collect()
            />
        </section>
    }
}
