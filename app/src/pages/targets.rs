//! The targets of a year by service: what is approved, what is proposed, what stands open, and services without one.

mod agreement;
mod set;

use domain::{
    calendar::FinancialYear,
    unit::UnitId,
    view::targets::{self as view, Page, ServicePart},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, ChoiceOption, Column, DataTable, PageHeading, SelectField},
    pages::{
        form::Refusals,
        presence::{part, present},
        save_tables::SaveTables,
    },
    route::Route,
};

/// The targets of a year.
#[component]
pub fn TargetsPage(
    /// Which year.
    year: FinancialYear,
) -> impl IntoView {
    let client = use_client();
    let today = client.today();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| Some(view::page(sight, year, today)));
    let chosen = RwSignal::new(String::new());
    present(page, move |page| {
        here(page, year, (chosen, refusals)).into_any()
    })
}

fn here(
    page: Memo<Option<Page>>,
    year: FinancialYear,
    (chosen, refusals): (RwSignal<String>, Refusals),
) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let services = part(page, |page| page.services.clone());
    let options = Signal::derive(move || {
        services.with(|services| {
            services
                .iter()
                .map(|part| ChoiceOption::new(key(part.service), part.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let shown = move || {
        let chosen = chosen.get();
        services
            .get()
            .into_iter()
            .filter(|part| chosen.is_empty() || key(part.service) == chosen)
            .map(|part| service(part, year))
            .collect_view()
    };
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {set::set(page, year)}
        {agreement::agreement(page, year)}
        <div class="screen-only">
            <SelectField
                id="target-service"
                name="service"
                label="Which service?"
                options=options
                value=chosen
                on_choose=move |key| chosen.set(key)
                prompt="All services"
            />
        </div>
        {shown}
        <SaveTables />
    }
}

/// What a choice sends for a service.
fn key(service: Option<UnitId>) -> String {
    service.map_or_else(|| "company".to_owned(), |service| service.to_string())
}

fn service(part: ServicePart, year: FinancialYear) -> impl IntoView {
    let id = format!("service-{}", key(part.service));
    let columns = vec![
        Column::text("Indicator"),
        Column::text("State"),
        Column::text("Target"),
        Column::text("What stands open"),
    ];
    let some = !part.rows.is_empty();
    let rows: Vec<Vec<Cell>> = part
        .rows
        .into_iter()
        .map(|row| {
            vec![
                Cell::Link {
                    text: row.name,
                    href: Route::Target(row.indicator, year.0).path(),
                },
                Cell::from(row.state),
                Cell::Text(row.target),
                Cell::Text(row.open),
            ]
        })
        .collect();
    let caption = format!("{}: targets for {year}", part.name);
    let table = some.then(|| {
        view! { <DataTable id=format!("{id}-targets") caption=caption columns=columns rows=rows stacks=true /> }
    });
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{part.name}</h2>
            <p>{part.counts}</p>
            {table}
        </section>
    }
}
