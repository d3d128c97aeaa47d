//! A service's scorecard: its worst perspective in the heading, all of them at a glance, then each with its indicators and the
//! objectives of its plan, and how both numbers are worked out.

mod place;

use domain::{
    calendar::Period,
    unit::UnitId,
    view::{
        restatement::last_reported,
        service_scorecard::{self as view, Line, Page, ServicePlace},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, PageHeading, SourceLine, StatusKind},
    pages::{
        presence::{part, present},
        save_tables::SaveTables,
        scorecard::{Card, WorkedOut, choose_period, concern_table, of_service},
    },
    route::Route,
};

/// A service's scorecard, today or for a period.
#[component]
pub fn ServiceScorecardPage(
    /// The service.
    service: UnitId,
    /// The period; none for today.
    period: Option<Period>,
) -> impl IntoView {
    let today = use_client().today();
    let card = Card::provide_over(period);
    let page = card.view(move |sight, card| view::page(sight, card, service, today));
    present(page, move |page| here(page, service, period).into_any())
}

fn here(page: Memo<Option<Page>>, service: UnitId, period: Option<Period>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let source = part(page, |page| page.source.clone());
    let concerns = part(page, |page| page.concerns.clone());
    let lines = part(page, |page| page.lines.clone());
    let places = part(page, |page| {
        let places = page.lines.iter().map(|line| line.place);
        places
            .filter(|place| *place != ServicePlace::Whole)
            .collect::<Vec<_>>()
    });
    let periods = part(page, |page| page.periods.clone());
    let others = part(page, |page| page.others.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {move || choose_period(period, periods.get(), move |period| Route::ServiceScorecard(service, period))}
        <section class="section" aria-labelledby="glance-heading">
            <h2 id="glance-heading">"At a glance"</h2>
            {move || glance(lines.get())}
            <WorkedOut workings=of_service(service, ServicePlace::Whole, "service") />
        </section>
        {move || {
            let found = concerns.get();
            (!found.listed.is_empty()).then(|| concern_table(found))
        }}
        <For
            each=move || places.get()
            key=|place| *place
            children=move |place| place::place(page, service, place)
        />
        <SaveTables />
        {move || other_services(period, others.get())}
        {move || view! { <SourceLine text=source.get() /> }}
    }
}

fn other_services(period: Option<Period>, others: Vec<(UnitId, String)>) -> impl IntoView {
    let reported = last_reported(period, use_client().today());
    let company = period.map_or(Route::Scorecard, Route::ScorecardOver);
    let links = others.into_iter().map(|(service, name)| {
        let href = Route::ServiceScorecard(service, period).path();
        view! { <LinkButton href=href>{name}</LinkButton> }
    });
    view! {
        <nav class="section screen-only" aria-labelledby="others-heading">
            <h2 id="others-heading">"Other scorecards"</h2>
            <div class="cluster">
                <LinkButton href=company.path()>"The whole Company"</LinkButton>
                <LinkButton href=Route::Restatement(reported).path()>"As reported, and restated"</LinkButton>
                {links.collect_view()}
            </div>
        </nav>
    }
}

fn glance(lines: Vec<Line>) -> impl IntoView {
    let columns = vec![
        Column::text("Perspective"),
        Column::number("Score"),
        Column::text("Status"),
        Column::text("Since the period before"),
        Column::text("Measures"),
        Column::text("Delivery"),
        Column::number("Weight"),
    ];
    let rows = lines.into_iter().map(|line| {
        let name = match line.place {
            ServicePlace::Whole => Cell::Text(line.name),
            place => Cell::Link {
                text: line.name,
                href: format!("#{}-name", place.key()),
            },
        };
        let measures = [line.counts, line.coverage].into_iter().chain(line.safety);
        let measures: Vec<String> = measures.filter(|words| !words.is_empty()).collect();
        vec![
            name,
            Cell::Text(match line.score {
                Some(score) => format!("{score} of 100"),
                None => "none".to_owned(),
            }),
            line.mark.map_or_else(
                || Cell::from("Nothing measured"),
                |mark| Cell::Status(StatusKind::from(mark)),
            ),
            Cell::Text(line.since),
            Cell::Text(measures.join(". ")),
            Cell::Progress(line.delivery),
            Cell::Text(line.weight),
        ]
    });
    view! {
        <DataTable
            id="glance"
            caption="Two numbers for each perspective: the score of the service’s indicators, and how much of its plan is delivered"
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
}
