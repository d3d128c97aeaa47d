//! The case for a target: what was thought of when it was set (strategy §2, "Target setting must"; rules.md 4.10).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, FinancialYear},
    company::Company,
    corrective_action::CorrectiveActionId,
    decision::{Actor, Context},
    folded::{About, Fold, FoldedId, folded_noun},
    form,
    governance_body::BodyKind,
    id::Id,
    indicator::{Indicator, IndicatorId},
    person::PersonId,
    plan_action::PlanActionId,
    rejection::Rejection,
    role::Role,
    target::{TargetId, TargetKind, checks::Code, grounds::Grounds},
};

/// Identifies the case for a target.
pub type TargetCaseId = FoldedId<TargetCase>;

/// The case for a target, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetCase {
    /// For which target.
    pub target: TargetId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which year.
    pub year: FinancialYear,
    /// Who set it out last; none where it was loaded.
    pub set_out_by: Option<PersonId>,
    /// What they said.
    pub case: Case,
}

folded_noun!(TargetCase, TargetCase);

impl Fold for TargetCase {
    fn about(&self) -> Vec<About> {
        vec![
            (self.target.uuid(), 0),
            (self.indicator.uuid(), u64::from(self.year.0.unsigned_abs())),
        ]
    }
}

impl TargetCase {
    /// The identifier of a target's case: a target has one at most.
    pub const fn id(target: TargetId) -> TargetCaseId {
        Id::new(target.uuid())
    }

    /// The case for a target; none where nobody has set it out.
    pub fn of(company: &Company, target: TargetId) -> Option<Self> {
        company.get(Self::id(target))?.open()
    }
}

/// What somebody says for a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// What kind of target it is.
    pub kind: TargetKind,
    /// Where the service stands now; none while nobody has said (TV02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// What changes outside the Company, where something economic or political does; empty while it is not told (TV06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
    /// What the staff who deliver it said (TV08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<Consultation>,
    /// What the Council and residents said about it, where it was set before there was one answer for its year (TV13).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stakeholders: String,
    /// The accountable officer's word that lets this target alone stand (TV13); the fee is agreed for the year (`indicator_set`).
    #[serde(default)]
    pub fee: Fee,
    /// Whom it treats differently (TV14); none while nobody has answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equality: Option<Equality>,
    /// Who sees it (TV09).
    #[serde(default)]
    pub audience: Audience,
    /// From when it counts (TV10).
    #[serde(with = "crate::date_text")]
    pub effective_from: Date,
    /// What would be better still, and is not held against anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<Decimal>,
    /// The action of the service plan that makes it possible (TV05, TV07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<LinkedAction>,
    /// Why it stands in spite of a warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Why the target of a running year is revised (TV15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

/// Where a service stands when its target is set (TV02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// What it is.
    pub from: BaselineFrom,
    /// The figure, as people read it. It is worked out when the target is proposed; what a command says here does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// Why a new indicator has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// What a baseline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaselineFrom {
    /// The outturn of the last financial year that is over.
    LastYear,
    /// The last twelve months.
    LastTwelveMonths,
    /// There is none: it was not measured before.
    NewIndicator,
}

/// What was asked of the staff group that delivers it (strategy §2, fourth rule).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consultation {
    /// They were asked.
    Held {
        /// Who.
        group: String,
        /// When.
        #[serde(with = "crate::date_text")]
        on: Date,
        /// What they said.
        view: String,
        /// What became of it in the target.
        influence: String,
    },
    /// It was not possible.
    NotPossible {
        /// Why.
        because: String,
    },
}

/// Whether the Council's management fee for the year is agreed (how we manage performance: "what money is available").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// Not yet.
    #[default]
    NotAgreed,
    /// Agreed.
    Agreed,
    /// The accountable officer lets targets stand without it.
    Overridden {
        /// Who.
        by: PersonId,
        /// Why.
        because: String,
    },
}

impl Fee {
    /// Refuses an override that is not the accountable officer's own, unless it is the one that stands.
    pub(crate) fn check(
        &self,
        company: &Company,
        context: &Context,
        stands: Option<&Self>,
    ) -> Result<(), Rejection> {
        match (self, context.actor) {
            (Self::Overridden { by, .. }, Actor::Person(person))
                if stands != Some(self)
                    && (*by != person || !Role::AccountableOfficer.has(company, person)) =>
            {
                Err(Rejection::field(
                    "fee",
                    "Only the accountable officer can let targets stand before the management fee is agreed. Ask them to say so here.",
                ))
            }
            _ => Ok(()),
        }
    }
}

/// Whether people are treated differently by it (S109; strategy §6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equality {
    /// Whether some group of people could be better or worse off.
    pub differs: bool,
    /// Who, and what is done about it.
    #[serde(default)]
    pub words: String,
}

/// Who sees a target once it is approved (strategy §2, fifth rule).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Staff and public, as the strategy has it.
    #[default]
    StaffAndPublic,
    /// Staff alone.
    InternalOnly {
        /// Why.
        because: String,
    },
}

/// An action of the service plan that a target rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedAction {
    /// Which action.
    pub action: PlanActionId,
    /// What it has to work with: people, money.
    #[serde(default)]
    pub resource: String,
    /// When it starts.
    #[serde(default, with = "crate::date_text::optional")]
    pub starts: Option<Date>,
    /// Whether it is an investment, which takes time to bear dividends (strategy §2, third rule).
    #[serde(default)]
    pub investment: bool,
}

/// Why a target stands in spite of a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which check warned.
    pub code: Code,
    /// Why.
    pub words: String,
}

/// Why the target of a running year is revised: the response to under-performance that strategy §4 leaves for what is beyond the
/// Company's control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Why, in words for everybody.
    pub because: String,
    /// The corrective action that the Board or the Performance Committee decided, where it is lower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<CorrectiveActionId>,
    /// What is beyond the Company's control, in a revision from before the decision was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub beyond_control: String,
    /// Who decided such a one: the Board or the Performance Committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<BodyKind>,
    /// When.
    #[serde(default, with = "crate::date_text::optional")]
    pub decided_on: Option<Date>,
}

impl Case {
    /// The reason that was given for a warning.
    pub fn reason(&self, code: Code) -> Option<&str> {
        self.reasons
            .iter()
            .find(|reason| reason.code == code && !reason.words.trim().is_empty())
            .map(|reason| reason.words.as_str())
    }

    /// Whether another says the same; what is worked out does not count.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        let said = |case: &Self| Self {
            baseline: case.baseline.clone().map(|baseline| Baseline {
                value: None,
                ..baseline
            }),
            ..case.clone()
        };
        said(self) == said(other)
    }

    /// The same with its baseline worked out.
    pub(crate) fn with_baseline(mut self, indicator: &Indicator, grounds: &Grounds) -> Self {
        if let Some(baseline) = &mut self.baseline {
            baseline.value = grounds.baseline(indicator, self.kind, baseline.from);
        }
        self
    }

    /// Refuses texts that are too long, an action that is not there, and an override that is not the accountable officer's own.
    pub(crate) fn check(
        &self,
        company: &Company,
        context: &Context,
        before: Option<&TargetCase>,
    ) -> Result<(), Rejection> {
        for (field, text) in self.texts() {
            form::optional_text(text, &())
                .map_err(|why| Rejection::field(field, &why.to_string()))?;
        }
        if let Some(action) = &self.action {
            context.find(company, action.action)?;
        }
        self.fee
            .check(company, context, before.map(|before| &before.case.fee))
    }

    /// Every text in it, with the field that it stands in.
    fn texts(&self) -> Vec<(&'static str, &str)> {
        let mut texts = vec![("stakeholders", self.stakeholders.as_str())];
        texts.extend(
            self.baseline
                .iter()
                .map(|baseline| ("baseline", baseline.because.as_str())),
        );
        texts.extend(self.outside.iter().map(|text| ("outside", text.as_str())));
        match &self.consultation {
            Some(Consultation::Held {
                group,
                view,
                influence,
                ..
            }) => texts.extend([
                ("group", group.as_str()),
                ("view", view),
                ("influence", influence),
            ]),
            Some(Consultation::NotPossible { because }) => texts.push(("not_possible", because)),
            None => {}
        }
        texts.extend(
            self.equality
                .iter()
                .map(|equality| ("equality_words", equality.words.as_str())),
        );
        if let Fee::Overridden { because, .. } = &self.fee {
            texts.push(("fee_because", because));
        }
        if let Audience::InternalOnly { because } = &self.audience {
            texts.push(("internal_because", because));
        }
        texts.extend(
            self.action
                .iter()
                .map(|action| ("resource", action.resource.as_str())),
        );
        texts.extend(
            self.reasons
                .iter()
                .map(|reason| (reason.code.field(), reason.words.as_str())),
        );
        if let Some(revision) = &self.revision {
            texts.extend([
                ("because", revision.because.as_str()),
                ("beyond_control", &revision.beyond_control),
            ]);
        }
        texts
    }
}
