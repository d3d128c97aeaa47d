//! PeoplePage.

use leptos::prelude::*;

/// PeoplePage.
#[component]
pub fn PeoplePage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"PeoplePage"</h1> }
}
