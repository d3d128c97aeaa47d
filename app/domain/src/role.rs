//! Roles that a person has beside their post (glossary 2.2). `LineManager` is derived, and managers' grades are on posts.

use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    id::Id,
    index::{Edge, Reference},
    person::PersonId,
    record::{Change, noun},
    scope::Scope,
};

/// Identifies the grant of a role.
pub type RoleGrantId = Id<RoleGrant>;

/// A role by the glossary's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A member of the Board: monitors all performance.
    BoardMember,
    /// A member of the Performance Committee: approves targets.
    PerformanceCommitteeMember,
    /// Administers the performance management system.
    SupportServices,
    /// The officer responsible for implementing the strategy.
    AccountableOfficer,
    /// Human Resources.
    Hr,
    /// Audits performance systems.
    Auditor,
    /// Reads for the Council what is approved for it.
    CouncilViewer,
    /// Acts for a partner organisation.
    PartnerUser,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::BoardMember,
        Self::PerformanceCommitteeMember,
        Self::SupportServices,
        Self::AccountableOfficer,
        Self::Hr,
        Self::Auditor,
        Self::CouncilViewer,
        Self::PartnerUser,
    ];

    /// The glossary's words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::BoardMember => "Board member",
            Self::PerformanceCommitteeMember => "Performance Committee member",
            Self::SupportServices => "Support Services",
            Self::AccountableOfficer => "Accountable officer",
            Self::Hr => "Human Resources",
            Self::Auditor => "Auditor",
            Self::CouncilViewer => "Council viewer",
            Self::PartnerUser => "Partner user",
        }
    }
}

/// That a person has a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleGrant {
    /// Who has it.
    pub person: PersonId,
    /// Which role.
    pub role: Role,
}

noun!(RoleGrant, RoleGrant, |grant, _stamp| [Reference::new(
    Edge::RoleOf,
    grant.person.uuid()
)]);

impl Role {
    /// Whether a person has this role.
    pub fn has(self, company: &Company, person: PersonId) -> bool {
        Self::of(company, person).any(|role| role == self)
    }

    /// The roles of a person.
    pub fn of(company: &Company, person: PersonId) -> impl Iterator<Item = Self> {
        company
            .pointing::<RoleGrant>(Edge::RoleOf, person.uuid())
            .map(|grant| grant.role)
    }
}

/// Gives a person a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrantRole {
    /// The grant's identifier.
    pub grant: RoleGrantId,
    /// Who gets it.
    pub person: PersonId,
    /// Which role.
    pub role: Role,
}

impl Decide for GrantRole {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        context.find(company, self.person)?;
        if self.role.has(company, self.person) {
            return Ok(Vec::new());
        }
        context.create(
            company,
            self.grant,
            Scope::Staff,
            RoleGrant {
                person: self.person,
                role: self.role,
            },
        )
    }
}

/// Takes a role away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawRole {
    /// Which grant.
    pub grant: RoleGrantId,
}

impl Decide for WithdrawRole {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        context.find(company, self.grant)?;
        Ok(vec![Change::remove(self.grant)])
    }
}
