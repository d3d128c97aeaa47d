//! Corrective actions: what is done where a figure shows that a target is not being achieved (strategy §2; S75, S76).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, Period},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_between, folded_noun},
    form,
    indicator::IndicatorId,
    measurement::{Measurement, period_order},
    person::PersonId,
    record::{Change, Stored},
    rejection::Rejection,
    role::Role,
    scope::Scope,
};

/// Identifies a corrective action.
pub type CorrectiveActionId = FoldedId<CorrectiveAction>;

/// The strategy's six responses (§2), and no seventh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseKind {
    /// Re-alignment of resources.
    RealignResources,
    /// Additional investment.
    AdditionalInvestment,
    /// Revised plans.
    RevisePlan,
    /// Revised delivery timescales.
    ReviseTimescale,
    /// Revision of the ambition, where the cause is beyond the Company's control.
    ReviseAmbition,
    /// Revision of the target, where the cause is beyond the Company's control.
    ReviseTarget,
}

impl ResponseKind {
    /// All six, in the strategy's order.
    pub const ALL: [Self; 6] = [
        Self::RealignResources,
        Self::AdditionalInvestment,
        Self::RevisePlan,
        Self::ReviseTimescale,
        Self::ReviseAmbition,
        Self::ReviseTarget,
    ];

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RealignResources => "Re-align resources",
            Self::AdditionalInvestment => "Additional investment",
            Self::RevisePlan => "Revise the plan",
            Self::ReviseTimescale => "Revise the delivery timescale",
            Self::ReviseAmbition => "Revise the ambition",
            Self::ReviseTarget => "Revise the target",
        }
    }

    /// Whether only the Board or the Performance Committee decides it.
    pub const fn needs_decision(self) -> bool {
        matches!(self, Self::ReviseAmbition | Self::ReviseTarget)
    }
}

/// What the Board or the Performance Committee decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDecision {
    /// Whether they agreed.
    pub agreed: bool,
    /// What they said.
    pub words: String,
    /// Who recorded it; none where it was loaded.
    pub by: Option<PersonId>,
}

/// What is done about a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectiveAction {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The period whose figure asks for it.
    pub period: Period,
    /// Which of the six responses.
    pub kind: ResponseKind,
    /// What is done.
    pub what: String,
    /// By whom.
    pub by: PersonId,
    /// By when.
    #[serde(with = "crate::date_text")]
    pub due: Date,
    /// Why the cause is beyond the Company's control; only where the response needs it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub beyond_control: String,
    /// What was decided, where somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<ActionDecision>,
    /// What was done, once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<String>,
}

impl Fold for CorrectiveAction {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), period_order(self.period))]
    }
}

folded_noun!(CorrectiveAction, CorrectiveAction);

impl CorrectiveAction {
    /// Those that answer a period's figure, of what `sees` accepts.
    pub fn of(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
        sees: impl Fn(&Scope) -> bool,
    ) -> impl Iterator<Item = (CorrectiveActionId, Self)> {
        let order = period_order(period);
        folded_between::<Self>(company, indicator.uuid(), order..=order)
            .filter(move |found| sees(&found.scope))
            .filter_map(|found| Some((found.id, found.open()?)))
    }

    fn put(stored: &Stored<Folded<Self>>, body: &Self) -> Decision {
        Ok(vec![Change::put(
            stored.id,
            stored.scope,
            Folded::fold(body)?,
        )])
    }
}

/// Plans a corrective action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PlanCorrectiveAction {
    /// The action's identifier.
    #[garde(skip)]
    pub action: CorrectiveActionId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The period whose figure asks for it.
    #[garde(skip)]
    pub period: Period,
    /// Which of the six responses.
    #[garde(skip)]
    pub kind: ResponseKind,
    /// What is done.
    #[garde(custom(form::text))]
    pub what: String,
    /// By whom.
    #[garde(skip)]
    pub by: PersonId,
    /// By when.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub due: Date,
    /// Why the cause is beyond the Company's control.
    #[garde(custom(form::optional_text))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub beyond_control: String,
}

impl Decide for PlanCorrectiveAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        context.find(company, self.by)?;
        // What was done with it since does not make it another one (sync.md R11).
        if let Some(there) = company.get(self.action).and_then(|there| there.open())
            && (there.indicator, there.period, there.kind)
                == (self.indicator, self.period, self.kind)
            && there.what == self.what.trim()
        {
            return Ok(Vec::new());
        }
        if self.kind.needs_decision() && self.beyond_control.trim().is_empty() {
            return Err(Rejection::field(
                "beyond_control",
                "An ambition or a target is revised only where the cause is beyond the Company’s control. Say what it is, or choose another response.",
            ));
        }
        let planned = Folded::fold(&CorrectiveAction {
            indicator: self.indicator,
            period: self.period,
            kind: self.kind,
            what: self.what.trim().to_owned(),
            by: self.by,
            due: self.due,
            beyond_control: self.beyond_control.trim().to_owned(),
            decision: None,
            taken: None,
        })?;
        let scope = Measurement::workings_scope(company, indicator, self.period);
        context.create(company, self.action, scope, planned)
    }
}

/// Records what the Board or the Performance Committee decided about revising an ambition or a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct DecideCorrectiveAction {
    /// Which action.
    #[garde(skip)]
    pub action: CorrectiveActionId,
    /// Whether they agreed.
    #[garde(skip)]
    pub agreed: bool,
    /// What they said.
    #[garde(custom(form::text))]
    pub words: String,
}

impl Decide for DecideCorrectiveAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let (stored, mut action) = found(company, context, self.action)?;
        if let Some(person) = context.actor.person()
            && !Role::of(company, person)
                .any(|role| matches!(role, Role::BoardMember | Role::PerformanceCommitteeMember))
        {
            return Err(Rejection::NotAllowed {
                who: "The Board and the Performance Committee".to_owned(),
            });
        }
        if !action.kind.needs_decision() {
            return Err(Rejection::field(
                "action",
                "Only revising an ambition or a target is decided by the Board or the Performance Committee. Its service closes this action.",
            ));
        }
        if action.decision.is_some() {
            return Ok(Vec::new());
        }
        action.decision = Some(ActionDecision {
            agreed: self.agreed,
            words: self.words.trim().to_owned(),
            by: context.actor.person(),
        });
        CorrectiveAction::put(stored, &action)
    }
}

/// Closes a corrective action: with what was done, or after a decision (S75).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct CloseCorrectiveAction {
    /// Which action.
    #[garde(skip)]
    pub action: CorrectiveActionId,
    /// What was done.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub taken: String,
}

impl Decide for CloseCorrectiveAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let (stored, mut action) = found(company, context, self.action)?;
        if action.taken.is_some() {
            return Ok(Vec::new());
        }
        if action.kind.needs_decision() && action.decision.is_none() {
            return Err(Rejection::field(
                "taken",
                "The Board or the Performance Committee decides this first; then it can be closed.",
            ));
        }
        let taken = self.taken.trim();
        if taken.is_empty() && action.decision.is_none() {
            return Err(Rejection::field(
                "taken",
                "Say what was done. A corrective action is closed with an action taken or a decision.",
            ));
        }
        action.taken = Some(taken.to_owned());
        CorrectiveAction::put(stored, &action)
    }
}

fn found<'a>(
    company: &'a Company,
    context: &Context,
    id: CorrectiveActionId,
) -> Result<(&'a Stored<Folded<CorrectiveAction>>, CorrectiveAction), Rejection> {
    let stored = context.find(company, id)?;
    let action = stored.open().ok_or(Rejection::NotFound)?;
    Ok((stored, action))
}
