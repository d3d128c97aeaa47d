//! The Company's mission statement and how to reach it (strategy §1.1 and contact page).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, FoldedId, folded_noun},
    form,
    record::Change,
    scope::Scope,
};

/// Identifies the mission record; a Company has one.
pub type MissionId = FoldedId<Mission>;

/// What the Company is for, and how residents reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mission {
    /// The Company's name.
    pub company: String,
    /// The mission statement.
    pub statement: String,
    /// Free telephone number.
    pub telephone: String,
    /// Text telephone (minicom).
    pub minicom: String,
    /// E-mail address for customers.
    pub email: String,
    /// Web address.
    pub web: String,
    /// Postal address, lines separated by commas.
    pub address: String,
    /// The officer responsible for the strategy, by post.
    pub accountable_officer: String,
    /// Whether the statement is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for Mission {
    fn about(&self) -> Vec<About> {
        Vec::new()
    }
}

folded_noun!(Mission, Mission);

/// Sets the mission statement and the contact points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct SetMission {
    /// The record's identifier.
    #[garde(skip)]
    pub mission: MissionId,
    /// The Company's name.
    #[garde(custom(form::name))]
    pub company: String,
    /// The mission statement.
    #[garde(custom(form::text))]
    pub statement: String,
    /// Free telephone number.
    #[garde(custom(form::name))]
    pub telephone: String,
    /// Text telephone (minicom).
    #[garde(custom(form::optional_text))]
    pub minicom: String,
    /// E-mail address for customers.
    #[garde(custom(form::name))]
    pub email: String,
    /// Web address.
    #[garde(custom(form::name))]
    pub web: String,
    /// Postal address.
    #[garde(custom(form::name))]
    pub address: String,
    /// The officer responsible for the strategy, by post.
    #[garde(custom(form::name))]
    pub accountable_officer: String,
    /// Whether the statement is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for SetMission {
    fn decide(&self, _company: &Company, _context: &Context) -> Decision {
        form::check(self)?;
        Ok(vec![Change::put_folded(
            self.mission,
            Scope::Public,
            &Mission {
                company: self.company.clone(),
                statement: self.statement.clone(),
                telephone: self.telephone.clone(),
                minicom: self.minicom.clone(),
                email: self.email.clone(),
                web: self.web.clone(),
                address: self.address.clone(),
                accountable_officer: self.accountable_officer.clone(),
                illustrative: self.illustrative,
            },
        )?])
    }
}
