//! One objective: the line it stands on, how far it is, and what its reader may do with it.

mod agree;
mod ask_change;
mod asked;
mod below;
mod change;
mod draft;
mod links;
mod record_progress;
mod reword;
mod weight;

pub(super) use agree::AgreeButton;
pub(super) use ask_change::ChangeForm;
pub(super) use asked::AskedList;
pub(super) use draft::{DRAFT_FIRST, DraftForm};
pub(super) use links::LinkForm;
pub(super) use record_progress::ProgressForm;
pub(super) use reword::RewordForm;

use domain::{
    objective::ObjectiveId,
    view::{
        self,
        objective::{Page, Stop},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{self, PAGE_HEADING_ID, PageHeading, ProgressBar, Tag},
    pages::{
        form::Refusals,
        presence::{part, present},
    },
    route::Route,
};
use below::{Below, History, Measures, WorkedOut};
use change::Changes;
use links::Links;

/// One objective.
#[component]
pub fn ObjectivePage(
    /// Which objective.
    id: ObjectiveId,
) -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| view::objective::page(sight, id, client.today()));
    present(page, move |page| here(page, id, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, id: ObjectiveId, refusals: Refusals) -> impl IntoView {
    let stops = part(page, |page| page.line.iter().map(stop).collect::<Vec<_>>());
    let readers = part(page, |page| page.readers.clone());
    view! {
        {heading(page)}
        {refusals.summary()}
        {actions(page, id)}
        {measure_and_due(page)}
        <Links page=page objective=id stops=stops />
        <Below page=page />
        <Measures page=page />
        <History page=page />
        <p class="muted">{move || readers.get()}</p>
    }
}

fn heading(page: Memo<Option<Page>>) -> impl IntoView {
    let title = part(page, |page| page.title.clone());
    let lead = part(page, |page| Some(page.standing.agreement.clone()));
    let whose = part(page, |page| page.whose.clone());
    let word = part(page, |page| page.standing.word.to_owned());
    let progress = part(page, |page| page.standing.progress);
    let progress_words = part(page, |page| page.standing.progress_words.clone());
    let illustrative = part(page, |page| page.illustrative);
    view! {
        <PageHeading title=title lead=lead>
            <Tag text=word />
            {move || illustrative.get().then(|| view! { <Tag text="Illustrative".to_owned() /> })}
            <span>{move || whose.get()}</span>
        </PageHeading>
        <div class="stack stack--tight">
            <div class="cluster">
                <ProgressBar percent=progress />
                <span class="muted">{move || progress_words.get()}</span>
            </div>
            <WorkedOut page=page />
        </div>
    }
}

/// What the reader may do, the most wanted first; where they may do nothing, why.
fn actions(page: Memo<Option<Page>>, id: ObjectiveId) -> impl IntoView {
    let read_only = part(page, |page| page.read_only.clone());
    let title = part(page, |page| page.title.clone());
    let asked = part(page, |page| page.asked.clone());
    let read = part(page, |page| Some((page.wording, page.words.clone())));
    let progress = part(page, |page| page.standing.progress);
    let ask = part(page, |page| page.offers.ask.clone());
    let agree = part(page, |page| page.offers.agree.clone());
    let record = part(page, |page| page.offers.record.clone());
    let one_to_one = Signal::derive(move || ask.with(|ask| ask.one_to_one));
    let ask = Signal::derive(move || ask.with(|ask| ask.offer.clone()));
    view! {
        <AskedList asked=asked />
        {move || read_only.get().map(|why| view! { <p class="muted">{why}</p> })}
        <div class="cluster">
            <AgreeButton objective=id title=title read=read offer=agree after=PAGE_HEADING_ID primary=true />
            <ProgressForm objective=id title=title one_to_one=None progress=progress offer=record />
            <ChangeForm objective=id title=title one_to_one=one_to_one offer=ask />
            <Changes page=page objective=id />
        </div>
    }
    .into_any()
}

fn measure_and_due(page: Memo<Option<Page>>) -> impl IntoView {
    let success_measure = part(page, |page| page.success_measure.clone());
    let due = part(page, |page| page.due.clone());
    view! {
        <section class="section">
            <h2>"How we will know that it is done"</h2>
            <p>{move || {
                let words = success_measure.get();
                if words.is_empty() { "Nobody has written that yet.".to_owned() } else { words }
            }}</p>
            <p>{move || due.get().map_or_else(|| "No day is set.".to_owned(), |due| format!("By {due}."))}</p>
        </section>
    }
}

/// A stop of the line as the breadcrumb takes it.
fn stop(stop: &Stop) -> components::Stop {
    let href = match (stop.person, stop.node) {
        (Some(person), _) => Some(Route::Person(person).path()),
        (None, Some(node)) => Some(links::href(node)),
        (None, None) => None,
    };
    components::Stop {
        kind: stop.kind.to_owned(),
        name: stop.name.clone(),
        href: href.filter(|_| !stop.here),
        here: stop.here,
        gap: stop.gap,
    }
}
