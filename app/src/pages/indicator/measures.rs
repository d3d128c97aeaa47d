//! The objectives that an indicator measures, each with the people behind it: the way on into the cascade.

use domain::{
    cascade::Parent,
    view::indicator::{Measured, Page},
};
use leptos::prelude::*;

use crate::{
    components::{ProgressBar, StatusKind, StatusMark},
    pages::presence::part,
    route::Route,
};

/// The objectives that it measures.
pub fn measures(page: Memo<Option<Page>>) -> AnyView {
    let measures = part(page, |page| page.measures.clone());
    view! {
        <section class="section" aria-labelledby="measures-heading">
            <h2 id="measures-heading">"Objectives that it measures"</h2>
            {move || list(measures.get())}
        </section>
    }
    .into_any()
}

fn list(measures: Vec<Measured>) -> AnyView {
    if measures.is_empty() {
        return view! { <p>"It measures no objective, so it counts towards no score above it."</p> }
            .into_any();
    }
    view! { <ul class="rows">{measures.into_iter().map(item).collect_view()}</ul> }.into_any()
}

fn item(measured: Measured) -> impl IntoView {
    let cascade = Route::Cascade(Some(Parent::Objective(measured.objective))).path();
    view! {
        <li>
            <div class="stack stack--tight">
                <span class="small muted">{measured.kind}</span>
                <a href=Route::Objective(measured.objective).path()>{measured.title.clone()}</a>
                <span class="muted">{measured.whose}</span>
                <span>{measured.people}</span>
            </div>
            <div class="cluster">
                {measured.mark.map(|mark| view! { <StatusMark kind=StatusKind::from(mark) /> })}
                <ProgressBar percent=measured.delivery />
                <a class="button" href=cascade>
                    "Follow the cascade"
                    <span class="visually-hidden">{format!(" below {}", measured.title)}</span>
                </a>
            </div>
        </li>
    }
}
