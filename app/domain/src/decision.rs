//! What a decision is made with, and what comes of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access,
    calendar::{self, Date},
    company::Company,
    id::Id,
    person::PersonId,
    record::{Change, Noun, Stored},
    rejection::Rejection,
};

/// Who gives a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The administrator's command line: loading, migrating, deriving.
    System,
    /// A person, by their own sign-in.
    Person(PersonId),
}

impl Actor {
    /// The person, where it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::System => None,
            Self::Person(person) => Some(person),
        }
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::System => formatter.write_str("system"),
            Self::Person(person) => person.fmt(formatter),
        }
    }
}

/// All that a decision may know beside the Company and the command's own arguments (architecture section 3).
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Who gives the command.
    pub actor: Actor,
    /// The server's clock; on a device an estimate. It never enters a body: the authority stamps the record.
    pub now: Timestamp,
    /// The command's own identifier.
    pub command: Uuid,
}

/// The changes that a command makes, or why it makes none.
pub type Decision = Result<Vec<Change>, Rejection>;

/// A command of the domain.
pub trait Decide {
    /// Decides the command on what is held. Reads no clock, no random source and no hash order.
    fn decide(&self, company: &Company, context: &Context) -> Decision;
}

impl Context {
    /// The record, if the actor may see it. What they may not see answers as if it were not there (invariant 4).
    pub fn find<'a, T: Noun>(
        &self,
        company: &'a Company,
        id: Id<T>,
    ) -> Result<&'a Stored<T>, Rejection> {
        company
            .get(id)
            .filter(|stored| self.sees(company, &stored.scope))
            .ok_or(Rejection::NotFound)
    }

    /// Whether the actor may see records of a scope.
    pub fn sees(&self, company: &Company, scope: &crate::scope::Scope) -> bool {
        match self.actor {
            Actor::System => true,
            Actor::Person(person) => access::sees(company, person, scope),
        }
    }

    /// The day in Britain, by the server's clock: for refusing a day that has not come. It never enters a body.
    pub fn today(&self) -> Date {
        calendar::day(self.now)
    }

    /// The person who acts; the command line may not do what only a person can, such as agreeing.
    pub fn person(&self) -> Result<PersonId, Rejection> {
        self.actor.person().ok_or(Rejection::NeedsPerson)
    }

    /// Refuses an id that is taken. Where the actor may not see what took it, the answer is the one for anything not seen:
    /// ids are made by devices and cannot be guessed, so only someone who knew this one learns that it is not theirs.
    pub fn check_free<T: Noun>(&self, company: &Company, id: Id<T>) -> Result<(), Rejection> {
        match company.get(id) {
            None => Ok(()),
            Some(stored) if self.sees(company, &stored.scope) => Err(Rejection::AlreadyThere),
            Some(_) => Err(Rejection::NotFound),
        }
    }

    /// Refuses a second record under an id that is taken, unless it says the same: then nothing is to be done (sync.md R11).
    pub fn create<T: Noun>(
        &self,
        company: &Company,
        id: Id<T>,
        scope: crate::scope::Scope,
        body: T,
    ) -> Decision {
        match company.get(id) {
            Some(stored) if *stored.body == body && stored.scope == scope => Ok(Vec::new()),
            _ => {
                self.check_free(company, id)?;
                Ok(vec![Change::put(id, scope, body)])
            }
        }
    }
}
