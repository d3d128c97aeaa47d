//! The reports to the Board and to the Council, and collating one.

mod collate;

use domain::view::reports::{self as view, Line, Page};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, PageHeading},
    pages::{
        form::Refusals,
        presence::{part, present},
    },
    route::Route,
};

/// The reports to the Board and to the Council.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| Some(view::page(sight, client.today())));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| page.lines.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {collate::collate(page)}
        {move || table(lines.get())}
        <div class="cluster screen-only">
            <LinkButton href=Route::Scorecard.path()>"The Balanced Scorecard"</LinkButton>
        </div>
    }
}

fn table(lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>"Reports to the Board and to the Council stand here once they are collated."</p> }.into_any();
    }
    let columns = vec![
        Column::text("Period"),
        Column::text("For"),
        Column::text("How far it is"),
        Column::text("Read"),
    ];
    let rows = lines.into_iter().map(|line| {
        vec![
            Cell::Link {
                href: Route::ReportRun(line.run).path(),
                text: line.period,
            },
            line.to.into(),
            line.state.into(),
            line.read.into(),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id="reports" caption="Reports to the Board and to the Council, latest period first" columns=columns rows=rows stacks=true /> }
        .into_any()
}
