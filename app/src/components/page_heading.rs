//! The heading of a page: the answer or the question, and one sentence.

use leptos::prelude::*;

/// The id of the page's `h1`: there is one on a page.
pub const PAGE_HEADING_ID: &str = "page-heading";

/// The page's `h1`. It can take the focus without being a tab stop, so that a change of page is read out.
#[component]
pub fn PageHeading(
    /// The answer or the question: "Repairs are on target; voids are not".
    #[prop(into)]
    title: Signal<String>,
    /// One sentence under it.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// What stands beside the sentence: a status, a tag.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // The window is called what its page is called, so that it can be told from others and is found in the history.
    #[cfg(feature = "csr")]
    Effect::new(move |_| {
        document().set_title(&title.with(|title| format!("{title} – Throughline")))
    });
    view! {
        <div class="heading">
            <h1 id=PAGE_HEADING_ID tabindex="-1">{move || title.get()}</h1>
            {move || lead.get().map(|lead| view! { <p class="heading__lead">{lead}</p> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </div>
    }
}

/// Moves the focus to the page's heading. The shell calls it after a change of page, not at the first load.
#[cfg(feature = "csr")]
pub fn focus_page_heading() {
    super::error_summary::focus_element(PAGE_HEADING_ID);
}
