//! What is done with a plan: the Executive Management Team judges whether it is fit for its purpose, and at least once a quarter somebody
//! says how it stands, the line management first, then the bodies in their order (strategy §4.1, §4.2; requirements S11, S80, S81, S84).

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access,
    calendar::{self, Date, Grain, Period},
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    governance_body::{BodyKind, GovernanceBody, Membership},
    id::Id,
    index::{Edge, day_order},
    person::PersonId,
    plan::{Plan, PlanId},
    post::{Grade, Post},
    record::{Change, Stored},
    rejection::Rejection,
    role::Role,
    scope::Scope,
};

/// Identifies a step.
pub type PlanStepId = FoldedId<PlanStep>;

/// A step with a plan; the record's stamp says when it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// With which plan.
    pub plan: PlanId,
    /// What was done.
    pub kind: PlanStepKind,
    /// Who did it; none where it was loaded.
    pub by: Option<PersonId>,
}

/// What can be done with a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStepKind {
    /// It was judged.
    Judged(Judgement),
    /// Somebody said how it stands.
    Reviewed(PlanReview),
}

/// Whether a version of a plan is fit for its purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct Judgement {
    /// Which version was read.
    #[garde(skip)]
    pub version: u32,
    /// Whether it is fit: its vision is right, and it can be delivered with what it names.
    #[garde(skip)]
    pub fit: bool,
    /// What has to change where it is not, and anything else.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub words: String,
}

/// How a plan stands in a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PlanReview {
    /// In which quarter.
    #[garde(skip)]
    pub quarter: Period,
    /// Which body looked at it; none for the line management.
    #[garde(skip)]
    #[serde(default)]
    pub at: Option<BodyKind>,
    /// What was decided.
    #[garde(skip)]
    pub decision: PlanDecision,
    /// How it stands, and what comes of it.
    #[garde(custom(form::text))]
    pub words: String,
}

/// What every review decides (S11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanDecision {
    /// It goes on as it is.
    Continue,
    /// Something is put right.
    CorrectiveAction,
    /// The plan is revised.
    RevisePlan,
    /// A target is revised.
    ReviseTarget,
}

impl PlanDecision {
    /// Every decision.
    pub const ALL: [Self; 4] = [
        Self::Continue,
        Self::CorrectiveAction,
        Self::RevisePlan,
        Self::ReviseTarget,
    ];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Continue => "Continue",
            Self::CorrectiveAction => "Corrective action",
            Self::RevisePlan => "Revise the plan",
            Self::ReviseTarget => "Revise a target",
        }
    }
}

impl PlanStepKind {
    /// What somebody typed in it, field by field.
    pub(crate) fn words(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Judged(judgement) => vec![("What has to change", judgement.words.clone())],
            Self::Reviewed(review) => vec![("How it stands", review.words.clone())],
        }
    }
}

impl Fold for PlanStep {
    // Whoever took it first, who alone may touch it.
    fn about(&self) -> Vec<About> {
        let by = self.by.map_or_else(Uuid::nil, |by| by.uuid());
        vec![(by, 0), (self.plan.uuid(), 0)]
    }
}

folded_noun!(PlanStep, PlanStep);

impl PlanStep {
    /// The steps with a plan in their order.
    pub fn taken(
        company: &Company,
        plan: PlanId,
    ) -> impl DoubleEndedIterator<Item = (&Stored<Folded<Self>>, Self)> {
        let mut taken: Vec<_> = Self::of(company, plan).collect();
        taken.sort_by_key(|(stored, _)| (stored.stamp, stored.id));
        taken.into_iter()
    }

    /// The same in no order: My work asks of them, and code that sorts weighs on the first load.
    pub fn of(
        company: &Company,
        plan: PlanId,
    ) -> impl Iterator<Item = (&Stored<Folded<Self>>, Self)> {
        folded_on::<Self>(company, plan.uuid()).filter_map(|stored| Some((stored, stored.open()?)))
    }

    /// The last judgement of a version of a plan.
    pub fn judgement(company: &Company, plan: PlanId, version: u32) -> Option<Judgement> {
        Self::of(company, plan)
            .filter_map(|(stored, step)| match step.kind {
                PlanStepKind::Judged(judgement) if judgement.version == version => {
                    Some(((stored.stamp, stored.id), judgement))
                }
                _ => None,
            })
            .max_by_key(|(last, _)| *last)
            .map(|(_, judgement)| judgement)
    }

    /// Whether somebody said how a plan stands in a quarter: a body, or the line management.
    pub fn is_reviewed(
        company: &Company,
        plan: PlanId,
        quarter: Period,
        at: Option<BodyKind>,
    ) -> bool {
        Self::of(company, plan).any(|(_, step)| {
            matches!(step.kind, PlanStepKind::Reviewed(review) if review.quarter == quarter && review.at == at)
        })
    }
}

/// Takes a step with a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPlan {
    /// With which plan.
    pub plan: PlanId,
    /// What is done.
    pub step: PlanStepKind,
}

impl Decide for StepPlan {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let held = context.find(company, self.plan)?;
        let plan = held.open().ok_or(Rejection::NotFound)?;
        match &self.step {
            PlanStepKind::Judged(judgement) => judgement.check(company, context, &plan)?,
            PlanStepKind::Reviewed(review) => review.check(company, context, &plan)?,
        }
        let by = context.actor.person();
        let is_taken = PlanStep::taken(company, self.plan)
            .next_back()
            .is_some_and(|(_, last)| last.kind == self.step && last.by == by);
        if is_taken {
            return Ok(Vec::new());
        }
        let step = PlanStep {
            plan: self.plan,
            kind: self.step.clone(),
            by,
        };
        let id = Id::new(context.command);
        Ok(vec![Change::put_folded(id, Scope::Staff, &step)?])
    }
}

impl Judgement {
    fn check(&self, company: &Company, context: &Context, plan: &Plan) -> Result<(), Rejection> {
        form::check(self)?;
        if let Actor::Person(person) = context.actor {
            if Post::grade_of(company, person) != Some(Grade::Executive) {
                return Err(Rejection::NotAllowed {
                    who: "The Executive Management Team".to_owned(),
                });
            }
            if plan.written_by == Some(person) {
                return Err(Rejection::field(
                    "version",
                    "You wrote this plan. Somebody else of the Executive Management Team judges it.",
                ));
            }
        }
        if plan.version != self.version {
            return Err(Rejection::field(
                "version",
                "This plan was changed since. Read it as it is now, and judge it then.",
            ));
        }
        match (self.fit, plan.says.lacks().as_slice()) {
            (true, []) => Ok(()),
            (true, lacks) => Err(Rejection::field(
                "fit",
                &format!("It says nothing yet of {}.", lacks.join(", ")),
            )),
            (false, _) if self.words.trim().is_empty() => Err(Rejection::field(
                "words",
                "Say what has to change before it is fit for its purpose.",
            )),
            (false, _) => Ok(()),
        }
    }
}

impl PlanReview {
    fn check(&self, company: &Company, context: &Context, plan: &Plan) -> Result<(), Rejection> {
        form::check(self)?;
        if let Actor::Person(person) = context.actor
            && !reviews(company, person, plan, self.at)
        {
            return Err(Rejection::NotAllowed {
                who: match self.at {
                    None => access::WRITE_PLANS,
                    Some(_) => "The members of the body and Support Services",
                }
                .to_owned(),
            });
        }
        if self.quarter.grain != Grain::Quarter || self.quarter.fy != plan.year {
            return Err(Rejection::field(
                "quarter",
                "Choose a quarter of the plan’s year.",
            ));
        }
        match self.quarter.start() > calendar::day(context.now) {
            true => Err(Rejection::field(
                "quarter",
                "This quarter has not begun. Choose one that has.",
            )),
            false => Ok(()),
        }
    }
}

/// Whether somebody says how a plan stands, for a body or for the line management.
fn reviews(company: &Company, person: PersonId, plan: &Plan, at: Option<BodyKind>) -> bool {
    match at {
        None => access::writes_plan(company, person, plan.service),
        Some(kind) => {
            Role::SupportServices.has(company, person) || speaks_for(company, person, kind)
        }
    }
}

/// Whether somebody is of a body: by a place on it, by the role that goes with it, or by the grade that is it.
fn speaks_for(company: &Company, person: PersonId, kind: BodyKind) -> bool {
    let by_role = match kind {
        BodyKind::Board => Role::BoardMember.has(company, person),
        BodyKind::PerformanceCommittee => Role::PerformanceCommitteeMember.has(company, person),
        BodyKind::ExecutiveManagementTeam => {
            Post::grade_of(company, person) == Some(Grade::Executive)
        }
        BodyKind::OperationsManagementTeam | BodyKind::ManagementForum => false,
    };
    by_role || sits_on(company, person, kind)
}

fn sits_on(company: &Company, person: PersonId, kind: BodyKind) -> bool {
    company
        .pointing::<Membership>(Edge::MembershipOf, person.uuid())
        .filter_map(|membership| {
            company
                .get::<Folded<GovernanceBody>>(membership.body.body)?
                .open()
        })
        .any(|body| body.kind == kind)
}

/// Whether somebody is told that a quarter nears its end, or is over: from fourteen days before (S80).
pub fn is_near_its_end(quarter: Period, today: Date) -> bool {
    // A quarter ends on the last of a month, so that the day so long before is in the same month.
    day_order(quarter.end()) - TOLD_BEFORE <= day_order(today)
}

/// So many days before a quarter's end.
const TOLD_BEFORE: u64 = 14;
