//! How a plan stood quarter by quarter: who has said so, what they said, and who is next (S80, S81).

use crate::{
    calendar::{Date, FinancialYear, Period},
    governance_body::BodyKind,
    plan::PlanId,
    plan_step::{PlanDecision, PlanReview, PlanStep, PlanStepKind, StepPlan},
    rejection::{FieldProblem, Rejection},
    review_order::ReviewOrder,
    sight::Sight,
    view::{
        called, permission,
        plans::{level, levels, quarter_of, was_there},
    },
};

/// A quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// `2026/27 Q2 (July to September)`.
    pub name: String,
    /// Whether anybody was to say so: the plan was there.
    asked: bool,
    /// Each of those who say how a plan stands, in their order: whose word it is, and whether it is said.
    pub levels: Vec<(&'static str, String)>,
    /// What was said: who, when, what was decided, and the words.
    pub said: Vec<Said>,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// `Operations Management Team, on 3 November 2026 by Alex Tremaine: continue`.
    pub who: String,
    /// The words, a paragraph each.
    pub words: Vec<String>,
}

/// Saying how it stands, as far as the reader may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewing {
    /// Of which plan.
    pub plan: Option<PlanId>,
    /// For whom they may say it: value and words; empty where for nobody.
    pub levels: Vec<(String, String)>,
    /// The quarters that have begun, the latest first: value and words.
    pub quarters: Vec<(String, String)>,
    /// What can be decided: value and words.
    pub decisions: Vec<(String, String)>,
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedReview {
    /// For whom.
    pub at: String,
    /// In which quarter.
    pub quarter: String,
    /// What was decided.
    pub decision: String,
    /// How it stands.
    pub words: String,
}

/// The quarters of a year that have begun, the latest first.
fn begun(year: FinancialYear, today: Date) -> Vec<Period> {
    (1..=quarter_of(year, today).index)
        .rev()
        .filter_map(|index| Period::quarter(year, index))
        .filter(|quarter| quarter.start() <= today)
        .collect()
}

pub(super) fn quarters(
    sight: &Sight<'_>,
    plan: PlanId,
    year: FinancialYear,
    today: Date,
) -> Vec<Quarter> {
    let order = ReviewOrder::of(sight.company());
    begun(year, today)
        .into_iter()
        .map(|quarter| of_quarter(sight, plan, (quarter, today), &order))
        .filter(|told| !told.said.is_empty() || told.asked)
        .collect()
}

fn of_quarter(
    sight: &Sight<'_>,
    plan: PlanId,
    (quarter, today): (Period, Date),
    order: &[BodyKind],
) -> Quarter {
    let reviews: Vec<(PlanReview, String)> = PlanStep::taken(sight.company(), plan)
        .filter_map(|(stored, step)| match step.kind {
            PlanStepKind::Reviewed(review) if review.quarter == quarter => {
                Some((review, called::when(sight, stored.stamp, step.by)))
            }
            _ => None,
        })
        .collect();
    let is_over = quarter.end() < today;
    let mut is_next = true;
    let mut levels: Vec<(&'static str, String)> = levels(order)
        .map(|at| {
            let last = reviews.iter().rev().find(|(review, _)| review.at == at);
            let says = match last {
                Some((review, when)) => format!("{}, {when}", review.decision.words()),
                None if is_over => "Said nothing".to_owned(),
                None if std::mem::take(&mut is_next) => "Next".to_owned(),
                None => "Waits".to_owned(),
            };
            (level(at), says)
        })
        .collect();
    // A body that looked at it and is in the order no more is told all the same.
    for (review, when) in &reviews {
        let name = level(review.at);
        if levels.iter().all(|(there, _)| *there != name) {
            levels.push((name, format!("{}, {when}", review.decision.words())));
        }
    }
    Quarter {
        name: quarter.words(),
        asked: !is_over || was_there(sight, plan, quarter),
        levels,
        said: reviews
            .into_iter()
            .map(|(review, when)| Said {
                who: format!(
                    "{}, {when}: {}",
                    level(review.at),
                    review.decision.words().to_lowercase()
                ),
                words: super::paragraphs(&review.words),
            })
            .collect(),
    }
}

pub(super) fn reviewing(
    sight: &Sight<'_>,
    plan: PlanId,
    year: FinancialYear,
    today: Date,
) -> Reviewing {
    let quarters = begun(year, today);
    let may = |at: Option<BodyKind>| {
        quarters.first().is_some_and(|quarter| {
            let review = PlanReview {
                quarter: *quarter,
                at,
                decision: PlanDecision::Continue,
                words: "How it stands.".to_owned(),
            };
            permission::tried(sight, stepped(plan, review)).is_ok()
        })
    };
    let order = ReviewOrder::of(sight.company());
    let levels: Vec<_> = levels(&order)
        .filter(|at| may(*at))
        .map(|at| (level(at).to_owned(), level(at).to_owned()))
        .collect();
    Reviewing {
        plan: Some(plan),
        levels,
        quarters: quarters
            .iter()
            .map(|quarter| (quarter.to_string(), quarter.words()))
            .collect(),
        decisions: PlanDecision::ALL
            .into_iter()
            .map(|decision| (decision.words().to_owned(), decision.words().to_owned()))
            .collect(),
    }
}

fn stepped(plan: PlanId, review: PlanReview) -> StepPlan {
    StepPlan {
        plan,
        step: PlanStepKind::Reviewed(review),
    }
}

/// The command that says how it stands.
///
/// # Errors
/// `Fields`, with each that was not chosen.
pub fn review(plan: PlanId, typed: &TypedReview) -> Result<StepPlan, Rejection> {
    let mut fields = Vec::new();
    let mut lacks = |field: &str, words: &str| {
        fields.push(FieldProblem {
            field: field.to_owned(),
            words: words.to_owned(),
        });
    };
    let all = std::iter::once(None).chain(BodyKind::ALL.map(Some));
    let at = all.into_iter().find(|at| level(*at) == typed.at);
    let quarter: Option<Period> = typed.quarter.parse().ok();
    let decision = PlanDecision::ALL
        .into_iter()
        .find(|decision| decision.words() == typed.decision);
    if at.is_none() {
        lacks("at", "Choose for whom you say it.");
    }
    if quarter.is_none() {
        lacks("quarter", "Choose a quarter.");
    }
    if decision.is_none() {
        lacks("decision", "Choose what was decided.");
    }
    match (at, quarter, decision) {
        (Some(at), Some(quarter), Some(decision)) => Ok(stepped(
            plan,
            PlanReview {
                quarter,
                at,
                decision,
                words: typed.words.clone(),
            },
        )),
        _ => Err(Rejection::Fields { fields }),
    }
}
