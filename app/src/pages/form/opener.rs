//! A button that opens a short form under it. What is typed stays, whatever changes elsewhere.

use domain::view::permission::Offer;
use leptos::{prelude::*, wasm_bindgen::JsCast};

/// A button that opens a form; while it cannot be used it says why. Nothing is shown where it is not offered.
#[component]
pub fn Opener(
    /// The id of the button; its form's is this and `-form`.
    #[prop(into)]
    id: String,
    /// What is done: "Record progress".
    #[prop(into)]
    label: String,
    /// What it is about, for who hears the button without seeing where it stands: "“Inspect within two days”".
    #[prop(optional, into)]
    about: Signal<String>,
    /// Whether it can be done.
    #[prop(into)]
    offer: Signal<Offer>,
    /// Whether the form is open. It is closed by whoever sent it.
    open: RwSignal<bool>,
    /// The id of the form's first field, which takes the focus.
    #[prop(into)]
    first: String,
    /// The form.
    children: ChildrenFn,
) -> impl IntoView {
    // An open form is never taken away: what was typed in it would be lost.
    let shown = Memo::new(move |_| open.get() || offer.with(Offer::is_shown));
    follow(id.clone(), first, open);
    // Open from the start: something was typed on an earlier visit.
    let begun = StoredValue::new(open.get_untracked());
    let children = StoredValue::new(children);
    move || {
        shown.get().then(|| {
            let panel = format!("{}-form", id);
            view! {
                {opening_button(id.clone(), label.clone(), about, offer, open)}
                {move || {
                    let open = open.get();
                    begun.update_value(|begun| *begun &= open);
                    open.then(|| view! {
                        <div class="opener__form" id=panel.clone()>
                            {begun.get_value().then(|| view! { <p class="muted">"What you typed earlier is still here. It is not saved yet."</p> })}
                            {children.with_value(|children| children())}
                        </div>
                    })
                }}
            }
        })
    }
}

fn opening_button(
    id: String,
    label: String,
    about: Signal<String>,
    offer: Signal<Offer>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let reason = Memo::new(move |_| {
        if open.get() {
            None
        } else {
            offer.with(Offer::reason)
        }
    });
    let blocked = move || reason.with(Option::is_some);
    let reason_id = format!("{id}-reason");
    let described_by = {
        let reason_id = reason_id.clone();
        move || blocked().then(|| reason_id.clone())
    };
    let press = move |_| {
        if !blocked() {
            open.update(|open| *open = !*open);
        }
    };
    view! {
        <button
            id=id
            class="button"
            type="button"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-disabled=move || blocked().then_some("true")
            aria-describedby=described_by
            on:click=press
        >
            {label}
            <span class="visually-hidden">{move || about.with(|about| spaced(about))}</span>
        </button>
        {move || {
            let id = reason_id.clone();
            reason.get().map(|reason| view! { <span class="button-reason" id=id>{reason}</span> })
        }}
    }
}

fn spaced(about: &str) -> String {
    if about.is_empty() {
        String::new()
    } else {
        format!(" {about}")
    }
}

/// The first field takes the focus when the form opens, and the button when it closes.
fn follow(button: String, first: String, open: RwSignal<bool>) {
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before.is_some_and(|before| before != now) {
            focus_soon(if now { first.clone() } else { button.clone() });
        }
        now
    });
}

/// Moves the focus to the element with this id once the page has followed what was done, since what had it may be gone.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus(&id));
}

/// Moves the focus to the element with this id, if it is on the page.
fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // What cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}
