//! Buttons and links that look like them. The words say what happens: "Agree objective", not "Submit".

use leptos::prelude::*;

/// How much a button stands out. At most one primary button on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on the page.
    Primary,
    #[default]
    Secondary,
    /// Reads as a link, is as large as a button.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// A button. While it cannot be used it says why, and can still be reached and read.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Called when it is pressed, unless it cannot be used.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Why it cannot be used now, and what to do: shown beside it.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// Names the reason's element; needed where `disabled_because` is given.
    #[prop(optional, into)]
    id: String,
    /// What happens.
    children: Children,
) -> impl IntoView {
    let blocked = move || disabled_because.with(Option::is_some);
    let reason_id = format!("{id}-reason");
    let described_by = {
        let reason_id = reason_id.clone();
        move || blocked().then(|| reason_id.clone())
    };
    let press = move |event: leptos::ev::MouseEvent| {
        if blocked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let reason = move || {
        let id = reason_id.clone();
        disabled_because.get().map(|reason| {
            view! {
                <span class="button-reason" id=id>
                    {reason}
                </span>
            }
        })
    };
    view! {
        <button
            id=(!id.is_empty()).then(|| id.clone())
            class=kind.class()
            type=if submit { "submit" } else { "button" }
            aria-disabled=move || blocked().then_some("true")
            aria-describedby=described_by
            on:click=press
        >
            {children()}
        </button>
        {reason}
    }
}

/// A link that starts something: "New objective", "Print this page".
#[component]
pub fn LinkButton(
    #[prop(optional)] kind: ButtonKind,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What happens.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {children()}
        </a>
    }
}
