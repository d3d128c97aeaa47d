//! Numbers that look drawn and are worked out from a name, so that a demo is the same each time.

use rust_decimal::Decimal;

use super::id::digest;

/// The last step of splitmix64: every bit of the answer depends on every bit of the question.
pub(super) const fn mixed(seed: u64) -> u64 {
    let step = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let step = (step ^ (step >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    step ^ (step >> 31)
}

/// From −1 to 1 in steps of a thousandth.
pub(super) fn noise(name: &str) -> Decimal {
    let thousandths = digest(0x9e37_79b9_7f4a_7c15, name) % 2001;
    (Decimal::from(thousandths) - Decimal::ONE_THOUSAND) / Decimal::ONE_THOUSAND
}

/// One of a list, by the name of what it is for; nothing from an empty list.
pub(super) fn pick<'a, T>(list: &'a [T], name: &str) -> Option<&'a T> {
    let length = u64::try_from(list.len())
        .ok()
        .filter(|length| *length > 0)?;
    list.get(usize::try_from(digest(0x2545_f491_4f6c_dd1d, name) % length).ok()?)
}
