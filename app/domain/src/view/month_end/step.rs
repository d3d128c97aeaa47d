//! One step over all rows: how many figures are ready for it, and which are not and why.

use super::{
    entry::{Entered, Entry},
    row::Row,
};
use crate::{
    command::Given,
    figure_step::StepKind,
    measurement::{
        ApproveMeasurement, CheckMeasurement, MeasurementId, PublishMeasurement, RecordMeasurement,
        SubmitMeasurement,
    },
    view::permission::Offer,
};

/// A step of the grid's road, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOf {
    /// Hands in, with the evidence for all of them.
    Submit {
        /// What they were counted from.
        evidence: String,
        /// Where that is kept.
        kept_at: String,
    },
    /// Checks.
    Check,
    /// Approves.
    Approve,
    /// Publishes.
    Publish,
}

impl StepOf {
    const fn kind(&self) -> StepKind {
        match self {
            Self::Submit { .. } => StepKind::Submitted,
            Self::Check => StepKind::Checked,
            Self::Approve => StepKind::Approved,
            Self::Publish => StepKind::Published,
        }
    }

    const fn verb(&self) -> &'static str {
        match self {
            Self::Submit { .. } => "Submit",
            Self::Check => "Check",
            Self::Approve => "Approve",
            Self::Publish => "Publish",
        }
    }

    fn sending(&self, measurement: MeasurementId) -> Sending {
        match self {
            Self::Submit { evidence, kept_at } => Sending::Submit(SubmitMeasurement {
                measurement,
                evidence: evidence.clone(),
                kept_at: kept_at.clone(),
            }),
            Self::Check => Sending::Check(CheckMeasurement { measurement }),
            Self::Approve => Sending::Approve(ApproveMeasurement { measurement }),
            Self::Publish => Sending::Publish(PublishMeasurement { measurement }),
        }
    }
}

/// What is given of a step: one of the commands of a figure's road, and no other, so that the page brings the rules of these alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Sending {
    /// Provides what is typed.
    Record(RecordMeasurement),
    /// Submits.
    Submit(SubmitMeasurement),
    /// Checks.
    Check(CheckMeasurement),
    /// Approves.
    Approve(ApproveMeasurement),
    /// Publishes.
    Publish(PublishMeasurement),
}

impl From<Sending> for Given {
    fn from(sending: Sending) -> Self {
        match sending {
            Sending::Record(record) => record.into(),
            Sending::Submit(submit) => submit.into(),
            Sending::Check(check) => check.into(),
            Sending::Approve(approve) => approve.into(),
            Sending::Publish(publish) => publish.into(),
        }
    }
}

/// A step over all rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepLine {
    /// `Submit 6 figures`; empty where none is ready.
    pub label: String,
    /// What is said once it is done: `6 figures submitted.`
    pub done: String,
    /// What is given, in this order.
    pub commands: Vec<Sending>,
    /// What is not ready, and why: `REP02: …`.
    pub not_ready: Vec<String>,
}

/// What a step would do now: to the figures that stand, and for submitting also to what is typed, row by row.
pub fn step_line(step: &StepOf, rows: &[(Row, Entered)]) -> StepLine {
    let mut line = StepLine::default();
    let mut ready: usize = 0;
    for (row, entered) in rows {
        match part(step, row, entered) {
            Part::Ready(commands) => {
                ready += 1;
                line.commands.extend(commands);
            }
            Part::Not(why) => line.not_ready.push(format!("{}: {why}", row.code)),
            Part::None => {}
        }
    }
    if ready > 0 {
        let figures = if ready == 1 {
            "1 figure".to_owned()
        } else {
            format!("{ready} figures")
        };
        line.label = format!("{} {figures}", step.verb());
        line.done = format!("{figures} {}.", step.kind().words().to_lowercase());
    }
    line
}

enum Part {
    Ready(Vec<Sending>),
    Not(String),
    None,
}

fn part(step: &StepOf, row: &Row, entered: &Entered) -> Part {
    if let StepOf::Submit { .. } = step {
        match &entered.entry {
            Entry::Ready(record) => {
                let submit = step.sending(record.measurement);
                return Part::Ready(vec![Sending::Record(record.clone()), submit]);
            }
            Entry::Unfinished => {
                let why = entered
                    .problems
                    .first()
                    .map_or("Say why it changes, under the row.", |(_, words)| {
                        words.as_str()
                    });
                return Part::Not(why.to_owned());
            }
            Entry::Nothing if row.may_provide && row.standing.is_none() => {
                return Part::Not("There is no figure yet.".to_owned());
            }
            Entry::Nothing => {}
        }
    }
    let offer = row.offers.iter().find(|(kind, _)| *kind == step.kind());
    match (offer, &row.standing) {
        (Some((_, Offer::Open)), Some(standing)) => {
            Part::Ready(vec![step.sending(standing.measurement)])
        }
        (Some((_, Offer::Blocked(why))), _) => Part::Not(why.clone()),
        _ => Part::None,
    }
}
