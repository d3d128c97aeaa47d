//! A revised target with the original that it stands beside, for staff and residents alike (rules.md 4.10, TV15).

use super::words;
use crate::{
    display,
    indicator::Indicator,
    record::Stored,
    sight::Sight,
    target::Target,
    target_revision::{TargetRevision, of},
};

/// `original target at most 17 days, revised to at most 18 days from 1 December 2026: the contractor failed.`; none for a target that
/// was the first of its year.
pub(in crate::view) fn revised(
    sight: &Sight<'_>,
    indicator: &Indicator,
    target: &Stored<Target>,
) -> Option<String> {
    let why: TargetRevision = of(sight.company(), target.id)
        .filter(|why| sight.sees(&why.scope))?
        .open()?;
    let original = sight.get(why.revises)?;
    Some(format!(
        "Original target {}, revised to {} from {}: {}",
        words(sight, indicator, original),
        words(sight, indicator, target),
        display::date(why.from),
        why.because
    ))
}
