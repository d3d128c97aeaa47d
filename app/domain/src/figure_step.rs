//! The steps that a figure was taken on its road, each with who took it; the record's stamp says when (strategy §2, RECORD and REPORT).

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    company::Company,
    decision::{Actor, Context, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_between, folded_noun},
    id::Id,
    indicator::IndicatorId,
    measurement::{Measurement, MeasurementId, period_order},
    person::PersonId,
    record::{Change, Stored},
    scope::Scope,
};

/// Identifies a step: by the command that took it.
pub type FigureStepId = FoldedId<FigureStep>;

/// What was done to a figure (glossary 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Handed in by its service.
    Submitted,
    /// Sent back to its provider.
    Returned,
    /// Looked over by another person.
    Checked,
    /// Approved, and seen by staff from then on.
    Approved,
    /// Published.
    Published,
}

impl StepKind {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Submitted => "Submitted",
            Self::Returned => "Returned",
            Self::Checked => "Checked",
            Self::Approved => "Approved",
            Self::Published => "Published",
        }
    }
}

/// A step that somebody took a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureStep {
    /// Which figure.
    pub measurement: MeasurementId,
    /// Its indicator.
    pub indicator: IndicatorId,
    /// Its period.
    pub period: Period,
    /// What was done.
    pub step: StepKind,
    /// Who did it.
    pub by: Option<PersonId>,
    /// Of an approval: who had checked it, which only the service saw until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<PersonId>,
    /// Of a submission the evidence, of a return the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Where the evidence is kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
}

impl Fold for FigureStep {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), period_order(self.period))]
    }
}

folded_noun!(FigureStep, FigureStep);

impl FigureStep {
    /// A step without words, by nobody yet.
    pub(crate) fn of(figure: &Stored<Measurement>, step: StepKind) -> Self {
        Self {
            measurement: figure.id,
            indicator: figure.indicator,
            period: figure.period,
            step,
            by: None,
            checked_by: None,
            words: String::new(),
            kept_at: String::new(),
        }
    }

    /// The change of the figure and this step of the actor's beside it. The command line takes no step: it loads what others did.
    pub(crate) fn beside(self, context: &Context, scope: Scope, figure: Change) -> Decision {
        let Actor::Person(by) = context.actor else {
            return Ok(vec![figure]);
        };
        let step = Folded::fold(&Self {
            by: Some(by),
            ..self
        })?;
        let id: FigureStepId = Id::new(context.command);
        Ok(vec![figure, Change::put(id, scope, step)])
    }

    /// The steps of all figures of a period that `sees` accepts, in the order in which they were taken.
    pub fn taken(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
        sees: impl Fn(&Scope) -> bool,
    ) -> Vec<(&Stored<Folded<Self>>, Self)> {
        let order = period_order(period);
        let mut taken: Vec<_> = folded_between::<Self>(company, indicator.uuid(), order..=order)
            .filter(|step| sees(&step.scope))
            .filter_map(|step| Some((step, step.open()?)))
            .collect();
        taken.sort_by_key(|(step, _)| (step.stamp, step.id));
        taken
    }

    /// Who checked a figure last.
    pub(crate) fn checker(company: &Company, figure: MeasurementId) -> Option<PersonId> {
        let figure = company.get(figure)?;
        Self::taken(company, figure.indicator, figure.period, |_| true)
            .into_iter()
            .rev()
            .find(|(_, step)| step.measurement == figure.id && step.step == StepKind::Checked)
            .and_then(|(_, step)| step.by)
    }
}
