//! Diversity and equality: the four indicators, what the year's targets and plans answer, and the yearly reviews with what came of them.

mod actions;
mod record;

use domain::view::equality_review::{self as view, Answers, Page, Review};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Disclosure, Fact, FactList, LinkButton, PageHeading, Tag},
    pages::{
        form::Refusals,
        plan::table_of,
        presence::{each, part, present},
        save_tables::SaveTables,
        scorecard::Card,
    },
    route::Route,
};

/// Diversity and equality.
#[component]
pub fn EqualityReviewPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let today = use_client().today();
    let card = Card::provide_over(None);
    let page = card.view(move |sight, card| view::page(sight, card, today));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let measures = part(page, |page| page.measures.clone());
    let answers = part(page, |page| page.answers.clone());
    let reviews = part(page, |page| page.reviews.clone());
    let year = domain::calendar::FinancialYear::containing(use_client().today());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {record::record(page)}
        {each(reviews, |review| review.review, move |own| review(page, own))}
        {move || {
            let measures = measures.get();
            (!measures.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="measures-heading">
                    <h2 id="measures-heading">"The diversity indicators"</h2>
                    {table_of(measures, "The diversity indicators, and how each stands")}
                </section>
            })
        }}
        {move || answered(answers.get())}
        <SaveTables />
        <div class="cluster screen-only">
            <LinkButton href=Route::Plans(year.0).path()>"The plans"</LinkButton>
            <LinkButton href=Route::Targets(year.0).path()>"The targets"</LinkButton>
        </div>
    }
}

fn review(page: Memo<Option<Page>>, own: Memo<Option<Review>>) -> AnyView {
    let Some(id) = own.with_untracked(|own| own.as_ref().map(|own| own.review)) else {
        return ().into_any();
    };
    let heading = format!("review-{id}");
    let on = part(own, |own| own.on.clone());
    let recorded = part(own, |own| own.recorded.clone());
    let findings = part(own, |own| own.findings.clone());
    let illustrative = part(own, |own| own.illustrative);
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>
                "Review of " {move || on.get()}
                {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}
            </h2>
            {move || findings.get().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            <p class="muted">{move || recorded.get()}</p>
            {actions::actions(page, own, id)}
        </section>
    }
    .into_any()
}

fn answered(answers: Answers) -> impl IntoView {
    let differ = answers
        .differ
        .into_iter()
        .map(|(name, words)| Fact::new(name, words))
        .collect::<Vec<_>>();
    let without = StoredValue::new(answers.without);
    let lacks = without.with_value(|without| !without.is_empty());
    view! {
        <section class="section" aria-labelledby="answers-heading">
            <h2 id="answers-heading">"What targets and plans say of it"</h2>
            <p>{answers.counts}</p>
            {(!differ.is_empty()).then(|| view! { <FactList facts=differ /> })}
            {lacks.then(|| view! {
                <Disclosure summary="Without an answer">
                    <ul>{without.with_value(|without| without.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view())}</ul>
                </Disclosure>
            })}
        </section>
    }
}
