//! A file on its way in, in four steps on one page: the file, its columns, what would come of every row, and importing it.

mod columns;
mod done;
mod file;
mod map;
mod rows;
mod steps;

use domain::view::imports::may_import;
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{LinkButton, Notice, NoticeKind, PageHeading},
    pages::{form::Refusals, presence::present},
    route::Route,
};
use steps::Steps;

/// Importing a file.
#[component]
pub fn ImportPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let steps = Steps::begin();
    let page = use_client().view(|sight| Some(may_import(sight)));
    present(page, move |page| {
        let may = Memo::new(move |_| page.get().unwrap_or_default());
        view! {
            <PageHeading title="Import a file" lead=Some("Figures, indicators, posts, milestones or peers from a spreadsheet. Nothing is stored until you have seen what would come of every row.".to_owned()) />
            {refusals.summary()}
            {move || if may.get() { importing(steps).into_any() } else { not_theirs().into_any() }}
        }
        .into_any()
    })
}

fn not_theirs() -> impl IntoView {
    view! {
        <Notice title="Files are imported by Human Resources and Support Services">
            <p>"Send the file to one of them. They can show you what would come of it before it is imported."</p>
            <LinkButton href=Route::Imports.path()>"See what was imported"</LinkButton>
        </Notice>
    }
}

fn importing(steps: Steps) -> impl IntoView {
    let connected = steps.client.is_connected();
    view! {
        {move || (!connected.get()).then(|| view! {
            <Notice kind=NoticeKind::Refusal title="Importing needs the network">
                <p>"The server reads the file, and it cannot be reached now. Go on when you are online again; what you chose here stays as long as this page is open."</p>
            </Notice>
        })}
        {move || match steps.done.get() {
            Some(_) => done::done(steps).into_any(),
            None => view! {
                {file::section(steps)}
                {columns::section(steps)}
                {rows::section(steps)}
            }
            .into_any(),
        }}
    }
}
