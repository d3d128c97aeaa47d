//! Feedback: what users said of the services, what the Company did, and the generic issues behind complaints.

mod generic_issues;
mod writing;

use domain::{
    unit::UnitId,
    view::feedback::{self as view, ANSWERED, Asked, Evidence, Line, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, LinkButton, PageHeading, SelectField, Tag, TagKind,
    },
    pages::{
        form::Refusals,
        presence::{any, each, part, present},
    },
    route::Route,
};

/// Feedback.
#[component]
pub fn FeedbackPage(
    /// Of one service; of all, where none is named.
    service: Option<UnitId>,
) -> impl IntoView {
    let refusals = Refusals::provide();
    let client = use_client();
    let asked = RwSignal::new(Asked {
        service,
        answered: ANSWERED,
    });
    let page = client.view(move |sight| view::page(sight, asked.get(), client.today()));
    present(page, move |page| here(page, asked, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, asked: RwSignal<Asked>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| page.lines.clone());
    let record = part(page, |page| page.record.clone());
    let more = part(page, |page| page.more);
    let show_more = move |()| asked.update(|asked| asked.answered += ANSWERED);
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {of_service(page, asked)}
        {generic_issues::candidates(page)}
        {generic_issues::issues(page)}
        <section class="section" aria-labelledby="feedback-heading">
            <h2 id="feedback-heading">"What was said"</h2>
            {writing::recording(page, record, "feedback-new".to_owned(), "Record feedback", None)}
            {each(lines, |line| line.feedback, move |own| line(page, own))}
            {move || (more.get() > 0).then(|| {
                let words = format!("Show more: {} are not shown", more.get());
                view! { <Button kind=ButtonKind::Quiet on_press=show_more>{words}</Button> }
            })}
        </section>
    }
}

/// Which service it is about, where anything was said of more than one.
fn of_service(page: Memo<Option<Page>>, asked: RwSignal<Asked>) -> impl IntoView {
    let services = part(page, |page| page.said_of.clone());
    let options = Signal::derive(move || {
        services.with(|services| {
            services
                .iter()
                .map(|(value, words)| ChoiceOption::new(value.clone(), words.clone()))
                .collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        asked
            .with(|asked| asked.service.map(|service| service.to_string()))
            .unwrap_or_default()
    });
    view! {
        <div class="screen-only">
            <SelectField
                id="feedback-service"
                name="service"
                label="Of which service?"
                prompt="Every service"
                options=options
                value=value
                on_choose=move |chosen: String| asked.update(|asked| asked.service = chosen.parse().ok())
            />
        </div>
    }
}

fn line(page: Memo<Option<Page>>, own: Memo<Option<Line>>) -> AnyView {
    let Some(id) = own.with_untracked(|own| own.as_ref().map(|own| own.feedback)) else {
        return ().into_any();
    };
    let heading = format!("feedback-{id}");
    let name = part(own, |own| own.name.clone());
    let about = part(own, |own| own.about.clone());
    let said = part(own, |own| own.said.clone());
    let did = part(own, |own| own.did.clone());
    let waits = part(own, |own| own.did.is_empty());
    let illustrative = part(own, |own| own.illustrative);
    let change = part(own, |own| own.change.clone());
    view! {
        <article class="section" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>
                {move || name.get()}
                {move || waits.get().then(|| view! { " " <Tag kind=TagKind::Gap text="Waits for our answer" /> })}
                {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}
            </h3>
            <p class="muted">{move || about.get()}</p>
            {move || told(said.get())}
            {move || (!waits.get()).then(|| view! { <h4>"What we did"</h4> {told(did.get())} })}
            {writing::recording(page, change, heading.clone() + "-change", "Change it, or say what we did", Some(own))}
        </article>
    }
    .into_any()
}

/// A paragraph each.
fn told(words: Vec<String>) -> impl IntoView {
    words
        .into_iter()
        .map(|words| view! { <p>{words}</p> })
        .collect_view()
}

/// What users said of what the page is about, and what came of it; nothing where nobody said anything.
pub(super) fn listed(evidence: Memo<Vec<Evidence>>, service: Option<UnitId>) -> impl IntoView {
    let some = any(evidence);
    let line = |line: Evidence| {
        let answer = match line.did.as_str() {
            "" => "We have not answered yet.".to_owned(),
            did => format!("What we did: {did}"),
        };
        view! {
            <li>
                <strong>{line.name} ". "</strong>
                {line.said}
                <br />
                <span class="muted">{answer}</span>
            </li>
        }
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="section" aria-labelledby="users-heading">
                    <h2 id="users-heading">"What users said"</h2>
                    <ul>{move || evidence.get().into_iter().map(line).collect_view()}</ul>
                    <div class="cluster screen-only">
                        <LinkButton href=Route::Feedback(service).path()>"All feedback"</LinkButton>
                    </div>
                </section>
            }
        })
    }
}
