//! The services on the corporate scorecard: both numbers of each, a click away from its own scorecard.

use domain::{
    calendar::Period,
    view::service_scorecard::{self as view, Service},
};
use leptos::prelude::*;

use super::use_card;
use crate::{
    components::{Cell, Column, DataTable, StatusKind},
    route::Route,
};

/// The services; nothing where there is none.
pub fn services() -> AnyView {
    let card = use_card();
    let over = card.over();
    let found = card.view(|sight, card| Some(view::services(sight, card)));
    (move || {
        let found = found.get().unwrap_or_default();
        (!found.is_empty()).then(|| table(found, over))
    })
    .into_any()
}

fn table(services: Vec<Service>, over: Option<Period>) -> impl IntoView {
    let columns = vec![
        Column::text("Service"),
        Column::number("Score"),
        Column::text("Status"),
        Column::text("Measures"),
        Column::text("Delivery"),
    ];
    let rows = services.into_iter().map(|Service { service, whole }| {
        let measures = [whole.counts, whole.coverage];
        let measures = measures.into_iter().chain(whole.safety);
        let measures: Vec<String> = measures.filter(|words| !words.is_empty()).collect();
        vec![
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
        ]
    });
    view! {
        <section class="section" aria-labelledby="services-heading">
            <h2 id="services-heading">"Services"</h2>
            <DataTable
                id="services"
                caption="Two numbers for each service: the score of the indicators that it answers for, and how much of its plan is delivered"
                columns=columns
                rows=rows.collect()
                stacks=true
            />
        </section>
    }
}
