//! Two audits, by the internal auditor: one that came to the figure and one that did not; illustrative, as the figures are.

use domain::{
    calendar::{Grain, Period},
    performance_audit::RecordAudit,
    quantity::Decimal,
};

use super::{
    days,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by},
};

/// Who audits, and days before today.
const AUDITOR: &str = "neil-farquharson";
const AUDITED: i32 = 24;

/// Places that a recalculated figure is written with.
const PLACES: u32 = 2;

/// What is audited, a percentage each, how far the figure is from what it comes to, in hundredths of it, and how many of the records were wrong.
const AUDITS: [(&str, Grain, i64, u32); 2] =
    [("INC01", Grain::Month, 0, 0), ("CUS02", Grain::Month, 2, 1)];

pub(super) fn plan(plan: &mut Plan) {
    let audited = plan.ago(AUDITED);
    for (code, grain, off, wrong) in AUDITS {
        let period = Period::containing(days::before(audited, 30), grain).previous();
        let Some(figure) = plan.figure(indicator(code), period) else {
            continue;
        };
        let recalculated = figure
            .exact(Decimal::ONE_HUNDRED)
            .and_then(|figure| figure.rounded(PLACES))
            .map_or(Decimal::ZERO, |figure| {
                (figure - figure * Decimal::new(off, 2)).round_dp(PLACES)
            });
        let is_off = off != 0;
        let words = |words: &str| match is_off {
            true => format!("Illustrative: {words}"),
            false => String::new(),
        };
        plan.on(
            audited,
            by(AUDITOR),
            RecordAudit {
                audit: demo_id(&format!("audit/{code}")),
                indicator: indicator(code),
                period,
                sampled: 40,
                wrong,
                recalculated,
                findings: words("a record was counted in the month before its own."),
                action: words("the report asks for the day on which it was received."),
                due: is_off.then(|| days::after(plan.today(), 30)),
            },
        );
    }
}
