//! The definition sheet of one indicator: to read and to print, to complete and to revise, with its versions and who chose it.

mod chosen;
mod measured;
mod owner;
mod revise;
mod steps;
mod versions;

use domain::{
    indicator::IndicatorId,
    view::definition_sheet::{self as view, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Fact, FactList, LinkButton, PageHeading, Tag, TagKind},
    pages::{
        form::Refusals,
        presence::{part, present},
    },
    route::Route,
};

/// The definition sheet of one indicator.
#[component]
pub fn DefinitionSheetPage(
    /// Which indicator.
    id: IndicatorId,
) -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| view::page(sight, id, client.today()));
    present(page, move |page| here(page, id, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, id: IndicatorId, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let state = part(page, |page| page.state);
    view! {
        <PageHeading title=heading lead=lead>
            <Tag kind=TagKind::Strong text=Signal::derive(move || state.get().to_owned()) />
        </PageHeading>
        {refusals.summary()}
        <div class="cluster screen-only">
            <LinkButton href=Route::Indicator(id).path()>"Its figures"</LinkButton>
            <LinkButton href=Route::Indicators.path()>"All indicators"</LinkButton>
        </div>
        {steps::lacks(page, id)}
        {sheet(page)}
        {revise::revise(page, id)}
        {owner::owner(page, id)}
        {measured::measured(page, id)}
        {chosen::chosen(page, id)}
        {versions::versions(page)}
        {steps::retiring(page, id)}
    }
}

fn sheet(page: Memo<Option<Page>>) -> AnyView {
    let facts = part(page, |page| page.facts.clone());
    let list = move || {
        let facts = facts
            .get()
            .into_iter()
            .map(|fact| Fact::new(fact.term, fact.is));
        view! { <FactList facts=facts.collect() /> }
    };
    view! {
        <section class="section" aria-labelledby="sheet-heading">
            <h2 id="sheet-heading">"The definition sheet"</h2>
            {list}
        </section>
    }
    .into_any()
}
