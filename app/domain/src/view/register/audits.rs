//! The indicators whose audit is due, those first on which most rests (S104; regulation.md 5.3).

use super::in_order;
use crate::{
    calendar::Date, display, indicator::IndicatorId, sight::Sight, view::indicator::next_audit,
};

/// An indicator whose audit is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDue {
    /// Which.
    pub indicator: IndicatorId,
    /// Its code and name.
    pub name: String,
    /// `The Board chose it: every year`.
    pub why: &'static str,
    /// `3 November 2025`; `Never`.
    pub last: String,
}

pub(super) fn audits_due(sight: &Sight<'_>, today: Date) -> Vec<AuditDue> {
    let mut due: Vec<_> = in_order(sight)
        .into_iter()
        .filter_map(|indicator| Some((indicator, next_audit(sight, indicator, today)?)))
        .filter(|(_, next)| next.is_due)
        .collect();
    // Within a cause a safety measure first, then what was never audited or longest ago; otherwise by code.
    due.sort_by_key(|(indicator, next)| (next.cause, !indicator.tags.safety_critical, next.last));
    due.into_iter()
        .map(|(indicator, next)| AuditDue {
            indicator: indicator.id,
            name: format!("{} {}", indicator.code, indicator.name),
            why: next.cause.words(),
            last: next.last.map_or_else(|| "Never".to_owned(), display::date),
        })
        .collect()
}
