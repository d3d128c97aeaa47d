//! The agenda of a 1:1: either of the two adds to it, before or during.

mod pass_on;

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    one_to_one::{OneToOne, OneToOneId},
    person::PersonId,
    record::{Change, noun},
};

pub use pass_on::PassOn;

/// Identifies an agenda item.
pub type AgendaItemId = Id<AgendaItem>;

/// Something to talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// In which 1:1.
    pub one_to_one: OneToOneId,
    /// What about.
    pub text: String,
    /// Who added it; neither of the two where a former manager sent it on.
    pub author: Option<PersonId>,
    /// Whether it was talked about.
    #[serde(default)]
    pub covered: bool,
}

noun!(AgendaItem, AgendaItem, |item, _stamp| [Reference::new(
    Edge::PartOf,
    item.one_to_one.uuid()
)]);

/// Adds something to talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct AddAgendaItem {
    /// The item's identifier.
    #[garde(skip)]
    pub item: AgendaItemId,
    /// In which 1:1.
    #[garde(skip)]
    pub one_to_one: OneToOneId,
    /// What about.
    #[garde(custom(form::title))]
    pub text: String,
}

impl Decide for AddAgendaItem {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let (meeting, _) = OneToOne::find_open(company, context, self.one_to_one)?;
        let mut changes = context.create(
            company,
            self.item,
            meeting.scope,
            AgendaItem {
                one_to_one: self.one_to_one,
                text: self.text.trim().to_owned(),
                author: context.actor.person(),
                covered: false,
            },
        )?;
        if !changes.is_empty() {
            changes.extend(OneToOne::written_in(meeting));
        }
        Ok(changes)
    }
}

/// Ticks an agenda item off, or takes the tick back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverAgendaItem {
    /// Which item.
    pub item: AgendaItemId,
    /// Whether it was talked about.
    pub covered: bool,
}

impl Decide for CoverAgendaItem {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let item = context.find(company, self.item)?;
        OneToOne::find_open(company, context, item.one_to_one)?;
        if item.covered == self.covered {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put(
            self.item,
            item.scope,
            AgendaItem {
                covered: self.covered,
                ..(*item.body).clone()
            },
        )])
    }
}
