//! Identifiers made from names, so that a demo loaded twice holds the same records and a journey can find them.

use domain::id::Id;
use uuid::Builder;

/// The identifier of a demo record by its name, such as `person/sam-okafor`: a UUIDv8 of a digest of the name.
pub fn demo_id<T>(name: &str) -> Id<T> {
    // Two digests from different starting points; both are the same on every machine.
    let high = digest(0xcbf2_9ce4_8422_2325, name);
    let low = digest(0x6c62_272e_07bb_0142, name);
    let bytes = (u128::from(high) << 64 | u128::from(low)).to_be_bytes();
    Id::new(Builder::from_custom_bytes(bytes).into_uuid())
}

/// A name as it stands in identifiers: small letters and hyphens. `Niamh O'Dowd` is `niamh-odowd`.
pub(super) fn slug(name: &str) -> String {
    name.chars()
        .filter(|letter| *letter != '\'')
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect()
}

/// FNV-1a with a last mixing, so that names that differ in one letter differ in every part of the digest.
pub(super) fn digest(start: u64, text: &str) -> u64 {
    let digest = text.bytes().fold(start, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    super::draw::mixed(digest)
}
