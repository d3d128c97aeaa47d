//! The Company's structure: groups, services and teams.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    record::{Change, noun},
    rejection::Rejection,
    scope::Scope,
};

/// Identifies a unit.
pub type UnitId = Id<Unit>;

/// What kind of unit it is; a team is in a service, a service in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A group of services under one executive or group manager.
    Group,
    /// A service area.
    Service,
    /// A team.
    Team,
}

impl UnitKind {
    /// The glossary's word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Group => "Group",
            Self::Service => "Service",
            Self::Team => "Team",
        }
    }
}

/// A group, service or team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// What it is called.
    pub name: String,
    /// Which kind of unit.
    pub kind: UnitKind,
    /// The unit that it is part of; none for a group.
    pub within: Option<UnitId>,
    /// What it does, in a sentence for residents; empty where nobody wrote one.
    #[serde(default)]
    pub purpose: String,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

noun!(Unit, Unit, |unit, _stamp| unit
    .within
    .map(|within| Reference::new(Edge::UnitIn, within.uuid())));

impl Unit {
    /// The service that this unit is or belongs to.
    pub fn service(company: &Company, id: UnitId) -> Option<UnitId> {
        let unit = company.get(id)?;
        match unit.kind {
            UnitKind::Service => Some(id),
            UnitKind::Team => Self::service(company, unit.within?),
            UnitKind::Group => None,
        }
    }

    /// This unit and the units it is in, from here upwards.
    pub fn line(company: &Company, id: UnitId) -> Vec<UnitId> {
        let mut line = Vec::new();
        let mut next = Some(id);
        while let Some(unit) = next.filter(|unit| !line.contains(unit)) {
            line.push(unit);
            next = company.get(unit).and_then(|unit| unit.within);
        }
        line
    }
}

/// Records a unit, or what has changed about it. Units are what the public site groups its figures by, so they are public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordUnit {
    /// The unit's identifier.
    #[garde(skip)]
    pub unit: UnitId,
    /// What it is called.
    #[garde(custom(form::name))]
    pub name: String,
    /// Which kind of unit.
    #[garde(skip)]
    pub kind: UnitKind,
    /// The unit that it is part of; none for a group.
    #[garde(skip)]
    pub within: Option<UnitId>,
    /// What it does, in a sentence for residents.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub purpose: String,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordUnit {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let above = match self.within {
            None => None,
            Some(within) => Some(context.find(company, within)?.kind),
        };
        let fits = match self.kind {
            UnitKind::Group => above.is_none(),
            UnitKind::Service => above == Some(UnitKind::Group),
            UnitKind::Team => above == Some(UnitKind::Service),
        };
        if !fits {
            return Err(Rejection::UnitNotBelow);
        }
        Ok(vec![Change::put(
            self.unit,
            Scope::Public,
            Unit {
                name: self.name.trim().to_owned(),
                kind: self.kind,
                within: self.within,
                purpose: self.purpose.trim().to_owned(),
                illustrative: self.illustrative,
            },
        )])
    }
}
