//! People who work for or with the Company.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    ownership::Ownership,
    record::{Change, noun},
    scope::Scope,
};

/// Identifies a person.
pub type PersonId = Id<Person>;

/// A person, as every colleague may know them. Credentials are no record and live apart (access.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name they go by at work.
    pub name: String,
    /// Whether they are here; someone who left keeps their record.
    #[serde(default = "crate::yes")]
    pub active: bool,
    /// Whether the person is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

noun!(Person, Person, |_person, _stamp| []);

impl Person {
    /// "Sam" of "Sam Okafor", for headings.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

/// Records a person, or what has changed about them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordPerson {
    /// The person's identifier.
    #[garde(skip)]
    pub person: PersonId,
    /// The name they go by at work.
    #[garde(custom(form::name))]
    pub name: String,
    /// Whether they are here.
    #[garde(skip)]
    #[serde(default = "crate::yes")]
    pub active: bool,
    /// Whether the person is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordPerson {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let change = Change::put(
            self.person,
            Scope::Staff,
            Person {
                name: self.name.trim().to_owned(),
                active: self.active,
                illustrative: self.illustrative,
            },
        );
        let after = company.with(&change, context);
        Ownership::check_kept(company, &after, context, self.person)?;
        Ok(vec![change])
    }
}
