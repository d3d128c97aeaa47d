//! The services on the corporate scorecard: both numbers of each, a click away from its own scorecard.

use domain::{
    calendar::Period,
    view::service_scorecard::{self as view, Service},
};
use leptos::prelude::*;

use super::use_card;
use crate::{
    components::{Cell, Column, StatusKind, TableFrame, row_cells},
    pages::presence::{any, each, part},
    route::Route,
};

/// The services; nothing where there is none.
pub fn services() -> AnyView {
    let card = use_card();
    let over = card.over();
    let found = card.view(|sight, card| Some(view::services(sight, card)));
    let services = part(found, Clone::clone);
    let there = any(services);
    (move || there.get().then(|| table(services, over))).into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("Service"),
        Column::number("Score"),
        Column::text("Status"),
        Column::text("Measures"),
        Column::text("Delivery"),
    ]
}

/// A row of its own for each service: what changes in one leaves the others as they stand.
fn table(services: Memo<Vec<Service>>, over: Option<Period>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="services-heading">
            <h2 id="services-heading">"Services"</h2>
            <TableFrame
                id="services"
                caption="Two numbers for each service: the score of the indicators that it answers for, and how much of its plan is delivered"
                columns=columns()
                stacks=true
            >
                {each(services, |service| service.service, move |own| view! {
                    <tr role="row">{move || own.get().map(|service| cells(service, over))}</tr>
                })}
            </TableFrame>
        </section>
    }
}

fn cells(Service { service, whole }: Service, over: Option<Period>) -> impl IntoView {
    let measures = [whole.counts, whole.coverage];
    let measures = measures.into_iter().chain(whole.safety);
    let measures: Vec<String> = measures.filter(|words| !words.is_empty()).collect();
    let cells = vec![
        Cell::Link {
            text: whole.name,
            href: Route::ServiceScorecard(service, over).path(),
        },
        Cell::Text(match whole.score {
            Some(score) => format!("{score} of 100"),
            None => "none".to_owned(),
        }),
        whole.mark.map_or_else(
            || Cell::from("Nothing measured"),
            |mark| Cell::Status(StatusKind::from(mark)),
        ),
        Cell::Text(measures.join(". ")),
        Cell::Progress(whole.delivery),
    ];
    row_cells(cells, &columns(), true)
}
