//! The register of indicators, by service, with one box that finds any of them.

mod service;

use domain::view::{
    indicators::{self as view, Page},
    target::years,
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Field, LinkButton, PageHeading, SourceLine},
    pages::{
        presence::{part, present},
        scorecard::Card,
    },
    route::Route,
};
use service::ServiceTable;

/// All indicators.
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let card = Card::provide();
    let page = card.view(|sight, card| Some(view::page(sight, card)));
    let typed = RwSignal::new(String::new());
    present(page, move |page| here(page, typed).into_any())
}

fn here(page: Memo<Option<Page>>, typed: RwSignal<String>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let found = Memo::new(move |_| {
        page.with(|page| {
            page.as_ref()
                .map(|page| typed.with(|typed| view::found(page, typed)))
        })
    });
    let services = part(found, |found| {
        found
            .services
            .iter()
            .map(|service| service.service)
            .collect::<Vec<_>>()
    });
    let source = part(page, |page| page.source.clone());
    let client = use_client();
    let targets = move || {
        (!client.is_outside().get()).then(|| {
            let links = years(client.today()).map(|(year, _)| {
                view! { <LinkButton href=Route::Targets(year.0).path()>"Targets for " {year.label()}</LinkButton> }
            });
            view! { <div class="cluster screen-only">{links}</div> }
        })
    };
    let said = part(found, |found| found.lead.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {targets}
        <form role="search" aria-label="Indicators" class="screen-only" on:submit=|event| event.prevent_default()>
            <Field
                id="find-indicator"
                name="find"
                label="Find an indicator"
                hint="By code, name, service or status: TP01, voids, off target."
                value=typed
                on_input=move |text| typed.set(text)
                autocomplete="off"
            />
        </form>
        <p role="status">{move || if typed.with(|typed| typed.trim().is_empty()) { String::new() } else { said.get() }}</p>
        <For
            each=move || services.get()
            key=|service| *service
            children=move |service| view! { <ServiceTable service=service found=found /> }
        />
        {move || view! { <SourceLine text=source.get() /> }}
    }
}
