//! One record that an import brings, and what must be true of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ImportKind;
use crate::{
    benchmark_set::{BenchmarkSet, BenchmarkSetId},
    company::Company,
    decision::Context,
    indicator::{Indicator, IndicatorId, IndicatorState},
    measurement::{Measurement, MeasurementId, MeasurementState},
    milestone::{Milestone, MilestoneId},
    ownership::{Ownership, OwnershipId},
    plan_action::{PlanAction, PlanActionId},
    post::{Post, PostId},
    record::Change,
    rejection::Rejection,
    scope::Scope,
    target::{self, Target, TargetId, TargetState},
    unit::{Unit, UnitId},
};

/// A record under its identifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imported {
    /// A unit that was not there.
    Unit(UnitId, Unit),
    /// A definition: a draft, or one that is there with other words.
    Indicator(IndicatorId, Indicator),
    /// Who owns an indicator.
    Ownership(OwnershipId, Ownership),
    /// A proposed target.
    Target(TargetId, Target),
    /// A submitted figure.
    Measurement(MeasurementId, Measurement),
    /// A post.
    Post(PostId, Post),
    /// An action of a service plan.
    PlanAction(PlanActionId, PlanAction),
    /// A milestone of one.
    Milestone(MilestoneId, Milestone),
    /// Peers.
    BenchmarkSet(BenchmarkSetId, BenchmarkSet),
}

impl Imported {
    /// The record as a change in a scope.
    ///
    /// # Errors
    /// As [`crate::folded::Folded::fold`].
    pub fn put(&self, scope: Scope) -> Result<Change, Rejection> {
        Ok(match self {
            Self::Unit(id, body) => Change::put(*id, scope, body.clone()),
            Self::Indicator(id, body) => Change::put(*id, scope, body.clone()),
            Self::Ownership(id, body) => Change::put(*id, scope, body.clone()),
            Self::Target(id, body) => Change::put(*id, scope, body.clone()),
            Self::Measurement(id, body) => Change::put(*id, scope, body.clone()),
            Self::Post(id, body) => Change::put(*id, scope, body.clone()),
            Self::PlanAction(id, body) => Change::put_folded(*id, scope, body)?,
            Self::Milestone(id, body) => Change::put_folded(*id, scope, body)?,
            Self::BenchmarkSet(id, body) => Change::put_folded(*id, scope, body)?,
        })
    }

    /// The record as the change that the import makes, in the scope where such a record lives.
    pub(super) fn check(
        &self,
        company: &Company,
        context: &Context,
        what: ImportKind,
        services: &Services,
    ) -> Result<Change, Rejection> {
        if !self.fits(what) {
            return Err(Rejection::NotOfThisImport);
        }
        let scope = match self {
            Self::Unit(id, _) => {
                context.check_free(company, *id)?;
                Scope::Public
            }
            Self::Indicator(id, body) => definition(company, *id, body)?,
            Self::Target(id, body) => {
                let there = company.get(*id).map(|there| there.state);
                let proposed = TargetState::Proposed;
                if body.state != proposed || there.is_some_and(|there| there != proposed) {
                    return Err(Rejection::NotAProposal);
                }
                services.drafts(company, body.indicator)
            }
            Self::Measurement(id, body) => {
                let there = company.get(*id).map(|there| there.state);
                let submitted = MeasurementState::Submitted;
                if body.state != submitted || there.is_some_and(|there| there > submitted) {
                    return Err(Rejection::NotAProposal);
                }
                // Whoever imports a figure provides it, and so cannot be who checks it (access.md).
                let provided = Measurement {
                    provided_by: context.actor.person(),
                    ..body.clone()
                };
                return Ok(Change::put(
                    *id,
                    services.drafts(company, body.indicator),
                    provided,
                ));
            }
            Self::Ownership(..)
            | Self::Post(..)
            | Self::PlanAction(..)
            | Self::Milestone(..)
            | Self::BenchmarkSet(..) => Scope::Staff,
        };
        self.put(scope)
    }

    const fn fits(&self, what: ImportKind) -> bool {
        match self {
            Self::Unit(..) => !matches!(what, ImportKind::Measurements | ImportKind::Peers),
            Self::Indicator(..) | Self::Ownership(..) | Self::Target(..) => {
                matches!(what, ImportKind::Indicators)
            }
            Self::Measurement(..) => {
                matches!(what, ImportKind::Indicators | ImportKind::Measurements)
            }
            Self::Post(..) => matches!(what, ImportKind::Posts),
            Self::PlanAction(..) | Self::Milestone(..) => matches!(what, ImportKind::Milestones),
            Self::BenchmarkSet(..) => matches!(what, ImportKind::Peers),
        }
    }
}

/// A definition that is there stays in force where it was; a new one is a draft.
fn definition(company: &Company, id: IndicatorId, body: &Indicator) -> Result<Scope, Rejection> {
    body.checked()?;
    match company.get(id) {
        Some(there) if there.state == body.state => {
            there.check_same_judgement(body)?;
            Ok(there.scope)
        }
        None if body.state == IndicatorState::Draft => Ok(body.scope()),
        _ => Err(Rejection::NotAProposal),
    }
}

/// The services of the indicators that an import brings itself.
pub(super) struct Services(BTreeMap<IndicatorId, Option<UnitId>>);

impl Services {
    pub(super) fn of(records: &[Imported]) -> Self {
        let brought = records.iter().filter_map(|record| match record {
            Imported::Indicator(id, body) => Some((*id, body.service)),
            _ => None,
        });
        Self(brought.collect())
    }

    /// Where a proposal about an indicator lives.
    fn drafts(&self, company: &Company, indicator: IndicatorId) -> Scope {
        self.0
            .get(&indicator)
            .copied()
            .unwrap_or_else(|| target::service_of(company, indicator))
            .map_or(Scope::Staff, Scope::Drafts)
    }
}
