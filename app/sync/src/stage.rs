//! A large base comes in pieces (sync.md R13), so that a device can say how far it is and go on where it was cut off.
//!
//! Each piece is read from everything as it stands at that time, so together they belong to no one moment. The base is ended by
//! what has changed since the first of them was read, and the tally at its end shows that it is whole.

use std::collections::BTreeSet;

use domain::{
    record::{Kind, WireRecord},
    scope::Scope,
    seq_text,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    authority::Authority,
    claim,
    commit::{self, Commit},
    projection::{self, Poke, Standing},
};

/// Most records in one piece: one or two hundred kilobytes once compressed, seconds on a poor line.
pub const PIECE_ROWS: usize = 5_000;

/// A piece of a base that is too large for one message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Piece {
    /// The server's history.
    pub epoch: Uuid,
    /// Where the server stood when the first piece was read.
    #[serde(with = "seq_text")]
    pub at: u64,
    /// The mark of the history there ([`crate::commit::mark`]).
    pub chain: String,
    /// Digest of the scopes that the base is of ([`crate::claim::scope_digest`]).
    pub scope_digest: String,
    /// How many records came before it.
    pub after: u64,
    /// How many records there were in all when it was read.
    pub of: u64,
    /// The records.
    pub puts: Vec<WireRecord>,
}

/// Where a device stands in a base that comes in pieces: how many records it has, and the last of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staged {
    /// The history of the pieces.
    pub epoch: Uuid,
    /// Where the server stood when the first piece was read.
    #[serde(with = "seq_text")]
    pub at: u64,
    /// The mark of the history there: where the server's has another, the pieces are of a database that was put back since.
    pub chain: String,
    /// Digest of the scopes that the pieces are of: where the person may see others by now, the base begins again.
    pub scope_digest: String,
    /// How many records are there.
    pub rows: u64,
    /// The scope of the last one.
    pub scope: Scope,
    /// Its kind.
    pub kind: String,
    /// Its identifier.
    pub id: Uuid,
}

impl Staged {
    /// Whether these pieces can be gone on with: they are of this history, and of these scopes.
    pub fn goes_on(&self, epoch: Uuid, mark: Option<&String>, scopes: &BTreeSet<Scope>) -> bool {
        self.epoch == epoch
            && mark == Some(&self.chain)
            && self.scope_digest == claim::scope_digest(scopes)
    }
}

/// What is still to be sent of a base.
#[derive(Clone, Debug)]
pub enum Left<Rest = Vec<WireRecord>> {
    /// More than one piece: this one is next.
    More(Piece),
    /// This, and the base has every record.
    Last(Rest),
}

impl<Rest> Left<Rest> {
    /// The same with something else made of the rest.
    pub fn map<Other>(self, make: impl FnOnce(Rest) -> Other) -> Left<Other> {
        match self {
            Self::More(piece) => Left::More(piece),
            Self::Last(rest) => Left::Last(make(rest)),
        }
    }
}

/// What comes next of everything that these scopes hold, in pieces of so many records.
pub fn next(
    authority: &Authority,
    epoch: Uuid,
    scopes: &BTreeSet<Scope>,
    staged: Option<&Staged>,
    rows: usize,
) -> Left {
    let company = authority.company();
    let mut keys: Vec<(Kind, Uuid)> = left(authority, scopes, staged).take(rows + 1).collect();
    let more = keys.len() > rows;
    keys.truncate(rows);
    let puts = keys
        .into_iter()
        .filter_map(|(kind, id)| company.version(kind, id))
        // A body that was read from JSON can be written to it again, so nothing is passed over here.
        .filter_map(|version| WireRecord::encode(&version).ok())
        .collect();
    if !more {
        return Left::Last(puts);
    }
    Left::More(Piece {
        epoch,
        at: staged.map_or(authority.head(), |staged| staged.at),
        chain: staged.map_or_else(
            || commit::mark(authority.chain()),
            |staged| staged.chain.clone(),
        ),
        scope_digest: claim::scope_digest(scopes),
        after: staged.map_or(0, |staged| staged.rows),
        of: company.tally(scopes).rows,
        puts,
    })
}

/// Records in their order, from the one after the last that is staged.
fn left<'a>(
    authority: &'a Authority,
    scopes: &'a BTreeSet<Scope>,
    staged: Option<&Staged>,
) -> impl Iterator<Item = (Kind, Uuid)> + 'a {
    let company = authority.company();
    // A device that names a kind which there is not begins its scope again.
    let last = staged.map(|staged| (staged.scope, staged.kind.parse::<Kind>().ok(), staged.id));
    let begun = last.filter(|(scope, ..)| scopes.contains(scope));
    let first = begun.into_iter().flat_map(move |(scope, kind, id)| {
        let rest: Box<dyn Iterator<Item = _>> = match kind {
            Some(kind) => Box::new(
                company
                    .in_scope_from(scope, (kind, id))
                    .skip_while(move |key| *key == (kind, id)),
            ),
            None => Box::new(company.in_scope(scope)),
        };
        rest
    });
    let after = move |scope: &&Scope| last.is_none_or(|(at, ..)| **scope > at);
    let others = scopes.iter().filter(after);
    first.chain(others.flat_map(move |scope| company.in_scope(*scope)))
}

/// The poke that ends a base: the records that are left, and over all of them what these commits changed since the first piece
/// was read at `standing`, whose scopes every piece was of.
pub fn last(
    authority: &Authority,
    commits: &[Commit],
    standing: &Standing,
    rest: Vec<WireRecord>,
    last_no: u64,
) -> Poke {
    let scopes = &standing.scopes;
    let whole = projection::snapshot(authority, &BTreeSet::new(), last_no);
    let since = projection::step(authority.company(), commits, standing, scopes);
    let (puts, removes) = since
        .map(|poke| (poke.puts, poke.removes))
        .unwrap_or_default();
    Poke {
        base: standing.cursor,
        staged: true,
        scopes_add: scopes.iter().copied().collect(),
        puts: rest.into_iter().chain(puts).collect(),
        removes,
        sum: Some(authority.company().tally(scopes).to_string()),
        ..whole
    }
}
