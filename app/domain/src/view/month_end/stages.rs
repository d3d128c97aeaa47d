//! The four stages of a row's period, in words.

use crate::{
    calendar::Period,
    indicator::{Indicator, IndicatorId},
    record::Stored,
    sight::Sight,
    stage::{self, Stage, StageStanding, StageWaiverId, WaiveStage},
    view::permission::tried,
};

/// What is said of a stage that is complete.
pub const COMPLETE: &str = "complete";

/// What is said of one that is not.
pub const OPEN: &str = "open";

/// A stage of the period, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageLine {
    /// `Record`.
    pub stage: &'static str,
    /// `complete`, `open`, or `waived (…)`.
    pub is: String,
}

/// The stage that a page calls so.
pub fn stage(words: &str) -> Option<Stage> {
    Stage::ALL.into_iter().find(|stage| stage.words() == words)
}

/// How the four stages stand.
pub(super) fn stages(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    period: Period,
) -> Vec<StageLine> {
    stage::stages(sight.company(), indicator, period, |scope| {
        sight.sees(scope)
    })
    .into_iter()
    .map(|(stage, standing)| StageLine {
        stage: stage.words(),
        is: match standing {
            StageStanding::Complete => COMPLETE.to_owned(),
            StageStanding::Open => OPEN.to_owned(),
            StageStanding::Waived(waiver) => format!("waived ({})", waiver.reason),
        },
    })
    .collect()
}

/// Whether the reader may say that a stage is not needed.
pub(super) fn may_waive(sight: &Sight<'_>, indicator: IndicatorId, period: Period) -> bool {
    let waive = WaiveStage {
        waiver: StageWaiverId::new(uuid::Uuid::nil()),
        indicator,
        period,
        stage: Stage::Act,
        reason: "?".to_owned(),
    };
    tried(sight, waive).is_ok()
}
