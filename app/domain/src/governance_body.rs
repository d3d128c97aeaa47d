//! Governance bodies and who sits on them (strategy §1.3: various levels of governance).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, FoldedId, folded_noun},
    form,
    id::Id,
    index::{Edge, Reference},
    person::PersonId,
    record::{Change, noun},
    scope::Scope,
};

/// Identifies a body.
pub type GovernanceBodyId = FoldedId<GovernanceBody>;
/// Identifies a membership.
pub type MembershipId = Id<Membership>;

/// Which body it is, by the strategy's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// The Board: the primary role to monitor all performance (§5.1).
    Board,
    /// The Performance Committee, as delegated by the Board (§5.2).
    PerformanceCommittee,
    /// The Executive Management Team (§5.3).
    ExecutiveManagementTeam,
    /// The Operations Management Team (§5.4).
    OperationsManagementTeam,
    /// The wider management forum (§1.3).
    ManagementForum,
}

impl BodyKind {
    /// Every body, in the strategy's order.
    pub const ALL: [Self; 5] = [
        Self::Board,
        Self::PerformanceCommittee,
        Self::ExecutiveManagementTeam,
        Self::OperationsManagementTeam,
        Self::ManagementForum,
    ];

    /// The strategy's words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::PerformanceCommittee => "Performance Committee",
            Self::ExecutiveManagementTeam => "Executive Management Team",
            Self::OperationsManagementTeam => "Operations Management Team",
            Self::ManagementForum => "Management forum",
        }
    }
}

/// A governance body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GovernanceBody {
    /// What it is called.
    pub name: String,
    /// Which body it is.
    pub kind: BodyKind,
}

impl Fold for GovernanceBody {
    fn about(&self) -> Vec<About> {
        Vec::new()
    }
}

folded_noun!(GovernanceBody, GovernanceBody);

/// A person's place on a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Which body.
    pub body: GovernanceBodyId,
    /// Who.
    pub person: PersonId,
    /// Whether they chair it.
    #[serde(default)]
    pub chair: bool,
}

noun!(Membership, Membership, |membership, _stamp| [
    Reference::new(Edge::MembershipOn, membership.body.uuid()),
    Reference::new(Edge::MembershipOf, membership.person.uuid()),
]);

/// Records a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordGovernanceBody {
    /// The body's identifier.
    #[garde(skip)]
    pub body: GovernanceBodyId,
    /// What it is called.
    #[garde(custom(form::name))]
    pub name: String,
    /// Which body it is.
    #[garde(skip)]
    pub kind: BodyKind,
}

impl Decide for RecordGovernanceBody {
    fn decide(&self, _company: &Company, _context: &Context) -> Decision {
        form::check(self)?;
        Ok(vec![Change::put_folded(
            self.body,
            Scope::Staff,
            &GovernanceBody {
                name: self.name.trim().to_owned(),
                kind: self.kind,
            },
        )?])
    }
}

/// Puts a person on a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoinBody {
    /// The membership's identifier.
    pub membership: MembershipId,
    /// Which body.
    pub body: GovernanceBodyId,
    /// Who.
    pub person: PersonId,
    /// Whether they chair it.
    #[serde(default)]
    pub chair: bool,
}

impl Decide for JoinBody {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        context.find(company, self.body)?;
        context.find(company, self.person)?;
        context.create(
            company,
            self.membership,
            Scope::Staff,
            Membership {
                body: self.body,
                person: self.person,
                chair: self.chair,
            },
        )
    }
}
