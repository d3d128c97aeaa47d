//! The places of the scorecard that have a score and a delivery progress.

use crate::{
    objective::{Objective, ObjectiveId},
    perspective::PerspectiveId,
    priority::PriorityId,
    scorecard::{Contribution, Scorecard, Standing},
    sight::Sight,
};

/// A place on the scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The Company as a whole.
    Company,
    /// A perspective.
    Perspective(PerspectiveId),
    /// A corporate priority.
    Priority(PriorityId),
    /// An objective at any level.
    Objective(ObjectiveId),
}

impl Place {
    /// A name for it that no other place has, for the parts of a page.
    pub fn key(self) -> String {
        match self {
            Self::Company => "company".to_owned(),
            Self::Perspective(id) => format!("perspective-{id}"),
            Self::Priority(id) => format!("priority-{id}"),
            Self::Objective(id) => format!("objective-{id}"),
        }
    }

    /// How it stands.
    pub fn standing(self, card: &Scorecard) -> Standing {
        match self {
            Self::Company => card.overall(),
            Self::Perspective(id) => card.perspective(id),
            Self::Priority(id) => card.priority(id),
            Self::Objective(id) => card.objective(id),
        }
    }

    /// What it is called; none where the reader may not see it.
    pub fn name(self, sight: &Sight<'_>) -> Option<String> {
        match self {
            Self::Company => Some("the Balanced Scorecard".to_owned()),
            Self::Perspective(id) => sight.get(id).map(|perspective| perspective.name.clone()),
            Self::Priority(id) => sight.get(id).map(|priority| priority.title.clone()),
            Self::Objective(id) => sight
                .get::<Objective>(id)
                .map(|objective| objective.title.clone()),
        }
    }

    /// What a contribution is the contribution of, where that is a place.
    pub(in crate::view) const fn of(contribution: &Contribution) -> Option<Self> {
        match contribution {
            Contribution::Indicator(..) => None,
            Contribution::Objective(id, _) => Some(Self::Objective(*id)),
            Contribution::Priority(id, _) => Some(Self::Priority(*id)),
            Contribution::Perspective(id, _) => Some(Self::Perspective(*id)),
        }
    }
}
