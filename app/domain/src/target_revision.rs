//! Why a target was revised in its year: what staff and residents read beside the original (rules.md 4.10, TV15).

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, FinancialYear},
    company::Company,
    folded::{About, Fold, FoldedId, folded_noun},
    id::Id,
    indicator::IndicatorId,
    target::TargetId,
};

/// Identifies why a target was revised.
pub type TargetRevisionId = FoldedId<TargetRevision>;

/// That a target took the place of another within its year. The other one is kept, and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRevision {
    /// The revised target.
    pub target: TargetId,
    /// The one that stood before.
    pub revises: TargetId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which year.
    pub year: FinancialYear,
    /// From when the revised one counts.
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// Why, in words for everybody.
    pub because: String,
}

folded_noun!(TargetRevision, TargetRevision);

impl Fold for TargetRevision {
    fn about(&self) -> Vec<About> {
        vec![
            (self.target.uuid(), 0),
            (self.indicator.uuid(), u64::from(self.year.0.unsigned_abs())),
        ]
    }
}

impl TargetRevision {
    /// The identifier of a target's revision: a target is one at most.
    pub const fn id(target: TargetId) -> TargetRevisionId {
        Id::new(target.uuid())
    }
}

/// Why a target came in another's place; none where it was the first of its year.
pub fn of(
    company: &Company,
    target: TargetId,
) -> Option<&crate::record::Stored<crate::folded::Folded<TargetRevision>>> {
    company.get(TargetRevision::id(target))
}
