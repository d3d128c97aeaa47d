//! Something that is done or not, as a box to tick.

use leptos::prelude::*;

/// A box with its words.
#[component]
pub fn Tick(
    /// Whether it is ticked.
    #[prop(into)]
    ticked: Signal<bool>,
    /// Called when the reader ticks it or takes the tick back.
    #[prop(into)]
    on_tick: Callback<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="choice__option">
            <input
                type="checkbox"
                prop:checked=move || ticked.get()
                on:change:target=move |event| {
                    let box_ = event.target();
                    on_tick.run(box_.checked());
                    // What was refused stands as it was.
                    box_.set_checked(ticked.get_untracked());
                }
            />
            <span>{children()}</span>
        </label>
    }
}
