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
    /// This many changes were refused, and their author has not read it.
    Refused(u32),
    /// Nothing waits, and the server cannot be reached: what the pages say may be out of date.
    NoConnection(Option<Since>),
    /// The first records are on their way.
    Loading,
    /// The session has ended; so many changes that were not sent are kept on this device.
    SignedOut(u32),
}

/// Since when the server has not been reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since this hour and minute of today.
    Today(u32, u32),
    /// Since this day.
    Day(Date),
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
            Self::Refused(1) => "1 change refused".to_owned(),
            Self::Refused(changes) => format!("{changes} changes refused"),
            Self::NoConnection(None) => "No connection".to_owned(),
            Self::NoConnection(Some(Since::Today(hour, minute))) => {
                format!("No connection since {hour:02}:{minute:02}")
            }
            Self::NoConnection(Some(Since::Day(day))) => {
                format!("No connection since {}", display::date(day))
            }
            Self::Loading => "Loading".to_owned(),
            Self::SignedOut(0) => "Signed out".to_owned(),
            Self::SignedOut(_) => "Signed out, changes kept".to_owned(),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Saved => "save-state save-state--saved",
            Self::NeedsChoice(_) | Self::Refused(_) => "save-state save-state--choice",
            Self::SavedOnThisDevice
            | Self::NoConnection(_)
            | Self::Loading
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
            // An octagon with a cross.
            Self::Refused(_) => "M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7Z M7 7l6 6 M13 7l-6 6",
            // A circle that is struck through.
            Self::NoConnection(_) => "M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z M4.5 4.5l11 11",
            // An arrow to a floor.
            Self::Loading => "M10 2v11 M5 8.5l5 5l5-5 M3 17.5h14",
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
    /// Where a person chooses between two versions, and reads what was refused.
    #[prop(optional_no_strip, into)]
    choice_href: Option<String>,
) -> impl IntoView {
    let words = move || {
        let status = status.get();
        match (status, choice_href.clone()) {
            (SaveStatus::NeedsChoice(_) | SaveStatus::Refused(_), Some(href)) => {
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
    use super::{SaveStatus, Since};

    #[test]
    fn the_words_count() {
        let words = [
            SaveStatus::Waiting(1),
            SaveStatus::Waiting(3),
            SaveStatus::NeedsChoice(1),
            SaveStatus::Refused(1),
            SaveStatus::Refused(2),
            SaveStatus::NoConnection(None),
            SaveStatus::NoConnection(Some(Since::Today(9, 5))),
            SaveStatus::NoConnection("2026-11-12".parse().ok().map(Since::Day)),
        ]
        .map(SaveStatus::words);
        assert_eq!(
            words,
            [
                "1 change waiting",
                "3 changes waiting",
                "Needs your choice (1)",
                "1 change refused",
                "2 changes refused",
                "No connection",
                "No connection since 09:05",
                "No connection since 12 November 2026"
            ]
        );
    }
}
