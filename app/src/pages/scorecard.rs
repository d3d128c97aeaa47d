//! The Balanced Scorecard: the worst perspective in the heading, then each place with its two numbers, down to the entries.

mod branch;
mod card;
mod place_line;
mod row;
mod worked_out;

use domain::view::{
    explanation::Place,
    reading::Row,
    scorecard::{self as view, Page},
};
use leptos::prelude::*;

use crate::{
    components::{Button, Cell, Column, DataTable, PageHeading, SourceLine, StatusKind, Tag},
    pages::presence::{part, present},
    route::Route,
};

pub(super) use card::use_card;
use place_line::PlaceLine;
pub(super) use worked_out::{WorkedOut, href};

/// Whether everything on the page is opened, for reading in one go or for paper.
#[derive(Clone, Copy)]
struct Everything(RwSignal<bool>);

/// The Balanced Scorecard.
#[component]
pub fn ScorecardPage() -> impl IntoView {
    let card = use_card();
    let everything = RwSignal::new(false);
    provide_context(Everything(everything));
    let page = card.view(|sight, card| Some(view::page(sight, card)));
    present(page, move |page| here(page, everything).into_any())
}

fn here(page: Memo<Option<Page>>, everything: RwSignal<bool>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let furthest = part(page, |page| page.furthest.clone());
    let source = part(page, |page| page.source.clone());
    let perspectives = part(page, |page| {
        page.perspectives
            .iter()
            .map(|part| part.head.place)
            .collect::<Vec<_>>()
    });
    let press = move |()| everything.update(|open| *open = !*open);
    view! {
        <PageHeading title=heading lead=lead />
        <div class="cluster screen-only">
            <Button on_press=press>
                {move || if everything.get() { "Close everything" } else { "Open everything, for reading in one go or printing" }}
            </Button>
            <a class="button button--quiet" href=Route::Cascade(None).path()>"See the cascade"</a>
        </div>
        {move || furthest_off(furthest.get())}
        <PlaceLine place=Place::Company key="company" level=2 />
        <For each=move || perspectives.get() key=|place| *place children=perspective />
        {move || view! { <SourceLine text=source.get() /> }}
    }
}

/// A perspective, and under it its priorities, which are always shown.
fn perspective(place: Place) -> impl IntoView {
    let card = use_card();
    let key = place.key();
    let priorities = card.view(move |sight, card| {
        view::below(sight, card, place)
            .places
            .into_iter()
            .map(|head| head.place)
            .collect::<Vec<_>>()
    });
    view! {
        <PlaceLine place=place key=key level=2 />
        <For
            each=move || priorities.get().unwrap_or_default()
            key=|place| *place
            children=|place| view! { <PlaceLine place=place key=place.key() level=3 /> }
        />
    }
}

/// The indicators that most need somebody, each a click away.
fn furthest_off(rows: Vec<Row>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("Indicator"),
        Column::number("Latest"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("Status"),
    ];
    let rows = rows.into_iter().map(|row| {
        let status = StatusKind::from(row.mark);
        vec![
            Cell::Link {
                text: format!("{} {}", row.code, row.name),
                href: Route::Indicator(row.indicator).path(),
            },
            Cell::Text(row.value),
            Cell::Text(row.target),
            Cell::View(
                view! { {row.period} " " {row.illustrative.map(|words| view! { <Tag text=words /> })} }.into_any(),
            ),
            Cell::Status(status),
        ]
    });
    let table = view! {
        <section class="section" aria-labelledby="furthest-heading">
            <h2 id="furthest-heading">"Furthest from target"</h2>
            <DataTable
                id="furthest"
                caption="Indicators off target: safety measures first, then the lowest scores"
                columns=columns
                rows=rows.collect()
            />
        </section>
    };
    Some(table.into_any())
}
