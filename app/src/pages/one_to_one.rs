//! One 1:1, in the order in which it is held. Its two people read it and nobody else.

mod actions;
mod agenda;
mod closing;
mod note;
mod objectives;
mod words;

use domain::{
    one_to_one::OneToOneId,
    view::{self, one_to_one::Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Notice, PageHeading, Tag},
    pages::{
        form::Refusals,
        presence::{part, present},
    },
};
use actions::{LastActions, NewActions};
use agenda::Agenda;
use closing::Closing;
use note::PrivateNotePart;
use objectives::Objectives;
use words::Words;

/// One 1:1.
#[component]
pub fn OneToOnePage(
    /// Which 1:1.
    id: OneToOneId,
) -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| view::one_to_one::page(sight, id, client.today()));
    present(page, move |page| here(page, id, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, id: OneToOneId, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let readers = part(page, |page| Some(page.readers.clone()));
    let state = part(page, |page| page.state.to_owned());
    let settled = part(page, |page| page.settled.clone());
    view! {
        <PageHeading title=heading lead=readers>
            <Tag text=state />
        </PageHeading>
        {refusals.summary()}
        {move || settled.get().map(|why| view! { <Notice title=why /> })}
        <Agenda page=page meeting=id />
        <LastActions page=page />
        <Words page=page meeting=id topic=domain::entry::Topic::Wellbeing of=|page| page.wellbeing.clone() />
        <Objectives page=page meeting=id />
        <Words page=page meeting=id topic=domain::entry::Topic::Work of=|page| page.work.clone() />
        <Words page=page meeting=id topic=domain::entry::Topic::Obstacle of=|page| page.obstacles.clone() />
        <Words page=page meeting=id topic=domain::entry::Topic::Development of=|page| page.development.clone() />
        <Words page=page meeting=id topic=domain::entry::Topic::Feedback of=|page| page.feedback.clone() />
        <NewActions page=page meeting=id />
        <PrivateNotePart page=page meeting=id />
        <Closing page=page meeting=id />
    }
}

/// Whether words can still be written in the 1:1.
fn is_open(page: Memo<Option<Page>>) -> Memo<bool> {
    part(page, |page| page.settled.is_none())
}
