//! Feedback of a service's users, what came of it, and the generic issues behind complaints (S24, S40, S79; rules.md 4.11).

mod generic_issues;
mod writing;

use std::cmp::Reverse;

use crate::{
    calendar::Date,
    display,
    feedback::{Feedback, FeedbackId, FeedbackSource},
    folded::Folded,
    indicator::Indicator,
    sight::Sight,
    unit::{Unit, UnitId},
    view::permission::Offer,
};

use generic_issues::Behind;
pub use generic_issues::{Begun, Candidate, Issue, record_issue, settle};
pub use writing::{Typed, record};

/// What of it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of one service; none for all.
    pub service: Option<UnitId>,
    /// So many of those that are answered, the latest ones. What waits for an answer is always shown.
    pub answered: usize,
}

/// So many of those that are answered are shown until more are asked for.
pub const ANSWERED: usize = 25;

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `2 of 14 wait for our answer`.
    pub heading: String,
    /// How much there is from each source.
    pub lead: String,
    /// The services that anything was said of: value and words.
    pub said_of: Vec<(String, String)>,
    /// What may have one cause, and is no issue yet.
    pub candidates: Vec<Candidate>,
    /// The generic issues, the open ones first.
    pub issues: Vec<Issue>,
    /// What was said, what waits for an answer first, then the latest.
    pub lines: Vec<Line>,
    /// How many more there are.
    pub more: usize,
    /// Recording feedback.
    pub record: Offer,
    /// The services that the reader may record it for: value and words.
    pub services: Vec<(String, String)>,
    /// The indicators: value and words.
    pub indicators: Vec<(String, String)>,
    /// Who can answer for an issue: value and words.
    pub people: Vec<(String, String)>,
    /// The causes that are in use, so that one thing is called one thing.
    pub causes: Vec<String>,
}

/// What was said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub feedback: FeedbackId,
    /// `Complaint, 3 November 2026`.
    pub name: String,
    /// `Repairs and Voids. Damp, Victoria block. Measured by TP02 Satisfaction with repairs`.
    pub about: String,
    /// What was said, a paragraph each.
    pub said: Vec<String>,
    /// What the Company did, a paragraph each; empty while it has not answered.
    pub did: Vec<String>,
    /// Whether it is made up.
    pub illustrative: bool,
    /// Changing it.
    pub change: Offer,
    /// What stands in its form.
    pub first: Typed,
}

/// The page; none for who is not staff.
pub fn page(sight: &Sight<'_>, asked: Asked, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let all: Vec<(FeedbackId, Feedback)> = sight
        .all::<Folded<Feedback>>()
        .filter_map(|stored| Some((stored.id, stored.open()?)))
        .collect();
    let is_meant = |said: &Feedback| asked.service.is_none_or(|service| said.service == service);
    let mut meant: Vec<(FeedbackId, &Feedback)> = all
        .iter()
        .filter(|(_, said)| is_meant(said))
        .map(|(id, said)| (*id, said))
        .collect();
    meant.sort_by_key(|(id, said)| (!said.did.is_empty(), Reverse((said.received, *id))));
    let everything: Vec<&Feedback> = all.iter().map(|(_, said)| said).collect();
    let said: Vec<&Feedback> = meant.iter().map(|(_, said)| *said).collect();
    let waiting = said.iter().filter(|each| each.did.is_empty()).count();
    let shown = said.len().min(waiting.saturating_add(asked.answered));
    let services = writing::services(sight, today);
    let behind = Behind::of(sight, &everything, asked.service);
    Some(Page {
        heading: heading(said.len(), waiting),
        lead: lead(&said),
        said_of: said_of(sight, &everything),
        candidates: behind.candidates(today),
        issues: behind.issues(today),
        record: match services.is_empty() {
            true => Offer::Hidden,
            false => Offer::Open,
        },
        indicators: writing::indicators(sight),
        people: writing::people(sight),
        causes: causes(&everything),
        more: said.len().saturating_sub(shown),
        lines: meant
            .iter()
            .take(shown)
            .map(|(id, said)| line(sight, *id, said, &services))
            .collect(),
        services,
    })
}

fn said_of(sight: &Sight<'_>, said: &[&Feedback]) -> Vec<(String, String)> {
    let mut services: Vec<(String, String)> = said
        .iter()
        .filter_map(|each| sight.get::<Unit>(each.service))
        .map(|unit| (unit.name.clone(), unit.id.to_string()))
        .collect();
    services.sort();
    services.dedup();
    services.into_iter().map(|(name, id)| (id, name)).collect()
}

fn heading(all: usize, waiting: usize) -> String {
    match (all, waiting) {
        (0, _) => "No feedback is recorded yet".to_owned(),
        (1, 0) => "The one piece of feedback is answered".to_owned(),
        (1, _) => "The one piece of feedback waits for our answer".to_owned(),
        (all, 0) => format!("All {all} pieces of feedback are answered"),
        (all, 1) => format!("1 of {all} pieces of feedback waits for our answer"),
        (all, some) => format!("{some} of {all} pieces of feedback wait for our answer"),
    }
}

fn lead(said: &[&Feedback]) -> String {
    let counted: Vec<String> = FeedbackSource::ALL
        .into_iter()
        .map(|source| {
            let many = said.iter().filter(|each| each.source == source).count();
            format!("{}: {many}", source.words())
        })
        .collect();
    format!("{}. Nobody is named here.", counted.join(", "))
}

fn causes(said: &[&Feedback]) -> Vec<String> {
    let mut causes: Vec<String> = said
        .iter()
        .filter_map(|each| Some(each.complaint.as_ref()?.cause.clone()))
        .collect();
    causes.sort();
    causes.dedup();
    causes
}

fn line(sight: &Sight<'_>, id: FeedbackId, said: &Feedback, services: &[(String, String)]) -> Line {
    let service = said.service.to_string();
    Line {
        feedback: id,
        name: name(said),
        about: about(sight, said),
        said: paragraphs(&said.said),
        did: paragraphs(&said.did),
        illustrative: said.illustrative,
        change: match services.iter().any(|(value, _)| *value == service) {
            true => Offer::Open,
            false => Offer::Hidden,
        },
        first: Typed::of(said),
    }
}

fn name(said: &Feedback) -> String {
    format!("{}, {}", said.source.words(), display::date(said.received))
}

fn about(sight: &Sight<'_>, said: &Feedback) -> String {
    let service = sight
        .get::<Unit>(said.service)
        .map(|unit| unit.name.clone());
    let caused = said.complaint.as_ref().map(|of| match of.block.as_str() {
        "" => format!("Cause: {}", of.cause),
        block => format!("Cause: {}, {block}", of.cause),
    });
    let measures: Vec<String> = said
        .indicators
        .iter()
        .filter_map(|id| sight.get::<Indicator>(*id))
        .map(|indicator| format!("{} {}", indicator.code, indicator.name))
        .collect();
    let measured = (!measures.is_empty()).then(|| format!("Measured by {}", measures.join("; ")));
    let parts: Vec<String> = [service, caused, measured].into_iter().flatten().collect();
    format!("{}.", parts.join(". "))
}

/// A paragraph for each line that says something.
pub(super) fn paragraphs(words: &str) -> Vec<String> {
    words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was said of a service or of what an indicator measures, beside its figures (S24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which.
    pub feedback: FeedbackId,
    /// `Complaint, 3 November 2026`.
    pub name: String,
    /// What was said.
    pub said: String,
    /// What the Company did; empty while it has not answered.
    pub did: String,
}

/// So many stand beside the figures; all of them are on the page of feedback.
const EVIDENCE: usize = 6;

/// What was said of a service or of what an indicator measures, the latest first; nothing for who is not staff.
pub(super) fn of(sight: &Sight<'_>, about: uuid::Uuid) -> Vec<Evidence> {
    let mut found: Vec<(Date, Evidence)> = Feedback::about_one(sight.company(), about)
        .filter(|(stored, _)| sight.is_staff() && sight.sees(&stored.scope))
        .map(|(stored, said)| {
            let evidence = Evidence {
                feedback: stored.id,
                name: name(&said),
                said: said.said,
                did: said.did,
            };
            (said.received, evidence)
        })
        .collect();
    found.sort_by_key(|(received, evidence)| Reverse((*received, evidence.feedback)));
    found.truncate(EVIDENCE);
    found.into_iter().map(|(_, evidence)| evidence).collect()
}
