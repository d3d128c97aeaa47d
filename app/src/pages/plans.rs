//! The plans of a year: the Business Plan and that of each service, how far each is, and who said last how it stands.

mod order;

use domain::{
    calendar::FinancialYear,
    view::plans::{self as view, Line, Page, State},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, PageHeading, Tag, TagKind},
    pages::{
        form::Refusals,
        presence::{part, present},
        save_tables::SaveTables,
        scorecard::Card,
    },
    route::Route,
};

/// The plans of a year.
#[component]
pub fn PlansPage(
    /// Which year.
    year: FinancialYear,
) -> impl IntoView {
    let refusals = Refusals::provide();
    let today = use_client().today();
    let card = Card::provide_over(None);
    let page = card.view(move |sight, card| view::page(sight, card, year, today));
    present(page, move |page| here(page, year, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, year: FinancialYear, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| (page.quarter.clone(), page.lines.clone()));
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || {
            let (quarter, lines) = lines.get();
            table(&quarter, lines, year)
        }}
        <SaveTables />
        {order::order(page)}
        <div class="cluster screen-only">
            {[year.previous(), year.next()].map(|year| {
                let label = format!("Plans for {year}");
                view! { <LinkButton href=Route::Plans(year.0).path()>{label}</LinkButton> }
            })}
            <LinkButton href=Route::EqualityReview.path()>"Diversity and equality"</LinkButton>
        </div>
    }
}

fn table(quarter: &str, lines: Vec<Line>, year: FinancialYear) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Plan"),
        Column::text("How far it is"),
        Column::text("Delivery of its objectives"),
        Column::text("Who has said how it stands"),
        Column::text("Next"),
    ];
    let rows = lines.into_iter().map(|line| {
        let kind = match line.state {
            State::None | State::Draft | State::NotFit => TagKind::Gap,
            State::Waits => TagKind::Strong,
            State::Fit => TagKind::Plain,
        };
        let words = line.state.words();
        vec![
            Cell::Link {
                href: Route::Plan(line.service, year.0).path(),
                text: line.name,
            },
            Cell::View(view! { <Tag kind=kind text=words /> }.into_any()),
            match (line.service, line.delivery) {
                (None, _) => "On the scorecard".into(),
                (Some(_), None) => "Nothing recorded".into(),
                (Some(_), done) => Cell::Progress(done),
            },
            line.reviewed.into(),
            line.next.into(),
        ]
    });
    let rows = rows.collect();
    let caption = format!("Plans for {year}, and who has said how each stands in {quarter}");
    view! { <DataTable id="plans" caption=caption columns=columns rows=rows stacks=true /> }
}
