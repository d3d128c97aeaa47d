//! Changes of the Balanced Scorecard that were decided: which weights, tolerances and targets became what, from when, by whom and why.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    calendar::{Date, FinancialYear},
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::{DefinitionSheet, ReviseDefinition},
    folded::{About, Fold, Folded, FoldedId, folded_noun},
    form,
    governance_body::{BodyKind, GovernanceBodyId},
    id::Id,
    index::day_order,
    record::{Change, Stamp},
    rejection::Rejection,
    scope::Scope,
    scorecard::staff_sees,
    target::{ProposeTarget, Target},
    trajectory::Trajectory,
    weight::SetWeight,
    what_if::Supposition,
};

/// Identifies a change of the scorecard.
pub type ScorecardChangeId = FoldedId<ScorecardChange>;

/// Most changes that one reason stands for.
const MOST: usize = 50;

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorecardChange {
    /// What became what.
    pub changes: Vec<Supposition>,
    /// From which day.
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// Which body decided it.
    pub decided_by: GovernanceBodyId,
    /// When it decided.
    #[serde(with = "crate::date_text")]
    pub decided_on: Date,
    /// Why.
    pub reason: String,
}

impl Fold for ScorecardChange {
    fn about(&self) -> Vec<About> {
        let order = day_order(self.from);
        let about = self.changes.iter().map(|change| (change.about().0, order));
        let body = (self.decided_by.uuid(), order);
        std::iter::once(body).chain(about).collect()
    }
}

folded_noun!(ScorecardChange, ScorecardChange);

/// Makes what was supposed so, from a day on. Weights and tolerances hold at once; a target is proposed, and approved as every other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct MakeScorecardChange {
    /// The record's identifier.
    #[garde(skip)]
    pub change: ScorecardChangeId,
    /// What is to become what, each with the identifier of the record that it makes.
    #[garde(custom(some))]
    pub changes: Vec<(Uuid, Supposition)>,
    /// From which day.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// Which body decided it.
    #[garde(skip)]
    pub decided_by: GovernanceBodyId,
    /// When it decided.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub decided_on: Date,
    /// Why.
    #[garde(custom(form::text))]
    pub reason: String,
}

/// Another identifier that follows from one: what stood before a first revision is a record too.
fn beside(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ 1)
}

fn some(changes: &[(Uuid, Supposition)], _: &()) -> garde::Result {
    match changes.len() {
        0 => Err(garde::Error::new("Suppose something first.")),
        1..=MOST => Ok(()),
        _ => Err(garde::Error::new(format!(
            "Decide at most {MOST} changes together, so that one reason can be read for all."
        ))),
    }
}

impl Decide for MakeScorecardChange {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        self.check_decision(company, context)?;
        let record = ScorecardChange {
            changes: self
                .changes
                .iter()
                .map(|(_, change)| change.clone())
                .collect(),
            from: self.from,
            decided_by: self.decided_by,
            decided_on: self.decided_on,
            reason: self.reason.trim().to_owned(),
        };
        let mut all = context.create(company, self.change, Scope::Staff, Folded::fold(&record)?)?;
        if all.is_empty() {
            return Ok(all);
        }
        // One after the other, so that all weights of a place together are what is checked.
        let mut tried = company.clone();
        for (id, change) in &self.changes {
            let made = self.made(&tried, context, *id, change)?;
            for each in &made {
                tried.apply(
                    each,
                    Stamp {
                        seq: Stamp::PENDING_SEQ,
                        at: context.now,
                    },
                );
            }
            all.extend(made);
        }
        Ok(all)
    }
}

impl MakeScorecardChange {
    /// Weights and targets are the Board's and the Performance Committee's (access.md): one of them decided, and it has done so.
    fn check_decision(&self, company: &Company, context: &Context) -> Result<(), Rejection> {
        let body = context
            .find(company, self.decided_by)?
            .open()
            .ok_or(Rejection::NotFound)?;
        if !matches!(body.kind, BodyKind::Board | BodyKind::PerformanceCommittee) {
            return Err(Rejection::field(
                "decided_by",
                "The Board or the Performance Committee decides this. Choose which of the two did.",
            ));
        }
        if self.decided_on > context.today() {
            return Err(Rejection::field(
                "decided_on",
                "This day has not come. Give the day on which it was decided.",
            ));
        }
        if self.from < self.decided_on {
            return Err(Rejection::field(
                "from",
                "What was reported before the decision stays as it was. Let it hold from the day of the decision or later.",
            ));
        }
        Ok(())
    }

    fn made(
        &self,
        company: &Company,
        context: &Context,
        id: Uuid,
        change: &Supposition,
    ) -> Decision {
        match change {
            Supposition::Weight { of, weight } => {
                let made = SetWeight {
                    weight_id: Id::new(id),
                    of: *of,
                    from: self.from,
                    weight: *weight,
                }
                .decide(company, context)?;
                // The decision is told to all staff, and what not all staff see would be told with it.
                let is_told = |change: &Change| matches!(change, Change::Put { scope, .. } if staff_sees(scope));
                match made.iter().all(is_told) {
                    true => Ok(made),
                    false => Err(Rejection::NotFound),
                }
            }
            Supposition::Tolerance {
                indicator,
                tolerance,
            } => {
                let stored = context.find(company, *indicator)?;
                let mut definition = (*stored.body).clone();
                definition.tolerance = *tolerance;
                let terms = DefinitionSheet::latest(company, *indicator)
                    .map(|(_, sheet)| Box::new(sheet.terms))
                    .unwrap_or_default();
                ReviseDefinition {
                    indicator: *indicator,
                    sheet: Id::new(id),
                    former: Id::new(beside(id)),
                    from: Some(self.from),
                    reason: self.reason.clone(),
                    definition,
                    terms,
                    expected: None,
                }
                .decide(company, context)
            }
            Supposition::Target {
                indicator,
                year,
                value,
            } => {
                self.check_year(*year)?;
                let path = Target::of(company, *indicator, *year)
                    .map_or(Trajectory::Flat, |target| target.trajectory.clone());
                ProposeTarget {
                    target: Id::new(id),
                    indicator: *indicator,
                    year: *year,
                    value: *value,
                    trajectory: path,
                    provenance: crate::provenance::Provenance::Recorded,
                    expected: None,
                    case: None,
                }
                .decide(company, context)
            }
        }
    }

    fn check_year(&self, year: FinancialYear) -> Result<(), Rejection> {
        if year.last_day() < self.from {
            return Err(Rejection::field(
                "from",
                "The year of one of these targets is over by then. Choose an earlier day, or take that target back.",
            ));
        }
        Ok(())
    }
}
