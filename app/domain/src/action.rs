//! Actions: what one of the two will do after a 1:1. They stay on the list of the series until they are done.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    one_to_one::{OneToOne, OneToOneId, OneToOneSeriesId},
    person::PersonId,
    record::{Change, noun},
    rejection::Rejection,
};

/// Identifies an action.
pub type ActionId = Id<Action>;

/// Something one of the two will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// In which series.
    pub series: OneToOneSeriesId,
    /// The 1:1 in which it was agreed.
    pub one_to_one: OneToOneId,
    /// What will be done.
    pub text: String,
    /// Who does it.
    pub who: PersonId,
    /// By when.
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// Whether it is done.
    #[serde(default)]
    pub done: bool,
}

noun!(Action, Action, |action, _stamp| [
    Reference::new(Edge::PartOf, action.one_to_one.uuid()),
    Reference::new(Edge::ActionOf, action.series.uuid()),
    Reference::new(Edge::ActionBy, action.who.uuid()),
]);

/// Adds an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct AddAction {
    /// The action's identifier.
    #[garde(skip)]
    pub action: ActionId,
    /// The 1:1 in which it was agreed.
    #[garde(skip)]
    pub one_to_one: OneToOneId,
    /// What will be done.
    #[garde(custom(form::title))]
    pub text: String,
    /// Who does it.
    #[garde(skip)]
    pub who: PersonId,
    /// By when.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
}

impl Decide for AddAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let (meeting, series) = OneToOne::find_open(company, context, self.one_to_one)?;
        if !series.is_party(self.who) {
            return Err(Rejection::field(
                "who",
                "An action of a 1:1 is for one of its two people. Choose one of you.",
            ));
        }
        let mut changes = context.create(
            company,
            self.action,
            meeting.scope,
            Action {
                series: series.id,
                one_to_one: self.one_to_one,
                text: self.text.trim().to_owned(),
                who: self.who,
                due: self.due,
                done: false,
            },
        )?;
        if !changes.is_empty() {
            changes.extend(OneToOne::written_in(meeting));
        }
        Ok(changes)
    }
}

/// Marks an action done, or not done after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompleteAction {
    /// Which action.
    pub action: ActionId,
    /// Whether it is done.
    pub done: bool,
}

impl Decide for CompleteAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let action = context.find(company, self.action)?;
        context
            .find(company, action.series)?
            .check_current(company)?;
        if action.done == self.done {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put(
            self.action,
            action.scope,
            Action {
                done: self.done,
                ..(*action.body).clone()
            },
        )])
    }
}
