//! Audits of an indicator's figures: what was found, when the next is due, and recording one (S104; regulation.md 5.3).

use uuid::Uuid;

use crate::{
    calendar::{self, Date},
    display,
    id::Id,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState},
    performance_audit::{AuditCause, PerformanceAudit, RecordAudit},
    quantity::{Decimal, Exact},
    record::{Stamp, Stored},
    rejection::{FieldProblem, Rejection},
    sight::Sight,
    view::{
        called,
        permission::{Offer, tried},
        typed::{number, optional_day},
    },
};

/// Periods that can be audited: two years of months.
const OFFERED: usize = 24;

/// What is known of audits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audits {
    /// When the next is due and why: `Due on 3 November 2027. The Board chose it: every year`; empty where none is asked for.
    pub due: String,
    /// Whether that day is over, or nobody has audited it.
    pub is_due: bool,
    /// Each audit, the latest first.
    pub done: Vec<AuditLine>,
    /// The periods that can be audited: value and words.
    pub periods: Vec<(String, String)>,
    /// Recording one.
    pub record: Offer,
}

/// One audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// `12 November 2026 by Neil Farquharson`.
    pub when: String,
    /// `October 2026`.
    pub period: String,
    /// `2 of 40 wrong`.
    pub records: String,
    /// `94.2%; it stands at 95.0%`; `95.0%, as it stands`.
    pub came_to: String,
    /// What was found, and what is to be done by when.
    pub found: String,
}

/// The audits of an indicator, for staff; none of what mirrors another.
pub(super) fn audits(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    today: Date,
) -> Option<Audits> {
    if indicator.mirrors.is_some() || !sight.is_staff() {
        return None;
    }
    let done: Vec<(Stamp, PerformanceAudit)> = PerformanceAudit::of(sight.company(), indicator.id)
        .into_iter()
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(stored, audit)| (stored.stamp, audit))
        .collect();
    let next = next(sight, indicator, today);
    let audits = Audits {
        is_due: next.as_ref().is_some_and(|next| next.is_due),
        due: next.map(|next| next.words).unwrap_or_default(),
        record: offer(sight, indicator),
        periods: periods(sight, indicator)
            .map(|figure| (figure.period.to_string(), figure.period.words()))
            .collect(),
        done: done
            .iter()
            .map(|(stamp, audit)| line(sight, indicator, *stamp, audit))
            .collect(),
    };
    (audits != Audits::default()).then_some(audits)
}

/// When an indicator is audited next.
pub(in crate::view) struct Next {
    /// Why.
    pub cause: AuditCause,
    /// When it was audited last.
    pub last: Option<Date>,
    /// Whether it is time.
    pub is_due: bool,
    words: String,
}

/// When an audit is due, and why; none where none is asked for.
pub(in crate::view) fn next(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    today: Date,
) -> Option<Next> {
    let cause = AuditCause::of(sight.company(), indicator, today)?;
    let last = PerformanceAudit::of(sight.company(), indicator.id)
        .into_iter()
        .find(|(stored, _)| sight.sees(&stored.scope))
        .map(|(stored, _)| stored.stamp);
    let due = last.map(|last| cause.due_after(last));
    let is_due = due.is_none_or(|due| due <= today);
    let words = match due {
        None => "Nobody has audited it yet".to_owned(),
        Some(due) if is_due => format!("An audit was due on {}", display::date(due)),
        Some(due) => format!("The next audit is due on {}", display::date(due)),
    };
    Some(Next {
        cause,
        last: last.map(|last| calendar::day(last.at)),
        is_due,
        words: format!("{words}. {}.", cause.words()),
    })
}

fn periods<'a>(
    sight: &'a Sight<'_>,
    indicator: &'a Stored<Indicator>,
) -> impl Iterator<Item = &'a Stored<Measurement>> {
    let series = Measurement::series(sight.company(), indicator.id, indicator.frequency.grain());
    let seen = series.into_iter().rev();
    seen.filter(|figure| figure.state >= MeasurementState::Approved && sight.sees(&figure.scope))
        .take(OFFERED)
}

/// Left out for who audits nothing, and where there is nothing to audit; with the reason for who provides the figures.
fn offer(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Offer {
    let Some(latest) = periods(sight, indicator).next() else {
        return Offer::Hidden;
    };
    let command = RecordAudit {
        audit: Id::new(Uuid::nil()),
        indicator: indicator.id,
        period: latest.period,
        sampled: 1,
        wrong: 1,
        recalculated: Decimal::ONE,
        findings: "?".to_owned(),
        action: "?".to_owned(),
        due: Some(latest.period.end()),
    };
    match tried(sight, command) {
        Ok(()) => Offer::Open,
        Err(refused) => match refused.on_field("indicator") {
            Some(words) => Offer::Blocked(words.to_owned()),
            None => Offer::Hidden,
        },
    }
}

fn line(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    stamp: Stamp,
    audit: &PerformanceAudit,
) -> AuditLine {
    let words =
        |value: &Exact| display::figure(indicator.unit, value, indicator.decimals, None, None);
    let came_to = words(&audit.recalculated.into());
    let figure = Measurement::approved(sight.company(), indicator.id, audit.period)
        .filter(|figure| sight.sees(&figure.scope));
    let stands = figure.and_then(|figure| figure.figure.exact(indicator.unit.scale()));
    let is_off = figure.is_some_and(|figure| audit.difference(figure, indicator.unit).is_some());
    let by = audit
        .by
        .map(|by| format!(" by {}", called::you_or_name(sight, by)));
    let due = audit.due.map(|due| format!(" By {}: ", display::date(due)));
    AuditLine {
        when: format!(
            "{}{}",
            display::date(calendar::day(stamp.at)),
            by.unwrap_or_default()
        ),
        period: audit.period.words(),
        records: format!("{} of {} wrong", audit.wrong, audit.sampled),
        came_to: match stands {
            Some(stands) if is_off => format!("{came_to}; it stands at {}", words(&stands)),
            Some(stands) if words(&stands) != came_to => {
                format!(
                    "{came_to}, near enough to the {} at which it stands",
                    words(&stands)
                )
            }
            _ => format!("{came_to}, as it stands"),
        },
        found: match audit.findings.is_empty() {
            true => "Nothing was found.".to_owned(),
            false => format!(
                "{}{}{}",
                audit.findings,
                due.unwrap_or_default(),
                audit.action
            ),
        },
    }
}

/// What is typed to record an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAudit {
    /// Which period.
    pub period: String,
    /// How many records were looked at.
    pub sampled: String,
    /// How many of them were wrong.
    pub wrong: String,
    /// What it comes to.
    pub recalculated: String,
    /// What was found.
    pub findings: String,
    /// What is to be done.
    pub action: String,
    /// Until when.
    pub due: String,
}

/// The command.
///
/// # Errors
/// `Fields`, with each that cannot be read.
pub fn audit(
    indicator: IndicatorId,
    new: Uuid,
    typed: &TypedAudit,
) -> Result<RecordAudit, Rejection> {
    let mut fields = Vec::new();
    let mut wrong = |field: &str, words: &str| {
        fields.push(FieldProblem {
            field: field.to_owned(),
            words: words.to_owned(),
        });
    };
    let count = |text: &str| text.trim().parse::<u32>().ok();
    let period = typed.period.parse().ok();
    let (sampled, bad) = (count(&typed.sampled), count(&typed.wrong));
    if period.is_none() {
        wrong("period", "Choose the period whose figure was audited.");
    }
    if sampled.is_none() {
        wrong(
            "sampled",
            "Say how many records were looked at, as a whole number such as 40.",
        );
    }
    if bad.is_none() {
        wrong(
            "wrong",
            "Say how many of them were wrong, as a whole number; 0 where none was.",
        );
    }
    let recalculated = number(&typed.recalculated)
        .map_err(|words| wrong("recalculated", &words))
        .ok();
    let due = optional_day("due", &typed.due)
        .map_err(|refused| wrong("due", refused.on_field("due").unwrap_or_default()))
        .ok();
    match (period, sampled, bad, recalculated, due) {
        (Some(period), Some(sampled), Some(wrong), Some(recalculated), Some(due)) => {
            Ok(RecordAudit {
                audit: Id::new(new),
                indicator,
                period,
                sampled,
                wrong,
                recalculated,
                findings: typed.findings.clone(),
                action: typed.action.clone(),
                due,
            })
        }
        _ => Err(Rejection::Fields { fields }),
    }
}
