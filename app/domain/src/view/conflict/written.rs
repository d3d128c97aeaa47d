//! Words in a 1:1 that their author wrote on two devices apart: what each of them says, and putting one in the other's place.

use super::{About, Conflict, meeting_words, sides, words};
use crate::{
    entry::WriteEntry, one_to_one::OneToOne, private_note::WritePrivateNote, sight::Sight,
};

/// The button that puts the refused words in the place of what stands.
const MINE: &str = "Put mine in its place";

pub(super) fn entry(sight: &Sight<'_>, write: &WriteEntry) -> Option<Conflict> {
    let meeting = sight.get::<OneToOne>(write.one_to_one)?;
    let now = sight.get(write.entry)?;
    let field = write.topic.words();
    let again = WriteEntry {
        read: Some(now.text.clone()),
        ..write.clone()
    };
    Some(Conflict {
        mine: vec![words(field, &write.text)],
        now: vec![words(field, &now.text)],
        again: Some((MINE, again.into())),
        ..sides(
            About::OneToOne(write.one_to_one),
            meeting_words(sight, meeting),
        )
    })
}

/// A note that was taken away on the other device stands as nothing.
pub(super) fn note(sight: &Sight<'_>, write: &WritePrivateNote) -> Option<Conflict> {
    let meeting = sight.get::<OneToOne>(write.one_to_one)?;
    let now = sight
        .get(write.note)
        .map(|note| note.text.clone())
        .unwrap_or_default();
    let again = WritePrivateNote {
        read: Some(now.clone()),
        ..write.clone()
    };
    Some(Conflict {
        mine: vec![words("Private note", &write.text)],
        now: vec![words("Private note", now)],
        again: Some((MINE, again.into())),
        ..sides(
            About::OneToOne(write.one_to_one),
            meeting_words(sight, meeting),
        )
    })
}
