//! Entries: what one of the two wrote in a 1:1 for both to read. One record an author and entry, so two authors never collide.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    objective::ObjectiveId,
    one_to_one::{OneToOne, OneToOneId},
    person::PersonId,
    record::{Change, noun},
    rejection::Rejection,
    wording,
};

/// Identifies an entry.
pub type EntryId = Id<Entry>;

/// What an entry is about, in the order of a 1:1 (regulation.md 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// How the person is.
    Wellbeing,
    /// An objective, or the work as a whole.
    Work,
    /// A change that is asked for in an objective before it is agreed.
    ChangeAsked,
    /// What is in the way, and what help is needed.
    Obstacle,
    /// Learning and development.
    Development,
    /// Feedback, in either direction.
    Feedback,
}

impl Topic {
    /// Every topic, in the order of a 1:1.
    pub const ALL: [Self; 6] = [
        Self::Wellbeing,
        Self::Work,
        Self::ChangeAsked,
        Self::Obstacle,
        Self::Development,
        Self::Feedback,
    ];

    /// The heading on the page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Wellbeing => "How you are",
            Self::Work => "Work and objectives",
            Self::ChangeAsked => "Change asked for",
            Self::Obstacle => "Obstacles and help needed",
            Self::Development => "Learning and development",
            Self::Feedback => "Feedback, both ways",
        }
    }
}

/// What one of the two wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// In which 1:1.
    pub one_to_one: OneToOneId,
    /// What it is about.
    pub topic: Topic,
    /// The words.
    pub text: String,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// The objective it is about.
    #[serde(default)]
    pub objective: Option<ObjectiveId>,
}

noun!(Entry, Entry, |entry, _stamp| [
    Some(Reference::new(Edge::PartOf, entry.one_to_one.uuid())),
    entry
        .objective
        .map(|objective| Reference::new(Edge::EntryAbout, objective.uuid())),
]
.into_iter()
.flatten());

/// Writes an entry, or rewrites one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct WriteEntry {
    /// The entry's identifier.
    #[garde(skip)]
    pub entry: EntryId,
    /// In which 1:1.
    #[garde(skip)]
    pub one_to_one: OneToOneId,
    /// What it is about.
    #[garde(skip)]
    pub topic: Topic,
    /// The words.
    #[garde(custom(form::text))]
    pub text: String,
    /// The objective it is about.
    #[garde(skip)]
    #[serde(default)]
    pub objective: Option<ObjectiveId>,
    /// The words that stood here when its author began to write, empty where there were none (sync.md 2.7); none where what stands is
    /// replaced whatever it says.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
}

impl Decide for WriteEntry {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let (meeting, series) = OneToOne::find_open(company, context, self.one_to_one)?;
        if let Some(objective) = self.objective {
            // The entry is read by both, so it may only be about what both can see: the employee's own objectives.
            let objective = context.find(company, objective)?;
            if objective.owner != series.employee {
                return Err(Rejection::NotFound);
            }
        }
        let entry = Entry {
            one_to_one: self.one_to_one,
            topic: self.topic,
            text: self.text.trim().to_owned(),
            author: context.actor.person(),
            objective: self.objective,
        };
        match company.get(self.entry) {
            Some(there) if *there.body == entry => return Ok(Vec::new()),
            Some(there) if there.author == entry.author && there.one_to_one == entry.one_to_one => {
                wording::check_read(self.read.as_deref(), &there.text, &entry.text)?;
            }
            _ => context.check_free(company, self.entry)?,
        }
        let mut changes = vec![Change::put(self.entry, meeting.scope, entry)];
        changes.extend(OneToOne::written_in(meeting));
        Ok(changes)
    }
}
