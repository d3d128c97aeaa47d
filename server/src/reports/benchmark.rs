//! Where an indicator stands among its peers, itself counted among them (rules.md 4.9).

use std::fmt;

use domain::{
    benchmark::{Others, QUARTILES_FROM, Quartile, quartiles, standing},
    benchmark_set::{BenchmarkSet, PeerValue},
    calendar::Period,
    company::Company,
    period_reading::PeriodReading,
};
use serde::Serialize;

use super::{by_code, four};
use crate::import::period_label;

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Benchmark {
    /// The indicator's code.
    pub indicator: String,
    /// The period.
    pub period: String,
    /// How many organisations there are.
    pub peers: usize,
    /// A quarter of them are below this.
    pub q25: Option<String>,
    /// Half of them are below this.
    pub q50: Option<String>,
    /// A quarter of them are above this.
    pub q75: Option<String>,
    /// The Company's own figure.
    pub own: Option<String>,
    /// Its quarter.
    pub quartile: Option<Quartile>,
    /// One more than the organisations that are better.
    pub rank: Option<usize>,
    /// Of how many.
    pub of: usize,
}

impl fmt::Display for Benchmark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        write!(
            f,
            "{} {}: {} among {} organisations, median {}, {}",
            self.indicator,
            self.period,
            or_none(&self.own),
            self.peers,
            or_none(&self.q50),
            self.quartile.map_or("no quartile", Quartile::words)
        )
    }
}

/// Where the indicator with a code stands; none where there is no such indicator.
pub fn benchmark(company: &Company, code: &str, period: Period) -> Option<Benchmark> {
    let indicator = by_code(company, code)?;
    // The column as the source printed it, 0 of 0 among it: this is what published medians and their counts of organisations are of,
    // and what they can be checked by. Pages and targets ask what we are held against, where 0 of 0 is no data (rules.md 4.4).
    let printed = BenchmarkSet::of(company, indicator.id, period).map(|(_, set)| set.peers);
    let (ours, others): (Vec<PeerValue>, Vec<PeerValue>) = printed
        .unwrap_or_default()
        .into_iter()
        .partition(|peer| peer.ours);
    let peers = Others::new(
        others.iter().map(|peer| peer.value).collect(),
        ours.first().map(|peer| peer.value),
    );
    let own = PeriodReading::of(company, indicator, period).value;
    let found = own.map(|own| standing(indicator.direction, &own, &peers));
    let limits = quartiles(&peers.sorted());
    Some(Benchmark {
        indicator: code.to_owned(),
        period: period_label(period),
        peers: peers.listed(),
        q25: limits.q25.as_ref().and_then(four),
        q50: limits.q50.as_ref().and_then(four),
        q75: limits.q75.as_ref().and_then(four),
        own: own.as_ref().and_then(four),
        quartile: found.and_then(|found| found.quartile),
        // Among a few a rank says nothing (rules.md 4.9).
        rank: found
            .and_then(|found| found.rank)
            .filter(|_| peers.listed() >= QUARTILES_FROM),
        of: peers.listed(),
    })
}
