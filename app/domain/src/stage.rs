//! The four stages of an indicator's period: RECORD, ANALYSE, REPORT and ACT (strategy §2, S67). Each is complete when what it asks for
//! is there, or is waived by a manager who says why; a period is complete when all four are.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    company::Company,
    corrective_action::CorrectiveAction,
    decision::{Context, Decide, Decision},
    demands::Demands,
    folded::{About, Fold, Folded, FoldedId, folded_between, folded_noun},
    form,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState, period_order},
    person::PersonId,
    post::Post,
    record::Stored,
    rejection::Rejection,
    role::Role,
    scope::Scope,
};

/// Identifies a waiver.
pub type StageWaiverId = FoldedId<StageWaiver>;

/// A stage (strategy §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The figure is submitted.
    Record,
    /// It is explained, where it has to be.
    Analyse,
    /// It is approved, so that all staff see it.
    Report,
    /// A corrective action answers it, where it has to.
    Act,
}

impl Stage {
    /// All four, in their order.
    pub const ALL: [Self; 4] = [Self::Record, Self::Analyse, Self::Report, Self::Act];

    /// The strategy's word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Record => "Record",
            Self::Analyse => "Analyse",
            Self::Report => "Report",
            Self::Act => "Act",
        }
    }
}

/// How a stage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageStanding {
    /// What it asks for is there.
    Complete,
    /// It is not.
    Open,
    /// A manager said that it is not needed, and why.
    Waived(StageWaiver),
}

/// That a stage of a period is not needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageWaiver {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The period.
    pub period: Period,
    /// Which stage.
    pub stage: Stage,
    /// Why it is not needed.
    pub reason: String,
    /// Who waived it; none where it was loaded.
    pub by: Option<PersonId>,
}

impl Fold for StageWaiver {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), period_order(self.period))]
    }
}

folded_noun!(StageWaiver, StageWaiver);

/// How the four stages of a period stand, of what `sees` accepts, in the strategy's order.
pub fn stages(
    company: &Company,
    indicator: &Stored<Indicator>,
    period: Period,
    sees: impl Fn(&Scope) -> bool,
) -> [(Stage, StageStanding); 4] {
    let figure = Measurement::standing(company, indicator.id, period, &sees)
        .into_iter()
        .max_by_key(|figure| figure.state);
    let order = period_order(period);
    let explained =
        crate::commentary::Commentary::seen(company, indicator.id, period, &sees).is_some();
    let answered = CorrectiveAction::of(company, indicator.id, period, &sees)
        .next()
        .is_some();
    let waivers: Vec<StageWaiver> =
        folded_between::<StageWaiver>(company, indicator.id.uuid(), order..=order)
            .filter(|waiver| sees(&waiver.scope))
            .filter_map(|waiver| waiver.open())
            .collect();
    let demands = figure.map(|figure| Demands::of(company, indicator, figure));
    let reached = |state| figure.is_some_and(|figure| figure.state >= state);
    Stage::ALL.map(|stage| {
        let complete = match stage {
            Stage::Record => reached(MeasurementState::Submitted),
            Stage::Analyse => demands.is_some_and(|asks| asks.commentary.is_none() || explained),
            Stage::Report => reached(MeasurementState::Approved),
            Stage::Act => demands.is_some_and(|asks| asks.action.is_none() || answered),
        };
        let waived = waivers.iter().find(|waiver| waiver.stage == stage);
        let standing = match (complete, waived) {
            (true, _) => StageStanding::Complete,
            (false, Some(waiver)) => StageStanding::Waived(waiver.clone()),
            (false, None) => StageStanding::Open,
        };
        (stage, standing)
    })
}

/// Says that a stage of a period is not needed. A manager does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct WaiveStage {
    /// The waiver's identifier.
    #[garde(skip)]
    pub waiver: StageWaiverId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The period.
    #[garde(skip)]
    pub period: Period,
    /// Which stage.
    #[garde(skip)]
    pub stage: Stage,
    /// Why it is not needed.
    #[garde(custom(form::text))]
    pub reason: String,
}

impl Decide for WaiveStage {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        if let Some(person) = context.actor.person()
            && !Post::held_by(company, person).any(|post| post.grade.is_manager())
            && !Role::SupportServices.has(company, person)
        {
            return Err(Rejection::NotAllowed {
                who: "A manager of the service or Support Services".to_owned(),
            });
        }
        let waiver = Folded::fold(&StageWaiver {
            indicator: self.indicator,
            period: self.period,
            stage: self.stage,
            reason: self.reason.trim().to_owned(),
            by: context.actor.person(),
        })?;
        // The same command again, after an approval showed it to all staff (sync.md R11).
        if let Some(there) = company.get(self.waiver)
            && *there.body == waiver
        {
            return Ok(Vec::new());
        }
        let scope = Measurement::workings_scope(company, indicator, self.period);
        context.create(company, self.waiver, scope, waiver)
    }
}
