//! What if: try another weight, tolerance or target, see every colour that would flip, then record what was decided or drop it.

mod decide;
mod flips;
mod kept;
mod made;
mod suppose;

use domain::view::what_if::{self as view, Line, Page};
use leptos::prelude::*;

use crate::pages::save_tables::SaveTables;

use crate::{
    components::{Button, ButtonKind, LinkButton, PAGE_HEADING_ID, PageHeading},
    pages::{
        form::{Refusals, focus_soon},
        presence::{any, part, present},
        scorecard::Card,
    },
    route::Route,
};
use kept::Kept;

/// What if.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let card = Card::provide();
    let kept = Kept::provide();
    let page = card.view(move |sight, card| {
        let supposed = kept.supposed.with(|text| view::read(text));
        Some(view::page(sight, card, &supposed))
    });
    present(page, move |page| {
        here(page, refusals, card, kept).into_any()
    })
}

fn here(page: Memo<Option<Page>>, refusals: Refusals, card: Card, kept: Kept) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| page.supposed.clone());
    let some = any(lines);
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {suppose::suppose(kept)}
        {move || some.get().then(|| view! {
            <section class="section" aria-labelledby="supposed-heading">
                <h2 id="supposed-heading">"What you are trying"</h2>
                {supposed(lines, kept)}
            </section>
            {flips::today(page)}
            {flips::earlier(card, kept)}
            {decide::decide(page, kept)}
        })}
        {made::made(card)}
        <SaveTables />
        <div class="cluster screen-only">
            <LinkButton href=Route::Scorecard.path()>"Back to the Balanced Scorecard"</LinkButton>
        </div>
    }
}

fn supposed(lines: Memo<Vec<Line>>, kept: Kept) -> impl IntoView {
    let drop_all = move |()| {
        kept.supposed.set(String::new());
        focus_soon(PAGE_HEADING_ID);
    };
    view! {
        <ul class="rows">
            <For each=move || lines.get() key=|line| (line.place, line.words.clone()) children=move |line| {
                let Line { place, words } = line;
                let about = format!(": {words}");
                let take_back = move |()| {
                    kept.supposed.update(|text| *text = view::without(text, place));
                    focus_soon(PAGE_HEADING_ID);
                };
                view! {
                    <li>
                        <span>{words}</span>
                        <Button kind=ButtonKind::Quiet on_press=take_back>
                            "Take it back"
                            <span class="visually-hidden">{about}</span>
                        </Button>
                    </li>
                }
            } />
        </ul>
        <div class="cluster screen-only">
            <Button kind=ButtonKind::Quiet on_press=drop_all>"Drop all of it"</Button>
        </div>
    }
}
