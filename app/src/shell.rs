//! The frame around every page of the staff app, and the one place where a route becomes a page.

use leptos::prelude::*;

use crate::{
    client::{Client, SessionState, use_client},
    components::{
        AppFrame, Notice, NoticeKind, Place, apply_text_size, apply_theme, focus_page_heading,
        stored_text_size, stored_theme,
    },
    navigation::{Navigation, use_navigation},
    pages,
    route::Route,
};

/// The staff app.
#[component]
pub fn Shell() -> impl IntoView {
    apply_theme(stored_theme());
    apply_text_size(stored_text_size());
    let client = Client::new();
    provide_context(client);
    client.resume();
    Navigation::start();
    view! { <Frame /> }
}

#[component]
fn Frame() -> impl IntoView {
    let client = use_client();
    let path = use_navigation().path();
    let route = Memo::new(move |_| Route::parse(&path.get()));
    let session = client.session();
    let places = Memo::new(move |_| match session.get() {
        SessionState::SignedIn(_) => places(),
        SessionState::Unknown | SessionState::SignedOut | SessionState::ChoosingPassword => {
            Vec::new()
        }
    });
    let current = Memo::new(move |_| {
        route
            .get()
            .map(|route| route.place().path())
            .unwrap_or_default()
    });
    focus_after_change(route);
    view! {
        <AppFrame brand="Throughline" home=Route::MyWork.path() places=places current=current save=client.save_status()>
            {move || client.reload_asked().get().then(|| view! {
                <Notice kind=NoticeKind::Information title="Throughline has been updated">
                    <p>"Reload this page to go on. What is waiting on this device is kept."</p>
                </Notice>
            })}
            {move || match session.get() {
                SessionState::Unknown => view! { <p>"Finding out who is signed in…"</p> }.into_any(),
                SessionState::SignedOut => view! { <pages::SignInPage /> }.into_any(),
                SessionState::ChoosingPassword => view! { <pages::ChoosePasswordPage /> }.into_any(),
                SessionState::SignedIn(_) => page(route.get()),
            }}
        </AppFrame>
    }
}

fn page(route: Option<Route>) -> AnyView {
    match route {
        Some(Route::MyWork | Route::SignIn) => view! { <pages::MyWorkPage /> }.into_any(),
        Some(Route::OneToOnes) => view! { <pages::OneToOnesPage /> }.into_any(),
        Some(Route::OneToOne(id)) => view! { <pages::OneToOnePage id=id /> }.into_any(),
        Some(Route::NewObjective(person)) => {
            view! { <pages::NewObjectivePage person=person /> }.into_any()
        }
        Some(Route::Objective(id)) => view! { <pages::ObjectivePage id=id /> }.into_any(),
        Some(Route::Scorecard) => view! { <pages::ScorecardPage /> }.into_any(),
        Some(Route::Cascade(from)) => view! { <pages::CascadePage from=from /> }.into_any(),
        Some(Route::Indicators) => view! { <pages::IndicatorsPage /> }.into_any(),
        Some(Route::Indicator(id)) => view! { <pages::IndicatorPage id=id /> }.into_any(),
        Some(Route::People) => view! { <pages::PeoplePage /> }.into_any(),
        Some(Route::Person(id)) => view! { <pages::PersonPage id=id /> }.into_any(),
        Some(Route::Waiting) => view! { <pages::WaitingPage /> }.into_any(),
        Some(Route::More) => view! { <pages::MorePage /> }.into_any(),
        None => view! { <pages::NotFoundPage /> }.into_any(),
    }
}

fn places() -> Vec<Place> {
    [
        ("My work", Route::MyWork),
        ("1:1s", Route::OneToOnes),
        ("Scorecard", Route::Scorecard),
        ("Indicators", Route::Indicators),
        ("More", Route::More),
    ]
    .into_iter()
    .map(|(label, route)| Place::new(label, route.path()))
    .collect()
}

/// After a change of page, not at the first load, the heading takes the focus so that the new page is read out.
fn focus_after_change(route: Memo<Option<Route>>) {
    Effect::new(move |previous: Option<Option<Route>>| {
        let now = route.get();
        if previous.is_some_and(|previous| previous != now) {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            request_animation_frame(focus_page_heading);
        }
        now
    });
}
