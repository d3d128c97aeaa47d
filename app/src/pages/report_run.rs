//! One report as it was read, and the steps that are taken with it.

mod steps;

use domain::{
    report_run::{ReportPlace, ReportRunId},
    view::report_run::{self as view, Line, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Cell, Column, DataTable, Fact, FactList, LinkButton, PageHeading, StatusKind, StatusMark,
        Tag, TagKind,
    },
    pages::{
        form::Refusals,
        presence::{part, present},
        save_tables::SaveTables,
    },
    route::Route,
};

/// One report.
#[component]
pub fn ReportRunPage(
    /// Which.
    id: ReportRunId,
) -> impl IntoView {
    let refusals = Refusals::provide();
    let page = use_client().view(move |sight| view::page(sight, id));
    present(page, move |page| here(page, id, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, id: ReportRunId, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let summary = part(page, |page| {
        Some(page.summary.clone()).filter(|summary| !summary.is_empty())
    });
    let places = part(page, |page| page.places.clone());
    let lines = part(page, |page| page.lines.clone());
    let since = part(page, |page| page.since.clone());
    view! {
        <PageHeading title=heading lead=summary />
        {refusals.summary()}
        {move || scores(places.get())}
        <section class="section" aria-labelledby="figures-heading">
            <h2 id="figures-heading">"The figures"</h2>
            <p>{move || since.get()}</p>
            {move || figures(lines.get())}
        </section>
        {move || said(lines.get())}
        {steps::steps(page, id)}
        <SaveTables />
        <div class="cluster screen-only">
            <LinkButton href=Route::Reports.path()>"All reports"</LinkButton>
        </div>
    }
}

fn scores(places: Vec<ReportPlace>) -> Option<AnyView> {
    let columns = vec![
        Column::text("Place"),
        Column::text("Score"),
        Column::text("How it stood"),
    ];
    let rows: Vec<Vec<Cell>> = places
        .into_iter()
        .map(|place| {
            let mark = match place.mark {
                Some(mark) => Cell::Status(StatusKind::from(mark)),
                None => "Not measured".into(),
            };
            vec![place.name.into(), place.score.into(), mark]
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="scores-heading">
                <h2 id="scores-heading">"The scorecard"</h2>
                <DataTable id="report-scores" caption="Measured attainment of the whole and of each perspective, as reported" columns=columns rows=rows stacks=true />
            </section>
        }
        .into_any()
    })
}

fn figures(lines: Vec<Line>) -> impl IntoView {
    let columns = vec![
        Column::text("Indicator"),
        Column::text("Figure"),
        Column::text("Target"),
        Column::text("How it stood"),
        Column::text("Since the period before"),
    ];
    let rows = lines.into_iter().map(
        |Line {
             reported,
             now,
             opens,
         }| {
            let doubt = (!reported.doubt.is_empty())
                .then(|| view! { " " <Tag kind=TagKind::Gap text=reported.doubt /> });
            let name = match opens {
                true => Cell::Link {
                    href: Route::Indicator(reported.indicator).path(),
                    text: reported.name,
                },
                false => reported.name.into(),
            };
            let beside = |words: String| {
                (!words.is_empty()).then(|| view! { " " <span class="muted">{words}</span> })
            };
            let (of, made_up) = (beside(reported.of), beside(reported.illustrative));
            let mark = StatusKind::from(reported.mark);
            vec![
                name,
                Cell::View(view! { {reported.value} {of} {made_up} {doubt} }.into_any()),
                reported.target.into(),
                Cell::View(
                    view! {
                        <StatusMark kind=Signal::stored(mark) />
                        {now.map(|now| view! { <p class="muted">"Now: " {now}</p> })}
                    }
                    .into_any(),
                ),
                reported.moved.into(),
            ]
        },
    );
    let rows = rows.collect();
    view! { <DataTable id="report-figures" caption="Each figure as it was reported, with its target" columns=columns rows=rows stacks=true /> }
}

fn said(lines: Vec<Line>) -> Option<impl IntoView> {
    let said: Vec<_> = lines
        .into_iter()
        .filter_map(|line| Some((line.reported.name, line.reported.said?)))
        .collect();
    (!said.is_empty()).then(|| {
        let each = said.into_iter().map(|(name, words)| {
            let facts = vec![
                Fact::new("What happened", words.happened),
                Fact::new("Why", words.why),
                Fact::new("What happens next", words.next),
            ];
            view! {
                <h3>{name}</h3>
                <FactList facts=facts />
            }
        });
        view! {
            <section class="section" aria-labelledby="said-heading">
                <h2 id="said-heading">"What was said with the figures"</h2>
                {each.collect_view()}
            </section>
        }
    })
}
