//! The indicators whose audit is due.

use domain::view::register::AuditDue;
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable},
    route::Route,
};

pub(super) fn audits(due: Vec<AuditDue>) -> impl IntoView {
    let nothing = due.is_empty();
    let table = (!nothing).then(|| {
        let columns = vec![
            Column::text("Indicator"),
            Column::text("Why"),
            Column::text("Audited last"),
        ];
        let rows = due.into_iter().map(|due| {
            vec![
                Cell::Link {
                    href: Route::Indicator(due.indicator).path(),
                    text: due.name,
                },
                due.why.into(),
                due.last.into(),
            ]
        });
        let rows = rows.collect();
        view! { <DataTable id="audits-due" caption="Indicators whose audit is due, those first on which most rests" columns=columns rows=rows stacks=true /> }
    });
    view! {
        <section class="section" aria-labelledby="audits-heading">
            <h2 id="audits-heading">"Audits that are due"</h2>
            {nothing.then(|| view! { <p>"None is due."</p> })}
            {table}
        </section>
    }
}
