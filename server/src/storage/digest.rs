//! SHA-256 digests, and how they are written in the database: 64 hexadecimal digits.

use std::fmt::Write;

use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The digest of the parts, each preceded by its length, so that no two lists of parts look alike.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> Digest {
    let mut hasher = Sha256::new();
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        hasher.update(length.to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// A digest as 64 lower-case hexadecimal digits.
#[must_use]
pub fn to_hex(digest: &Digest) -> String {
    digest
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The digest written as 64 lower-case hexadecimal digits, or nothing if `text` is something else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Digest> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() != 32 {
        return None;
    }
    let mut digest = Digest::default();
    for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(digest)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_goes_there_and_back() {
        let digest = sha256(&[b"agreed"]);
        assert_eq!(from_hex(&to_hex(&digest)), Some(digest));
        assert_eq!(to_hex(&[0; 32]), "0".repeat(64));
    }

    #[test]
    fn anything_else_is_not_a_digest() {
        for text in [
            "",
            "0",
            &"0".repeat(63),
            &"0".repeat(66),
            &"G".repeat(64),
            &"A".repeat(64),
        ] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn moving_a_boundary_changes_the_digest() {
        assert_ne!(sha256(&[b"ab", b"c"]), sha256(&[b"a", b"bc"]));
    }
}
