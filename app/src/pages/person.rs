//! One person: their post, their manager and reports, and the line from each of their objectives to the scorecard.

mod objectives;

use domain::{
    person::PersonId,
    view::person::{self as view, Page, PersonPart},
};
use leptos::prelude::*;

use crate::{
    components::{Fact, FactList, LinkButton, PageHeading, PersonLine, Tag},
    pages::{
        presence::{part, present},
        scorecard::Card,
    },
    route::Route,
};

/// One person.
#[component]
pub fn PersonPage(
    /// Who.
    id: PersonId,
) -> impl IntoView {
    let card = Card::provide();
    let today = card.today();
    let page = card.view(move |sight, card| view::page(sight, card, id, today));
    present(page, move |page| here(page, id).into_any())
}

fn here(page: Memo<Option<Page>>, id: PersonId) -> impl IntoView {
    let name = part(page, |page| page.name.clone());
    let lead = part(page, |page| {
        (!page.lead.is_empty()).then(|| page.lead.clone())
    });
    let illustrative = part(page, |page| page.illustrative);
    let left = part(page, |page| page.left);
    let managers = part(page, |page| page.managers.clone());
    let reports = part(page, |page| page.reports.clone());
    view! {
        <PageHeading title=name lead=lead>
            {move || illustrative.get().then(|| view! { <Tag text="Illustrative" /> })}
            {move || left.get().then(|| view! { <Tag text="Has left" /> })}
        </PageHeading>
        {actions(page, id)}
        {objectives::objectives(page)}
        {one_to_one_days(page)}
        {move || people("Manager", managers.get())}
        {move || people("Reports", reports.get())}
        {posts(page)}
        {owns(page)}
    }
}

/// What the reader may start from here; nothing where that is nothing.
fn actions(page: Memo<Option<Page>>, id: PersonId) -> AnyView {
    let may_draft = part(page, |page| page.may_draft);
    let meeting = part(page, |page| page.one_to_one);
    view! {
        <div class="cluster screen-only">
            {move || may_draft.get().then(|| view! {
                <LinkButton href=Route::NewObjective(id).path()>"New objective"</LinkButton>
            })}
            {move || meeting.get().map(|meeting| view! {
                <LinkButton href=Route::OneToOne(meeting).path()>"Open your 1:1"</LinkButton>
            })}
        </div>
    }
    .into_any()
}

fn people(heading: &'static str, people: Vec<PersonPart>) -> Option<AnyView> {
    if people.is_empty() {
        return None;
    }
    let id = format!("{}-heading", heading.to_lowercase());
    let rows = people.into_iter().map(|person| {
        view! {
            <li>
                <PersonLine name=person.name post=person.post href=Some(Route::Person(person.person).path()) />
            </li>
        }
    });
    let section = view! {
        <section class="section" aria-labelledby=id>
            <h2 id=id.clone()>{heading}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    };
    Some(section.into_any())
}

fn posts(page: Memo<Option<Page>>) -> AnyView {
    let posts = part(page, |page| page.posts.clone());
    let roles = part(page, |page| page.roles.clone());
    let facts = move || {
        let mut facts: Vec<Fact> = Vec::new();
        for post in posts.get() {
            facts.push(Fact::new("Post", post.title));
            if !post.unit.is_empty() {
                facts.push(Fact::new("Where", post.unit));
            }
            facts.push(Fact::new("Grade", post.grade));
        }
        let roles = roles.get();
        if !roles.is_empty() {
            facts.push(Fact::new("Also", roles));
        }
        (!facts.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="post-heading">
                    <h2 id="post-heading">"Post"</h2>
                    <FactList facts=facts />
                </section>
            }
        })
    };
    facts.into_any()
}

/// When the person's 1:1s are held, for those who answer for it.
fn one_to_one_days(page: Memo<Option<Page>>) -> AnyView {
    let days = part(page, |page| page.one_to_one_days.clone());
    let list = move || {
        let days = days.get();
        (!days.is_empty()).then(|| {
            let rows = days.into_iter().map(|day| view! { <li>{day}</li> });
            view! {
                <section class="section" aria-labelledby="one-to-ones-heading">
                    <h2 id="one-to-ones-heading">"1:1s"</h2>
                    <p class="muted">"What is said in a 1:1 is read by its two people alone."</p>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
    };
    list.into_any()
}

fn owns(page: Memo<Option<Page>>) -> AnyView {
    let owns = part(page, |page| page.owns.clone());
    let list = move || {
        let owns = owns.get();
        (!owns.is_empty()).then(|| {
            let rows = owns.into_iter().map(|(id, name)| {
                view! { <li><a href=Route::Indicator(id).path()>{name}</a></li> }
            });
            view! {
                <section class="section" aria-labelledby="owns-heading">
                    <h2 id="owns-heading">"Indicators owned"</h2>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
    };
    list.into_any()
}
