//! One place on the scorecard with its two numbers, each named: the score that was measured, and the delivery.

use domain::{
    cascade::Parent,
    view::{explanation::Place, scorecard::Head},
};
use leptos::prelude::*;

use super::{
    branch::Branch,
    places::{Opened, Places},
    row::IndicatorRow,
    turn_green::turns_place_green,
    worked_out::{WorkedOut, of_place},
};
use crate::{
    components::{ProgressBar, StatusKind, StatusMark, Tag},
    pages::presence::part,
    route::Route,
};

/// A place: its name, its numbers, how they are worked out, and what opens under it.
#[component]
pub fn PlaceLine(
    /// Which place.
    place: Place,
    /// What is known of it.
    head: Memo<Option<Head>>,
    /// The way to it on this page, since an objective may stand under several.
    #[prop(into)]
    key: String,
    /// The level of its heading, 2 for the topmost.
    level: u8,
) -> impl IntoView {
    view! {
        <section class="score">
            {heading(head, level, format!("{key}-name"))}
            {figure(head)}
            {words(head)}
            <div class="score__more">
                <WorkedOut workings=of_place(place, &key) />
                {turns_place_green(part(head, |head| head.mark), place, &key)}
                {below(head, place, key, level)}
            </div>
        </section>
    }
    .into_any()
}

/// One of the places that were worked out together.
pub fn head_of<T: Send + Sync + 'static>(
    together: Memo<Option<T>>,
    place: Place,
    heads: fn(&T) -> &Vec<Head>,
) -> Memo<Option<Head>> {
    Memo::new(move |_| {
        together.with(|together| {
            let heads = together.as_ref().map(heads);
            heads
                .into_iter()
                .flatten()
                .find(|head| head.place == place)
                .cloned()
        })
    })
}

fn heading(head: Memo<Option<Head>>, level: u8, id: String) -> AnyView {
    let kind = part(head, |head| head.kind.clone());
    let name = part(head, |head| head.name.clone());
    let href = part(head, |head| href(head.place));
    let inside = move || {
        let name = move || name.get();
        let name = match href.get() {
            Some(href) => view! { <a href=href>{name}</a> }.into_any(),
            None => view! { <span>{name}</span> }.into_any(),
        };
        view! {
            <span class="small muted">{move || kind.get()}</span>
            <br />
            {name}
        }
    };
    match level {
        0..=2 => view! { <h2 class="score__name" id=id>{inside}</h2> }.into_any(),
        3 => view! { <h3 class="score__name" id=id>{inside}</h3> }.into_any(),
        4 => view! { <h4 class="score__name" id=id>{inside}</h4> }.into_any(),
        5 => view! { <h5 class="score__name" id=id>{inside}</h5> }.into_any(),
        6.. => view! { <h6 class="score__name" id=id>{inside}</h6> }.into_any(),
    }
}

/// Where a place has a page of its own.
fn href(place: Place) -> Option<String> {
    match place {
        Place::Company | Place::Perspective(_) => None,
        Place::Priority(id) => Some(Route::Cascade(Some(Parent::Priority(id))).path()),
        Place::Objective(id) => Some(Route::Objective(id).path()),
    }
}

fn figure(head: Memo<Option<Head>>) -> AnyView {
    let score = part(head, |head| head.score.clone());
    view! {
        <p class="score__figure">
            <span class="small muted">"Score"</span>
            {move || match score.get() {
                Some(score) => view! {
                    <span class="score__number">{score}</span>
                    <span class="small muted">"of 100"</span>
                }
                .into_any(),
                None => view! { <span class="muted">"none"</span> }.into_any(),
            }}
        </p>
    }
    .into_any()
}

fn words(head: Memo<Option<Head>>) -> AnyView {
    let mark = part(head, |head| head.mark);
    let delivery = part(head, |head| head.delivery);
    let delivery_coverage = part(head, |head| head.delivery_coverage.clone());
    let illustrative = part(head, |head| head.illustrative);
    let line = move |of: fn(&Head) -> String| {
        let words = part(head, of);
        move || {
            let words = words.get();
            (!words.is_empty()).then(|| view! { <span>{words}</span> })
        }
    };
    view! {
        <div class="score__words">
            {move || match mark.get() {
                Some(mark) => view! { <StatusMark kind=StatusKind::from(mark) /> }.into_any(),
                None => view! { <span class="muted">"Nothing is measured here"</span> }.into_any(),
            }}
            {line(|head| head.safety.clone().unwrap_or_default())}
            <span class="figures">{line(|head| head.counts.clone())}</span>
            <span class="muted">{line(|head| head.coverage.clone())}</span>
            {line(|head| head.worst.clone().map(|worst| format!("Furthest from target: {worst}")).unwrap_or_default())}
            <span class="cluster">
                <span>"Delivery"</span>
                <ProgressBar percent=delivery />
                <span class="muted">{move || delivery_coverage.get()}</span>
            </span>
            {line(|head| head.people.clone())}
            <span class="muted">{line(weight)}</span>
            <span class="muted">{line(|head| head.whose.clone())}</span>
            <span class="muted">{line(|head| head.words.clone())}</span>
            {move || illustrative.get().then(|| view! { <span><Tag text="Illustrative" /></span> })}
        </div>
    }
    .into_any()
}

/// How much it counts among those beside it; empty where it stands alone.
fn weight(head: &Head) -> String {
    if head.weight.is_empty() {
        String::new()
    } else {
        format!("Weight {}", head.weight)
    }
}

/// What counts towards it, where anything does.
fn below(head: Memo<Option<Head>>, place: Place, key: String, level: u8) -> AnyView {
    let summary = part(head, |head| head.below.clone());
    let any = Memo::new(move |_| summary.with(|summary| !summary.is_empty()));
    view! {
        {move || any.get().then(|| {
            let key = key.clone();
            view! { <Branch place=place summary=summary>{contents(place, &key, level)}</Branch> }
        })}
    }
    .into_any()
}

fn contents(place: Place, key: &str, level: u8) -> AnyView {
    let Opened { heads, rows, .. } = expect_context::<Places>().open(place);
    let below = Memo::new(move |_| heads.get());
    let rows = Memo::new(move |_| rows.get());
    let indicators = part(rows, |rows| {
        rows.iter().map(|row| row.indicator).collect::<Vec<_>>()
    });
    let places = part(below, |places| {
        places.iter().map(|head| head.place).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| indicators.with(|indicators| !indicators.is_empty()));
    let (row_key, place_key) = (key.to_owned(), key.to_owned());
    view! {
        {move || any.get().then(|| {
            let key = row_key.clone();
            view! {
                <ul class="rows">
                    <For
                        each=move || indicators.get()
                        key=|id| *id
                        children=move |id| view! { <IndicatorRow indicator=id key=format!("{key}-{id}") rows=rows /> }
                    />
                </ul>
            }
        })}
        <For
            each=move || places.get()
            key=|place| *place
            children=move |place| {
                let head = head_of(below, place, |places| places);
                view! { <PlaceLine place=place head=head key=format!("{place_key}-{}", place.key()) level=level.saturating_add(1) /> }
            }
        />
    }
    .into_any()
}
