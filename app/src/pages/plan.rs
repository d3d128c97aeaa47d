//! One plan: what it says, what it is measured by, how it stood quarter by quarter, and what the reader may do with it.

mod judging;
mod reviews;
mod writing;

use domain::{
    calendar::FinancialYear,
    unit::UnitId,
    view::plan::{self as view, Measure, Page, Section, State},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, PageHeading, StatusKind, Tag, TagKind},
    pages::{
        feedback,
        form::Refusals,
        presence::{any, part, present},
        risk,
        save_tables::SaveTables,
        scorecard::Card,
    },
    route::Route,
};

/// A plan of a service, or of the Company, for a year.
#[component]
pub fn PlanPage(
    /// Which service; none for the Business Plan.
    service: Option<UnitId>,
    /// Which year.
    year: FinancialYear,
) -> impl IntoView {
    let refusals = Refusals::provide();
    let today = use_client().today();
    let card = Card::provide_over(None);
    let page = card.view(move |sight, card| view::page(sight, card, service, year, today));
    present(page, move |page| {
        here(page, (service, year), refusals).into_any()
    })
}

fn here(
    page: Memo<Option<Page>>,
    (service, year): (Option<UnitId>, FinancialYear),
    refusals: Refusals,
) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let state = part(page, |page| page.state);
    let told = part(page, |page| page.told.clone());
    let illustrative = part(page, |page| page.illustrative);
    let sections = part(page, |page| page.sections.clone());
    let measures = part(page, |page| page.measures.clone());
    let actions = part(page, |page| page.actions.clone());
    let acts = any(actions);
    let risks = part(page, |page| page.risks.clone());
    let said = part(page, |page| page.feedback.clone());
    let is_there = Memo::new(move |_| !matches!(state.get(), State::None));
    view! {
        <PageHeading title=heading />
        {refusals.summary()}
        <p>
            {move || tag(state.get())}
            {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}
        </p>
        {move || told.get().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {judging::judging(page)}
        {move || sections.get().into_iter().map(section).collect_view()}
        {writing::writing(page, service, year)}
        {move || measured(measures.get())}
        {move || acts.get().then(|| view! {
            <section class="section" aria-labelledby="actions-heading">
                <h2 id="actions-heading">"Its actions"</h2>
                <ul>{actions.get().into_iter().map(|action| view! { <li>{action}</li> }).collect_view()}</ul>
            </section>
        })}
        {risk::listed(risks)}
        {feedback::listed(said, service)}
        {reviews::reviews(page)}
        {move || is_there.get().then(|| view! { <SaveTables /> })}
        <div class="cluster screen-only">
            <LinkButton href=Route::Plans(year.0).path()>"All plans"</LinkButton>
            {service.map(|service| view! {
                <LinkButton href=Route::ServiceScorecard(service, None).path()>"The service’s scorecard"</LinkButton>
            })}
        </div>
    }
}

fn tag(state: State) -> impl IntoView {
    let kind = match state {
        State::None | State::Draft | State::NotFit => TagKind::Gap,
        State::Waits => TagKind::Strong,
        State::Fit => TagKind::Plain,
    };
    view! { <Tag kind=kind text=state.words() /> }
}

fn section(section: Section) -> impl IntoView {
    let says = section
        .says
        .into_iter()
        .map(|words| view! { <p>{words}</p> });
    view! {
        <section class="section">
            <h2>{section.term}</h2>
            {says.collect_view()}
        </section>
    }
}

fn measured(measures: Vec<Measure>) -> Option<impl IntoView> {
    (!measures.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="measures-heading">
                <h2 id="measures-heading">"What its results are measured by"</h2>
                {table_of(measures, "The indicators of this plan, and how each stands")}
            </section>
        }
    })
}

/// Indicators, each with how it stands.
pub(super) fn table_of(measures: Vec<Measure>, caption: &'static str) -> impl IntoView {
    let columns = vec![
        Column::text("Indicator"),
        Column::text("Where it is"),
        Column::text("How it stands"),
    ];
    let rows = measures.into_iter().map(|measure| {
        vec![
            Cell::Link {
                href: Route::Indicator(measure.indicator).path(),
                text: measure.name,
            },
            measure.reads.into(),
            Cell::Status(StatusKind::from(measure.mark)),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id="measures" caption=caption columns=columns rows=rows stacks=true /> }
}
