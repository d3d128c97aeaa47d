//! When the complaints about a place and a cause are a candidate for a generic issue, when they belong to one that is open, and when one
//! that was closed comes back (rules.md 4.11; S40).
//!
//! Who complained is a reference that tells people apart and says nothing else of them.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, Period},
    generic_issue::GenericIssueId,
    quantity::{Decimal, Exact},
    spc::{Chart, Improvement, Options, Rule},
    unit::UnitId,
};

/// So many different complainants make a candidate (rules.md 4.11).
pub const CANDIDATE_FROM: usize = 3;

/// They count if they complained on the day or on one of so many days before it (rules.md 4.11).
pub const WINDOW_DAYS: i64 = 90;

/// So many more complainants reopen an issue that was closed (rules.md 4.11).
pub const REOPENED_BY: usize = 2;

/// They count up to so many days after its closure (rules.md 4.11).
pub const REOPENED_WITHIN_DAYS: i64 = 60;

/// Where complaints are counted together: a service, or a block or an estate (rules.md 4.11).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The service that they are about.
    Service(UnitId),
    /// The block or the estate that they come from.
    Block(String),
}

/// What complaints have in common: the cause by its code, and the place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The cause, as it is written: `damp`.
    pub cause: String,
    /// The place.
    pub place: Place,
}

/// What the rule reads of a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The day on which it was received.
    pub received: Date,
    /// Who complained, by a reference that leads to nobody.
    pub complainant: String,
    /// Its cause.
    pub cause: String,
    /// The service that it is about.
    pub service: UnitId,
    /// The block or the estate that it comes from, where it comes from one.
    pub block: Option<String>,
}

impl Complaint {
    /// Under what it is counted: with its service, and with its block where it has one.
    pub fn keys(&self) -> Vec<Key> {
        let key = |place| Key {
            cause: self.cause.clone(),
            place,
        };
        let block = self.block.clone().map(Place::Block);
        [Some(Place::Service(self.service)), block]
            .into_iter()
            .flatten()
            .map(key)
            .collect()
    }

    pub(crate) fn is_about(&self, key: &Key) -> bool {
        self.cause == key.cause
            && match &key.place {
                Place::Service(service) => self.service == *service,
                Place::Block(block) => self.block.as_ref() == Some(block),
            }
    }
}

/// How many complaints of a key there were in each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Months {
    /// The counts in the order of time, 0 where there was none.
    pub counts: Vec<u32>,
    /// The last of the months, which is over.
    pub last: Period,
}

impl Months {
    /// By which rule the last month is above the usual: outside the limits (rule 1) or one of seven above the mean (rule 4). More
    /// complaints are the concern; fewer than usual, a trend and two in three make no candidate (rules.md 4.11).
    pub fn signal(&self) -> Option<Rule> {
        let counts: Vec<Decimal> = self.counts.iter().copied().map(Decimal::from).collect();
        // Whole numbers of 32 bits never run out of digits, and all of them are the baseline.
        let chart = Chart::of(&counts, Options::new(Improvement::Down)).ok()?;
        let above = Exact::from(*counts.last()?) > chart.lines?.mean;
        let broken = &chart.points.last()?.rules;
        // Either rule holds on the side of the mean on which the point is; a point's kind may come from the trend instead.
        [Rule::Astronomical, Rule::Shift]
            .into_iter()
            .find(|rule| above && broken.contains(rule))
    }
}

/// What the rule reads of a generic issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Which one.
    pub id: GenericIssueId,
    /// What its complaints have in common.
    pub key: Key,
    /// The day on which it was closed; none while it is open.
    pub closed: Option<Date>,
}

/// What speaks for a generic issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// How many different people complained on the day and in the 90 days before it.
    pub complainants: usize,
    /// The rule by which the last month is above the usual.
    pub months: Option<Rule>,
}

impl Grounds {
    /// Whether one of the two is enough: either is (rules.md 4.11).
    pub const fn suffice(self) -> bool {
        self.complainants >= CANDIDATE_FROM || self.months.is_some()
    }
}

/// What becomes of the complaints of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing: each is answered by itself.
    Nothing,
    /// Somebody looks whether they have one cause.
    Candidate(Grounds),
    /// They belong to the issue that is open already, and make no candidate of their own.
    Attach(GenericIssueId),
    /// The issue that was closed is open again.
    Reopen(GenericIssueId),
}

/// Judges the complaints of a key on a day (rules.md 4.11). What came later than the day is not read.
///
/// An issue's closure answers what was received up to that day: those complaints, and months that began by then, make no new candidate.
/// Without that every closed issue would be a candidate again the next day, and none would ever wait for two more complainants.
pub fn judge(
    key: &Key,
    complaints: &[Complaint],
    months: Option<&Months>,
    issues: &[Issue],
    day: Date,
) -> Finding {
    let of_key = || issues.iter().filter(|issue| issue.key == *key);
    // An issue that is closed on a later day is open on this one.
    let closure = |issue: &Issue| issue.closed.filter(|closed| *closed <= day);
    let open = of_key().find(|issue| closure(issue).is_none());
    let closed = of_key()
        .filter_map(|issue| Some((closure(issue)?, issue.id)))
        .max();
    let since = match open {
        Some(_) => None,
        None => closed.map(|(closed, _)| closed),
    };
    let within = |from: Date, to: Date| {
        let asked = complaints.iter().filter(|complaint| {
            complaint.is_about(key) && (from..=to).contains(&complaint.received)
        });
        let after = asked.filter(|complaint| since.is_none_or(|since| complaint.received > since));
        let distinct: BTreeSet<_> = after.map(|complaint| &complaint.complainant).collect();
        distinct.len()
    };
    if let (None, Some((closed, issue))) = (open, closed) {
        let until = days_after(closed, REOPENED_WITHIN_DAYS).min(day);
        if within(closed, until) >= REOPENED_BY {
            return Finding::Reopen(issue);
        }
    }
    let known = months.filter(|months| {
        months.last.end() <= day && since.is_none_or(|since| months.last.start() > since)
    });
    let grounds = Grounds {
        complainants: within(days_after(day, -WINDOW_DAYS), day),
        months: known.and_then(Months::signal),
    };
    match open {
        _ if !grounds.suffice() => Finding::Nothing,
        Some(issue) => Finding::Attach(issue.id),
        None => Finding::Candidate(grounds),
    }
}

/// So many days later, or earlier; the calendar's own end where it is reached first.
fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}
