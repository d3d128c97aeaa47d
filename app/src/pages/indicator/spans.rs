//! The year to date and twelve months, each beside the same a year before, with the picture of twelve months to each period.

use domain::view::indicator::{Page, Span, Spans};
use leptos::prelude::*;

use crate::{
    components::{
        Cell, ChartFigure, ChartPicture, Column, DataTable, Disclosure, Step, StepsTable,
    },
    pages::presence::part,
};

/// "Over a year"; nothing without a figure.
pub fn spans(page: Memo<Option<Page>>) -> AnyView {
    let spans = part(page, |page| page.spans.clone());
    (move || spans.get().map(section)).into_any()
}

fn section(spans: Spans) -> AnyView {
    let Spans {
        rows,
        note,
        rolling,
        steps,
    } = spans;
    let picture = rolling.map(|series| {
        let listed = series.clone();
        let table = move || {
            let rows = listed.points.iter().map(|point| {
                vec![
                    Cell::Text(point.period_words.clone()),
                    Cell::Text(point.value_text.clone()),
                ]
            });
            let columns = vec![Column::text("To the end of"), Column::number("Figure")];
            view! {
                <DataTable
                    id="rolling-chart-table"
                    caption=format!("{} {}", listed.code, listed.name)
                    columns=columns
                    rows=rows.collect()
                />
            }
            .into_any()
        };
        view! {
            <ChartFigure id="rolling-chart" heading=series.message.clone() sentence=series.sentence.clone() table=table>
                <ChartPicture series=series />
            </ChartFigure>
        }
    });
    let worked_out = (!steps.is_empty()).then(|| {
        let steps = move || {
            let steps = steps.iter().map(|step| Step {
                says: step.says.clone(),
                expression: step.expression.clone(),
                value: step.value.clone(),
                href: None,
            });
            view! { <StepsTable id="spans-steps" caption="Over a year, worked out" steps=steps.collect() /> }
        };
        view! { <Disclosure>{steps()}</Disclosure> }
    });
    view! {
        <section class="section" aria-labelledby="spans-heading">
            <h2 id="spans-heading">"Over a year"</h2>
            {table(rows)}
            {(!note.is_empty()).then(|| view! { <p class="muted">{note}</p> })}
            {picture}
            {worked_out}
        </section>
    }
    .into_any()
}

fn table(rows: Vec<Span>) -> impl IntoView {
    let columns = vec![
        Column::text("Span"),
        Column::number("Figure"),
        Column::number("A year before"),
        Column::text("Change"),
    ];
    let rows = rows.into_iter().map(|row| {
        vec![
            Cell::Text(row.span),
            Cell::Text(row.value),
            Cell::Text(row.before),
            Cell::Text(row.change),
        ]
    });
    view! {
        <DataTable
            id="spans"
            caption="The latest period, the year to date and a whole year, each beside the same a year before"
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
}
