//! What opens under a place: built when it is first opened, kept while it is closed again.

use domain::view::explanation::Place;
use leptos::prelude::*;

use super::Open;

/// A line that opens what is below a place.
#[component]
pub fn Branch(
    /// Which place.
    place: Place,
    /// What opens: "3 objectives, 7 indicators".
    #[prop(into)]
    summary: Signal<String>,
    /// What stands there.
    children: ChildrenFn,
) -> impl IntoView {
    let Open { everything, worst } = expect_context::<Open>();
    // Read once: what somebody closes stays closed, whatever becomes the worst meanwhile.
    let is_worst = worst.with_untracked(|worst| *worst == Some(place));
    let toggled = RwSignal::new(is_worst);
    let built = Memo::new(move |_| everything.get() || toggled.get());
    let open = Memo::new(move |before: Option<&bool>| match before {
        None => everything.get() || is_worst,
        Some(_) => everything.get(),
    });
    view! {
        <details
            class="disclosure"
            prop:open=move || open.get()
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
