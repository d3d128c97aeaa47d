//! Everything else: the other pages, how this device shows them, who is signed in, and signing out.

mod keeping;

use domain::{
    calendar::FinancialYear,
    view::{called, imports, waiting},
};
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::{Client, Unsent, use_client},
    components::{
        Button, ButtonKind, Fact, FactList, Notice, NoticeKind, PageHeading, RULES_PATH,
        TextSizeChoice, ThemeChoice, apply_text_size, apply_theme, stored_text_size, stored_theme,
    },
    pieces,
    route::Route,
};

/// Everything else.
#[component]
pub fn MorePage() -> impl IntoView {
    let outside = use_client().is_outside();
    let year = FinancialYear::containing(use_client().today());
    let inside = move || {
        (!outside.get()).then(|| {
            view! {
                <li><a href=Route::People.path()>"People and organisation"</a></li>
                <li><a href=Route::Cascade(None).path()>"The cascade, from priorities to people"</a></li>
                <li><a href=Route::Plans(year.0).path()>"The Plan for Excellence and the service plans"</a></li>
                <li><a href=Route::Risks.path()>"Risks"</a></li>
                <li><a href=Route::EqualityReview.path()>"Diversity and equality"</a></li>
                <li><a href=Route::Feedback(None).path()>"Feedback, and issues behind complaints"</a></li>
                <li><a href=Route::FocusGroupSessions.path()>"Focus groups: what residents said of targets"</a></li>
                <li><a href=Route::Procedures.path()>"How figures are reported: the procedures"</a></li>
            }
        })
    };
    let client = use_client();
    let may_import = client.view(|sight| Some(imports::may_import(sight)));
    let imports = move || {
        may_import.get().unwrap_or_default().then(
            || view! { <li><a href=Route::Imports.path()>"Imports from spreadsheets"</a></li> },
        )
    };
    view! {
        <PageHeading title="More" />
        <section class="section">
            <h2>"Other pages"</h2>
            <ul class="rows">
                {inside}
                {imports}
                <li><a href=Route::Reports.path()>"Reports to the Board and to the Council"</a></li>
                <li><a href=Route::Waiting.path()>"What is waiting, and what was refused"</a></li>
                <li><a href="/" rel="external">"The public page, as residents see it"</a></li>
                <li><a href=RULES_PATH rel="external">"How scores are worked out"</a></li>
            </ul>
        </section>
        {showing()}
        {keeping::section()}
        {signed_in()}
    }
}

fn showing() -> impl IntoView {
    let theme = RwSignal::new(stored_theme());
    let size = RwSignal::new(stored_text_size());
    view! {
        <section class="section">
            <h2>"How this device shows it"</h2>
            <ThemeChoice theme=theme on_choose=move |chosen| {
                theme.set(chosen);
                apply_theme(chosen);
            } />
            <TextSizeChoice size=size on_choose=move |chosen| {
                size.set(chosen);
                apply_text_size(chosen);
            } />
            <p>"To print a page, open it and choose Print in your browser. It comes out in black on white with its date."</p>
        </section>
    }
}

fn signed_in() -> impl IntoView {
    let client = use_client();
    let who = client.view(|sight| Some(called::introduction(sight)));
    view! {
        <section class="section">
            <h2>"Who is signed in"</h2>
            {move || who.get().map(|facts| {
                let facts = facts.into_iter().map(|(term, is)| Fact::new(term, is)).collect();
                view! { <FactList facts=facts /> }
            })}
            {signing_out(client)}
        </section>
    }
}

/// How often other tabs are asked what they hold, while the reader is asked.
const ASK_AGAIN_MS: u32 = 1_000;

/// Where the reader wants to be signed out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    ThisDevice,
    Everywhere,
}

fn signing_out(client: Client) -> impl IntoView {
    // Asked once more while work waits: signing out forgets it.
    let asked = RwSignal::new(None::<Where>);
    let (waiting, refused) = (client.waiting(), client.refused());
    let connected = client.is_connected();
    // What other tabs hold, as they last said.
    let elsewhere = RwSignal::new(Unsent::default());
    let stayed = RwSignal::new(false);
    let leave = move |from: Where| {
        stayed.set(false);
        spawn_local(async move {
            let left = match from {
                Where::ThisDevice => client.sign_out().await,
                Where::Everywhere => client.sign_out_everywhere().await,
            };
            // Where it worked, this page is gone by now.
            let _gone = stayed.try_set(left.is_err());
            let _gone = asked.try_set(None);
        });
    };
    let press = move |from: Where| {
        spawn_local(async move {
            let others = client.unsent_elsewhere().await;
            if client.unsent().and(others) == Unsent::default() {
                return leave(from);
            }
            let _gone = elsewhere.try_set(others);
            let _gone = asked.try_set(Some(from));
            // What waited in another tab may be sent by now, and more may wait there.
            while asked.try_get_untracked().flatten().is_some() {
                TimeoutFuture::new(ASK_AGAIN_MS).await;
                let others = client.unsent_elsewhere().await;
                if elsewhere
                    .try_get_untracked()
                    .is_some_and(|before| before != others)
                {
                    elsewhere.set(others);
                }
            }
        });
    };
    Effect::new(move |_| {
        if connected.get() {
            stayed.set(false);
        }
    });
    view! {
        <div class="cluster">
            <Button on_press=move |()| press(Where::ThisDevice)>"Sign out"</Button>
            <Button on_press=move |()| press(Where::Everywhere)>"Sign out on every device"</Button>
        </div>
        {move || (stayed.get() && asked.get().is_none()).then(|| view! {
            <Notice kind=NoticeKind::Refusal title="You are still signed in">
                <p>"The server could not be reached, and only it can end your session. Connect to the network, then sign out again. Until then keep this device with you."</p>
            </Notice>
        })}
        {move || asked.get().map(|from| {
            let others = elsewhere.get();
            waiting.track();
            refused.track();
            view! { <Warning unsent=client.unsent().and(others) elsewhere=others != Unsent::default() connected=connected on_stay=move |()| asked.set(None) on_leave=move |()| leave(from) /> }
        })}
    }
}

/// What signing out now would lose, and what can be done instead. Without the server nobody can sign out, so it is not offered.
#[component]
fn Warning(
    /// What would be lost.
    unsent: Unsent,
    /// Whether some of it is in another tab.
    elsewhere: bool,
    connected: Memo<bool>,
    #[prop(into)] on_stay: Callback<()>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let title = waiting::lost_by_signing_out(unsent.waiting, unsent.refused, unsent.begun);
    let leave = if unsent == Unsent::default() {
        (ButtonKind::Secondary, "Sign out now")
    } else {
        (ButtonKind::Danger, "Sign out and lose it")
    };
    view! {
        <Notice kind=NoticeKind::Refusal title=title>
            <p>"Send what you began, wait until the state at the top says “Saved”, then sign out. If you cannot wait, save a copy of your words to enter them again; whoever opens that file can read them."</p>
            {elsewhere.then(|| view! { <p>"Some of it is in another tab of this browser."</p> })}
            {move || (!connected.get()).then(|| view! { <p>"The server cannot be reached now, and only it can end your session. Until then keep this device with you."</p> })}
            <div class="cluster">
                <Button on_press=on_stay>"Stay signed in"</Button>
                <Button on_press=move |()| pieces::save_copy(client)>"Save a copy"</Button>
                {move || connected.get().then(|| view! { <Button kind=leave.0 on_press=on_leave>{leave.1}</Button> })}
            </div>
        </Notice>
    }
}
