//! What is done with a report: it is collated, approved by somebody else, sent, and read by those whom it is for (S103).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    company::Company,
    decision::Context,
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    person::PersonId,
    record::Stored,
    report_run::ReportRunId,
};

/// Identifies a step.
pub type ReportStepId = FoldedId<ReportStep>;

/// A step with a report; the record's stamp says when it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportStep {
    /// Which report.
    pub run: ReportRunId,
    /// What was done.
    pub kind: ReportStepKind,
    /// Who did it; none where it was loaded.
    pub by: Option<PersonId>,
}

/// What can be done with a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStepKind {
    /// Its figures were put together.
    Collated,
    /// Somebody else found them fit to be sent.
    Approved,
    /// It was sent.
    Sent {
        /// How and where: `With the papers of the Board meeting on 3 December 2026`.
        how: String,
    },
    /// One of those whom it is for has read it.
    Read,
}

impl ReportStepKind {
    /// What somebody typed in it, field by field.
    pub(crate) fn words(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Sent { how } => vec![("How it was sent", how.clone())],
            Self::Collated | Self::Approved | Self::Read => Vec::new(),
        }
    }
}

impl Fold for ReportStep {
    // Whoever took it first, who alone may touch it.
    fn about(&self) -> Vec<About> {
        let by = self.by.map_or_else(Uuid::nil, |by| by.uuid());
        vec![(by, 0), (self.run.uuid(), 0)]
    }
}

folded_noun!(ReportStep, ReportStep);

impl ReportStep {
    /// A step as the actor takes it.
    pub(crate) fn of(run: ReportRunId, kind: ReportStepKind, context: &Context) -> Self {
        Self {
            run,
            kind,
            by: context.actor.person(),
        }
    }

    /// The steps of a report in their order.
    pub fn taken(
        company: &Company,
        run: ReportRunId,
    ) -> impl Iterator<Item = (&Stored<Folded<Self>>, Self)> {
        let mut taken: Vec<_> = folded_on::<Self>(company, run.uuid())
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        taken.sort_by_key(|(stored, _)| (stored.stamp, stored.id));
        taken.into_iter()
    }

    /// Whether a step was taken, in these words.
    pub fn is_taken(company: &Company, run: ReportRunId, kind: &ReportStepKind) -> bool {
        Self::taken(company, run).any(|(_, step)| step.kind == *kind)
    }
}
