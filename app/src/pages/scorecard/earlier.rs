//! "See an earlier day": the scorecard, and every page that it leads to, as it was reported then.

use domain::view::{day, permission::Offer, typed};
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use crate::{
    client::use_client,
    components::{Button, Field, FieldWidth, InputKind},
    pages::form::Opener,
};

const DAY: &str = "earlier-day";

/// The button and the form that it opens.
pub fn opener() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Opener id="open-earlier" label="See an earlier day" offer=Signal::stored(Offer::Open) open=open first=DAY>
            {form(open)}
        </Opener>
    }
    .into_any()
}

fn form(open: RwSignal<bool>) -> impl IntoView {
    let client = use_client();
    // The end of last month: what was reported last.
    let last = client.today().first_of_month().yesterday();
    let chosen = RwSignal::new(last.map(day::typed).unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed::day("day", &chosen.get_untracked()) {
            Err(refused) => problem.set(Some(refused.to_string())),
            Ok(_) if asking.get_untracked() => {}
            // Who has gone on to another page meanwhile stays in today.
            Ok(day) => {
                asking.set(true);
                spawn_local_scoped_with_cancellation(async move {
                    let shown = client.look_back(day).await;
                    let _gone = asking.try_set(false);
                    if let Err(why) = shown {
                        problem.set(Some(why.to_owned()));
                    }
                });
            }
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=DAY
                name="day"
                label="As it was at the end of"
                hint="Every page then shows what was reported by that day. Nothing can be changed in it."
                error=problem
                value=chosen
                on_input=move |typed| chosen.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <div class="cluster">
                <Button submit=true>{move || if asking.get() { "Reading that day" } else { "Show that day" }}</Button>
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
