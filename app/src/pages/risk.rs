//! One risk: what it is, how grave, what is done about it, and how it was found each time somebody looked at it.

mod review;
mod writing;

use domain::{
    indicator::IndicatorId,
    risk::RiskId,
    view::risk::{self as view, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Column, DataTable, Fact, FactList, LinkButton, Notice, PageHeading, Tag, TagKind,
    },
    pages::{
        form::Refusals,
        presence::{any, part, present},
    },
    route::Route,
};

pub(super) use writing::writing;

/// One risk.
#[component]
pub fn RiskPage(
    /// Which.
    id: RiskId,
) -> impl IntoView {
    let refusals = Refusals::provide();
    let client = use_client();
    let page = client.view(move |sight| view::page(sight, id, client.today()));
    present(page, move |page| here(page, id, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, id: RiskId, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let illustrative = part(page, |page| page.line.illustrative);
    let overdue = part(page, |page| page.line.overdue);
    let facts = part(page, facts);
    let warnings = part(page, |page| page.warnings.clone());
    let form = part(page, |page| page.writing.clone());
    view! {
        <PageHeading title=heading>
            {move || illustrative.get().then(|| view! { <Tag text="Illustrative" /> })}
            {move || overdue.get().then(|| view! { <Tag kind=TagKind::Gap text="Overdue for a review" /> })}
        </PageHeading>
        {refusals.summary()}
        {move || warnings.get().into_iter().map(|words| view! { <Notice title="Check this" ><p>{words}</p></Notice> }).collect_view()}
        {move || view! { <FactList facts=facts.get() /> }}
        {controls(page)}
        {shown_by(page)}
        {review::reviews(page, id)}
        {writing(form, "Change the risk")}
        <div class="cluster screen-only">
            <LinkButton href=Route::Risks.path()>"All risks"</LinkButton>
        </div>
    }
}

fn facts(page: &Page) -> Vec<Fact> {
    let line = &page.line;
    let said = page
        .says
        .iter()
        .map(|(term, words)| Fact::new(*term, words.clone()));
    let rated = [
        ("Risk of", &line.whose),
        ("Owner", &line.owner),
        ("Before anything is done", &line.inherent),
        ("Now, with what is done", &line.current),
        ("To become", &line.target),
        ("Looked at again by", &line.review),
    ];
    let rated = rated
        .into_iter()
        .map(|(term, words)| Fact::new(term, words.clone()));
    said.chain(rated).collect()
}

fn controls(page: Memo<Option<Page>>) -> impl IntoView {
    let controls = part(page, |page| page.controls.clone());
    let table = move || {
        let columns = vec![
            Column::text("What is done"),
            Column::text("How it is known that it works"),
        ];
        let rows: Vec<_> = controls
            .get()
            .into_iter()
            .map(|control| {
                let known = match control.assurance.as_str() {
                    "" => "Nobody has said",
                    said => said,
                };
                vec![control.description.clone().into(), known.to_owned().into()]
            })
            .collect();
        match rows.is_empty() {
            true => view! { <p>"Nothing is done about it yet."</p> }.into_any(),
            false => view! { <DataTable id="controls" caption="Controls, and how each is known to work" columns=columns rows=rows stacks=true /> }.into_any(),
        }
    };
    view! {
        <section class="section" aria-labelledby="controls-heading">
            <h2 id="controls-heading">"What is done about it"</h2>
            {table}
        </section>
    }
}

fn shown_by(page: Memo<Option<Page>>) -> impl IntoView {
    let indicators = part(page, |page| page.indicators.clone());
    let some = any(indicators);
    let link = |(id, name): (IndicatorId, String)| {
        view! { <li><a href=Route::Indicator(id).path()>{name}</a></li> }
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="section" aria-labelledby="shown-heading">
                    <h2 id="shown-heading">"What shows it coming"</h2>
                    <ul>{move || indicators.get().into_iter().map(link).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// The risks that something is about, each with how grave it is; nothing where there are none.
pub(super) fn listed(risks: Memo<Vec<(RiskId, String)>>) -> impl IntoView {
    let some = any(risks);
    let link = |(id, words): (RiskId, String)| {
        view! { <li><a href=Route::Risk(id).path()>{words}</a></li> }
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="section" aria-labelledby="risks-heading">
                    <h2 id="risks-heading">"Risks"</h2>
                    <ul>{move || risks.get().into_iter().map(link).collect_view()}</ul>
                </section>
            }
        })
    }
}
