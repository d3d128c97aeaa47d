//! What was measured, as JSON: one object a workload.

use std::time::Duration;

use serde::Serialize;

/// Half, nineteen of twenty and ninety-nine of a hundred took no longer than this, in milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Spread {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub count: usize,
}

impl Spread {
    pub fn of(mut took: Vec<Duration>) -> Self {
        took.sort();
        let at = |share: f64| {
            let place = (took.len().saturating_sub(1) as f64 * share).round() as usize;
            took.get(place).copied().map_or(f64::NAN, milliseconds)
        };
        Self {
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            count: took.len(),
        }
    }
}

/// To a tenth, so that the figures can be read.
pub fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 10_000.0).round() / 10.0
}

/// How much memory a process holds, in mebibytes; none where the machine does not say.
pub fn memory(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some((kibibytes / 102.4).round() / 10.0)
}

/// The machine's load, for a figure is worth nothing without it.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace()
        .next()
        .unwrap_or("unknown")
        .to_owned()
}
