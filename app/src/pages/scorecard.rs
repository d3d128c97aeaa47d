//! The Balanced Scorecard: the worst perspective in the heading, all of them at a glance, then each place with its two
//! numbers, down to the entries.

mod branch;
mod card;
mod earlier;
mod glance;
mod periods;
mod place_line;
mod places;
mod row;
mod services;
mod turn_green;
mod worked_out;

use domain::{
    calendar::Period,
    view::{
        explanation::Place,
        restatement::last_reported,
        scorecard::{self as view, Page},
    },
};
use leptos::prelude::*;

use crate::pages::save_tables::SaveTables;

use crate::{
    components::{Button, PageHeading, SourceLine},
    pages::presence::{part, present},
    route::Route,
};

pub(super) use card::Card;
use card::use_card;
pub(super) use glance::concern_table;
pub(super) use periods::choose_period;
use place_line::{PlaceLine, head_of};
use places::Places;
pub(super) use turn_green::turns_service_green;
pub(super) use worked_out::{WorkedOut, href, of_indicator, of_service};

/// What of the page stands open.
#[derive(Clone, Copy)]
struct Open {
    /// Everything, for reading in one go or for paper.
    everything: RwSignal<bool>,
    /// The perspective that the heading names.
    worst: Memo<Option<Place>>,
}

/// The Balanced Scorecard, today or for a period.
#[component]
pub fn ScorecardPage(
    /// The period; none for today.
    over: Option<Period>,
) -> impl IntoView {
    let card = Card::provide_over(over);
    Places::provide(card);
    let today = card.today();
    let page = card.view(move |sight, card| Some(view::page(sight, card, today)));
    present(page, move |page| here(page).into_any())
}

fn here(page: Memo<Option<Page>>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let source = part(page, |page| page.source.clone());
    let perspectives = part(page, |page| {
        page.perspectives
            .iter()
            .map(|head| head.place)
            .collect::<Vec<_>>()
    });
    let everything = RwSignal::new(false);
    provide_context(Open {
        everything,
        worst: part(page, |page| page.worst),
    });
    let press = move |()| everything.update(|open| *open = !*open);
    let card = use_card();
    let over = card.over();
    let restated = Route::Restatement(last_reported(over, card.today())).path();
    let periods = part(page, |page| page.periods.clone());
    // What is tried, and a day as it was reported, begin from today.
    let from_today = over.is_none().then(|| {
        view! {
            <a class="button" href=Route::WhatIf.path()>"What if?"</a>
            <a class="button" href=Route::Reports.path()>"Reports"</a>
            {earlier::opener()}
        }
    });
    view! {
        <PageHeading title=heading lead=lead />
        {move || choose_period(over, periods.get(), |over| over.map_or(Route::Scorecard, Route::ScorecardOver))}
        {glance::glance(page)}
        {glance::concerns()}
        {services::services()}
        <div class="cluster screen-only">
            <Button on_press=press>
                {move || if everything.get() { "Close everything" } else { "Open everything" }}
            </Button>
            <a class="button" href=Route::Cascade(None).path()>"See the cascade"</a>
            {from_today}
            <a class="button" href=restated>"As reported, and restated"</a>
        </div>
        <For
            each=move || perspectives.get()
            key=|place| *place
            children=move |place| {
                let head = head_of(page, place, |page| &page.perspectives);
                view! { <PlaceLine place=place head=head key=place.key() level=2 /> }
            }
        />
        <SaveTables />
        {move || view! { <SourceLine text=source.get() /> }}
    }
}
