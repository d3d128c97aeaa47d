//! What measures an objective, what contributes to it, and what was recorded on it.

use domain::view::{
    explanation::Entry,
    objective::{Contributor, Measured, Page, Recorded},
};
use leptos::prelude::*;

use super::weight::weight;
use crate::{
    components::{Disclosure, ProgressBar, StatusKind, StatusMark, Step, StepsTable, Tag},
    pages::presence::{any, each, part},
    route::Route,
};

/// The section of what was recorded, newest first.
#[component]
pub fn History(
    /// The objective's page.
    page: Memo<Option<Page>>,
) -> impl IntoView {
    let history = part(page, |page| page.history.clone());
    let any = Memo::new(move |_| history.with(|history| !history.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"Progress as it was recorded"</h2>
                    <ul class="rows">
                        <For each=move || history.get() key=|recorded| recorded.id children=recorded />
                    </ul>
                </section>
            }
        })
    }
}

fn recorded(recorded: Recorded) -> impl IntoView {
    let Recorded {
        percent,
        on,
        by,
        note,
        ..
    } = recorded;
    view! {
        <li>
            <div class="stack stack--tight">
                <span>
                    <strong>{percent}</strong>
                    <span class="muted">{if by.is_empty() { format!(" on {on}") } else { format!(" on {on}, by {by}") }}</span>
                </span>
                {(!note.is_empty()).then(|| view! { <p class="said">{note}</p> })}
            </div>
        </li>
    }
}

/// The section of indicators that measure it; nothing where none do.
#[component]
pub fn Measures(
    /// The objective's page.
    page: Memo<Option<Page>>,
) -> impl IntoView {
    let measures = part(page, |page| page.measures.clone());
    let any = any(measures);
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"Indicators that measure it"</h2>
                    <ul class="rows">{each(measures, |measured| measured.tie, measure)}</ul>
                </section>
            }
        })
    }
}

fn measure(measured: Memo<Option<Measured>>) -> impl IntoView {
    let indicator = part(measured, |measured| {
        Some((measured.id, measured.name.clone()))
    });
    let sentence = part(measured, |measured| measured.sentence.clone());
    let mark = part(measured, |measured| Some(measured.mark));
    let name = part(measured, |measured| Some(measured.name.clone()));
    let counts = part(measured, |measured| Some(measured.weight.clone()));
    let of = counts.with_untracked(|counts| counts.as_ref().map(|counts| counts.of));
    view! {
        <li>
            <div class="stack stack--tight">
                {move || indicator.get().map(|(id, name)| view! { <a href=Route::Indicator(id).path()>{name}</a> })}
                <p class="muted">{move || sentence.get()}</p>
                {of.map(|of| weight(of, counts, name))}
            </div>
            {move || mark.get().map(|mark| view! { <StatusMark kind=StatusKind::from(mark) /> })}
        </li>
    }
}

/// The section of what contributes to it, and how the progress follows from that.
#[component]
pub fn Below(
    /// The objective's page.
    page: Memo<Option<Page>>,
) -> impl IntoView {
    let contributors = part(page, |page| page.contributors.clone());
    let people = part(page, |page| page.people.clone());
    let any = Memo::new(move |_| {
        contributors.with(|contributors| !contributors.is_empty()) || people.with(Option::is_some)
    });
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"What contributes to it"</h2>
                    {move || people.get().map(|people| view! {
                        <p><strong>{people}</strong>": people’s own objectives, told from five people on."</p>
                    })}
                    <ul class="rows">
                        {move || contributors.get().into_iter().map(contributor).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

fn contributor(contributor: Contributor) -> impl IntoView {
    view! {
        <li>
            <span class="person">
                <a href=Route::Objective(contributor.id).path()>{contributor.title}</a>
                <span class="person__post">{contributor.whose}</span>
                {contributor.counts.map(|counts| view! { <span class="person__post">{counts}</span> })}
            </span>
            <span class="cluster">
                <Tag text=contributor.word.to_owned() />
                <ProgressBar percent=contributor.progress />
            </span>
        </li>
    }
}

/// "How this is worked out", for a progress that follows from what is below.
#[component]
pub fn WorkedOut(
    /// The objective's page.
    page: Memo<Option<Page>>,
) -> impl IntoView {
    let working = part(page, |page| page.working.clone());
    let any = Memo::new(move |_| working.with(Option::is_some));
    move || {
        any.get().then(|| {
            view! {
                <Disclosure>
                    {move || working.get().map(|working| {
                        let steps = working.steps.into_iter().map(|step| Step {
                            says: step.says,
                            expression: step.expression,
                            value: step.value,
                            href: step.entry.map(href),
                        });
                        view! { <StepsTable id="progress-steps" caption=working.caption steps=steps.collect() /> }
                    })}
                </Disclosure>
            }
        })
    }
}

fn href(entry: Entry) -> String {
    match entry {
        Entry::Indicator(id) => Route::Indicator(id).path(),
        Entry::Objective(id) => Route::Objective(id).path(),
        Entry::Priority(id) => Route::Cascade(Some(domain::cascade::Parent::Priority(id))).path(),
    }
}
