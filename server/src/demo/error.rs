//! Why the demo company cannot be made.

use jiff::civil::Date;

/// Why the demo company cannot be made; each names what to correct.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A data file does not read.
    #[error("The demo data in server/demo/{file} cannot be read. Correct the file: {problem}")]
    Unreadable {
        /// The file's name.
        file: &'static str,
        /// What is wrong, and in which line.
        problem: String,
    },
    /// Somebody is named who holds no post.
    #[error(
        "server/demo/{file} names “{slug}”, who holds no post. Correct the name, or add the post to staff.toml."
    )]
    UnknownPerson {
        /// The file's name.
        file: &'static str,
        /// The name as it stands there.
        slug: String,
    },
    /// A source is named that sources.toml does not hold.
    #[error(
        "{code} names the source “{key}”, which server/demo/sources.toml does not hold. Correct the key, or add the source."
    )]
    UnknownSource {
        /// The indicator's code.
        code: String,
        /// The key as it stands there.
        key: String,
    },
    /// A day at the end of the calendar.
    #[error(
        "The demo cannot be dated from {day}: it is too near the end of the calendar. Use a nearer day."
    )]
    Day {
        /// The day.
        day: Date,
    },
}

/// Reads a data file.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<T, DemoError> {
    toml::from_str(text).map_err(|error| DemoError::Unreadable {
        file,
        problem: error.to_string(),
    })
}
