//! The third and the fourth step: what would come of every row, and importing it.

use domain::view::import::{self as view, Line, Told};
use leptos::prelude::*;

use super::steps::{PREVIEW_HEADING, Steps};
use crate::{
    components::{
        Button, ButtonKind, Cell, Column, DataTable, Fact, FactList, Notice, NoticeKind, Tag,
    },
    pages::{form::Tick, presence::part},
};

/// The third step, once the rows were read, and the fourth.
pub fn section(steps: Steps) -> impl IntoView {
    let told = Memo::new(move |_| {
        steps
            .preview
            .with(|preview| preview.as_ref().map(view::told))
    });
    let is_there = Memo::new(move |_| told.with(Option::is_some));
    // What stands round the rows stays while they change, so that a tick or a button keeps the focus.
    move || is_there.get().then(|| here(steps, told))
}

fn here(steps: Steps, told: Memo<Option<Told>>) -> impl IntoView {
    let title = part(told, |told| told.title.clone());
    let counts = part(told, |told| told.counts.clone());
    let unused = part(told, |told| told.unused.clone());
    let shown = part(told, |told| (told.rows.clone(), told.shown.clone()));
    let more = part(told, |told| told.more);
    let take = part(told, |told| {
        (told.take.clone(), told.figures, told.refused.clone())
    });
    view! {
        <section class="section stack" aria-labelledby=PREVIEW_HEADING>
            <h2 id=PREVIEW_HEADING tabindex="-1">{move || format!("3. {}", title.get())}</h2>
            {move || steps.moved.get().then(|| view! {
                <Notice kind=NoticeKind::Refusal title="Something has changed since you read the preview">
                    <p>"Nothing was imported. This is what would come of the file as things stand now."</p>
                </Notice>
            })}
            {move || view! {
                <FactList facts=counts.get().iter().map(|(term, is)| Fact::new(term, is)).collect() />
            }}
            {move || Some(unused.get()).filter(|words| !words.is_empty()).map(|words| view! { <p>{words}</p> })}
            {filter(steps)}
            {move || {
                let (lines, shown) = shown.get();
                rows(lines, &shown)
            }}
            {paging(steps, more)}
        </section>
        {move || {
            let (take, figures, refused) = take.get();
            importing(steps, take, figures, refused)
        }}
    }
}

fn filter(steps: Steps) -> impl IntoView {
    let only = Signal::derive(move || {
        steps.preview.with(|preview| {
            preview
                .as_ref()
                .is_some_and(|preview| preview.only_problems)
        })
    });
    view! { <Tick ticked=only on_tick=move |only| steps.turn_to(0, only)>"Show only rows with something to look at"</Tick> }
}

fn rows(lines: Vec<Line>, shown: &str) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Row"),
        Column::text("What becomes of it"),
        Column::text("Why, and from what to what"),
    ];
    let rows = lines.into_iter().map(|line| {
        let Line { label, fate, words } = line;
        let words = words
            .into_iter()
            .map(|words| view! { <li>{words}</li> })
            .collect_view();
        vec![
            label.into(),
            Cell::View(view! { <Tag text=fate /> }.into_any()),
            Cell::View(view! { <ul>{words}</ul> }.into_any()),
        ]
    });
    let rows = rows.collect();
    view! { <DataTable id="fates" caption=format!("{shown}: what becomes of each") columns=columns rows=rows stacks=true /> }
}

fn paging(steps: Steps, more: Memo<(bool, bool)>) -> impl IntoView {
    let turn = move |by: fn(usize) -> usize| {
        let at = steps
            .preview
            .with_untracked(|preview| preview.as_ref().map(|it| (it.page, it.only_problems)));
        if let Some((page, only)) = at {
            steps.turn_to(by(page), only);
        }
    };
    view! {
        <div class="cluster">
            {move || more.get().0.then(|| view! { <Button on_press=move |()| turn(|page| page.saturating_sub(1))>"Rows before these"</Button> })}
            {move || more.get().1.then(|| view! { <Button on_press=move |()| turn(|page| page + 1)>"Rows after these"</Button> })}
        </div>
    }
}

fn importing(
    steps: Steps,
    take: Option<String>,
    figures: bool,
    refused: Option<String>,
) -> impl IntoView {
    let named = Memo::new(move |_| steps.sender.with(|name| !name.trim().is_empty()));
    let remember = move || {
        named.get().then(|| {
            let words = move || format!("Remember these columns for the next file from {}", steps.sender.with(|name| name.trim().to_owned()));
            view! { <Tick ticked=steps.remember on_tick=move |tick| steps.remember.set(tick)>{words}</Tick> }
        })
    };
    view! {
        <section class="section stack" aria-labelledby="import-heading">
            <h2 id="import-heading">"4. Import"</h2>
            {match take {
                Some(words) => view! {
                    <p>"All of it is stored together, as proposals in your name. You can take it back."</p>
                    {figures.then(|| hand_in(steps))}
                    {remember}
                    <div class="cluster">
                        <Button id=steps.field("take") kind=ButtonKind::Primary on_press=move |()| steps.import()>{words}</Button>
                        <span role="status">{move || steps.under_way.get()}</span>
                    </div>
                }
                .into_any(),
                None => view! { <Notice title="Nothing can be imported"><p>{refused}</p></Notice> }.into_any(),
            }}
        </section>
    }
}

/// Whether the figures are this month's returns or what was reached before: a return counts as on time or late by today.
fn hand_in(steps: Steps) -> impl IntoView {
    view! {
        <Tick ticked=steps.hand_in on_tick=move |tick| steps.hand_in.set(tick)>"Hand these figures in as returns, submitted by you today"</Tick>
        <p>"Leave it unticked for figures of earlier years: they count as nobody’s return. Somebody other than you checks them either way."</p>
    }
}
