//! Milestones of a plan's actions (glossary 2.1, `Milestone`).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    folded::{About, Fold, FoldedId, folded_noun},
    index::day_order,
    plan_action::PlanActionId,
};

/// Identifies a milestone.
pub type MilestoneId = FoldedId<Milestone>;

/// A step of an action, with a day by which it should be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Of which action.
    pub action: PlanActionId,
    /// What is done then.
    pub title: String,
    /// By when; none where the plan does not say.
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// Whether it is done.
    #[serde(default)]
    pub done: bool,
    /// Where whoever reported it saw it standing, in their word.
    #[serde(default)]
    pub status: String,
    /// How far it is, 0 to 100, where somebody said so.
    #[serde(default)]
    pub percent: Option<Decimal>,
    /// What was said of it.
    #[serde(default)]
    pub note: String,
}

impl Fold for Milestone {
    fn about(&self) -> Vec<About> {
        vec![(self.action.uuid(), self.due.map_or(0, day_order))]
    }
}

folded_noun!(Milestone, Milestone);
