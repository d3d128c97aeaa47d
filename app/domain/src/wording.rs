//! A digest of what somebody read, for agreeing exactly that (sync.md 2.7).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::checksum::checksum;

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
