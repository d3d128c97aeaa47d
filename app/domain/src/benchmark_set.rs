//! What other organisations reached: the peers that a figure is held against (glossary 2.1, `BenchmarkSet`; rules.md 4.9).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    company::Company,
    id::Id,
    index::{Edge, Reference},
    indicator::IndicatorId,
    record::{Stored, noun},
};

/// Identifies a set of peers.
pub type BenchmarkSetId = Id<BenchmarkSet>;

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

noun!(BenchmarkSet, BenchmarkSet, |set, _stamp| [Reference::new(
    Edge::BenchmarkOf,
    set.indicator.uuid()
)]);

impl BenchmarkSet {
    /// The peers of an indicator for a period; of several sets the one known last.
    pub fn of(company: &Company, indicator: IndicatorId, period: Period) -> Option<&Stored<Self>> {
        company
            .pointing::<Self>(Edge::BenchmarkOf, indicator.uuid())
            .filter(|set| set.period == period)
            .max_by_key(|set| (set.stamp, set.id))
    }
}
