//! Two figures for one period that were given apart: both are kept, and neither goes further until one is chosen (sync.md 2.7).
//!
//! Only drafts carry a mark of it, and lose it when they are approved: what a wider circle sees never names what it may not see.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Measurement, MeasurementId, MeasurementState, known, period_order};
use crate::{
    calendar::Period,
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    index::Edge,
    indicator::IndicatorId,
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
};

impl Measurement {
    /// The figures that stand for a period, of those that `sees` accepts: the approved one known last, and every other in whose
    /// place none was put. Whoever gives another one says which of these they had before them.
    pub fn standing(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
        sees: impl Fn(&Scope) -> bool,
    ) -> Vec<&Stored<Self>> {
        let order = period_order(period);
        let (drafts, approved): (Vec<_>, Vec<_>) = company
            .pointing_between::<Self>(Edge::MeasurementOf, indicator.uuid(), order..=order)
            .filter(|found| sees(&found.scope) && !found.set_aside)
            .partition(|found| found.state < MeasurementState::Approved);
        approved
            .into_iter()
            .max_by_key(|found| known(found))
            .into_iter()
            .chain(drafts)
            .collect()
    }

    /// Those of the standing figures between which somebody has to choose, in their order; none where nothing is disputed.
    pub fn disputed(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
        sees: impl Fn(&Scope) -> bool,
    ) -> Vec<&Stored<Self>> {
        let mut standing = Self::standing(company, indicator, period, sees);
        let stands: BTreeSet<MeasurementId> = standing.iter().map(|each| each.id).collect();
        let mut sides = BTreeSet::new();
        for each in &standing {
            let apart = each.unseen.iter().filter(|other| stands.contains(other));
            for other in apart {
                sides.extend([each.id, *other]);
            }
        }
        standing.retain(|each| sides.contains(&each.id));
        standing
    }

    /// The same as the actor of a command sees it.
    fn disputed_for<'a>(
        &self,
        company: &'a Company,
        context: &Context,
    ) -> Vec<&'a Stored<Measurement>> {
        Self::disputed(company, self.indicator, self.period, |scope| {
            context.sees(company, scope)
        })
    }

    /// Refuses to take a figure further while another one was given beside it, or was put in its place. A dispute that the actor
    /// may not see is not told: who may take the figure further sees it.
    pub(super) fn check_settled(
        company: &Company,
        context: &Context,
        figure: &Stored<Self>,
    ) -> Result<(), Rejection> {
        let stands = Self::standing(company, figure.indicator, figure.period, |scope| {
            context.sees(company, scope)
        });
        // Taken further, a former figure would be the one known last again.
        if !stands.iter().any(|each| each.id == figure.id) {
            return Err(Rejection::FigureReplaced);
        }
        let disputed = figure.disputed_for(company, context);
        if disputed.iter().any(|each| each.id == figure.id) {
            return Err(Rejection::FigureDisputed);
        }
        Ok(())
    }

    /// Puts a new draft beside what stands for its period: what its author had before them gives way to it, and what they had
    /// not seen is disputed. What the command line loads is decided in sight of everything, and so disputes nothing.
    pub(super) fn beside(
        &self,
        company: &Company,
        context: &Context,
        replaces: &[MeasurementId],
    ) -> (Vec<MeasurementId>, Vec<Change>) {
        let read = |each: &&Stored<Self>| {
            replaces.contains(&each.id) && context.sees(company, &each.scope)
        };
        let everything = Self::standing(company, self.indicator, self.period, |_| true);
        let (read, unseen): (Vec<_>, Vec<_>) = everything.into_iter().partition(read);
        let unseen = match context.actor {
            Actor::System => Vec::new(),
            Actor::Person(_) => unseen.into_iter().map(|each| each.id).collect(),
        };
        (unseen, read.into_iter().filter_map(put_aside).collect())
    }
}

/// A figure that gives way before it is approved; an approved one stays as it is until another one is approved.
fn put_aside(figure: &Stored<Measurement>) -> Option<Change> {
    (figure.state < MeasurementState::Approved).then(|| {
        let gives_way = Measurement {
            set_aside: true,
            ..(*figure.body).clone()
        };
        Change::put(figure.id, figure.scope, gives_way)
    })
}

/// Chooses one of the figures that are disputed for a period. It is not approved by that; the others are kept and no longer stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseMeasurement {
    /// The figure that is chosen.
    pub measurement: MeasurementId,
    /// All the others, as whoever chooses saw them; where others are disputed by then, nothing is chosen (sync.md 2.7).
    pub over: Vec<MeasurementId>,
}

impl Decide for ChooseMeasurement {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let chosen = context.find(company, self.measurement)?;
        let disputed = chosen.disputed_for(company, context);
        if disputed.is_empty() && self.was_chosen(company, context, chosen) {
            return Ok(Vec::new());
        }
        let (mine, others): (Vec<_>, Vec<_>) = disputed
            .into_iter()
            .partition(|each| each.id == self.measurement);
        let stands: BTreeSet<MeasurementId> = others.iter().map(|each| each.id).collect();
        let read: BTreeSet<MeasurementId> = self.over.iter().copied().collect();
        if mine.is_empty() || stands != read {
            return Err(Rejection::ChangedSince);
        }
        let settled = (!chosen.unseen.is_empty()).then(|| {
            let settled = Measurement {
                unseen: Vec::new(),
                ..(*chosen.body).clone()
            };
            Change::put(chosen.id, chosen.scope, settled)
        });
        let aside = others.into_iter().filter_map(put_aside);
        Ok(settled.into_iter().chain(aside).collect())
    }
}

impl ChooseMeasurement {
    /// Whether the same was chosen before: this figure stands, and every other one was for the same period.
    fn was_chosen(
        &self,
        company: &Company,
        context: &Context,
        chosen: &Stored<Measurement>,
    ) -> bool {
        let beside = |other: &MeasurementId| {
            context.find(company, *other).is_ok_and(|other| {
                (other.indicator, other.period) == (chosen.indicator, chosen.period)
            })
        };
        !chosen.set_aside && !self.over.is_empty() && self.over.iter().all(beside)
    }
}
