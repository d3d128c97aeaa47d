//! Something to tell the reader at the top of a page: done, worth knowing, or refused with the reason.

use leptos::prelude::*;

/// What is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    #[default]
    Information,
    /// What was asked for has happened.
    Done,
    /// What was asked for was refused. It is read out at once.
    Refusal,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Information => "notice",
            Self::Done => "notice notice--done",
            Self::Refusal => "notice notice--refusal",
        }
    }

    const fn role(self) -> &'static str {
        match self {
            Self::Information | Self::Done => "status",
            Self::Refusal => "alert",
        }
    }
}

/// A banner with a title, what to do about it, and a button to put it away.
#[component]
pub fn Notice(
    #[prop(optional)] kind: NoticeKind,
    /// What happened: "This objective cannot be agreed yet".
    #[prop(into)]
    title: String,
    /// Called when it is put away; without it the banner stays.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    /// Why, and what to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let dismiss = on_dismiss.map(|on_dismiss| {
        view! {
            <button class="button" type="button" on:click=move |_| on_dismiss.run(())>
                "Hide this message"
            </button>
        }
    });
    view! {
        <div class=kind.class() role=kind.role()>
            <p class="notice__title">{title}</p>
            {children.map(|children| view! { <div class="stack stack--tight">{children()}</div> })}
            {dismiss}
        </div>
    }
}
