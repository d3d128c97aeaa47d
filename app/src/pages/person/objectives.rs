//! A person's objectives, each with its line up to a perspective.

use domain::view::person::{ObjectivePart, Page};
use leptos::prelude::*;

use crate::{
    components::{ProgressBar, Tag},
    pages::{cascade::LineUp, presence::part},
    route::Route,
};

/// Their objectives as far as the reader may see them.
pub fn objectives(page: Memo<Option<Page>>) -> AnyView {
    let objectives = part(page, |page| page.objectives.clone());
    let ids = Memo::new(move |_| {
        objectives.with(|objectives| {
            objectives
                .iter()
                .map(|part| part.objective)
                .collect::<Vec<_>>()
        })
    });
    let words = part(page, |page| page.objectives_words.clone());
    view! {
        <section class="section" aria-labelledby="objectives-heading">
            <h2 id="objectives-heading">"Objectives and their line to the scorecard"</h2>
            {move || {
                let words = words.get();
                (!words.is_empty()).then(|| view! { <p>{words}</p> })
            }}
            <For
                each=move || ids.get()
                key=|id| *id
                children=move |id| {
                    let own = Memo::new(move |_| {
                        objectives.with(|objectives| objectives.iter().find(|part| part.objective == id).cloned())
                    });
                    objective(own)
                }
            />
        </section>
    }
    .into_any()
}

fn objective(own: Memo<Option<ObjectivePart>>) -> AnyView {
    let title = part(own, |own| own.title.clone());
    let kind = part(own, |own| own.kind);
    let state = part(own, |own| own.state.to_owned());
    let progress = part(own, |own| own.progress);
    let has_progress = Memo::new(move |_| progress.get().is_some());
    let illustrative = part(own, |own| own.illustrative);
    let lines = part(own, |own| own.lines.clone());
    let href = own.with_untracked(|own| {
        own.as_ref()
            .map(|own| Route::Objective(own.objective).path())
    });
    view! {
        <div class="stack stack--tight">
            <h3>
                <span class="small muted">{move || kind.get()}</span>
                <br />
                <a href=href>{move || title.get()}</a>
            </h3>
            <div class="cluster">
                <Tag text=state />
                {move || has_progress.get().then(|| view! {
                    <ProgressBar percent=Signal::derive(move || progress.get().flatten()) />
                })}
                {move || illustrative.get().then(|| view! { <Tag text="Illustrative" /> })}
            </div>
            {move || lines.get().into_iter().map(|line| view! { <LineUp stops=line /> }).collect_view()}
        </div>
    }
    .into_any()
}
