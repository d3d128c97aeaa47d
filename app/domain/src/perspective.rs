//! The perspectives of the Balanced Scorecard (glossary 2.3): ordered, resident first, weights set by the Board.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    record::{Change, noun},
    scope::Scope,
};

/// Identifies a perspective.
pub type PerspectiveId = Id<Perspective>;

/// One side from which the Company is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Perspective {
    /// What it is called.
    pub name: String,
    /// Its place on the scorecard, from 1.
    pub place: u16,
    /// The question that it answers, in plain words.
    #[serde(default)]
    pub question: String,
}

noun!(Perspective, Perspective, |_perspective, _stamp| []);

impl Perspective {
    /// All perspectives in the scorecard's order.
    pub fn in_order(company: &Company) -> Vec<&crate::record::Stored<Self>> {
        let mut all: Vec<_> = company.all::<Self>().collect();
        all.sort_by_key(|perspective| (perspective.place, perspective.id));
        all
    }
}

/// Records a perspective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordPerspective {
    /// The perspective's identifier.
    #[garde(skip)]
    pub perspective: PerspectiveId,
    /// What it is called.
    #[garde(custom(form::name))]
    pub name: String,
    /// Its place on the scorecard, from 1.
    #[garde(range(min = 1, max = 20))]
    pub place: u16,
    /// The question that it answers.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub question: String,
}

impl Decide for RecordPerspective {
    fn decide(&self, _company: &Company, _context: &Context) -> Decision {
        form::check(self)?;
        Ok(vec![Change::put(
            self.perspective,
            Scope::Public,
            Perspective {
                name: self.name.trim().to_owned(),
                place: self.place,
                question: self.question.trim().to_owned(),
            },
        )])
    }
}
