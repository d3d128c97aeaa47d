//! Setting a target: what it is set on, the form with its checks as somebody types, and approving what is proposed.

mod checks;
mod decision;
mod form;
mod proposed;
mod year;

use domain::{
    calendar::FinancialYear,
    indicator::IndicatorId,
    view::target::{self as view, Approved, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Fact, FactList, Notice, PageHeading, SourceLine, YouSaidWeDid},
    pages::{
        form::Refusals,
        presence::{any, part, present},
    },
    route::Route,
};

/// The target of an indicator for a year.
#[component]
pub fn TargetPage(
    /// Of which indicator.
    id: IndicatorId,
    /// For which year.
    year: FinancialYear,
) -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let today = client.today();
    let page = client.view(move |sight| view::page(sight, id, year, today));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let read_only = part(page, |page| page.read_only.clone());
    let approved = part(page, |page| page.approved.clone());
    let revised = Memo::new(move |_| approved.with(|approved| approved.len() > 1));
    let is_set = any(approved);
    let you_said = part(page, |page| page.you_said.clone());
    let indicator = page.with_untracked(|page| {
        page.as_ref().map(|page| {
            let href = Route::Indicator(page.id).path();
            view! { <p class="lone screen-only"><a href=href>{page.indicator.clone()}</a></p> }
        })
    });
    view! {
        {indicator}
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || revised.get().then(|| view! {
            <section class="section" aria-labelledby="approved-heading">
                <h2 id="approved-heading">"What was approved for this year"</h2>
                <ol>{approved.get().into_iter().map(listed).collect_view()}</ol>
            </section>
        })}
        {beside(page)}
        {move || view! { <YouSaidWeDid lines=you_said.get() /> }}
        {proposed::proposed(page)}
        {move || match read_only.get() {
            Some(why) => view! { <Notice title=why /> }.into_any(),
            None => {
                let title = if is_set.get_untracked() { "Revise it" } else { "Set it" };
                form::form(page, title).into_any()
            }
        }}
    }
}

/// An approved target, with the decision that a revision rests on.
fn listed(approved: Approved) -> impl IntoView {
    view! { <li>{approved.words} {approved.decision.map(decision::decision)}</li> }
}

/// What the target is set on.
fn beside(page: Memo<Option<Page>>) -> impl IntoView {
    let beside = part(page, |page| page.beside.clone());
    let heard = part(page, |page| page.heard.clone());
    let targets = page.with_untracked(|page| {
        page.as_ref().map(|page| {
            let href = Route::Targets(page.year.0).path();
            view! { <p class="screen-only"><a href=href>"What " {page.year.label()} " is set on, and all of its targets"</a></p> }
        })
    });
    view! {
        <section class="section" aria-labelledby="beside-heading">
            <h2 id="beside-heading">"What it is set on"</h2>
            {move || {
                let beside = beside.get();
                let facts = beside.facts.into_iter().map(|fact| Fact::new(fact.term, fact.is));
                let source = (!beside.source.is_empty()).then(|| view! { <SourceLine text=beside.source.clone() /> });
                view! {
                    <FactList facts=facts.collect() />
                    {source}
                }
            }}
            <p>{move || heard.get()}</p>
            {targets}
        </section>
    }
}
