//! The files that were imported: what, from whom, by whom, and taking one back.

mod take_back;

use domain::view::imports::{self as view, Page, Row};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{ButtonKind, Cell, Column, DataTable, LinkButton, PageHeading, Tag},
    pages::{
        form::Refusals,
        presence::{part, present},
    },
    route::Route,
};
pub use take_back::TakeBack;

/// The files that were imported.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let page = use_client().view(|sight| Some(view::page(sight)));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let may_import = part(page, |page| page.may_import);
    let rows = part(page, |page| page.rows.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || may_import.get().then(|| view! {
            <div class="cluster screen-only">
                <LinkButton kind=ButtonKind::Primary href=Route::Import.path()>"Import a file"</LinkButton>
            </div>
        })}
        {move || {
            let rows = rows.get();
            (!rows.is_empty()).then(|| table(rows, may_import.get_untracked()))
        }}
    }
}

fn table(rows: Vec<Row>, may_import: bool) -> impl IntoView {
    let columns = vec![
        Column::text("File"),
        Column::text("What"),
        Column::text("From"),
        Column::text("Rows imported"),
        Column::text("By"),
        Column::text("Taken back"),
    ];
    let rows = rows.into_iter().map(|row| {
        let Row {
            import,
            file,
            what,
            sender,
            rows,
            by,
            undone,
        } = row;
        let back = match (undone, may_import) {
            (true, _) => view! { <Tag text="Taken back" /> }.into_any(),
            (false, true) => view! { <TakeBack import=import file=file.clone() /> }.into_any(),
            (false, false) => "No".into_any(),
        };
        vec![
            file.into(),
            what.into(),
            sender.into(),
            rows.into(),
            by.into(),
            Cell::View(back),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id="imports" caption="Imported files, latest first: what they held, from whom, by whom, and whether they were taken back" columns=columns rows=rows stacks=true /> }
}
