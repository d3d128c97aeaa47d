//! OneToOnePage.

use leptos::prelude::*;

/// OneToOnePage.
#[component]
pub fn OneToOnePage(id: domain::one_to_one::OneToOneId) -> impl IntoView {
    let _ = id;
    view! { <h1 id="page-heading" tabindex="-1">"OneToOnePage"</h1> }
}
