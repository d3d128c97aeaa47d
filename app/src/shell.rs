//! The frame around every page of the staff app, and the one place where a route becomes a page.

use std::mem::replace;

use domain::{
    display,
    view::{self, called},
};
use leptos::prelude::*;

use crate::{
    client::{Client, SessionState, use_client},
    components::{
        AppFrame, Button, Notice, NoticeKind, PageHeading, Place, apply_text_size, apply_theme,
        focus_page_heading, stored_text_size, stored_theme,
    },
    navigation::{Navigation, use_navigation},
    pages, pieces,
    route::Route,
};

/// The staff app.
#[component]
pub fn Shell() -> impl IntoView {
    apply_theme(stored_theme());
    apply_text_size(stored_text_size());
    let client = Client::new();
    provide_context(client);
    client.begin();
    Navigation::start();
    view! { <Frame /> }
}

#[component]
fn Frame() -> impl IntoView {
    let client = use_client();
    let path = use_navigation().path();
    let outside = client.is_outside();
    let route = Memo::new(move |_| match Route::parse(&path.get()) {
        Some(Route::MyWork | Route::SignIn) if outside.get() => Some(Route::Indicators),
        route => route,
    });
    let session = client.session();
    let places = Memo::new(move |_| match session.get() {
        SessionState::SignedIn(_) => places(outside.get()),
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
    let printed = client.view(move |sight| Some(called::printed(sight, client.today())));
    let printed = Signal::derive(move || printed.get().unwrap_or_default());
    focus_after_change(route);
    let shown = StoredValue::new(false);
    let day = client.earlier_day();
    view! {
        <AppFrame brand="Throughline" home=Route::MyWork.path() places=places current=current save=client.save_status() choice_href=Some(Route::Waiting.path()) printed=printed>
            {move || client.reload_asked().get().then(|| view! {
                <Notice kind=NoticeKind::Information title="There is a newer Throughline">
                    <p>"Finish what you are writing, then reload when it suits you. What waits on this device is kept."</p>
                    <div class="cluster">
                        <Button on_press=move |()| client.renew()>"Reload now"</Button>
                    </div>
                </Notice>
            })}
            {move || client.store_lost().get().then(|| view! {
                <Notice kind=NoticeKind::Refusal title="This browser cannot keep your work">
                    <p>"What you do is safe once it says “Saved” at the top. Until then do not close this page. Private windows and full disks are the usual reasons."</p>
                </Notice>
            })}
            {move || client.holds_alone().get().then(|| view! {
                <Notice kind=NoticeKind::Refusal title="Do not close this tab yet">
                    <p>"Another tab keeps your work on this device. What you do here is safe once it says “Saved”."</p>
                </Notice>
            })}
            {left_behind(client)}
            {earlier(client)}
            {restored(client)}
            {told(client)}
            {codes(client)}
            {refused(client, route)}
            {move || match session.get() {
                SessionState::Unknown => unknown(client).into_any(),
                SessionState::SignedOut => view! { <pages::SignInPage /> }.into_any(),
                SessionState::ChoosingPassword => view! { <pages::ChoosePasswordPage /> }.into_any(),
                SessionState::SignedIn(_) => {
                    // A page that was made for one day is made anew for another.
                    day.track();
                    pieces::page(route.get(), outside.get(), shown.try_update_value(|shown| replace(shown, true)).unwrap_or(true))
                }
            }}
        </AppFrame>
    }
}

/// Before it is known who is signed in; after too long without the server nobody's work is opened (sync.md 2.6).
fn unknown(client: Client) -> impl IntoView {
    move || {
        if client.is_lease_over().get() {
            view! {
                <PageHeading title="Connect to the network to go on" />
                <p>"This device has not reached the server for too long, so nobody’s work is shown. What was done here and not sent is kept, and is there again once you are online and signed in."</p>
            }
            .into_any()
        } else {
            view! { <p>"Finding out who is signed in…"</p> }.into_any()
        }
    }
}

/// Whoever signed out in another tab is told what they leave in this one.
fn left_behind(client: Client) -> impl IntoView {
    let left = client.left_behind();
    move || {
        left.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Refusal title="You signed out in another tab, and this one holds work that was not sent">
                    <p>"Sign in again here to send it, or save a copy. Closing this tab loses it."</p>
                    <div class="cluster">
                        <Button on_press=move |()| pieces::save_copy(client)>"Save a copy"</Button>
                    </div>
                </Notice>
            }
        })
    }
}

/// While an earlier day is shown every page says so, and how to leave it.
fn earlier(client: Client) -> impl IntoView {
    let day = client.earlier_day();
    move || {
        day.get().map(|day| {
            let title = format!("How it stood at the end of {}", display::date(day));
            view! {
                <Notice kind=NoticeKind::Information title=title>
                    <p>"As it was reported by then: what was corrected later is not in it. Nothing can be changed on this day."</p>
                    <div class="cluster">
                        <Button on_press=move |()| client.look_at_now()>"Back to today"</Button>
                    </div>
                </Notice>
            }
        })
    }
}

/// After a restore people look themselves whether something is missing: this device knows only of what was done here.
fn restored(client: Client) -> impl IntoView {
    let restored = client.restored();
    let put_away = Callback::new(move |()| restored.set(None));
    move || {
        restored.get().map(|again| {
            let words = view::waiting::restored(again);
            view! {
                <Notice title="The server was restored from a backup" on_dismiss=put_away>
                    <p>{words}</p>
                </Notice>
            }
        })
    }
}

/// What became of what this browser kept.
fn told(client: Client) -> impl IntoView {
    let told = client.told();
    move || {
        let each = told.get().into_iter().map(|each| {
            let put_away =
                Callback::new(move |()| told.update(|told| told.retain(|other| *other != each)));
            view! { <Notice title=each.title on_dismiss=put_away><p>{each.words}</p></Notice> }
        });
        each.collect_view()
    }
}

/// Nobody can be let into an account without its person being told.
fn codes(client: Client) -> impl IntoView {
    let codes = client.codes();
    let put_away = Callback::new(move |()| codes.set(Vec::new()));
    move || {
        codes.with(|codes| !codes.is_empty()).then(|| {
            let words = codes.get().into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
            view! { <Notice title="A one-time code was issued for your account" on_dismiss=put_away>{words}</Notice> }
        })
    }
}

/// What the server refused is told on every page until it is dismissed, for nobody looks for it unasked.
fn refused(client: Client, route: Memo<Option<Route>>) -> impl IntoView {
    let refused = client.refused();
    let counts = Memo::new(move |_| {
        refused.with(|refused| {
            let choices = refused.iter().filter(|each| each.rejection.needs_choice());
            let to_choose = choices.count();
            view::waiting::Counts {
                to_choose,
                refused: refused.len() - to_choose,
                waiting: 0,
            }
        })
    });
    move || {
        let counts = counts.get();
        (counts != view::waiting::Counts::default() && route.get() != Some(Route::Waiting)).then(
            || {
                let title = view::waiting::heading(counts);
                let lead = if counts.refused == 0 {
                    "See both versions, and choose"
                } else {
                    "Read why, and take your words back"
                };
                view! {
                    <Notice kind=NoticeKind::Refusal title=title>
                        <p><a href=Route::Waiting.path()>{lead}</a></p>
                    </Notice>
                }
            },
        )
    }
}

/// Where a person can go from anywhere: to somebody outside the Company only what shows them something.
fn places(outside: bool) -> Vec<Place> {
    [
        ("My work", Route::MyWork),
        ("1:1s", Route::OneToOnes),
        ("Scorecard", Route::Scorecard),
        ("Indicators", Route::Indicators),
        ("More", Route::More),
    ]
    .into_iter()
    .filter(|(_, route)| !outside || route.is_published())
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
