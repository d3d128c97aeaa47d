//! Detail that waits to be asked for, as the browser's own `<details>`.

use leptos::prelude::*;

/// Detail under a line that opens it. The detail is built when it is first opened; on the server, at once.
#[component]
pub fn Disclosure(
    /// The line that opens it.
    #[prop(default = "How this is worked out".into(), into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// The detail.
    children: ChildrenFn,
) -> impl IntoView {
    let wanted = RwSignal::new(open || cfg!(feature = "ssr"));
    view! {
        <details class="disclosure" open=open on:toggle=move |_| wanted.set(true)>
            <summary>{summary}</summary>
            <div class="disclosure__body">{move || wanted.get().then(|| children())}</div>
        </details>
    }
}
