//! Check-ins: progress on an objective as it was recorded. They are only ever added.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    objective::{ObjectiveId, ObjectiveState},
    one_to_one::OneToOneId,
    person::PersonId,
    record::{Stored, noun},
    rejection::Rejection,
};

/// Identifies a check-in.
pub type CheckInId = Id<CheckIn>;

/// How far an objective is, as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Which objective.
    pub objective: ObjectiveId,
    /// Whole per cent, 0 to 100.
    pub progress: u16,
    /// What happened, in a sentence or two.
    #[serde(default)]
    pub note: String,
    /// Who recorded it.
    pub by: Option<PersonId>,
    /// The 1:1 in which it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_to_one: Option<OneToOneId>,
}

noun!(CheckIn, CheckIn, |check_in, stamp| [Reference::ordered(
    Edge::CheckInOn,
    check_in.objective.uuid(),
    stamp.seq
)]);

impl CheckIn {
    /// The check-in known last.
    pub fn last(company: &Company, objective: ObjectiveId) -> Option<&Stored<Self>> {
        company
            .pointing::<Self>(Edge::CheckInOn, objective.uuid())
            .next_back()
    }

    /// All check-ins on an objective, oldest first.
    pub fn all(
        company: &Company,
        objective: ObjectiveId,
    ) -> impl DoubleEndedIterator<Item = &Stored<Self>> {
        company.pointing::<Self>(Edge::CheckInOn, objective.uuid())
    }
}

/// Records progress on an agreed objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordProgress {
    /// The check-in's identifier.
    #[garde(skip)]
    pub check_in: CheckInId,
    /// Which objective.
    #[garde(skip)]
    pub objective: ObjectiveId,
    /// Whole per cent, 0 to 100.
    #[garde(custom(form::percent))]
    pub progress: u16,
    /// What happened, in a sentence or two.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub note: String,
    /// The 1:1 in which it was recorded.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_to_one: Option<OneToOneId>,
}

impl Decide for RecordProgress {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let objective = context.find(company, self.objective)?;
        match objective.state {
            ObjectiveState::Drafted => return Err(Rejection::NotAgreedYet),
            ObjectiveState::Closed => return Err(Rejection::ObjectiveClosed),
            ObjectiveState::Agreed => {}
        }
        context.create(
            company,
            self.check_in,
            objective.scope,
            CheckIn {
                objective: self.objective,
                progress: self.progress,
                note: self.note.trim().to_owned(),
                by: context.actor.person(),
                one_to_one: self.one_to_one,
            },
        )
    }
}
