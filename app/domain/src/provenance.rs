//! Where a figure or a target comes from, said wherever it is shown.

use serde::{Deserialize, Serialize};

/// Where something comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Entered by the Company's own staff.
    #[default]
    Recorded,
    /// Taken from something published.
    Published(String),
    /// Taken from a file that somebody sent, by its name.
    Imported(String),
    /// Made up for a demonstration, and marked so on every page.
    Illustrative,
}

impl Provenance {
    /// The words beside a figure; nothing for what staff recorded.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Recorded => None,
            Self::Published(source) => Some(format!("Published: {source}")),
            Self::Imported(file) => Some(format!("Imported: {file}")),
            Self::Illustrative => Some("Illustrative".to_owned()),
        }
    }

    /// Whether it is made up for a demonstration.
    pub const fn is_illustrative(&self) -> bool {
        matches!(self, Self::Illustrative)
    }
}
