//! PersonPage.

use leptos::prelude::*;

/// PersonPage.
#[component]
pub fn PersonPage(id: domain::person::PersonId) -> impl IntoView {
    let _ = id;
    view! { <h1 id="page-heading" tabindex="-1">"PersonPage"</h1> }
}
