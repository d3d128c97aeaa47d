//! The register of risks: the gravest first, what is closed, and recording one.

use domain::view::risks::{self as view, Line, Page};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Cell, Column, DataTable, PageHeading, Tag, TagKind},
    pages::{
        form::{Form, Refusals},
        presence::{part, present},
        risk::writing,
        save_tables::SaveTables,
    },
    route::Route,
};

/// The register of risks.
#[component]
pub fn RisksPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let client = use_client();
    let page = client.view(move |sight| view::page(sight, client.today()));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| page.lines.clone());
    let closed = part(page, |page| page.closed.clone());
    let form = part(page, |page| page.writing.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {writing(form, "Record a risk")}
        {move || table(lines.get())}
        {move || closed_table(closed.get())}
        <SaveTables />
        {matrix(page)}
    }
}

fn table(lines: Vec<Line>) -> Option<impl IntoView> {
    let columns = vec![
        Column::text("Risk"),
        Column::text("Of"),
        Column::text("Owner"),
        Column::text("Before anything is done"),
        Column::text("Now"),
        Column::text("To become"),
        Column::text("Looked at again by"),
    ];
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let now = match line.severe {
                true => {
                    Cell::View(view! { <Tag kind=TagKind::Strong text=line.current /> }.into_any())
                }
                false => line.current.into(),
            };
            let review = match line.overdue {
                true => Cell::View(view! { <Tag kind=TagKind::Gap text=line.review /> }.into_any()),
                false => line.review.into(),
            };
            let made_up = line
                .illustrative
                .then(|| view! { " " <Tag text="Illustrative" /> });
            vec![
                Cell::Link {
                    href: Route::Risk(line.risk).path(),
                    text: line.name,
                },
                Cell::View(view! { {line.whose} {made_up} }.into_any()),
                line.owner.into(),
                line.inherent.into(),
                now,
                line.target.into(),
                review,
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <DataTable id="risks" caption="Open risks, the gravest first" columns=columns rows=rows stacks=true /> }
    })
}

fn closed_table(lines: Vec<Line>) -> Option<impl IntoView> {
    let columns = vec![
        Column::text("Risk"),
        Column::text("Of"),
        Column::text("Why it is a risk no more"),
    ];
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            vec![
                Cell::Link {
                    href: Route::Risk(line.risk).path(),
                    text: line.name,
                },
                line.whose.into(),
                line.review.into(),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="closed-heading">
                <h2 id="closed-heading">"Risks no more"</h2>
                <DataTable id="closed-risks" caption="Closed risks" columns=columns rows=rows stacks=true />
            </section>
        }
    })
}

/// On which matrix risks are rated, and choosing the other for who may.
fn matrix(page: Memo<Option<Page>>) -> impl IntoView {
    let says = part(page, |page| page.matrix);
    let choose = part(page, |page| page.choose);
    let form = StoredValue::new(Form::new("matrix"));
    let button = move || {
        choose.get().map(|(matrix, label)| {
            let press = move |()| {
                let command = domain::risk::ChooseRiskMatrix { matrix };
                form.with_value(|form| form.send(Ok(command.into()), "The matrix is chosen."));
            };
            view! {
                <div class="cluster screen-only">
                    <Button kind=ButtonKind::Quiet id=form.with_value(Form::id) on_press=press>{label}</Button>
                </div>
            }
        })
    };
    view! {
        <section class="section" aria-labelledby="matrix-heading">
            <h2 id="matrix-heading">"How risks are rated"</h2>
            <p>"Likelihood times impact, each from 1. " {move || says.get()}</p>
            {button}
        </section>
    }
}
