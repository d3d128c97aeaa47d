//! What other organisations reached: the peers that a figure is held against (glossary 2.1, `BenchmarkSet`; rules.md 4.9).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    company::Company,
    folded::{About, Fold, FoldedId, folded_noun, folded_on},
    indicator::IndicatorId,
    record::Stamp,
};

/// Identifies a set of peers.
pub type BenchmarkSetId = FoldedId<BenchmarkSet>;

/// One organisation's figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerValue {
    /// Whose it is.
    pub organisation: String,
    /// What kind of organisation, where the source says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The figure, in the indicator's unit.
    pub value: Decimal,
}

/// The figures of one indicator and one period, this organisation's own among them where the source holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkSet {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which period.
    pub period: Period,
    /// Where they are from.
    pub source: String,
    /// One an organisation.
    pub peers: Vec<PeerValue>,
}

impl Fold for BenchmarkSet {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), 0)]
    }
}

folded_noun!(BenchmarkSet, BenchmarkSet);

impl BenchmarkSet {
    /// The peers of an indicator for a period; of several sets the one known last.
    pub fn of(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
    ) -> Option<(BenchmarkSetId, Self)> {
        Self::all(company, indicator)
            .filter(|(_, _, set)| set.period == period)
            .max_by_key(|(id, stamp, _)| (*stamp, *id))
            .map(|(id, _, set)| (id, set))
    }

    /// The peers of an indicator for the latest period that has some; of several sets for it the one known last.
    pub fn latest(company: &Company, indicator: IndicatorId) -> Option<Self> {
        Self::all(company, indicator)
            .max_by_key(|(id, stamp, set)| (set.period, *stamp, *id))
            .map(|(_, _, set)| set)
    }

    fn all(
        company: &Company,
        indicator: IndicatorId,
    ) -> impl Iterator<Item = (BenchmarkSetId, Stamp, Self)> + '_ {
        folded_on::<Self>(company, indicator.uuid())
            .filter_map(|set| Some((set.id, set.stamp, set.open()?)))
    }
}
