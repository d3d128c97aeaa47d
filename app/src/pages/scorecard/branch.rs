//! What opens under a place: built when it is first opened, kept while it is closed again.

use leptos::prelude::*;

use super::Everything;

/// A line that opens what is below it.
#[component]
pub fn Branch(
    /// What opens: "3 objectives, 7 indicators".
    #[prop(into)]
    summary: Signal<String>,
    /// What stands there.
    children: ChildrenFn,
) -> impl IntoView {
    let everything = expect_context::<Everything>().0;
    let toggled = RwSignal::new(false);
    let built = Memo::new(move |_| everything.get() || toggled.get());
    view! {
        <details
            class="disclosure"
            prop:open=move || everything.get()
            on:toggle=move |_| {
                if !toggled.get_untracked() {
                    toggled.set(true);
                }
            }
        >
            <summary>{move || summary.get()}</summary>
            <div class="disclosure__body">{move || built.get().then(|| children())}</div>
        </details>
    }
}
