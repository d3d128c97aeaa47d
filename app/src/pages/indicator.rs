//! One indicator: what its figures say, how they came about, what it is, and whose objectives it measures.

mod audit;
mod chart;
mod commentary;
mod corrected;
mod disputed;
mod figures;
mod measures;
mod outlook;
mod peers;
mod quadrant;
mod spans;
mod survey;
mod trust;
mod variation;
mod years;

use domain::{
    indicator::IndicatorId,
    view::{
        indicator::{self as view, Page},
        mark::Mark,
    },
};
use leptos::prelude::*;

use crate::pages::save_tables::SaveTables;

use crate::{
    components::{
        Fact, FactList, LinkButton, PageHeading, PersonLine, StatusKind, StatusMark, Tag, TagKind,
    },
    pages::{
        feedback,
        form::Refusals,
        presence::{part, present},
        risk,
        scorecard::{Card, WorkedOut, of_indicator},
    },
    route::Route,
};

/// One indicator.
#[component]
pub fn IndicatorPage(
    /// Which indicator.
    id: IndicatorId,
) -> impl IntoView {
    let card = Card::provide();
    let today = card.today();
    let page = card.view(move |sight, card| view::page(sight, card, id, today));
    present(page, move |page| here(page, id).into_any())
}

fn here(page: Memo<Option<Page>>, id: IndicatorId) -> impl IntoView {
    let refusals = Refusals::provide();
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let mark = Memo::new(move |_| {
        page.with(|page| page.as_ref().map_or(Mark::NoData, |page| page.row.mark))
    });
    let illustrative = part(page, |page| page.row.illustrative.clone());
    let source = part(page, |page| page.row.source.words());
    let inside = part(page, |page| page.inside);
    let risks = part(page, |page| page.risks.clone());
    let said = part(page, |page| page.feedback.clone());
    view! {
        <PageHeading title=heading lead=lead>
            <StatusMark kind=Signal::derive(move || StatusKind::from(mark.get())) />
            <Tag kind=TagKind::Strong text=Signal::derive(move || source.get().to_owned()) />
            {move || illustrative.get().map(|words| view! { <Tag text=words /> })}
        </PageHeading>
        {refusals.summary()}
        {disputed::disputed(page)}
        {latest(page, id)}
        {commentary::commentary(page)}
        {outlook::outlook(page)}
        {chart::chart(page)}
        {survey::survey(page)}
        {spans::spans(page)}
        {years::years(page)}
        {variation::variation(page)}
        {peers::peers(id)}
        {quadrant::quadrant(id)}
        {trust::trust(page, id)}
        {audit::audits(page, id)}
        {move || inside.get().then(|| measures::measures(page))}
        {risk::listed(risks)}
        {feedback::listed(said, None)}
        {figures::targets(page, id)}
        {figures::figures(page)}
        {corrected::corrected(page)}
        {definition(page, id)}
        <SaveTables />
    }
}

/// The score of the latest figure and how it is worked out.
fn latest(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let reads = part(page, |page| page.row.reads.clone());
    let travel = part(page, |page| page.row.travel_words.clone());
    let public_words = part(page, |page| page.row.public_words.clone());
    let safety = part(page, |page| page.row.safety_critical);
    view! {
        <section class="section" aria-labelledby="latest-heading">
            <h2 id="latest-heading">"Latest figure"</h2>
            <p class="figures">{move || reads.get()}</p>
            {move || {
                let travel = travel.get();
                (!travel.is_empty()).then(|| view! { <p>{travel}</p> })
            }}
            {move || {
                let words = public_words.get();
                (!words.is_empty()).then(|| view! { <p>"What residents are told: " {words}</p> })
            }}
            {move || safety.get().then(|| view! {
                <p>"Safety-critical: while it is off target, nothing above it can be more than close to target."</p>
            })}
            <WorkedOut workings=of_indicator(id, "latest") />
        </section>
    }
    .into_any()
}

fn definition(page: Memo<Option<Page>>, indicator: IndicatorId) -> AnyView {
    let facts = part(page, |page| page.facts.clone());
    let inside = part(page, |page| page.inside);
    let owner = part(page, |page| page.owner.clone());
    let list = move || {
        let facts = facts
            .get()
            .into_iter()
            .map(|fact| Fact::new(fact.term, fact.is));
        view! { <FactList facts=facts.collect() /> }
    };
    view! {
        <section class="section" aria-labelledby="definition-heading">
            <h2 id="definition-heading">"What it is"</h2>
            {move || inside.get().then(|| view! {
                <p>
                    "Owner: "
                    {move || match owner.get() {
                        Some((id, name)) => view! { <PersonLine name=name href=Some(Route::Person(id).path()) /> }.into_any(),
                        None => view! { <span class="muted">"nobody yet"</span> }.into_any(),
                    }}
                </p>
            })}
            {list}
            <div class="cluster screen-only">
                <LinkButton href=Route::DefinitionSheet(indicator).path()>"The definition sheet, its versions and who chose it"</LinkButton>
            </div>
        </section>
    }
    .into_any()
}
