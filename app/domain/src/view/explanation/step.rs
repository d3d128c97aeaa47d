//! The steps of a working, as a page shows them.

use crate::{explain, indicator::IndicatorId, objective::ObjectiveId, priority::PriorityId};

/// What a step rests on, which has a page and a working of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An indicator.
    Indicator(IndicatorId),
    /// An objective.
    Objective(ObjectiveId),
    /// A priority, which the cascade shows.
    Priority(PriorityId),
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done, or what it rests on, in a sentence.
    pub says: String,
    /// The sum, with the numbers in it; empty where there is nothing to work out.
    pub expression: String,
    /// What comes out.
    pub value: String,
    /// What the step rests on, where that can be opened.
    pub entry: Option<Entry>,
}

impl Step {
    pub(super) fn new(
        says: impl Into<String>,
        expression: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self {
            says: says.into(),
            expression: expression.into(),
            value: value.into(),
            entry: None,
        }
    }

    /// A step that nothing is worked out in.
    pub(in crate::view) fn plain(says: impl Into<String>, value: impl Into<String>) -> Self {
        Self::new(says, "", value)
    }

    pub(super) fn resting_on(self, entry: Entry) -> Self {
        Self {
            entry: Some(entry),
            ..self
        }
    }
}

impl From<explain::Step> for Step {
    fn from(step: explain::Step) -> Self {
        Self::new(step.says, step.expression, step.value)
    }
}

/// A number taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Working {
    /// What is worked out: "Score of Residents and customers".
    pub caption: String,
    /// In order.
    pub steps: Vec<Step>,
}
