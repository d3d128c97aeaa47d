//! What a replica asks its device to keep, in the order in which it happened (sync.md 2.3). How it becomes rows of a store is
//! the [`Shelf`](crate::shelf::Shelf)'s affair, which a page may fetch after its first load.

use domain::{person::PersonId, rejection::Rejection, seq_text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    message::{PokePart, PokeStart, PushedCommand, ReplicaId},
    stage::Piece,
};

/// One thing to keep.
#[derive(Clone, Debug)]
pub enum Keep {
    /// Nothing that is in the store counts any more, save what was sent, refusals and drafts.
    Afresh,
    /// A piece of a base came.
    Piece(Piece),
    /// The pieces that came are not wanted any more.
    NoPieces,
    /// A poke was applied whole.
    Poke(PokeStart, Vec<PokePart>),
    /// A command was given.
    Given(PushedCommand),
    /// A command was answered: it leaves the outbox, and stays until a backup holds it.
    Answered(PushedCommand),
    /// A command was refused, which is told until the person dismisses it.
    Refused(PushedCommand, Rejection),
    /// The person has read the refusal of this command.
    Dismissed(Uuid),
    /// After this number these wait, and nothing else was sent.
    Waiting(u64, Vec<PushedCommand>),
    /// A backup that was read back holds everything up to here (R15).
    BackedUp(u64),
    /// Where the replica stands after all that.
    Bookmark(Bookmark),
}

/// Which replica this is and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Which replica.
    pub replica: ReplicaId,
    /// Whose.
    pub person: PersonId,
    /// The server's history that it follows; none before the first welcome.
    pub epoch: Option<Uuid>,
    /// The sequence number reached.
    #[serde(with = "seq_text")]
    pub cursor: u64,
    /// The mark of the history there; none where no poke has told it.
    #[serde(default)]
    pub chain: Option<String>,
    /// The number that the next command gets.
    #[serde(with = "seq_text")]
    pub next_no: u64,
    /// The last number that was answered.
    #[serde(with = "seq_text")]
    pub confirmed_no: u64,
}
