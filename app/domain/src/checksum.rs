//! One checksum for whatever has to be told apart and not kept secret: the words somebody read, a row of a store, a record's version.

/// FNV-1a, 64 bits: the same on every machine, a few lines in any language, quick enough for ten megabytes at each start, and told from
/// any change that is not made on purpose.
pub fn checksum(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
