//! Actions of a service plan: what a service set out to do in a year (glossary 2.1, `PlanAction`).

use serde::{Deserialize, Serialize};

use crate::{
    folded::{About, Fold, FoldedId, folded_noun},
    unit::UnitId,
};

/// Identifies an action of a plan.
pub type PlanActionId = FoldedId<PlanAction>;

/// What a service set out to do; its milestones say how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAction {
    /// Which service.
    pub service: UnitId,
    /// What is to be done.
    pub title: String,
}

impl Fold for PlanAction {
    fn about(&self) -> Vec<About> {
        vec![(self.service.uuid(), 0)]
    }
}

folded_noun!(PlanAction, PlanAction);
