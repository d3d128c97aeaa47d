//! What if: a weight, a tolerance or a target supposed to be another, tried on a copy of the Company, so that everybody sees which
//! colours would flip before anything is decided (strategy §3; peers.md 5.7, vector 16).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    calendar::{Date, FinancialYear},
    company::Company,
    definition_sheet::DefinitionSheet,
    folded::{Folded, folded_on},
    id::Id,
    index::Edge,
    indicator::IndicatorId,
    provenance::Provenance,
    record::{Change, Noun, Stamp},
    scope::Scope,
    scoring::Tolerance,
    target::{Target, TargetState},
    trajectory::Trajectory,
    weight::{Weight, Weighted},
};

/// One thing supposed to be other than it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supposition {
    /// How much a perspective, a priority or what counts towards an objective counts.
    Weight {
        /// Which one.
        of: Weighted,
        /// How much: 0 or more.
        weight: Decimal,
    },
    /// How far from its target an indicator is still amber.
    Tolerance {
        /// Which indicator.
        indicator: IndicatorId,
        /// How far.
        tolerance: Tolerance,
    },
    /// What an indicator should reach in a year.
    Target {
        /// Which indicator.
        indicator: IndicatorId,
        /// In which financial year.
        year: FinancialYear,
        /// What is to be reached by its end.
        value: Decimal,
    },
}

impl Supposition {
    /// Whether it is the same kind of thing as another.
    pub const fn is_like(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Weight { .. }, Self::Weight { .. })
                | (Self::Tolerance { .. }, Self::Tolerance { .. })
                | (Self::Target { .. }, Self::Target { .. })
        )
    }

    /// What it is about; of two about the same the later one holds.
    pub fn about(&self) -> (Uuid, Option<FinancialYear>) {
        match self {
            Self::Weight { of, .. } => (of.uuid(), None),
            Self::Tolerance { indicator, .. } => (indicator.uuid(), None),
            Self::Target {
                indicator, year, ..
            } => (indicator.uuid(), Some(*year)),
        }
    }
}

/// The day from which a supposed weight holds: before every figure there is.
const EVER: Date = Date::constant(1, 1, 1);

/// A copy of the Company in which it had always been so. What is not supposed stays as it is, figures above all.
pub fn supposed(company: &Company, suppositions: &[Supposition]) -> Company {
    let mut branch = company.clone();
    for supposition in suppositions {
        match supposition {
            Supposition::Weight { of, weight } => suppose_weight(&mut branch, *of, *weight),
            Supposition::Tolerance {
                indicator,
                tolerance,
            } => suppose_tolerance(&mut branch, *indicator, *tolerance),
            Supposition::Target {
                indicator,
                year,
                value,
            } => suppose_target(&mut branch, *indicator, *year, *value),
        }
    }
    branch
}

fn suppose_weight(branch: &mut Company, of: Weighted, weight: Decimal) {
    let dated: Vec<_> = branch
        .pointing::<Weight>(Edge::WeightOf, of.uuid())
        .map(|each| (each.id, each.scope, each.from))
        .collect();
    let ever = (Id::new(of.uuid()), Scope::Public, EVER);
    for (id, scope, from) in dated.into_iter().chain([ever]) {
        put(branch, id, scope, Weight { of, from, weight });
    }
}

/// Every version of the definition with another tolerance; what else each says stays as it is.
fn suppose_tolerance(branch: &mut Company, indicator: IndicatorId, tolerance: Tolerance) {
    let versions: Vec<_> = folded_on::<DefinitionSheet>(branch, indicator.uuid())
        .filter_map(|stored| Some((stored.id, stored.scope, stored.open()?)))
        .collect();
    for (id, scope, mut version) in versions {
        version.definition.tolerance = tolerance;
        if let Ok(version) = Folded::fold(&version) {
            put(branch, id, scope, version);
        }
    }
    if let Some(stored) = branch.get(indicator) {
        let (scope, mut definition) = (stored.scope, (*stored.body).clone());
        definition.tolerance = tolerance;
        put(branch, indicator, scope, definition);
    }
}

/// Every approved target of the year, its revisions too, with another value on the same path; where there is none, one that is the same in every period.
fn suppose_target(
    branch: &mut Company,
    indicator: IndicatorId,
    year: FinancialYear,
    value: Decimal,
) {
    let approved: Vec<_> = Target::approved(branch, indicator, year)
        .into_iter()
        .map(|stored| (stored.id, (*stored.body).clone()))
        .collect();
    if !approved.is_empty() {
        for (id, target) in approved {
            put(branch, id, Scope::Public, Target { value, ..target });
        }
        return;
    }

    // A place of its own for each year, which no record of the Company's has.
    let place = indicator.uuid().as_u128() ^ u128::from(year.0.unsigned_abs());
    let flat = Target {
        indicator,
        year,
        value,
        trajectory: Trajectory::Flat,
        state: TargetState::Approved,
        proposed_by: None,
        provenance: Provenance::Recorded,
        from: None,
    };
    put(
        branch,
        Id::<Target>::new(Uuid::from_u128(place)),
        Scope::Public,
        flat,
    );
}

/// Puts a record as it is supposed to be.
pub(crate) fn put<T: Noun>(branch: &mut Company, id: Id<T>, scope: Scope, body: T) {
    let stamp = Stamp {
        seq: Stamp::PENDING_SEQ,
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    branch.apply(&Change::put(id, scope, body), stamp);
}
