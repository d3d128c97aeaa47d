//! Corporate priorities (strategy §1.3): each in exactly one perspective, each with an outcome for residents.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    perspective::PerspectiveId,
    record::{Change, noun},
    rejection::Rejection,
    scope::Scope,
};

/// Identifies a corporate priority.
pub type PriorityId = Id<CorporatePriority>;

/// What the Company wants to do or achieve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorporatePriority {
    /// What it is called.
    pub title: String,
    /// What residents will notice, in a sentence (S4).
    pub outcome: String,
    /// The perspective it is in.
    pub perspective: PerspectiveId,
    /// Its place within the perspective, from 1.
    pub place: u16,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

noun!(CorporatePriority, Priority, |priority, _stamp| [
    Reference::ordered(
        Edge::PriorityIn,
        priority.perspective.uuid(),
        u64::from(priority.place)
    )
]);

/// Records a corporate priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordPriority {
    /// The priority's identifier.
    #[garde(skip)]
    pub priority: PriorityId,
    /// What it is called.
    #[garde(custom(form::title))]
    pub title: String,
    /// What residents will notice, in a sentence.
    #[garde(custom(form::text))]
    pub outcome: String,
    /// The perspective it is in.
    #[garde(skip)]
    pub perspective: PerspectiveId,
    /// Its place within the perspective, from 1.
    #[garde(range(min = 1, max = 100))]
    pub place: u16,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordPriority {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        context
            .find(company, self.perspective)
            .map_err(|_| Rejection::NoPerspective)?;
        Ok(vec![Change::put(
            self.priority,
            Scope::Public,
            CorporatePriority {
                title: self.title.trim().to_owned(),
                outcome: self.outcome.trim().to_owned(),
                perspective: self.perspective,
                place: self.place,
                illustrative: self.illustrative,
            },
        )])
    }
}
