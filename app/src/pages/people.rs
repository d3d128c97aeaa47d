//! The organisation: groups, services, teams and posts, and the bodies beside them.

mod unit;

use domain::view::people::{self as view, BodyPart, Page};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{PageHeading, PersonLine, SourceLine},
    pages::presence::{part, present},
    route::Route,
};
use unit::{posts, unit};

/// The organisation.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let client = use_client();
    let page = client.view(move |sight| Some(view::page(sight, client.today())));
    present(page, move |page| here(page).into_any())
}

fn here(page: Memo<Option<Page>>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let top = part(page, |page| page.top.clone());
    let groups = part(page, |page| page.groups.clone());
    let source = part(page, |page| page.source.clone());
    let bodies = part(page, |page| page.bodies.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {move || posts(top.get())}
        {move || groups.get().into_iter().map(|group| unit(group, 2)).collect_view()}
        <section class="section" aria-labelledby="bodies-heading">
            <h2 id="bodies-heading">"Bodies"</h2>
            {move || bodies.get().into_iter().map(body).collect_view()}
        </section>
        {move || view! { <SourceLine text=source.get() /> }}
    }
}

fn body(body: BodyPart) -> impl IntoView {
    let members = body.members.into_iter().map(|member| {
        view! {
            <li>
                <PersonLine name=member.name post=member.as_what href=Some(Route::Person(member.person).path()) />
            </li>
        }
    });
    view! {
        <h3>{body.name}</h3>
        <ul class="rows">{members.collect_view()}</ul>
    }
}
