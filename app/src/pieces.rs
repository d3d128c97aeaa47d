//! The staff app comes in pieces: My work with everything that keeps it in step, and others that are fetched when a page
//! of theirs is first opened. So the first load is small, however many pages there will be.

use std::{future::ready, pin::Pin};

use domain::{calendar::FinancialYear, command::Given, person::PersonId, spreadsheet::Sheet};
use futures::channel::mpsc::UnboundedReceiver;
use leptos::{
    prelude::*, reactive::spawn_local_scoped_with_cancellation, task::spawn_local,
    wasm_split::SplitLoaderError,
};
use sync::{message::PushedCommand, shelf::Found};

use crate::{
    client::{
        Client, Task,
        store::{self, StoreLost},
        use_client,
    },
    components::{Button, Notice, NoticeKind, PageHeading, focus_page_heading},
    pages,
    route::Route,
};

type Fetched = Result<AnyView, SplitLoaderError>;
type Fetching = Pin<Box<dyn Future<Output = Fetched>>>;

/// How far a page of another piece has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Coming,
    Here,
    /// The piece could not be fetched: no network, and never opened here before.
    Missed,
}

/// The page of a route, which may have to be fetched first. `outside` says whether its reader is shown only what is published,
/// `moved` whether it was opened from another page.
pub fn page(route: Option<Route>, outside: bool, moved: bool) -> AnyView {
    let Some(route) = route else {
        return view! { <pages::NotFoundPage /> }.into_any();
    };
    let fetch: fn(Route) -> Fetching = match &route {
        other if outside && !other.is_published() => |route| Box::pin(others(route)),
        Route::MyWork | Route::SignIn => return view! { <pages::MyWorkPage /> }.into_any(),
        Route::OneToOnes | Route::OneToOne(_) | Route::NewObjective(_) | Route::Objective(_) => {
            |route| Box::pin(objectives(route))
        }
        Route::Scorecard
        | Route::ScorecardOver(_)
        | Route::Cascade(_)
        | Route::Indicators
        | Route::Indicator(_)
        | Route::ServiceScorecard(..) => |route| Box::pin(figures(route)),
        Route::WhatIf
        | Route::Target(..)
        | Route::Targets(_)
        | Route::DefinitionSheet(_)
        | Route::Register
        | Route::MonthEnd(_)
        | Route::Restatement(_)
        | Route::Plans(_)
        | Route::Plan(..)
        | Route::EqualityReview
        | Route::Risks
        | Route::FocusGroupSessions
        | Route::Feedback(_)
        | Route::Risk(_)
        | Route::Procedures
        | Route::Reports
        | Route::ReportRun(_)
        | Route::Imports
        | Route::Import => REGISTER,
        Route::Library => |_| Box::pin(library()),
        Route::Waiting => |_| Box::pin(waiting()),
        Route::People | Route::Person(_) | Route::More => |route| Box::pin(others(route)),
    };
    let place = match moved {
        true => Place::PageMovedTo,
        false => Place::Page,
    };
    fetched(fetch, route, place)
}

/// What waits for the reader of figures and decisions, a section of My work: fetched once the rest of that page stands, with the
/// pages on which it is done. As one more piece it would weigh on the first load, which names every chunk that pieces share.
pub fn figures_due() -> AnyView {
    fetched(REGISTER, Route::MyWork, Place::Section)
}

const REGISTER: fn(Route) -> Fetching = |route| Box::pin(register(route));

/// Where what is fetched is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// As the page.
    Page,
    /// As the page, opened from another one.
    PageMovedTo,
    /// In a page that stands without it: while it is not here, nothing is shown.
    Section,
}

fn fetched(fetch: fn(Route) -> Fetching, route: Route, place: Place) -> AnyView {
    let arrival = RwSignal::new(Arrival::Coming);
    let arrived = StoredValue::new_local(None::<AnyView>);
    let begin = move || {
        let fetching = fetch(route);
        spawn_local_scoped_with_cancellation(async move {
            match fetching.await {
                Ok(page) => {
                    arrived.set_value(Some(page));
                    arrival.set(Arrival::Here);
                    if place == Place::PageMovedTo {
                        request_animation_frame(focus_page_heading);
                    }
                }
                Err(_) => arrival.set(Arrival::Missed),
            }
        });
    };
    begin();
    let again = Callback::new(move |()| {
        arrival.set(Arrival::Coming);
        begin();
    });
    let shown = move || {
        match arrival.get() {
        Arrival::Here => arrived.try_update_value(Option::take).flatten().into_any(),
        _ if place == Place::Section => ().into_any(),
        Arrival::Coming => view! { <PageHeading title="Loading" /> }.into_any(),
        Arrival::Missed => view! {
            <PageHeading title="This page is not on this device yet" />
            <Notice kind=NoticeKind::Refusal title="It could not be fetched">
                <p>"Check that you are online, then try again. What you have saved on this device is kept."</p>
                <Button on_press=again>"Try again"</Button>
            </Notice>
        }
        .into_any(),
    }
    };
    shown.into_any()
}

type Opening = Pin<Box<dyn Future<Output = Result<Found, StoreLost>>>>;

/// Opens the browser's store for a person; from then on it does what it is asked to. None where there is none, which the client
/// then knows.
pub async fn store(
    client: Client,
    person: PersonId,
    asked: UnboundedReceiver<Task>,
) -> Option<Found> {
    let found = stored(client, person, Errand::Keep(asked)).await;
    if found.is_none() {
        client.lose_store();
    }
    found
}

/// Begins from what another tab has kept of a person's work. False where the code for it could not be fetched.
pub async fn visit(client: Client, person: PersonId) -> bool {
    stored(client, person, Errand::Visit).await.is_some()
}

/// Has this tab keep the person's work once no other does.
pub async fn lead_when_free(client: Client, person: PersonId) {
    let _waits = stored(client, person, Errand::Follow).await;
}

/// What is wanted of a person's store.
enum Errand {
    /// Keep what is asked for.
    Keep(UnboundedReceiver<Task>),
    /// Begin from what another tab keeps.
    Visit,
    /// Keep it once the other tab is gone.
    Follow,
}

async fn stored(client: Client, person: PersonId, errand: Errand) -> Option<Found> {
    match storing(client, person, errand).await {
        Ok(opening) => opening.await.ok(),
        Err(_) => None,
    }
}

#[leptos::wasm_split::wasm_split(storing, wasm_split_path = ::leptos::wasm_split, fallible)]
fn storing(client: Client, person: PersonId, errand: Errand) -> Result<Opening, SplitLoaderError> {
    Ok(match errand {
        Errand::Keep(asked) => Box::pin(store::open_for(client, person, asked)),
        Errand::Visit => Box::pin(client.visit(person)),
        Errand::Follow => {
            spawn_local(client.lead_when_free(person));
            Box::pin(ready(Ok(Found::default())))
        }
    })
}

/// Reads a command that waited in a store.
pub type Reader = fn(&PushedCommand) -> Option<Given>;

/// What reads the commands that waited here: fetched only where some did, which is seldom. Without it they are sent as they
/// stand, and shown once they are answered.
pub async fn reader_for(found: &Found) -> Reader {
    if found.outbox.is_empty() && found.refused.is_empty() {
        |_| None
    } else {
        reading().await.unwrap_or(|_| None)
    }
}

#[leptos::wasm_split::wasm_split(reading, wasm_split_path = ::leptos::wasm_split, fallible)]
fn reading() -> Result<Reader, SplitLoaderError> {
    Ok(PushedCommand::read)
}

type Copying = Pin<Box<dyn Future<Output = String>>>;

/// What was not sent from this tab, as a text for its author to keep; nothing where the code for it could not be fetched.
pub async fn copy(client: Client) -> String {
    match copying(client, false).await {
        Ok(copying) => copying.await,
        Err(_) => String::new(),
    }
}

/// Gives the person a file of it, with what other tabs have not sent.
pub fn save_copy(client: Client) {
    spawn_local(async move {
        if let Ok(saving) = copying(client, true).await {
            saving.await;
        }
    });
}

#[leptos::wasm_split::wasm_split(copying, wasm_split_path = ::leptos::wasm_split, fallible)]
fn copying(client: Client, save: bool) -> Result<Copying, SplitLoaderError> {
    Ok(match save {
        true => Box::pin(client.save_copy()),
        false => Box::pin(ready(client.copy())),
    })
}

/// Tables as a workbook; none where the code for it could not be fetched, or a table is larger than a spreadsheet can be.
pub async fn workbook(tables: Vec<Sheet>) -> Option<Vec<u8>> {
    let bytes = saving(tables).await.ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

#[leptos::wasm_split::wasm_split(saving, wasm_split_path = ::leptos::wasm_split, fallible)]
fn saving(tables: Vec<Sheet>) -> Result<Vec<u8>, SplitLoaderError> {
    Ok(crate::workbook::workbook(&tables).unwrap_or_default())
}

#[leptos::wasm_split::wasm_split(objectives, wasm_split_path = ::leptos::wasm_split, fallible)]
fn objectives(route: Route) -> Fetched {
    Ok(match route {
        Route::OneToOne(id) => view! { <pages::OneToOnePage id=id /> }.into_any(),
        Route::NewObjective(person) => {
            view! { <pages::NewObjectivePage person=person /> }.into_any()
        }
        Route::Objective(id) => view! { <pages::ObjectivePage id=id /> }.into_any(),
        _ => view! { <pages::OneToOnesPage /> }.into_any(),
    })
}

/// What is read: the scorecard, what carries it and the indicators.
#[leptos::wasm_split::wasm_split(figures, wasm_split_path = ::leptos::wasm_split, fallible)]
fn figures(route: Route) -> Fetched {
    Ok(match route {
        Route::Cascade(from) => view! { <pages::CascadePage from=from /> }.into_any(),
        Route::Indicators => view! { <pages::IndicatorsPage /> }.into_any(),
        Route::Indicator(id) => view! { <pages::IndicatorPage id=id /> }.into_any(),
        Route::ServiceScorecard(service, period) => {
            view! { <pages::ServiceScorecardPage service=service period=period /> }.into_any()
        }
        Route::ScorecardOver(period) => {
            view! { <pages::ScorecardPage over=Some(period) /> }.into_any()
        }
        _ => view! { <pages::ScorecardPage over=None /> }.into_any(),
    })
}

/// What is kept up: a month's figures, targets, definitions, files that are imported, and what others would come to; and what My
/// work says of them.
#[leptos::wasm_split::wasm_split(register, wasm_split_path = ::leptos::wasm_split, fallible)]
fn register(route: Route) -> Fetched {
    Ok(match route {
        Route::MyWork => view! { <pages::FiguresDue /> }.into_any(),
        Route::MonthEnd(shown) => view! { <pages::MonthEndPage shown=shown /> }.into_any(),
        Route::Imports => view! { <pages::ImportsPage /> }.into_any(),
        Route::Import => view! { <pages::ImportPage /> }.into_any(),
        Route::WhatIf => view! { <pages::WhatIfPage /> }.into_any(),
        Route::Targets(year) => {
            view! { <pages::TargetsPage year=FinancialYear(year) /> }.into_any()
        }
        Route::Target(id, year) => {
            view! { <pages::TargetPage id=id year=FinancialYear(year) /> }.into_any()
        }
        Route::DefinitionSheet(id) => view! { <pages::DefinitionSheetPage id=id /> }.into_any(),
        Route::Plans(year) => view! { <pages::PlansPage year=FinancialYear(year) /> }.into_any(),
        Route::Plan(service, year) => {
            view! { <pages::PlanPage service=service year=FinancialYear(year) /> }.into_any()
        }
        Route::EqualityReview => view! { <pages::EqualityReviewPage /> }.into_any(),
        Route::Feedback(service) => view! { <pages::FeedbackPage service=service /> }.into_any(),
        Route::Risks => view! { <pages::RisksPage /> }.into_any(),
        Route::FocusGroupSessions => view! { <pages::FocusGroupSessionsPage /> }.into_any(),
        Route::Risk(id) => view! { <pages::RiskPage id=id /> }.into_any(),
        Route::Procedures => view! { <pages::ProceduresPage /> }.into_any(),
        Route::Reports => view! { <pages::ReportsPage /> }.into_any(),
        Route::ReportRun(id) => view! { <pages::ReportRunPage id=id /> }.into_any(),
        Route::Restatement(day) => view! { <pages::RestatementPage day=day /> }.into_any(),
        _ => view! { <pages::RegisterPage /> }.into_any(),
    })
}

/// The library with its definitions, which nobody else fetches.
#[leptos::wasm_split::wasm_split(library, wasm_split_path = ::leptos::wasm_split, fallible)]
fn library() -> Fetched {
    Ok(view! { <pages::LibraryPage /> }.into_any())
}

#[leptos::wasm_split::wasm_split(others, wasm_split_path = ::leptos::wasm_split, fallible)]
fn others(route: Route) -> Fetched {
    Ok(match route {
        other if !other.is_published() && use_client().is_outside().get_untracked() => {
            view! { <pages::NotSharedPage /> }.into_any()
        }
        Route::People => view! { <pages::PeoplePage /> }.into_any(),
        Route::Person(id) => view! { <pages::PersonPage id=id /> }.into_any(),
        _ => view! { <pages::MorePage /> }.into_any(),
    })
}

/// What waits and what was refused, with the words for every command.
#[leptos::wasm_split::wasm_split(waiting, wasm_split_path = ::leptos::wasm_split, fallible)]
fn waiting() -> Fetched {
    Ok(view! { <pages::WaitingPage /> }.into_any())
}
