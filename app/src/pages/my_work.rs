//! My work: what needs me, when my next 1:1 is, and how my objectives stand.

use domain::{
    action::ActionId,
    action::CompleteAction,
    view::{
        self,
        my_work::{Mine, Need, Page, Target, Upcoming},
    },
};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{Button, LinkButton, PAGE_HEADING_ID, PageHeading, ProgressBar, Tag, TagKind},
    pages::{
        form::{Form, Refusals, focus_soon},
        presence::{any, each, part, present},
    },
    pieces,
    route::Route,
};

/// My work.
#[component]
pub fn MyWorkPage() -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| Some(view::my_work::page(sight, client.today())));
    present(page, move |page| here(client, page, refusals).into_any())
}

fn here(client: Client, page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| page.lead.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {needs(part(page, |page| page.needs.clone()), "What needs you")}
        {pieces::figures_due()}
        {upcoming(page)}
        {objectives(client, page)}
        {needs(part(page, |page| page.waits.clone()), "What waits for others")}
    }
}

fn needs(needs: Memo<Vec<Need>>, heading: &'static str) -> impl IntoView {
    let any = any(needs);
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>{heading}</h2>
                    <ul class="rows">{each(needs, |need| need.key.clone(), need)}</ul>
                </section>
            }
        })
    }
}

fn need(need: Memo<Option<Need>>) -> impl IntoView {
    let title = part(need, |need| need.title.clone());
    let detail = part(need, |need| need.detail.clone());
    let target = part(need, |need| Some(need.target));
    let href = move || target.get().map(href);
    let action = move || match target.get() {
        Some(Target::Action(action, _)) => Some(action),
        Some(Target::Objective(_) | Target::OneToOne(_)) | None => None,
    };
    view! {
        <li>
            <div class="stack stack--tight">
                <a href=href>{move || title.get()}</a>
                <p class="muted">{move || detail.get()}</p>
            </div>
            {move || action().map(|action| done_button(action, title))}
        </li>
    }
}

fn href(target: Target) -> String {
    match target {
        Target::Objective(id) => Route::Objective(id).path(),
        Target::OneToOne(id) | Target::Action(_, id) => Route::OneToOne(id).path(),
    }
}

fn done_button(action: ActionId, title: Memo<String>) -> impl IntoView {
    let form = Form::new(format!("done-{action}"));
    let id = form.id();
    let press = move |()| {
        let complete = CompleteAction { action, done: true };
        if form.send(Ok(complete.into()), "The action is done.") {
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <Button id=id on_press=press>
            "Mark as done"
            <span class="visually-hidden">{move || format!(" “{}”", title.get())}</span>
        </Button>
    }
}

fn upcoming(page: Memo<Option<Page>>) -> impl IntoView {
    let upcoming = part(page, |page| page.upcoming.clone());
    let any = any(upcoming);
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"Next 1:1s"</h2>
                    <ul class="rows">{each(upcoming, |next| next.id, next)}</ul>
                </section>
            }
        })
    }
}

fn next(next: Memo<Option<Upcoming>>) -> impl IntoView {
    let href = part(next, |next| Route::OneToOne(next.id).path());
    let title = part(next, |next| next.title.clone());
    let on = part(next, |next| next.on.clone());
    view! {
        <li>
            <a href=move || href.get()>{move || title.get()}</a>
            <span class="muted">{move || on.get()}</span>
        </li>
    }
}

fn objectives(client: Client, page: Memo<Option<Page>>) -> impl IntoView {
    let own = part(page, |page| page.objectives.clone());
    let any = any(own);
    let new = client
        .look(|sight| sight.person())
        .flatten()
        .map(|person| Route::NewObjective(person).path());
    view! {
        <section class="section">
            <h2>"My objectives"</h2>
            {move || (!any.get()).then(|| view! { <p>"You have no objective yet."</p> })}
            <ul class="rows">{each(own, |own| own.id, objective)}</ul>
            {new.map(|href| view! {
                <div class="cluster"><LinkButton href=href>"New objective"</LinkButton></div>
            })}
        </section>
    }
    .into_any()
}

fn objective(own: Memo<Option<Mine>>) -> impl IntoView {
    let title = part(own, |own| own.title.clone());
    let href = part(own, |own| Route::Objective(own.id).path());
    let level = part(own, |own| own.level);
    let word = part(own, |own| own.standing.word.to_owned());
    let progress = part(own, |own| own.standing.progress);
    let leads = part(own, |own| own.leads.clone());
    let illustrative = part(own, |own| own.illustrative);
    view! {
        <li>
            <div class="stack stack--tight">
                <span class="person">
                    <a href=move || href.get()>{move || title.get()}</a>
                    <span class="person__post">{move || level.get()}</span>
                </span>
                {move || match leads.get() {
                    Some(leads) => view! { <p class="muted">{leads}</p> }.into_any(),
                    None => view! { <p><Tag kind=TagKind::Gap text="Leads to no corporate priority yet".to_owned() /></p> }.into_any(),
                }}
            </div>
            <span class="cluster">
                <Tag text=word />
                {move || illustrative.get().then(|| view! { <Tag text="Illustrative".to_owned() /> })}
                <ProgressBar percent=progress />
            </span>
        </li>
    }
    .into_any()
}
