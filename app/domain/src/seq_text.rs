//! Sequence numbers travel as text, because a browser's own numbers are exact only to 2^53 (sync.md 2.1).

use serde::{Deserializer, Serializer};

use crate::as_text;

/// Writes the number as a string.
pub fn serialize<S: Serializer>(seq: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(seq)
}

/// Reads the number from a string.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    as_text::read(
        deserializer,
        |text| text.parse().ok(),
        "a whole number, written as text",
    )
}
