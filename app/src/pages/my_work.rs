//! MyWorkPage.

use leptos::prelude::*;

/// MyWorkPage.
#[component]
pub fn MyWorkPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"MyWorkPage"</h1> }
}
