//! What other organisations reached: the peers that a figure is held against (glossary 2.1, `BenchmarkSet`; rules.md 4.9).

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    benchmark::Others,
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
    /// Whether it is this organisation's own, which then counts once and not as a peer too (rules.md 4.9). No record says what
    /// the senders of files call us, so the map of a file does.
    #[serde(default, skip_serializing_if = "is_not")]
    pub ours: bool,
    /// Whether it was counted out of nothing: no data, and neither 0 nor 100 % (rules.md 4.4). What was printed stays here,
    /// since the published medians rest on it; nothing of ours is held against it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub no_cases: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_not(marked: &bool) -> bool {
    !*marked
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

    /// This organisation's own row, where the source has one.
    pub fn ours(&self) -> Option<&PeerValue> {
        self.peers.iter().find(|peer| peer.ours)
    }

    /// The rows of a group; of all of them where that is empty.
    pub fn of_group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a PeerValue> {
        let in_it = move |peer: &&PeerValue| group.is_empty() || peer.group == group;
        self.peers.iter().filter(in_it)
    }

    /// What a figure of ours is held against: the rows of a group, or of all, save those that are no data (rules.md 4.4, 4.9).
    pub fn others(&self, group: &str) -> Others {
        let (ours, others): (Vec<_>, Vec<_>) = self
            .of_group(group)
            .filter(|peer| !peer.no_cases)
            .partition(|peer| peer.ours);
        Others::new(
            others.into_iter().map(|peer| peer.value).collect(),
            ours.first().map(|peer| peer.value),
        )
    }

    /// The groups that the source tells apart, by name.
    pub fn groups(&self) -> Vec<&str> {
        let named = self.peers.iter().map(|peer| peer.group.as_str());
        let groups: BTreeSet<&str> = named.filter(|group| !group.is_empty()).collect();
        groups.into_iter().collect()
    }

    fn all(
        company: &Company,
        indicator: IndicatorId,
    ) -> impl Iterator<Item = (BenchmarkSetId, Stamp, Self)> + '_ {
        folded_on::<Self>(company, indicator.uuid())
            .filter_map(|set| Some((set.id, set.stamp, set.open()?)))
    }
}
