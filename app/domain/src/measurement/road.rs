//! The road of a figure: from its provider, past another person who checks it, to approval and the public (strategy §2, RECORD
//! and REPORT; glossary 2.1). Back goes only what is not approved, with a reason; what was approved is corrected.
//!
//! The command line loads history as it stood, so it may approve what nobody checked here; no step says then that somebody did.

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{Measurement, MeasurementId, MeasurementState};
use crate::{
    access,
    commentary::{self, Commentary},
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    definition_sheet::DefinitionSheet,
    demands::Demands,
    figure_step::{FigureStep, StepKind},
    form,
    quantity::{Decimal, Figure, Ratio},
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
    survey::SUPPRESSED_BELOW,
};

/// Fewer people than this of a diversity indicator are not shown to the public (access.md).
const FEWEST_OF_DIVERSITY: u32 = 5;

impl Measurement {
    /// The same figure in another state, in the scope of that state.
    fn taken_to(figure: &Stored<Self>, state: MeasurementState, scope: Scope) -> Change {
        let body = Self {
            state,
            ..(*figure.body).clone()
        };
        Change::put(figure.id, scope, body)
    }
}

/// Hands a draft in, with what shows that it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct SubmitMeasurement {
    /// Which figure.
    #[garde(skip)]
    pub measurement: MeasurementId,
    /// What it was counted from: the report, and on which day it was run.
    #[garde(custom(form::optional_text))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Where that is kept, for whoever checks or audits it.
    #[garde(custom(form::optional_text))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
}

impl Decide for SubmitMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let figure = context.find(company, self.measurement)?;
        if figure.state >= MeasurementState::Submitted {
            return Ok(Vec::new());
        }
        Measurement::check_settled(company, context, figure)?;
        // A draft may have been loaded, or its target approved since.
        let indicator = context.find(company, figure.indicator)?;
        figure.check_possible(company, indicator)?;
        let taken = Measurement::taken_to(figure, MeasurementState::Submitted, figure.scope);
        let step = FigureStep {
            words: self.evidence.trim().to_owned(),
            kept_at: self.kept_at.trim().to_owned(),
            ..FigureStep::of(figure, StepKind::Submitted)
        };
        step.beside(context, figure.scope, taken)
    }
}

/// Says that a submitted figure was looked over and is right. Someone other than its provider does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckMeasurement {
    /// Which figure.
    pub measurement: MeasurementId,
}

impl Decide for CheckMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let figure = context.find(company, self.measurement)?;
        match figure.state {
            MeasurementState::Draft => {
                return Err(Rejection::field(
                    "measurement",
                    "This figure is still a draft. Its service submits it first; then someone other than its provider checks it.",
                ));
            }
            MeasurementState::Submitted => {}
            MeasurementState::Checked
            | MeasurementState::Approved
            | MeasurementState::Published => return Ok(Vec::new()),
        }
        Measurement::check_settled(company, context, figure)?;
        access::another_person(context, figure.provided_by)?;
        let taken = Measurement::taken_to(figure, MeasurementState::Checked, figure.scope);
        FigureStep::of(figure, StepKind::Checked).beside(context, figure.scope, taken)
    }
}

/// Sends a figure that is not approved yet back to its provider, with what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct ReturnMeasurement {
    /// Which figure.
    #[garde(skip)]
    pub measurement: MeasurementId,
    /// What is wrong with it, for its provider to read.
    #[garde(custom(form::text))]
    pub reason: String,
}

impl Decide for ReturnMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let figure = context.find(company, self.measurement)?;
        match figure.state {
            MeasurementState::Draft => return Ok(Vec::new()),
            MeasurementState::Submitted | MeasurementState::Checked => {}
            MeasurementState::Approved | MeasurementState::Published => {
                return Err(Rejection::field(
                    "reason",
                    "This figure is approved, so it does not go back. Provide the right figure as a correction, with the reason.",
                ));
            }
        }
        let taken = Measurement::taken_to(figure, MeasurementState::Draft, figure.scope);
        let step = FigureStep {
            words: self.reason.trim().to_owned(),
            ..FigureStep::of(figure, StepKind::Returned)
        };
        step.beside(context, figure.scope, taken)
    }
}

/// Approves a checked figure, which lets all staff see it and what was written about it, and the Council's viewers what the Council chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveMeasurement {
    /// Which figure.
    pub measurement: MeasurementId,
}

impl Decide for ApproveMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let figure = context.find(company, self.measurement)?;
        if figure.state >= MeasurementState::Approved {
            return Ok(Vec::new());
        }
        Measurement::check_settled(company, context, figure)?;
        access::another_person(context, figure.provided_by)?;
        let commentary = Commentary::latest(company, context, figure.indicator, figure.period);
        if let Actor::Person(_) = context.actor {
            check_ready(company, context, figure, commentary.is_some())?;
        }
        let words = commentary.map(|commentary| commentary.public_words);
        let approved = Measurement {
            state: MeasurementState::Approved,
            unseen: Vec::new(),
            public_words: words
                .filter(|words| !words.is_empty())
                .unwrap_or_else(|| figure.public_words.clone()),
            ..(*figure.body).clone()
        };
        let step = FigureStep {
            checked_by: FigureStep::checker(company, figure.id),
            ..FigureStep::of(figure, StepKind::Approved)
        };
        let scope = Measurement::approved_scope(company, figure.indicator, figure.period);
        let mut changes = step.beside(
            context,
            Scope::Staff,
            Change::put(self.measurement, scope, approved),
        )?;
        changes.extend(commentary::shown(
            company,
            figure.indicator,
            figure.period,
            scope,
        ));
        Ok(changes)
    }
}

/// Refuses what nobody checked, and what needs an explanation and has none.
fn check_ready(
    company: &Company,
    context: &Context,
    figure: &Stored<Measurement>,
    explained: bool,
) -> Result<(), Rejection> {
    if figure.state < MeasurementState::Checked {
        return Err(Rejection::field(
            "measurement",
            "Nobody has checked this figure yet. Someone other than its provider checks it; then it can be approved.",
        ));
    }
    let indicator = context.find(company, figure.indicator)?;
    match Demands::of(company, indicator, figure).commentary {
        Some(cause) if !explained => Err(Rejection::field("commentary", &cause.asks_commentary())),
        _ => Ok(()),
    }
}

/// Publishes an approved figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishMeasurement {
    /// Which figure.
    pub measurement: MeasurementId,
}

impl Decide for PublishMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let figure = context.find(company, self.measurement)?;
        match figure.state {
            MeasurementState::Draft | MeasurementState::Submitted | MeasurementState::Checked => {
                Err(Rejection::NotApprovedYet)
            }
            MeasurementState::Published => Ok(Vec::new()),
            MeasurementState::Approved => {
                Measurement::check_settled(company, context, figure)?;
                if company
                    .get(figure.indicator)
                    .is_some_and(Stored::is_internal)
                {
                    return Err(Rejection::field(
                        "measurement",
                        "This indicator is for staff alone, as its definition sheet says. Change its audience first.",
                    ));
                }
                check_not_few(company, figure)?;
                let taken =
                    Measurement::taken_to(figure, MeasurementState::Published, Scope::Public);
                FigureStep::of(figure, StepKind::Published).beside(context, Scope::Staff, taken)
            }
        }
    }
}

/// What is of very few people is not shown to everybody, who might know them by it: fewer than ten who answered a survey (rules.md
/// 4.8), fewer than five of a diversity indicator (access.md; S111).
fn check_not_few(company: &Company, figure: &Measurement) -> Result<(), Rejection> {
    let Figure::Ratio(Ratio {
        numerator,
        denominator,
    }) = figure.figure
    else {
        return Ok(());
    };
    let is_survey = || {
        DefinitionSheet::latest(company, figure.indicator)
            .is_some_and(|(_, sheet)| sheet.terms.survey)
    };
    let is_diversity = company
        .get(figure.indicator)
        .is_some_and(|indicator| indicator.tags.diversity);
    let few = Decimal::from(FEWEST_OF_DIVERSITY);
    let counted = !numerator.is_zero() && numerator < few;
    let too_few = if is_diversity && (counted || denominator < few) {
        FEWEST_OF_DIVERSITY
    } else if denominator < Decimal::from(SUPPRESSED_BELOW) && is_survey() {
        SUPPRESSED_BELOW
    } else {
        return Ok(());
    };
    Err(Rejection::field(
        "measurement",
        &format!(
            "It is of fewer than {too_few} people, so residents are not shown it: somebody might be known by it. It stays approved, and staff see it."
        ),
    ))
}
