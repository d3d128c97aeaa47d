//! Actions of a service plan: what a service set out to do in a year (glossary 2.1, `PlanAction`).

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    index::{Edge, Reference},
    record::noun,
    unit::UnitId,
};

/// Identifies an action of a plan.
pub type PlanActionId = Id<PlanAction>;

/// What a service set out to do; its milestones say how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAction {
    /// Which service.
    pub service: UnitId,
    /// What is to be done.
    pub title: String,
}

noun!(PlanAction, PlanAction, |action, _stamp| [Reference::new(
    Edge::PlanActionOf,
    action.service.uuid()
)]);
