//! The register of indicators, by service, with filters that answer at each keystroke.

mod filters;
mod report;
mod service;

use domain::view::{
    indicators::{self as view, Filter, Found, Page},
    target::years,
};
use leptos::prelude::*;

use crate::pages::save_tables::SaveTables;

use crate::{
    client::use_client,
    components::{LinkButton, PageHeading, SourceLine},
    pages::{
        presence::{part, present},
        scorecard::Card,
    },
    route::Route,
};
use filters::filters;
use service::ServiceTable;

/// All indicators.
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let card = Card::provide();
    let page = card.view(|sight, card| Some(view::page(sight, card)));
    let filter = RwSignal::new(Filter::default());
    present(page, move |page| here(page, filter).into_any())
}

fn here(page: Memo<Option<Page>>, filter: RwSignal<Filter>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let inside = part(page, |page| page.inside);
    // Rows stay as they are; what is found says which of them are shown.
    let found = Memo::new(move |_| {
        page.with(|page| {
            page.as_ref()
                .map(|page| filter.with(|filter| view::found(page, filter)))
        })
    });
    let services = part(page, |page| {
        page.services
            .iter()
            .map(|service| service.service)
            .collect::<Vec<_>>()
    });
    let month_end = part(page, |page| page.month_end);
    let source = part(page, |page| page.source.clone());
    let client = use_client();
    let years = move || {
        (!client.is_outside().get()).then(|| {
            let links = years(client.today()).map(|(year, _)| {
                view! { <LinkButton href=Route::Targets(year.0).path()>"Targets for " {year.label()}</LinkButton> }
            });
            links.into_iter().collect_view()
        })
    };
    let said = part(found, |found: &Found| found.said.clone());
    view! {
        <PageHeading title=heading lead=lead />
        <div class="cluster screen-only">
            {move || month_end.get().then(|| view! {
                <LinkButton href=Route::MonthEnd(None).path()>"Month end: the figures that are due"</LinkButton>
            })}
            {years}
            {move || inside.get().then(|| view! {
                <LinkButton href=Route::Register.path()>"What the register lacks"</LinkButton>
                <LinkButton href=Route::Library.path()>"Indicator library"</LinkButton>
            })}
        </div>
        {filters(page, filter)}
        <p role="status">{move || said.get()}</p>
        {report::results(found)}
        <For
            each=move || services.get()
            key=|service| *service
            children=move |service| view! { <ServiceTable service=service page=page found=found /> }
        />
        <SaveTables />
        {move || view! { <SourceLine text=source.get() /> }}
    }
}
