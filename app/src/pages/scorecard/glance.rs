//! The scorecard at a glance: a row a perspective, and the indicators that most need somebody.

use domain::view::{
    explanation::Place,
    scorecard::{self as view, Concerns, Head, Page},
};
use leptos::prelude::*;

use super::{
    turn_green::turns_place_green,
    use_card,
    worked_out::{WorkedOut, of_place},
};
use crate::{
    components::{
        Cell, Column, DataTable, ProgressBar, StatusKind, StatusMark, TableFrame, Tag, TagKind,
        stacked_cell,
    },
    pages::presence::{each, part},
    route::Route,
};

/// The whole and each perspective, with its two numbers in columns of their own.
pub fn glance(page: Memo<Option<Page>>) -> AnyView {
    let heads = part(page, |page| {
        let mut heads = vec![page.overall.clone()];
        heads.extend(page.perspectives.iter().cloned());
        heads
    });
    let columns = [
        Column::text("Perspective"),
        Column::number("Score"),
        Column::text("Status"),
        Column::text("Measures"),
        Column::text("Delivery"),
        Column::text("Weight"),
    ];
    view! {
        <section class="section" aria-labelledby="glance-heading">
            <h2 id="glance-heading">"At a glance"</h2>
            <TableFrame
                id="glance"
                caption="Two numbers for each perspective: the score that is measured, and how much of what was agreed is delivered"
                columns=columns.to_vec()
                stacks=true
            >
                {each(heads, |head| head.place, move |head| place_row(&columns, head))}
            </TableFrame>
            <WorkedOut workings=of_place(Place::Company, "company") />
            {turns_place_green(part(page, |page| page.overall.mark), Place::Company, "company")}
        </section>
    }
    .into_any()
}

fn place_row(columns: &[Column; 6], head: Memo<Option<Head>>) -> AnyView {
    let [_, score, status, measured, delivered, weight] = columns;
    let text = move |of: fn(&Head) -> String| {
        let text = part(head, of);
        move || text.get()
    };
    let name = part(head, |head| (head.name.clone(), anchor(head.place)));
    let mark = part(head, |head| head.mark);
    let delivery = part(head, |head| head.delivery);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{move || match name.get() {
                (name, None) => name.into_any(),
                (name, Some(href)) => view! { <a href=href>{name}</a> }.into_any(),
            }}</th>
            {stacked_cell(score, text(of_100).into_any())}
            {stacked_cell(status, (move || match mark.get() {
                Some(mark) => view! { <StatusMark kind=StatusKind::from(mark) /> }.into_any(),
                None => "Nothing measured".into_any(),
            }).into_any())}
            {stacked_cell(measured, text(measures).into_any())}
            {stacked_cell(delivered, view! { <ProgressBar percent=delivery /> }.into_any())}
            {stacked_cell(weight, text(|head| head.weight.clone()).into_any())}
        </tr>
    }
    .into_any()
}

/// "80 of 100", also where the heading of its column is not beside it.
fn of_100(head: &Head) -> String {
    match &head.score {
        Some(score) => format!("{score} of 100"),
        None => "none".to_owned(),
    }
}

/// Where a perspective stands on this page; the whole has no place of its own.
fn anchor(place: Place) -> Option<String> {
    match place {
        Place::Company => None,
        place => Some(format!("#{}-name", place.key())),
    }
}

fn measures(head: &Head) -> String {
    let measures = [
        Some(&head.counts),
        Some(&head.coverage),
        head.safety.as_ref(),
    ];
    let measures = measures
        .into_iter()
        .flatten()
        .filter(|words| !words.is_empty());
    measures.cloned().collect::<Vec<_>>().join(". ")
}

/// The areas for concern, each a click away; nothing where there is none.
pub fn concerns() -> AnyView {
    let found = use_card().figures(view::concerns);
    (move || {
        let found = found.get();
        (!found.listed.is_empty()).then(|| concern_table(found))
    })
    .into_any()
}

/// The areas for concern, in a section of their own.
pub fn concern_table(found: Concerns) -> impl IntoView {
    let figure = match use_card().over() {
        None => "Latest",
        Some(_) => "Figure",
    };
    let columns = vec![
        Column::text("Indicator"),
        Column::text("Status"),
        Column::number(figure),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("For how long"),
        Column::text("Who watches it"),
        Column::text("What is being done"),
    ];
    let more = match found.more {
        0 => None,
        more => Some(format!(
            "{more} more are off target or have been close to it for two periods or longer. The indicators’ own pages have them all."
        )),
    };
    let rows = found.listed.into_iter().map(|concern| {
        let row = concern.row;
        let status = StatusKind::from(row.mark);
        let tag = row.illustrative.map(|words| view! { <Tag text=words /> });
        let doubts = concern
            .doubts
            .into_iter()
            .chain(row.unsure.map(str::to_owned));
        let doubts: Vec<_> = doubts
            .map(|words| view! { <Tag kind=TagKind::Gap text=words /> " " })
            .collect();
        vec![
            Cell::Link {
                text: format!("{} {}", row.code, row.name),
                href: Route::Indicator(row.indicator).path(),
            },
            Cell::Status(status),
            Cell::Text(row.value),
            Cell::Text(row.target),
            Cell::View(view! { {row.period_short} " " {tag} " " {doubts} }.into_any()),
            Cell::Text(concern.running),
            Cell::Text(concern.watched_by),
            Cell::Text(concern.answer),
        ]
    });
    view! {
        <section class="section" aria-labelledby="concerns-heading">
            <h2 id="concerns-heading">"Areas for concern"</h2>
            <DataTable
                id="concerns"
                caption="Safety first, then off target before close to it, then what has been so for longest and what most people watch"
                columns=columns
                rows=rows.collect()
                stacks=true
            />
            {more.map(|words| view! { <p class="muted">{words}</p> })}
        </section>
    }
}
