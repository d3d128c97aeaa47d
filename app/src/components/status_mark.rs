//! How a figure stands against its target: a shape, a word and a colour, never one of them alone.

use domain::view::mark::Mark;
use leptos::prelude::*;

/// How a figure stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusKind {
    /// Green: the target is met.
    OnTarget,
    /// Amber: within the tolerance.
    CloseToTarget,
    /// Red: outside the tolerance.
    OffTarget,
    /// Shown for information; it has no target.
    NoTarget,
    /// A figure is due and has not come. It is not zero.
    NoData,
    /// A score withheld, because too few of its parts are known.
    NotEnoughData,
}

impl StatusKind {
    /// The word that people read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnTarget => "On target",
            Self::CloseToTarget => "Close to target",
            Self::OffTarget => "Off target",
            Self::NoTarget => "No target",
            Self::NoData => "No data",
            Self::NotEnoughData => "Not enough data",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::OnTarget => "status status--on",
            Self::CloseToTarget => "status status--close",
            Self::OffTarget => "status status--off",
            Self::NoTarget | Self::NoData | Self::NotEnoughData => "status status--quiet",
        }
    }
}

impl From<Mark> for StatusKind {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::OnTarget => Self::OnTarget,
            Mark::CloseToTarget => Self::CloseToTarget,
            Mark::OffTarget => Self::OffTarget,
            Mark::NoTarget => Self::NoTarget,
            Mark::NoData => Self::NoData,
            Mark::NotEnoughData => Self::NotEnoughData,
        }
    }
}

/// A status as shape + word + colour.
#[component]
pub fn StatusMark(
    /// The status to show.
    #[prop(into)]
    kind: Signal<StatusKind>,
) -> impl IntoView {
    view! {
        <span class=move || kind.get().class()>
            {move || shape(kind.get())} <span>{move || kind.get().word()}</span>
        </span>
    }
}

/// A status as shape and colour, its word for who cannot see them: for tables of many, beside a key.
#[component]
pub fn StatusShape(
    /// The status to show.
    kind: StatusKind,
) -> impl IntoView {
    view! {
        <span class=kind.class()>
            {shape(kind)} <span class="visually-hidden">{kind.word()}</span>
        </span>
    }
}

/// The shape alone, for beside a word that is already there. Hidden from screen readers.
pub(super) fn shape(kind: StatusKind) -> AnyView {
    let drawing = match kind {
        StatusKind::OnTarget => {
            view! { <path d="M2.5 10.8 7.6 16 17.5 4.4" fill="none" stroke="currentColor" stroke-width="3.6" /> }.into_any()
        }
        StatusKind::CloseToTarget => view! { <path d="M10 2 19 18 H1 Z" fill="currentColor" /> }.into_any(),
        StatusKind::OffTarget => {
            view! { <path d="M6.2 1h7.6L19 6.2v7.6L13.8 19H6.2L1 13.8V6.2Z" fill="currentColor" /> }.into_any()
        }
        StatusKind::NoTarget => {
            view! { <path d="M2.5 10 H17.5" fill="none" stroke="currentColor" stroke-width="3.6" /> }.into_any()
        }
        StatusKind::NoData => view! {
            <path
                d="M5 6.4C5 3.4 7.2 2 10 2s5 1.5 5 4.2c0 3.6-5 3.4-5 7.3M10 15.6V19"
                fill="none"
                stroke="currentColor"
                stroke-width="3"
            />
        }
        .into_any(),
        StatusKind::NotEnoughData => {
            view! { <path d="M2 10h3.6M8.2 10h3.6M14.4 10H18" fill="none" stroke="currentColor" stroke-width="3.6" /> }
                .into_any()
        }
    };
    view! {
        <svg class="status__shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            {drawing}
        </svg>
    }
    .into_any()
}
