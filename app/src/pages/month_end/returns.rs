//! What services return by the deadline, and what is overdue.

use domain::view::month_end::Returns;
use leptos::prelude::*;

use crate::components::{Cell, Column, DataTable};

/// The returns of the services, and what of them is overdue.
pub fn returns(returns: Vec<Returns>) -> AnyView {
    let columns = vec![
        Column::text("Service"),
        Column::text("Returned by the deadline"),
        Column::text("Overdue"),
    ];
    let rows = returns.into_iter().map(|returns| {
        let overdue = returns.overdue.into_iter();
        let overdue = overdue
            .map(|words| view! { <li>{words}</li> })
            .collect_view();
        vec![
            Cell::Text(returns.service),
            Cell::Text(returns.on_time),
            Cell::View(view! { <ul>{overdue}</ul> }.into_any()),
        ]
    });
    view! {
        <section class="section" aria-labelledby="returns-heading">
            <h2 id="returns-heading">"Returns by the deadline"</h2>
            <p>"Figures are due on the tenth working day after their period. A return counts from the server’s record of when it was first submitted; figures that were loaded are not counted."</p>
            <DataTable id="returns" caption="Returns since April of last year, by service" columns=columns rows=rows.collect() stacks=true />
        </section>
    }
    .into_any()
}
