//! What the register lacks, the core business of each service with what covers it, and what the Board and the Council chose.

mod audits;
mod coverage;
mod factors;

use domain::view::{
    imports,
    register::{self as view, Gap, GapLine, Page, SelectionList},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, PageHeading},
    pages::{
        form::Refusals,
        presence::{part, present},
        save_tables::SaveTables,
    },
    route::Route,
};

/// What the register lacks.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| view::page(sight, client.today()));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let may_import = use_client().view(|sight| Some(imports::may_import(sight)));
    let may_import = part(may_import, |may| *may);
    let gaps = part(page, |page| page.gaps.clone());
    let lists = part(page, |page| page.lists.clone());
    let due = part(page, |page| page.audits.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || may_import.get().then(|| view! {
            <div class="cluster screen-only"><LinkButton href=Route::Imports.path()>"Imports"</LinkButton></div>
        })}
        {move || gaps.get().into_iter().zip(1..).map(|(gap, place)| missing(gap, place)).collect_view()}
        {coverage::coverage(page)}
        {factors::factors(page)}
        {move || audits::audits(due.get())}
        {move || lists.get().into_iter().zip(1..).map(|(list, place)| chosen(list, place)).collect_view()}
        <SaveTables />
    }
}

fn missing(gap: Gap, place: usize) -> AnyView {
    let heading = format!("gap-{place}");
    let lines = gap.lines.into_iter().map(|line| {
        let GapLine {
            text, indicator, ..
        } = line;
        match indicator {
            Some(id) => {
                let href = Route::DefinitionSheet(id).path();
                view! { <li><a href=href>{text}</a></li> }.into_any()
            }
            None => view! { <li>{text}</li> }.into_any(),
        }
    });
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{gap.title}</h2>
            <p>{gap.words}</p>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn chosen(list: SelectionList, place: usize) -> AnyView {
    let heading = format!("list-{place}");
    let SelectionList { title, rows } = list;
    let nothing = rows.is_empty();
    let table = (!nothing).then(|| {
        let columns = vec![
            Column::text("Indicator"),
            Column::text("Tells of"),
            Column::text("Why"),
        ];
        let rows = rows.into_iter().map(|row| {
            vec![
                Cell::Link {
                    text: row.name,
                    href: Route::Indicator(row.indicator).path(),
                },
                row.reflects.into(),
                row.why.into(),
            ]
        });
        let rows = rows.collect();
        view! { <DataTable id=format!("chosen-{place}") caption=format!("{title}: each indicator, what it tells of, and why it was chosen") columns=columns rows=rows stacks=true /> }
    });
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title.clone()}</h2>
            {nothing.then(|| view! { <p>"Nothing is recorded yet. Record it on an indicator’s definition sheet."</p> })}
            {table}
        </section>
    }
    .into_any()
}
