//! What a definition sheet says beside what the register and the colours rest on.

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::Rebase;
use crate::{
    company::Company, decision::Context, form, person::PersonId, rejection::Rejection, scope::Scope,
};

/// Who reads an indicator. What is internal says why (access.md; S57).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Staff and residents.
    #[default]
    Public,
    /// Staff alone, for this reason.
    Staff(String),
}

impl Audience {
    /// Where the records of an indicator in force live.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Public => Scope::Public,
            Self::Staff(_) => Scope::Staff,
        }
    }
}

/// The further terms of the sheet (glossary 2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct SheetTerms {
    /// What is counted.
    #[garde(custom(form::optional_text))]
    pub numerator: String,
    /// Out of what.
    #[garde(custom(form::optional_text))]
    pub denominator: String,
    /// What moves it within months (S98).
    #[garde(custom(form::optional_text))]
    pub drivers_short_term: String,
    /// What moves it over years (S98).
    #[garde(custom(form::optional_text))]
    pub drivers_long_term: String,
    /// Whether the figures are the answers of a survey, which are sure only within a range (rules.md 4.8).
    #[garde(skip)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub survey: bool,
    /// Where the limits of its chart begin anew; none where they rest on all figures (rules.md 4.6).
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rebase: Option<Rebase>,
    /// The system that the figures come from.
    #[garde(custom(form::optional_text))]
    pub source_system: String,
    /// Who provides the figures.
    #[garde(skip)]
    pub data_provider: Option<PersonId>,
    /// Who checks them; never who provides them.
    #[garde(skip)]
    pub checker: Option<PersonId>,
    /// Who reads it.
    #[garde(skip)]
    pub audience: Audience,
    /// The standard that it answers to.
    #[garde(custom(form::optional_text))]
    pub standard: String,
    /// Its code in the benchmarking club or the regulator's list (S48).
    #[garde(custom(form::optional_text))]
    pub benchmark_code: String,
    /// The published promise of a service standard (S50).
    #[garde(custom(form::optional_text))]
    pub service_standard_text: String,
    /// Why a local indicator is needed where the Key Performance Indicators are not enough (S49).
    #[garde(custom(form::optional_text))]
    pub why_local: String,
}

impl SheetTerms {
    /// Whether the same is counted out of the same: figures from before and after can be compared (rules.md 4.5).
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        self.numerator == other.numerator
            && self.denominator == other.denominator
            && self.survey == other.survey
    }

    /// Refuses terms that cannot hold.
    pub(super) fn check(&self, company: &Company, context: &Context) -> Result<(), Rejection> {
        for person in [self.data_provider, self.checker].into_iter().flatten() {
            context.find(company, person)?;
        }
        if self.checker.is_some() && self.checker == self.data_provider {
            return Err(Rejection::field(
                "checker",
                "Whoever checks a figure is somebody other than who provides it. Choose another person.",
            ));
        }
        match &self.audience {
            Audience::Staff(why) if why.trim().is_empty() => Err(Rejection::field(
                "audience_reason",
                "Say why residents do not see this indicator.",
            )),
            Audience::Staff(why) => form::optional_text(why, &())
                .map_err(|problem| Rejection::field("audience_reason", problem.message())),
            Audience::Public => Ok(()),
        }
    }

    /// Itself without space around what was typed.
    pub(super) fn trimmed(&self) -> Self {
        let trim = |text: &str| text.trim().to_owned();
        Self {
            numerator: trim(&self.numerator),
            denominator: trim(&self.denominator),
            drivers_short_term: trim(&self.drivers_short_term),
            drivers_long_term: trim(&self.drivers_long_term),
            survey: self.survey,
            rebase: self.rebase.clone().map(|rebase| Rebase {
                why: trim(&rebase.why),
                ..rebase
            }),
            source_system: trim(&self.source_system),
            data_provider: self.data_provider,
            checker: self.checker,
            audience: match &self.audience {
                Audience::Public => Audience::Public,
                Audience::Staff(why) => Audience::Staff(trim(why)),
            },
            standard: trim(&self.standard),
            benchmark_code: trim(&self.benchmark_code),
            service_standard_text: trim(&self.service_standard_text),
            why_local: trim(&self.why_local),
        }
    }
}
