//! The year's set of indicators and targets, step by step: what was heard and what money there is (how we manage performance: "once
//! we know what our stakeholders are thinking, and what money is available"; rules.md 4.10, TV13), that it is agreed, and that it is
//! locked ("we have an agreed set of indicators and targets"; S58).

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{self, Date, FinancialYear},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_between, folded_noun},
    form,
    id::Id,
    person::PersonId,
    record::{Change, Stamp},
    rejection::Rejection,
    scope::Scope,
    scorecard::staff_sees,
    target::{Target, TargetState},
    target_case::Fee,
};

/// Identifies a step: by the command that took it.
pub type IndicatorSetId = FoldedId<IndicatorSet>;

/// What was said or done about a year's set. The record's stamp says when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSet {
    /// Which year.
    pub year: FinancialYear,
    /// What was said or done.
    pub step: SetStep,
    /// By whom; none where it was loaded.
    pub by: Option<PersonId>,
}

/// A step on the way to the agreed set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetStep {
    /// Stakeholders were heard: one answer for every target of the year, until another is given.
    Heard(Heard),
    /// The set was agreed, with the targets that are approved by then.
    Agreed {
        /// Where and when it was: the meeting, its minute.
        at: String,
    },
    /// Whatever changes from then on is asked for with its reason.
    Locked,
}

/// How far a year's set is. A step back there is not: what changes after the lock is asked for, target by target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetState {
    /// Targets are being set.
    #[default]
    Draft,
    /// The set is agreed, and can still be put right.
    Agreed,
    /// It stands; a change is a request with its reason (TV10).
    Locked,
}

/// What is known of the year before its targets are set (TV13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// What the Council and residents said, and where.
    pub stakeholders: String,
    /// Whether the Council's management fee is agreed.
    pub fee: Fee,
}

impl SetStep {
    /// What somebody typed in it, field by field.
    pub(crate) fn words(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Heard(heard) => {
                let mut words = vec![(
                    "What the Council and residents said",
                    heard.stakeholders.clone(),
                )];
                if let Fee::Overridden { because, .. } = &heard.fee {
                    words.push(("Why", because.clone()));
                }
                words
            }
            Self::Agreed { at } => vec![("Where it was agreed", at.clone())],
            Self::Locked => Vec::new(),
        }
    }

    const fn leads_to(&self) -> Option<SetState> {
        match self {
            Self::Heard(_) => None,
            Self::Agreed { .. } => Some(SetState::Agreed),
            Self::Locked => Some(SetState::Locked),
        }
    }
}

impl Fold for IndicatorSet {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, order(self.year))]
    }
}

folded_noun!(IndicatorSet, IndicatorSet);

fn order(year: FinancialYear) -> u64 {
    u64::from(year.0.unsigned_abs())
}

impl IndicatorSet {
    /// Every step of a year in its order, each with when it was taken.
    pub fn steps(company: &Company, year: FinancialYear) -> Vec<(Stamp, Self)> {
        let of_year = order(year)..=order(year);
        let mut steps: Vec<(Stamp, Self)> = folded_between(company, THE_COMPANY, of_year)
            .filter_map(|stored| Some((stored.stamp, stored.open()?)))
            .collect();
        steps.sort_by_key(|(stamp, _)| *stamp);
        steps
    }

    /// The answer that stands for a year; none where nobody has given one.
    pub fn heard(company: &Company, year: FinancialYear) -> Option<Heard> {
        let mut steps = Self::steps(company, year).into_iter().rev();
        steps.find_map(|(_, taken)| match taken.step {
            SetStep::Heard(heard) => Some(heard),
            SetStep::Agreed { .. } | SetStep::Locked => None,
        })
    }

    /// How far a year's set is.
    pub fn state(company: &Company, year: FinancialYear) -> SetState {
        let steps = Self::steps(company, year).into_iter();
        steps
            .filter_map(|(_, taken)| taken.step.leads_to())
            .max()
            .unwrap_or_default()
    }

    /// When a year's set was locked; none while it is not.
    pub fn locked(company: &Company, year: FinancialYear) -> Option<Stamp> {
        let mut steps = Self::steps(company, year).into_iter();
        steps.find_map(|(stamp, taken)| (taken.step == SetStep::Locked).then_some(stamp))
    }

    /// The day of it.
    pub fn locked_on(company: &Company, year: FinancialYear) -> Option<Date> {
        Self::locked(company, year).map(|stamp| calendar::day(stamp.at))
    }
}

/// Takes a step with a year's set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepIndicatorSet {
    /// Which year.
    pub year: FinancialYear,
    /// What is said or done.
    pub step: SetStep,
}

impl Decide for StepIndicatorSet {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let already = match &self.step {
            SetStep::Heard(heard) => {
                let stands = IndicatorSet::heard(company, self.year);
                heard.check(company, context, stands.as_ref())?;
                stands.as_ref() == Some(heard)
            }
            SetStep::Agreed { at } => {
                form::text(at, &()).map_err(|why| Rejection::field("at", &why.to_string()))?;
                let before = IndicatorSet::state(company, self.year) == SetState::Draft;
                if before && !has_targets(company, self.year) {
                    return Err(Rejection::field(
                        "at",
                        &format!(
                            "No target for {} is approved yet. Approve the targets, then record that the set is agreed.",
                            self.year
                        ),
                    ));
                }
                !before
            }
            SetStep::Locked => match IndicatorSet::state(company, self.year) {
                SetState::Draft => {
                    return Err(Rejection::field(
                        "locked",
                        "The set is not agreed yet. Record where it was agreed, then lock it.",
                    ));
                }
                SetState::Agreed => false,
                SetState::Locked => true,
            },
        };
        if already {
            return Ok(Vec::new());
        }
        let taken = IndicatorSet {
            year: self.year,
            step: self.step.clone(),
            by: context.actor.person(),
        };
        let id: IndicatorSetId = Id::new(context.command);
        Ok(vec![Change::put(id, Scope::Staff, Folded::fold(&taken)?)])
    }
}

/// Whether some target of the year is approved that all staff see.
fn has_targets(company: &Company, year: FinancialYear) -> bool {
    company.all::<Target>().any(|target| {
        target.year == year && target.state == TargetState::Approved && staff_sees(&target.scope)
    })
}

impl Heard {
    fn check(
        &self,
        company: &Company,
        context: &Context,
        stands: Option<&Self>,
    ) -> Result<(), Rejection> {
        let says = |field: &str, text: &str| {
            form::text(text, &()).map_err(|why| Rejection::field(field, &why.to_string()))
        };
        says("stakeholders", &self.stakeholders)?;
        if let Fee::Overridden { because, .. } = &self.fee {
            says("fee_because", because)?;
        }
        self.fee
            .check(company, context, stands.map(|stands| &stands.fee))
    }
}
