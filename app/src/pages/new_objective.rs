//! NewObjectivePage.

use leptos::prelude::*;

/// NewObjectivePage.
#[component]
pub fn NewObjectivePage(person: domain::person::PersonId) -> impl IntoView {
    let _ = person;
    view! { <h1 id="page-heading" tabindex="-1">"NewObjectivePage"</h1> }
}
