//! Private notes: for their author alone, whatever anyone's role (access.md).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    one_to_one::OneToOneId,
    person::PersonId,
    record::{Change, noun},
    rejection::Rejection,
    scope::Scope,
    wording,
};

/// Identifies a private note.
pub type PrivateNoteId = Id<PrivateNote>;

/// A note that its author keeps beside a 1:1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    /// Beside which 1:1.
    pub one_to_one: OneToOneId,
    /// Who wrote it.
    pub author: PersonId,
    /// The words.
    pub text: String,
}

noun!(PrivateNote, PrivateNote, |note, _stamp| [Reference::new(
    Edge::PartOf,
    note.one_to_one.uuid()
)]);

/// Writes a private note, or rewrites it; empty text takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct WritePrivateNote {
    /// The note's identifier.
    #[garde(skip)]
    pub note: PrivateNoteId,
    /// Beside which 1:1.
    #[garde(skip)]
    pub one_to_one: OneToOneId,
    /// The words.
    #[garde(custom(form::optional_text))]
    pub text: String,
    /// The words that stood here when its author began to write, empty where there were none (sync.md 2.7); none where what stands is
    /// replaced whatever it says.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
}

impl Decide for WritePrivateNote {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let author = context.person()?;
        context.find(company, self.one_to_one)?;
        let there = company.get(self.note);
        if there.is_some_and(|there| there.author != author) {
            // Another's note is never seen, so neither is that it is there.
            return Err(Rejection::NotFound);
        }
        let stands = there.map_or("", |there| there.text.as_str());
        wording::check_read(self.read.as_deref(), stands, &self.text)?;
        if self.text.trim().is_empty() {
            return Ok(match there {
                Some(_) => vec![Change::remove(self.note)],
                None => Vec::new(),
            });
        }
        Ok(vec![Change::put(
            self.note,
            Scope::Own(author),
            PrivateNote {
                one_to_one: self.one_to_one,
                author,
                text: self.text.trim().to_owned(),
            },
        )])
    }
}
