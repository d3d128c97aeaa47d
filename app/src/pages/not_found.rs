//! NotFoundPage.

use leptos::prelude::*;

/// NotFoundPage.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"NotFoundPage"</h1> }
}
