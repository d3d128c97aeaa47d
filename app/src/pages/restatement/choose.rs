//! Which day: the ends of the last month and quarters as links, so that the address remembers it, or any other.

use domain::{
    calendar::Date,
    view::{day, permission::Offer, restatement::offered, typed},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, Field, FieldWidth, InputKind},
    navigation::use_navigation,
    pages::form::Opener,
    route::Route,
};

const DAY: &str = "restated-day";

/// The days that can be asked about.
pub fn choose(shown: Date) -> impl IntoView {
    let open = RwSignal::new(false);
    let links = offered(use_client().today()).into_iter().map(|offered| {
        let current = offered.day == shown;
        let href = Route::Restatement(offered.day).path();
        view! {
            <a class="button" href=href aria-current=current.then_some("page")>
                {offered.words} {current.then_some(" (shown)")}
            </a>
        }
    });
    view! {
        <nav class="cluster screen-only" aria-label="Day of the report">
            {links.collect_view()}
        </nav>
        <div class="screen-only">
            <Opener id="open-restated" label="Another day" offer=Signal::stored(Offer::Open) open=open first=DAY>
                {form(open, shown)}
            </Opener>
        </div>
    }
}

fn form(open: RwSignal<bool>, shown: Date) -> impl IntoView {
    let navigation = use_navigation();
    let chosen = RwSignal::new(day::typed(shown));
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed::day("day", &chosen.get_untracked()) {
            Err(refused) => problem.set(Some(refused.to_string())),
            Ok(day) => navigation.open(&Route::Restatement(day).path()),
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=DAY
                name="day"
                label="As it was reported at the end of"
                hint="A Board meeting, say, or the day of a report."
                error=problem
                value=chosen
                on_input=move |typed| chosen.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <div class="cluster">
                <Button submit=true>"Show that day"</Button>
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
