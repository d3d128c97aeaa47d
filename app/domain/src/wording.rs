//! A digest of what somebody read, for agreeing exactly that (sync.md 2.7).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A digest of some words. It guards against a change that was not seen, not against an attacker, so 64 bits are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording(u64);

impl Wording {
    /// The digest of parts in their order (FNV-1a, the same on every machine).
    pub fn of<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> Self {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        let mut digest = OFFSET;
        for part in parts {
            // 0xff stands in no UTF-8 text, so parts cannot run into each other.
            for byte in part.as_ref().bytes().chain([0xff]) {
                digest = (digest ^ u64::from(byte)).wrapping_mul(PRIME);
            }
        }
        Self(digest)
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
