//! What somebody read before they decided, so that nothing is written over unseen (sync.md 2.7): a digest, for agreeing exactly that,
//! and the words themselves, for writing over them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{checksum::checksum, rejection::Rejection};

/// A digest of some words. It guards against a change that was not seen, not against an attacker, so 64 bits are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording(u64);

impl Wording {
    /// The digest of parts in their order.
    pub fn of<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> Self {
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend_from_slice(part.as_ref().as_bytes());
            // It stands in no UTF-8 text, so parts cannot run into each other.
            bytes.push(0xff);
        }
        Self(checksum(bytes))
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

/// Whether words may be written over those that stand `now`, by somebody who had `read` what stood when they began. Those who do not say
/// what they read write over whatever stands, as the first devices did. Space around counts for nothing.
///
/// # Errors
/// [`Rejection::ChangedSince`] where other words stand by now than were read, and than are written.
pub fn check_read(read: Option<&str>, now: &str, mine: &str) -> Result<(), Rejection> {
    let now = now.trim();
    match read {
        Some(read) if read.trim() != now && mine.trim() != now => Err(Rejection::ChangedSince),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_were_read_are_written_over() {
        for (read, now, mine, taken) in [
            (None, "theirs", "mine", true),
            (Some("old"), "old", "mine", true),
            (Some(" old\n"), "old", "mine", true),
            (Some("old"), "theirs", "mine", false),
            (Some("old"), "theirs", "theirs", true),
            (Some(""), "theirs", "mine", false),
            (Some("old"), "", "mine", false),
            (Some("old"), "theirs", "", false),
            (Some(""), "", "mine", true),
        ] {
            let found = check_read(read, now, mine);
            assert_eq!(found.is_ok(), taken, "{read:?}, {now}, {mine}");
        }
    }
}
