//! MorePage.

use leptos::prelude::*;

/// MorePage.
#[component]
pub fn MorePage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"MorePage"</h1> }
}
