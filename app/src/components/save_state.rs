//! Whether work is saved, and where. Always visible, and read out politely when it changes.

use domain::{calendar::Date, display};
use leptos::prelude::*;

/// Whether work is saved, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Everything is with the server.
    Saved,
    /// The last change is safe on this device and on its way.
    SavedOnThisDevice,
    /// This many changes wait for the server to be reached.
    Waiting(u32),
    /// This many changes need a person to choose between two versions.
    NeedsChoice(u32),
    /// The pages show an earlier day, on which nothing can be changed.
    EarlierDay(Date),
    /// The session has ended; so many changes that were not sent are kept on this device.
    SignedOut(u32),
}

impl SaveStatus {
    /// The words that people read.
    pub fn words(self) -> String {
        match self {
            Self::Saved => "Saved".to_owned(),
            Self::SavedOnThisDevice => "Saved on this device".to_owned(),
            Self::Waiting(1) => "1 change waiting".to_owned(),
            Self::Waiting(changes) => format!("{changes} changes waiting"),
            Self::NeedsChoice(changes) => format!("Needs your choice ({changes})"),
            Self::EarlierDay(day) => format!("As at {}", display::date(day)),
            Self::SignedOut(0) => "Signed out".to_owned(),
            Self::SignedOut(_) => "Signed out, changes kept".to_owned(),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Saved => "save-state save-state--saved",
            Self::NeedsChoice(_) => "save-state save-state--choice",
            Self::SavedOnThisDevice
            | Self::Waiting(_)
            | Self::EarlierDay(_)
            | Self::SignedOut(_) => "save-state",
        }
    }

    const fn drawing(self) -> &'static str {
        match self {
            // A tick.
            Self::Saved => "M2.5 10.8 7.6 16 17.5 4.4",
            // A tablet.
            Self::SavedOnThisDevice => "M4 2h12v16H4Z M8.5 15h3",
            // A clock.
            Self::Waiting(_) => "M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z M10 5.5V10l3 2.5",
            // A fork in the way.
            Self::NeedsChoice(_) => "M10 19v-7L4 6V1.5 M10 12l6-6V1.5",
            // A calendar's leaf.
            Self::EarlierDay(_) => "M3 4h14v13H3Z M3 8h14 M7 1.5v4 M13 1.5v4",
            // A door.
            Self::SignedOut(_) => "M11 2H3v16h8 M8 10h10 M14 6l4 4-4 4",
        }
    }
}

/// The state of the reader's work, in a polite live region.
#[component]
pub fn SaveState(
    /// Whether work is saved, and where.
    #[prop(into)]
    status: Signal<SaveStatus>,
    /// Where a person chooses between two versions.
    #[prop(optional_no_strip, into)]
    choice_href: Option<String>,
) -> impl IntoView {
    let words = move || {
        let status = status.get();
        match (status, choice_href.clone()) {
            (SaveStatus::NeedsChoice(_), Some(href)) => {
                view! { <a href=href>{status.words()}</a> }.into_any()
            }
            _ => view! { <span>{status.words()}</span> }.into_any(),
        }
    };
    view! {
        <p class=move || status.get().class() role="status">
            <svg class="save-state__shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path d=move || status.get().drawing() fill="none" stroke="currentColor" stroke-width="2.2" />
            </svg>
            {words}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::SaveStatus;

    #[test]
    fn the_words_count() {
        let words = [
            SaveStatus::Waiting(1),
            SaveStatus::Waiting(3),
            SaveStatus::NeedsChoice(1),
        ]
        .map(SaveStatus::words);
        assert_eq!(
            words,
            [
                "1 change waiting",
                "3 changes waiting",
                "Needs your choice (1)"
            ]
        );
    }
}
