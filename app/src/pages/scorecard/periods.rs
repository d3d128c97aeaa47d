//! Which period a scorecard is for: those asked for most as links, so that the address remembers it, and every other one in a list.

use domain::{
    calendar::Period,
    view::{
        permission::Offer,
        scorecard::{Offered, every_period},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ChoiceOption, SelectField},
    navigation::use_navigation,
    pages::form::Opener,
    route::Route,
};

const PERIOD: &str = "another-period";

/// The periods, for the page of each.
pub fn choose_period(
    shown: Option<Period>,
    offered: Vec<Offered>,
    page: impl Fn(Option<Period>) -> Route + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let beside = shown.filter(|shown| offered.iter().all(|each| each.period != Some(*shown)));
    let beside = beside.map(|period| Offered {
        period: Some(period),
        words: period.words(),
    });
    let links = offered.into_iter().chain(beside).map(|offered| {
        let current = offered.period == shown;
        view! {
            <a class="button" href=page(offered.period).path() aria-current=current.then_some("page")>
                {offered.words} {current.then_some(" (shown)")}
            </a>
        }
    });
    view! {
        <nav class="cluster screen-only" aria-label="Period of the scorecard">
            {links.collect_view()}
        </nav>
        <div class="screen-only">
            <Opener id="open-period" label="Another month, quarter or year" offer=Signal::stored(Offer::Open) open=open first=PERIOD>
                {form(open, page)}
            </Opener>
        </div>
    }
    .into_any()
}

fn form(
    open: RwSignal<bool>,
    page: impl Fn(Option<Period>) -> Route + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (client, navigation) = (use_client(), use_navigation());
    let chosen = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let periods = client.look(|sight| every_period(sight, client.today()));
    let options: Vec<ChoiceOption> = periods
        .unwrap_or_default()
        .into_iter()
        .map(|period| ChoiceOption::new(period.to_string(), period.words()))
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked().parse().ok() {
            None => problem.set(Some("Choose a month, a quarter or a year.".to_owned())),
            Some(period) => navigation.open(&page(Some(period)).path()),
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=PERIOD
                name="period"
                label="Which period?"
                hint="Each that has ended, as far back as there are figures."
                error=problem
                options=Signal::stored(options)
                value=chosen
                on_choose=move |key| chosen.set(key)
            />
            <div class="cluster">
                <Button submit=true>"Show that period"</Button>
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
