//! A Company as one person may see it. Views take a sight, so a page cannot show what its reader may not see (architecture section 5).

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    access,
    calendar::Date,
    company::Company,
    display,
    id::Id,
    index::Edge,
    person::PersonId,
    record::{Noun, Stored},
    scope::Scope,
};

/// A Company through the scopes of the person looking.
#[derive(Clone, Debug)]
pub struct Sight<'a> {
    company: &'a Company,
    person: Option<PersonId>,
    seen: Seen,
    /// The Company is as it stood on an earlier day.
    earlier: bool,
    /// The day up to which the device knows how things stand; none where that is today.
    known_until: Option<Date>,
}

/// Which records are seen.
#[derive(Clone, Debug)]
enum Seen {
    /// All that is held: a device holds only what its person may see.
    Held,
    /// Those of these scopes.
    Scopes(BTreeSet<Scope>),
}

impl<'a> Sight<'a> {
    /// What a device's person may see of what the device holds, which is all of it.
    pub const fn on_device(held: &'a Company, person: PersonId) -> Self {
        Self {
            company: held,
            person: Some(person),
            seen: Seen::Held,
            earlier: false,
            known_until: None,
        }
    }

    /// The same as it stood on an earlier day: it can be read, and nothing can be done.
    pub const fn earlier(held: &'a Company, person: PersonId) -> Self {
        Self {
            company: held,
            person: Some(person),
            seen: Seen::Held,
            earlier: true,
            known_until: None,
        }
    }

    /// What a person may see.
    pub fn of(company: &'a Company, person: PersonId) -> Self {
        Self {
            company,
            person: Some(person),
            seen: Seen::Scopes(access::scopes(company, person)),
            earlier: false,
            known_until: None,
        }
    }

    /// What anyone may see, without signing in.
    pub fn public(company: &'a Company) -> Self {
        Self::through(company, [Scope::Public])
    }

    /// What all staff may see and nothing more: the scorecard is worked out from this, so it is the same for everyone.
    pub fn staff(company: &'a Company) -> Self {
        Self::through(company, [Scope::Public, Scope::Staff, Scope::Council])
    }

    fn through(company: &'a Company, scopes: impl IntoIterator<Item = Scope>) -> Self {
        Self {
            company,
            person: None,
            seen: Seen::Scopes(scopes.into_iter().collect()),
            earlier: false,
            known_until: None,
        }
    }

    /// The same reader's sight of another Company, such as one in which something is supposed.
    pub fn over<'b>(&self, company: &'b Company) -> Sight<'b> {
        Sight {
            company,
            person: self.person,
            seen: self.seen.clone(),
            earlier: self.earlier,
            known_until: self.known_until,
        }
    }

    /// The same on a device that has not reached the server since this day: whatever day it is, nothing later is known.
    #[must_use]
    pub fn known_until(self, day: Option<Date>) -> Self {
        Self {
            known_until: day,
            ..self
        }
    }

    /// "21 November 2026": as at when a page tells what it tells, which is not today where the server was not reached since.
    pub fn as_at(&self, today: Date) -> String {
        match self.known_until.filter(|known| *known < today) {
            Some(known) => format!(
                "{}, when this device last reached the server",
                display::date(known)
            ),
            None => display::date(today),
        }
    }

    /// Who is looking; nobody in particular for the public and for the scorecard.
    pub const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// Whether this is how things stood on an earlier day.
    pub const fn is_earlier(&self) -> bool {
        self.earlier
    }

    /// Whether records of a scope are seen.
    pub fn sees(&self, scope: &Scope) -> bool {
        match &self.seen {
            Seen::Held => true,
            Seen::Scopes(scopes) => scopes.contains(scope),
        }
    }

    /// Whether the reader sees what all staff see. To those who do not (the Council's viewer, a partner) a page would say that
    /// nobody owns or does anything, so it leaves out what rests on it.
    pub fn is_staff(&self) -> bool {
        match &self.seen {
            Seen::Held => self.company.holds(&Scope::Staff),
            Seen::Scopes(scopes) => scopes.contains(&Scope::Staff),
        }
    }

    /// Whether the reader sees what the Council sees and not what all staff see.
    pub fn sees_as_council(&self) -> bool {
        let sees = match &self.seen {
            Seen::Held => self.company.holds(&Scope::Council),
            Seen::Scopes(scopes) => scopes.contains(&Scope::Council),
        };
        sees && !self.is_staff()
    }

    /// The record with this id, if it is seen.
    pub fn get<T: Noun>(&self, id: Id<T>) -> Option<&'a Stored<T>> {
        self.company
            .get(id)
            .filter(|stored| self.sees(&stored.scope))
    }

    /// All records of a noun that are seen.
    pub fn all<T: Noun>(&self) -> impl DoubleEndedIterator<Item = &'a Stored<T>> + '_ {
        self.company
            .all::<T>()
            .filter(|stored| self.sees(&stored.scope))
    }

    /// The records of a noun that point at `to` and are seen, in their order.
    pub fn pointing<T: Noun>(
        &self,
        edge: Edge,
        to: Uuid,
    ) -> impl DoubleEndedIterator<Item = &'a Stored<T>> + '_ {
        self.company
            .pointing::<T>(edge, to)
            .filter(|stored| self.sees(&stored.scope))
    }

    /// The Company itself, for rules that look at links and reporting lines and show nothing of what they pass.
    pub const fn company(&self) -> &'a Company {
        self.company
    }
}
