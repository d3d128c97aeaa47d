//! Scopes: every record lives in exactly one, and a person has a set of them (architecture section 5, access.md).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{as_text, id::Id, one_to_one::OneToOneSeriesId, person::PersonId, unit::UnitId};

/// Who a record is for. What another audience may see of private data is a separate record in its own scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Anyone, signed in or not.
    Public,
    /// Everyone who holds a post or sits on a body of the Company.
    Staff,
    /// What is approved of the indicators that the Council chose, and not yet published: all staff and the Council’s viewers.
    Council,
    /// Support Services and HR: that something was refused or changed, never what it said.
    Hr,
    /// One person's objectives: the person, their manager, the manager's manager and HR.
    Objectives(PersonId),
    /// One 1:1 series: its two people, and no role opens it to anyone else.
    OneToOne(OneToOneSeriesId),
    /// Private notes and drafts: their author only.
    Own(PersonId),
    /// A service's figures and targets that are not yet approved.
    Drafts(UnitId),
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => formatter.write_str("public"),
            Self::Staff => formatter.write_str("staff"),
            Self::Council => formatter.write_str("council"),
            Self::Hr => formatter.write_str("hr"),
            Self::Objectives(person) => write!(formatter, "objectives:{person}"),
            Self::OneToOne(series) => write!(formatter, "one_to_one:{series}"),
            Self::Own(person) => write!(formatter, "own:{person}"),
            Self::Drafts(unit) => write!(formatter, "drafts:{unit}"),
        }
    }
}

/// A scope's text that is not one of the forms `Display` writes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the name of a scope")]
pub struct UnknownScope(pub String);

impl Scope {
    /// Its place among the scopes, and whose it is: in the same order as the scopes themselves.
    pub(crate) const fn key(&self) -> (u16, Uuid) {
        match self {
            Self::Public => (0, Uuid::nil()),
            Self::Staff => (1, Uuid::nil()),
            Self::Council => (2, Uuid::nil()),
            Self::Hr => (3, Uuid::nil()),
            Self::Objectives(id) => (4, id.uuid()),
            Self::OneToOne(id) => (5, id.uuid()),
            Self::Own(id) => (6, id.uuid()),
            Self::Drafts(id) => (7, id.uuid()),
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownScope(text.to_owned());
        fn id<T>(text: &str) -> Option<Id<T>> {
            text.parse().ok()
        }
        match text.split_once(':') {
            None => match text {
                "public" => Ok(Self::Public),
                "staff" => Ok(Self::Staff),
                "council" => Ok(Self::Council),
                "hr" => Ok(Self::Hr),
                _ => Err(unknown()),
            },
            Some(("objectives", rest)) => id(rest).map(Self::Objectives).ok_or_else(unknown),
            Some(("one_to_one", rest)) => id(rest).map(Self::OneToOne).ok_or_else(unknown),
            Some(("own", rest)) => id(rest).map(Self::Own).ok_or_else(unknown),
            Some(("drafts", rest)) => id(rest).map(Self::Drafts).ok_or_else(unknown),
            Some(_) => Err(unknown()),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        as_text::read(
            deserializer,
            |text| text.parse().ok(),
            "the name of a scope",
        )
    }
}
