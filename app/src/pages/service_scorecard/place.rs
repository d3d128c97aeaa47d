//! One perspective of a service: its indicators, the objectives of its plan, and how both numbers are worked out.

use domain::{
    unit::UnitId,
    view::{
        reading::Row,
        service_scorecard::{Page, Planned, ServicePlace},
    },
};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable, StatusKind, Tag, TagKind},
    pages::{
        presence::part,
        scorecard::{WorkedOut, of_service, turns_service_green},
    },
    route::Route,
};

/// A place of the page.
pub fn place(page: Memo<Option<Page>>, service: UnitId, place: ServicePlace) -> AnyView {
    let line = Memo::new(move |_| {
        page.with(|page| {
            let lines = page.as_ref().map(|page| &page.lines);
            let mut lines = lines.into_iter().flatten();
            lines.find(|line| line.place == place).cloned()
        })
    });
    let key = place.key();
    let name = part(line, |line| line.name.clone());
    let rows = part(line, |line| line.rows.clone());
    let plan = part(line, |line| line.plan.clone());
    let counts = part(line, |line| line.counts.clone());
    let heading = format!("{key}-name");
    let (row_key, plan_key) = (key.clone(), key.clone());
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{move || name.get()}</h2>
            <p class="figures">{move || counts.get()}</p>
            {move || {
                let rows = rows.get();
                (!rows.is_empty()).then(|| indicators(&row_key, &name.get(), rows))
            }}
            {move || {
                let plan = plan.get();
                (!plan.is_empty()).then(|| objectives(&plan_key, &name.get(), plan))
            }}
            <WorkedOut workings=of_service(service, place, &key) />
            {turns_service_green(part(line, |line| line.mark), service, place, &key)}
        </section>
    }
    .into_any()
}

fn indicators(key: &str, name: &str, rows: Vec<Row>) -> AnyView {
    let columns = vec![
        Column::text("Indicator"),
        Column::text("Status"),
        Column::number("Latest"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("Since the period before"),
    ];
    let rows = rows.into_iter().map(|row| {
        let tag = row.illustrative.map(|words| view! { <Tag text=words /> });
        let unsure = row
            .unsure
            .map(|words| view! { <Tag kind=TagKind::Gap text=words /> });
        vec![
            Cell::Link {
                text: format!("{} {}", row.code, row.name),
                href: Route::Indicator(row.indicator).path(),
            },
            Cell::Status(StatusKind::from(row.mark)),
            Cell::Text(row.value),
            Cell::Text(row.target),
            Cell::View(view! { {row.period_short} " " {tag} " " {unsure} }.into_any()),
            Cell::Text(row.moved),
        ]
    });
    view! {
        <DataTable
            id=format!("{key}-indicators")
            caption=format!("{name}: the service’s indicators")
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
    .into_any()
}

fn objectives(key: &str, name: &str, plan: Vec<Planned>) -> AnyView {
    let columns = vec![
        Column::text("Objective of the service’s plan"),
        Column::text("Delivery"),
    ];
    let rows = plan.into_iter().map(|planned| {
        vec![
            Cell::Link {
                text: planned.title,
                href: Route::Objective(planned.objective).path(),
            },
            Cell::Progress(planned.delivery),
        ]
    });
    view! {
        <DataTable
            id=format!("{key}-plan")
            caption=format!("{name}: the service’s plan")
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
    .into_any()
}
