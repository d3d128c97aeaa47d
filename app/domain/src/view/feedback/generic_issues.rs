//! Generic issues beside the complaints that they are behind: what may be one, which are open, and whether one has come back.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::{
    calendar::{Date, Grain, Period},
    display,
    feedback::Feedback,
    folded::Folded,
    generic_issue::{
        Complaint, Finding, GenericIssue, GenericIssueId, Grounds, Issue as Known, Key, Months,
        Place, RecordGenericIssue, SettleGenericIssue, WINDOW_DAYS, judge,
    },
    id::Id,
    rejection::Rejection,
    sight::Sight,
    unit::{Unit, UnitId},
    view::{
        called,
        permission::{self, Offer},
    },
};

/// What may be one cause, and is no issue yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What the complaints have in common.
    pub key: Key,
    /// `damp, Victoria block`.
    pub name: String,
    /// `3 people complained in the last 90 days.`
    pub grounds: String,
    /// Opening an issue.
    pub open: Offer,
}

/// A generic issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Which.
    pub issue: GenericIssueId,
    /// `damp, Victoria block`.
    pub name: String,
    /// What its complaints have in common.
    pub key: Key,
    /// `Open since 3 November 2026. Ravi Mistry sees to it. 4 people have complained.`
    pub stands: String,
    /// That it may have come back; empty where it has not.
    pub returned: &'static str,
    /// Why it is, what is done, and how it is known to be over, where somebody said so.
    pub says: Vec<(&'static str, String)>,
    /// Whether it is over.
    pub over: bool,
    /// Whether it is made up.
    pub illustrative: bool,
    /// Saying what is found out.
    pub change: Offer,
    /// Saying that it is over, once it is known why it was and what was done; or that it has come back.
    pub settle: Offer,
    /// What stands in its form.
    pub first: Begun,
}

/// What is typed of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// Who sees to it.
    pub owner: String,
    /// Why it is.
    pub root_cause: String,
    /// What is done.
    pub fix: String,
}

/// The complaints by what they have in common, and the issues that are known.
pub(super) struct Behind<'a> {
    sight: &'a Sight<'a>,
    complaints: BTreeMap<Key, Vec<Complaint>>,
    held: Vec<(GenericIssueId, GenericIssue)>,
    known: Vec<Known>,
    /// Since when complaints are recorded.
    first: Option<Date>,
    service: Option<UnitId>,
}

impl<'a> Behind<'a> {
    /// What is behind all that was said; told of one service, where one is asked for.
    pub(super) fn of(sight: &'a Sight<'a>, said: &[&Feedback], service: Option<UnitId>) -> Self {
        let mut complaints: BTreeMap<Key, Vec<Complaint>> = BTreeMap::new();
        let all = || said.iter().filter_map(|each| each.complaint());
        for complaint in all() {
            for key in complaint.keys() {
                complaints.entry(key).or_default().push(complaint.clone());
            }
        }
        let mut held: Vec<(GenericIssueId, GenericIssue)> = sight
            .all::<Folded<GenericIssue>>()
            .filter_map(|stored| Some((stored.id, stored.open()?)))
            .collect();
        held.sort_by_key(|(id, issue)| {
            let found = std::cmp::Reverse(issue.found);
            (issue.closed.is_some(), found, *id)
        });
        Self {
            sight,
            complaints,
            known: held.iter().map(|(id, issue)| issue.read(*id)).collect(),
            held,
            first: all().map(|complaint| complaint.received).min(),
            service,
        }
    }

    fn of_key(&self, key: &Key) -> &[Complaint] {
        self.complaints.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether it is of the service that is asked for: it is that service's, or of a place from which that service heard complaints.
    fn is_meant(&self, key: &Key) -> bool {
        self.service.is_none_or(|service| {
            key.place == Place::Service(service)
                || self.of_key(key).iter().any(|each| each.service == service)
        })
    }

    fn judged(&self, key: &Key, today: Date) -> Finding {
        let complaints = self.of_key(key);
        let months = self
            .first
            .and_then(|first| months(complaints, first, today));
        judge(key, complaints, months.as_ref(), &self.known, today)
    }

    /// Whether a service's complaints all come from one block of late: the block's key tells of the same people then, and more exactly.
    fn is_of_one_block(&self, key: &Key, today: Date) -> bool {
        let late = self.of_key(key).iter().filter(|complaint| {
            complaint.received.duration_until(today).as_hours() / 24 <= WINDOW_DAYS
        });
        let blocks: BTreeSet<Option<&str>> = late.map(|each| each.block.as_deref()).collect();
        let is_one = blocks.len() == 1 && !blocks.contains(&None);
        is_one && matches!(key.place, Place::Service(_))
    }

    /// What the rule finds in the complaints, and is not an issue yet.
    pub(super) fn candidates(&self, today: Date) -> Vec<Candidate> {
        let keys = self.complaints.keys();
        let keys = keys.filter(|key| self.is_meant(key) && !self.is_of_one_block(key, today));
        keys.filter_map(|key| match self.judged(key, today) {
            Finding::Candidate(grounds) => Some(Candidate {
                name: name(self.sight, key),
                grounds: because(grounds),
                open: offer(self.sight, today, key),
                key: key.clone(),
            }),
            Finding::Nothing | Finding::Attach(_) | Finding::Reopen(_) => None,
        })
        .collect()
    }

    /// The issues, the open ones first, then the last one that was known.
    pub(super) fn issues(&self, today: Date) -> Vec<Issue> {
        let held = self.held.iter();
        held.filter(|(_, issue)| self.is_meant(&issue.key))
            .map(|(id, issue)| {
                let is_back = self.judged(&issue.key, today) == Finding::Reopen(*id);
                told(self.sight, *id, issue, self.of_key(&issue.key), is_back)
            })
            .collect()
    }
}

fn told(
    sight: &Sight<'_>,
    id: GenericIssueId,
    issue: &GenericIssue,
    complaints: &[Complaint],
    is_back: bool,
) -> Issue {
    let people: BTreeSet<&str> = complaints
        .iter()
        .map(|complaint| complaint.complainant.as_str())
        .collect();
    let owner = called::sentence(&called::you_or_name(sight, issue.owner));
    let since = match issue.closed {
        None => format!("Open since {}", display::date(issue.found)),
        Some(closed) => format!(
            "Over since {}, {}",
            display::date(closed),
            took(issue.found, closed)
        ),
    };
    let settling = SettleGenericIssue {
        issue: id,
        over: issue.closed.is_none(),
        verified: "How it is known.".to_owned(),
    };
    // Whoever settles it says what is found out too, and there what is missing is asked for.
    let settle = match permission::tried(sight, settling.clone()) {
        Err(Rejection::NotAllowed { .. } | Rejection::NotFound) => Offer::Hidden,
        _ => Offer::of(sight, settling),
    };
    let change = match settle {
        Offer::Hidden => Offer::Hidden,
        Offer::Open | Offer::Blocked(_) => Offer::Open,
    };
    Issue {
        issue: id,
        name: name(sight, &issue.key),
        key: issue.key.clone(),
        stands: format!(
            "{since}. Who sees to it: {owner}. {}.",
            complained(people.len())
        ),
        returned: match is_back {
            true => {
                "Two or more people have complained since it was closed. Look whether it has come back."
            }
            false => "",
        },
        says: [
            ("Why it is", issue.root_cause.clone()),
            ("What is done", issue.fix.clone()),
            ("How it is known to be over", issue.verified.clone()),
        ]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect(),
        over: issue.closed.is_some(),
        illustrative: issue.illustrative,
        change,
        settle,
        first: Begun {
            owner: issue.owner.to_string(),
            root_cause: issue.root_cause.clone(),
            fix: issue.fix.clone(),
        },
    }
}

/// `34 days after it was found`: how long it took is what the service is measured by (S40).
fn took(found: Date, closed: Date) -> String {
    match found.duration_until(closed).as_hours() / 24 {
        0 => "on the day it was found".to_owned(),
        1 => "a day after it was found".to_owned(),
        days => format!("{days} days after it was found"),
    }
}

fn complained(people: usize) -> String {
    match people {
        1 => "1 person has complained".to_owned(),
        many => format!("{many} people have complained"),
    }
}

fn because(grounds: Grounds) -> String {
    let people = format!(
        "{} in the last {WINDOW_DAYS} days.",
        complained(grounds.complainants)
    );
    match grounds.months {
        None => people,
        Some(rule) => format!("{people} Last month was {}.", rule.words()),
    }
}

/// `damp, Victoria block`.
fn name(sight: &Sight<'_>, key: &Key) -> String {
    let place = match &key.place {
        Place::Block(block) => block.clone(),
        Place::Service(service) => sight
            .get::<Unit>(*service)
            .map_or_else(String::new, |unit| unit.name.clone()),
    };
    called::sentence(&format!("{}, {place}", key.cause))
}

/// How many complaints there were in each month that is over, from the first in which any complaint was recorded.
fn months(complaints: &[Complaint], first: Date, today: Date) -> Option<Months> {
    let month = |day| Period::containing(day, Grain::Month);
    let last = month(today).previous();
    let mut counted: BTreeMap<Period, u32> = BTreeMap::new();
    let mut at = month(first);
    while at <= last {
        counted.insert(at, 0);
        at = at.next();
    }
    for complaint in complaints {
        if let Some(count) = counted.get_mut(&month(complaint.received)) {
            *count = count.saturating_add(1);
        }
    }
    (!counted.is_empty()).then(|| Months {
        counts: counted.into_values().collect(),
        last,
    })
}

fn offer(sight: &Sight<'_>, today: Date, key: &Key) -> Offer {
    let sample = sight.person().map(|owner| RecordGenericIssue {
        issue: Id::new(Uuid::nil()),
        key: key.clone(),
        owner,
        root_cause: String::new(),
        fix: String::new(),
        illustrative: false,
    });
    match sample.map(|sample| permission::tried_on(sight, today, sample)) {
        Some(Ok(())) => Offer::Open,
        _ => Offer::Hidden,
    }
}

/// The command that records an issue, or what is found out about it.
///
/// # Errors
/// `Fields`, where nobody was chosen who sees to it.
pub fn record_issue(issue: Uuid, key: Key, read: &Begun) -> Result<RecordGenericIssue, Rejection> {
    let owner = read
        .owner
        .parse()
        .map_err(|_| Rejection::field("owner", "Choose who sees to it."))?;
    Ok(RecordGenericIssue {
        issue: Id::new(issue),
        key,
        owner,
        root_cause: read.root_cause.clone(),
        fix: read.fix.clone(),
        illustrative: false,
    })
}

/// The command that says that an issue is over, or has come back.
pub const fn settle(issue: GenericIssueId, over: bool, verified: String) -> SettleGenericIssue {
    SettleGenericIssue {
        issue,
        over,
        verified,
    }
}
