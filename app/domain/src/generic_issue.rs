//! Generic issues: one cause behind many complaints, who finds it out, what was done, and how it is known to be over (strategy §1.3:
//! "Proactive identification and resolution of generic issues arising from complaints (i.e. those issues affecting multiple customers)"; S40;
//! rules.md 4.11).

mod finding;

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access,
    calendar::{self, Date},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_noun, folded_on},
    form,
    person::PersonId,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
    unit::UnitId,
};

pub use finding::{
    CANDIDATE_FROM, Complaint, Finding, Grounds, Issue, Key, Months, Place, REOPENED_BY,
    REOPENED_WITHIN_DAYS, WINDOW_DAYS, judge,
};

/// Identifies a generic issue.
pub type GenericIssueId = FoldedId<GenericIssue>;

/// One cause behind many complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenericIssue {
    /// What its complaints have in common.
    pub key: Key,
    /// Since when it is known.
    #[serde(with = "crate::date_text")]
    pub found: Date,
    /// Who finds out why, and sees to it.
    pub owner: PersonId,
    /// Why it is; empty while nobody knows.
    #[serde(default)]
    pub root_cause: String,
    /// What is done about it; empty while nothing is.
    #[serde(default)]
    pub fix: String,
    /// When it was over; none while it is open.
    #[serde(default, with = "crate::date_text::optional")]
    pub closed: Option<Date>,
    /// How it is known to be over; empty while it is open.
    #[serde(default)]
    pub verified: String,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for GenericIssue {
    // The service first, which decides who may touch it; a block is of the whole Company.
    fn about(&self) -> Vec<About> {
        vec![(whose(&self.key), 0)]
    }
}

folded_noun!(GenericIssue, GenericIssue);

/// Of which service it is; a block and an estate are of no single one.
const fn service(key: &Key) -> Option<UnitId> {
    match &key.place {
        Place::Service(service) => Some(*service),
        Place::Block(_) => None,
    }
}

fn whose(key: &Key) -> Uuid {
    service(key).map_or(THE_COMPANY, |service| service.uuid())
}

impl GenericIssue {
    /// The generic issues of what these complaints have in common.
    pub fn of<'a>(
        company: &'a Company,
        key: &'a Key,
    ) -> impl Iterator<Item = (&'a Stored<Folded<Self>>, Self)> {
        folded_on::<Self>(company, whose(key))
            .filter_map(|stored| Some((stored, stored.open()?)))
            .filter(|(_, issue)| issue.key == *key)
    }

    /// What the rule reads of it.
    pub fn read(&self, id: GenericIssueId) -> Issue {
        Issue {
            id,
            key: self.key.clone(),
            closed: self.closed,
        }
    }
}

/// Records a generic issue, or what is found out about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordGenericIssue {
    /// Its identifier.
    #[garde(skip)]
    pub issue: GenericIssueId,
    /// What its complaints have in common; stays what it was.
    #[garde(skip)]
    pub key: Key,
    /// Who finds out why, and sees to it.
    #[garde(skip)]
    pub owner: PersonId,
    /// Why it is.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub root_cause: String,
    /// What is done about it.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub fix: String,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordGenericIssue {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if let Some(service) = service(&self.key) {
            context.find(company, service)?;
        }
        let owner = context.find(company, self.owner)?;
        let before = company.get(self.issue).and_then(|stored| stored.open());
        let key = match &before {
            Some(before) => before.key.clone(),
            None => self.key.tidied()?,
        };
        // Whoever answers for an issue says how it stands; that there is one, and who answers for it, is said by who plans.
        let names_owner = before
            .as_ref()
            .is_none_or(|before| before.owner != self.owner);
        if let Some(person) = context.actor.person()
            && names_owner
            && !answers_for(company, person, &key)
        {
            return Err(Rejection::NotAllowed {
                who: access::WRITE_PLANS.to_owned(),
            });
        }
        if !owner.active {
            return Err(Rejection::field(
                "owner",
                "They no longer work here. Choose somebody who does.",
            ));
        }
        let other = GenericIssue::of(company, &key)
            .any(|(stored, issue)| stored.id != self.issue && issue.closed.is_none());
        if other {
            return Err(Rejection::field(
                "cause",
                "An issue of this cause and place is open already. Its complaints belong to it.",
            ));
        }
        let issue = GenericIssue {
            key,
            found: before
                .as_ref()
                .map_or_else(|| calendar::day(context.now), |before| before.found),
            owner: self.owner,
            root_cause: self.root_cause.trim().to_owned(),
            fix: self.fix.trim().to_owned(),
            closed: before.as_ref().and_then(|before| before.closed),
            verified: before
                .as_ref()
                .map(|before| before.verified.clone())
                .unwrap_or_default(),
            illustrative: self.illustrative,
        };
        match before.as_ref() == Some(&issue) {
            true => Ok(Vec::new()),
            false => Ok(vec![Change::put_folded(self.issue, Scope::Staff, &issue)?]),
        }
    }
}

impl Key {
    fn tidied(&self) -> Result<Self, Rejection> {
        let place = match &self.place {
            Place::Block(block) => Place::Block(block.trim().to_owned()),
            of => of.clone(),
        };
        let key = Self {
            cause: self.cause.trim().to_lowercase(),
            place,
        };
        let place = match &key.place {
            Place::Block(block) => block,
            // A service is looked up where it is needed.
            Place::Service(_) => &key.cause,
        };
        [&key.cause, place]
            .into_iter()
            .try_for_each(|words| form::name(words, &()))
            .map_err(|_| {
                Rejection::field(
                    "cause",
                    "Say in few words which cause and which place these complaints have in common.",
                )
            })?;
        Ok(key)
    }
}

/// Says that a generic issue is over, or that it has come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct SettleGenericIssue {
    /// Which.
    #[garde(skip)]
    pub issue: GenericIssueId,
    /// Whether it is over.
    #[garde(skip)]
    pub over: bool,
    /// How that is known.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub verified: String,
}

impl Decide for SettleGenericIssue {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let held = context.find(company, self.issue)?;
        let mut issue = held.open().ok_or(Rejection::NotFound)?;
        // Who may not is told so, rather than what is still missing.
        if let Some(person) = context.actor.person()
            && !may_touch(company, person, &issue)
        {
            return Err(Rejection::NotAllowed {
                who: WHO.to_owned(),
            });
        }
        if issue.closed.is_some() == self.over {
            return Ok(Vec::new());
        }
        if self.over {
            settled(&issue, &self.verified)?;
            issue.closed = Some(calendar::day(context.now));
            issue.verified = self.verified.trim().to_owned();
        } else {
            let other = GenericIssue::of(company, &issue.key)
                .any(|(stored, other)| stored.id != self.issue && other.closed.is_none());
            if other {
                return Err(Rejection::field(
                    "issue",
                    "An issue of this cause and place is open already. Its complaints belong to it.",
                ));
            }
            issue.closed = None;
            issue.verified = String::new();
        }
        Ok(vec![Change::put_folded(self.issue, Scope::Staff, &issue)?])
    }
}

/// An issue is over when it is known why it was, what was done, and how one knows.
fn settled(issue: &GenericIssue, verified: &str) -> Result<(), Rejection> {
    let lacking = [
        (
            "root_cause",
            issue.root_cause.as_str(),
            "Say why it was, before it is over.",
        ),
        (
            "fix",
            issue.fix.as_str(),
            "Say what was done about it, before it is over.",
        ),
        ("verified", verified, "Say how you know that it is over."),
    ];
    let fields: Vec<FieldProblem> = lacking
        .into_iter()
        .filter(|(_, says, _)| says.trim().is_empty())
        .map(|(field, _, words)| FieldProblem {
            field: field.to_owned(),
            words: words.to_owned(),
        })
        .collect();
    match fields.is_empty() {
        true => Ok(()),
        false => Err(Rejection::Fields { fields }),
    }
}

/// Who says how an issue stands, in words.
pub(crate) const WHO: &str = "The owner of the issue, the managers of the service, the Executive Management Team and Support Services";

/// Who records an issue, and says how it stands: whoever answers for the service, or for the issue.
pub(crate) fn may_touch(company: &Company, person: PersonId, issue: &GenericIssue) -> bool {
    issue.owner == person || answers_for(company, person, &issue.key)
}

/// Whoever writes the plan of the service; of a block, which several services look after, that of any of them.
fn answers_for(company: &Company, person: PersonId, key: &Key) -> bool {
    match service(key) {
        Some(service) => access::writes_plan(company, person, Some(service)),
        None => access::writes_any_plan(company, person),
    }
}
