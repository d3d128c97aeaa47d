//! A device's store, as rows: what a [`Replica`](crate::replica::Replica) asks to be kept goes in, and what a start needs comes
//! out. What cannot be read of the base comes from the server again; the outbox, what was sent, refusals and drafts stay
//! whatever happens to the rest (sync.md 2.3, property 30).

use std::collections::{BTreeMap, BTreeSet};

use domain::{person::PersonId, record::WireRecord, rejection::Rejection, scope::Scope, seq_text};
use serde::{Deserialize, Serialize};

use crate::{
    chunk::{Chunks, LIST, Standing},
    keep::{Bookmark, Keep},
    message::{PokePart, PokeStart, PushedCommand, ReplicaId},
    replica::Stage,
    stage::Piece,
    store::{Batch, Damaged, Stored, Table, number},
};

/// Version of these rows. It counts for the cache alone, which comes anew where it is lower; the other tables and the bookmark are
/// read whatever it is, so their rows may gain fields and lose none.
const FORMAT: u16 = 1;
/// Where the bookmark is kept.
const BOOKMARK: &str = "replica";
/// Pokes that may stand in the journal before they are folded into the chunks.
const JOURNAL_MAX: u64 = 200;
/// Answered commands that are kept while no backup is heard of (R15).
const SENT_MAX: usize = 5_000;

/// What is in the store, as far as the next write depends on it.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    chunks: Chunks,
    standing: Standing,
    journal: u64,
    journal_len: u64,
    sent: BTreeMap<u64, Sent>,
    /// Where the replica stood at the last write.
    bookmark: Option<Bookmark>,
    /// There is no room for a base: none is kept until the next start.
    bare: bool,
}

/// What a start finds in a store.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Which replica this was; none in a new store, and in one whose bookmark cannot be read.
    pub bookmark: Option<Bookmark>,
    /// The confirmed records.
    pub records: Vec<WireRecord>,
    /// The scopes that they are all of.
    pub scopes: BTreeSet<Scope>,
    /// The pieces of a base that is not whole yet.
    pub stage: Option<Stage>,
    /// Commands that wait, by number.
    pub outbox: Vec<PushedCommand>,
    /// Refusals that nobody has dismissed.
    pub refused: Vec<(PushedCommand, Rejection)>,
    /// What was typed into forms and not sent, by field.
    pub drafts: BTreeMap<String, String>,
    /// What could not be read.
    pub damage: Option<Damage>,
}

impl Found {
    /// The same records for a replica of its own, which begins with nothing sent: another one goes on with what waits.
    pub fn for_another_replica(self, id: ReplicaId) -> Self {
        let bookmark = self.bookmark.map(|bookmark| Bookmark {
            replica: id,
            next_no: 1,
            confirmed_no: 0,
            ..bookmark
        });
        Self {
            bookmark,
            stage: None,
            outbox: Vec::new(),
            refused: Vec::new(),
            drafts: BTreeMap::new(),
            ..self
        }
    }
}

/// What could not be read in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The confirmed records, or an older build has kept them: they come from the server again, and nothing is lost.
    Base,
    /// Which replica this was: it goes on as another one, with its outbox numbered anew.
    Identity,
}

/// A newer build has kept this store. Nothing may be written there: what this build knows of the rows is not all of them, and
/// the newer one goes on from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newer;

/// What every build's bookmark begins with, however the rest of it reads.
#[derive(Deserialize)]
struct Made {
    format: u16,
}

#[derive(Serialize, Deserialize)]
struct Meta {
    format: u16,
    #[serde(flatten)]
    bookmark: Bookmark,
}

/// A poke as the journal keeps it.
#[derive(Serialize, Deserialize)]
struct Entry {
    start: PokeStart,
    parts: Vec<PokePart>,
}

/// An answered command, with the sequence number at which its answer came.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Sent {
    command: PushedCommand,
    #[serde(with = "seq_text")]
    seq: u64,
}

/// A refusal as the store keeps it.
#[derive(Serialize, Deserialize)]
struct Refusal {
    command: PushedCommand,
    rejection: Rejection,
}

impl Shelf {
    /// Looks through a store of this person's.
    ///
    /// # Errors
    /// A newer build has kept it: the page works in memory, and the store stays as it is.
    pub fn open(stored: &Stored, person: PersonId) -> Result<(Self, Found), Newer> {
        let made = stored.get::<Made>(Table::Meta, BOOKMARK).ok().flatten();
        if made.as_ref().is_some_and(|made| made.format > FORMAT) {
            return Err(Newer);
        }
        let is_current = made.is_some_and(|made| made.format == FORMAT);
        let bookmark = stored
            .get::<Meta>(Table::Meta, BOOKMARK)
            .ok()
            .flatten()
            .filter(|meta| meta.bookmark.person == person)
            .map(|meta| meta.bookmark);
        let mut found = Found {
            stage: pieces(stored),
            outbox: readable(stored, Table::Outbox).collect(),
            refused: readable::<Refusal>(stored, Table::Refusal)
                .map(|row| (row.command, row.rejection))
                .collect(),
            drafts: stored
                .all::<String>(Table::Draft)
                .filter_map(|(field, text)| Some((field.to_owned(), text.ok()?)))
                .collect(),
            ..Found::default()
        };
        let sent = readable::<Sent>(stored, Table::Sent).map(|sent| (sent.command.no, sent));
        let sent = sent.collect();
        let mut shelf = Self::default();
        match &bookmark {
            // Which replica this is stays with its outbox: under another, what was sent and not answered would be done twice.
            Some(_) if !is_current => found.damage = Some(Damage::Base),
            Some(bookmark) => match Self::base(stored, bookmark.cursor) {
                Ok(base) => {
                    shelf = base;
                    found.records = shelf.chunks.rows().cloned().collect();
                    found.scopes = shelf.standing.scopes.clone();
                }
                Err(_) => found.damage = Some(Damage::Base),
            },
            None if stored.is_empty() => {}
            None => found.damage = Some(Damage::Identity),
        }
        shelf.bookmark.clone_from(&bookmark);
        found.bookmark = bookmark;
        shelf.sent = sent;
        Ok((shelf, found))
    }

    /// The chunks with the journal played on top, if that comes to the cursor that was noted.
    fn base(stored: &Stored, cursor: u64) -> Result<Self, Damaged> {
        let mut shelf = Self::default();
        if let Some((chunks, standing)) = Chunks::load(stored)? {
            shelf.chunks = chunks;
            shelf.standing = standing;
        }
        for (key, entry) in stored.all::<Entry>(Table::Journal) {
            let Entry { start, parts } = entry?;
            if start.base != shelf.standing.cursor {
                return Err(Damaged(Table::Journal));
            }
            shelf.follow(&start, parts);
            shelf.journal = key.parse().map_err(|_| Damaged(Table::Journal))?;
            shelf.journal_len += 1;
        }
        if shelf.standing.cursor != cursor {
            return Err(Damaged(Table::Journal));
        }
        Ok(shelf)
    }

    /// What is to be written so that the store holds all this; whole, or not at all.
    pub fn keep(&mut self, what: Vec<Keep>) -> Batch {
        let mut batch = Batch::default();
        for each in what {
            self.write(&mut batch, each);
        }
        batch
    }

    /// A batch could not be committed, as in a full store: the same again with the cache given up, in two batches to be committed
    /// one after the other, since a browser has the room only once the first is done. A device that is killed between them finds
    /// its base damaged, and its outbox as it was. No base is kept from now on, until the next start fetches it anew (sync.md 2.6).
    pub fn give_up_cache(&mut self, failed: &Batch) -> [Batch; 2] {
        self.bare = true;
        self.chunks.empty();
        let mut room = Batch::default();
        for table in [Table::Chunk, Table::Journal, Table::Stage] {
            room.clear(table);
        }
        let mut kept = Batch::default();
        // The fence stays.
        kept.delete(Table::Meta, LIST);
        kept.append(failed.precious());
        if let Some(bookmark) = self.bookmark.clone() {
            self.mark(&mut kept, bookmark);
        }
        [room, kept]
    }

    /// Whether no base is kept, for want of room.
    pub const fn is_bare(&self) -> bool {
        self.bare
    }

    /// Without a base the store stands at nothing, whatever the page has in memory.
    fn mark(&self, batch: &mut Batch, bookmark: Bookmark) {
        let bookmark = match self.bare {
            true => Bookmark {
                cursor: 0,
                chain: None,
                ..bookmark
            },
            false => bookmark,
        };
        let format = FORMAT;
        batch.put(Table::Meta, BOOKMARK, &Meta { format, bookmark });
    }

    fn write(&mut self, batch: &mut Batch, keep: Keep) {
        match keep {
            Keep::Afresh => {
                // The fence stays: nobody else may write for it.
                for key in [BOOKMARK, LIST] {
                    batch.delete(Table::Meta, key);
                }
                for table in [Table::Chunk, Table::Journal, Table::Stage] {
                    batch.clear(table);
                }
                batch.clear(Table::Outbox);
                let sent = std::mem::take(&mut self.sent);
                *self = Self {
                    sent,
                    bare: self.bare,
                    ..Self::default()
                };
            }
            // What was answered is kept with the number that the replica has reached.
            Keep::Poke(start, _) if self.bare => self.standing.cursor = start.to,
            Keep::Piece(_) | Keep::NoPieces if self.bare => {}
            Keep::Piece(piece) => {
                if piece.after == 0 {
                    batch.clear(Table::Stage);
                }
                batch.put(Table::Stage, number(piece.after), &piece);
            }
            Keep::NoPieces => batch.clear(Table::Stage),
            Keep::Poke(start, parts) => self.poke(batch, start, parts),
            Keep::Given(command) => batch.put(Table::Outbox, number(command.no), &command),
            Keep::Answered(command) => self.answered(batch, command),
            Keep::Refused(command, rejection) => {
                let uuid = command.uuid;
                batch.put(Table::Refusal, uuid, &Refusal { command, rejection });
            }
            Keep::Dismissed(command) => batch.delete(Table::Refusal, command),
            Keep::Waiting(after, commands) => {
                batch.clear(Table::Outbox);
                for no in self.sent.split_off(&(after + 1)).into_keys() {
                    batch.delete(Table::Sent, number(no));
                }
                for command in commands {
                    batch.put(Table::Outbox, number(command.no), &command);
                }
            }
            Keep::BackedUp(until) => self.backed_up(batch, until),
            Keep::Bookmark(bookmark) => {
                self.bookmark = Some(bookmark.clone());
                self.mark(batch, bookmark);
            }
        }
    }

    fn poke(&mut self, batch: &mut Batch, start: PokeStart, parts: Vec<PokePart>) {
        let entry = Entry { start, parts };
        let (reset, drops) = (entry.start.reset, !entry.start.scopes_drop.is_empty());
        // Once the person may not see a scope any more, no row of the store may hold it (R6, property 11).
        if reset || drops || self.journal_len >= JOURNAL_MAX {
            self.follow(&entry.start, entry.parts);
            batch.append(if reset {
                self.chunks.rewrite(&self.standing)
            } else {
                self.chunks.fold(&self.standing)
            });
            batch.clear(Table::Journal);
            if reset {
                batch.clear(Table::Stage);
            }
            self.journal_len = 0;
        } else {
            self.journal += 1;
            self.journal_len += 1;
            batch.put(Table::Journal, number(self.journal), &entry);
            self.follow(&entry.start, entry.parts);
        }
    }

    fn follow(&mut self, start: &PokeStart, parts: Vec<PokePart>) {
        if start.reset {
            self.chunks.empty();
            self.standing.scopes.clear();
        }
        for scope in &start.scopes_drop {
            self.chunks.drop_scope(*scope);
            self.standing.scopes.remove(scope);
        }
        self.standing.scopes.extend(&start.scopes_add);
        self.standing.cursor = start.to;
        for part in parts {
            for (kind, id) in &part.removes {
                self.chunks.remove(kind, *id);
            }
            let seen = &self.standing.scopes;
            for record in part
                .puts
                .into_iter()
                .filter(|put| seen.contains(&put.scope))
            {
                self.chunks.put(record);
            }
        }
    }

    fn answered(&mut self, batch: &mut Batch, command: PushedCommand) {
        let no = command.no;
        let sent = Sent {
            command,
            seq: self.standing.cursor,
        };
        batch.delete(Table::Outbox, number(no));
        batch.put(Table::Sent, number(no), &sent);
        self.sent.insert(no, sent);
        while self.sent.len() > SENT_MAX {
            if let Some((oldest, _)) = self.sent.pop_first() {
                batch.delete(Table::Sent, number(oldest));
            }
        }
    }

    fn backed_up(&mut self, batch: &mut Batch, until: u64) {
        self.sent.retain(|no, sent| {
            let stays = sent.seq > until;
            if !stays {
                batch.delete(Table::Sent, number(*no));
            }
            stays
        });
    }

    /// What was answered after this number, for a server that has forgotten it (restored from an older backup, sync.md 2.6).
    pub fn sent_after(&self, no: u64) -> Vec<PushedCommand> {
        let sent = self.sent.range(no.saturating_add(1)..);
        sent.map(|(_, sent)| sent.command.clone()).collect()
    }
}

/// What is to be written so that the store holds what stands in a field of a form, or nothing of it.
pub fn draft(field: String, text: Option<String>) -> Batch {
    let mut batch = Batch::default();
    match text {
        Some(text) => batch.put(Table::Draft, field, &text),
        None => batch.delete(Table::Draft, field),
    }
    batch
}

/// The pieces of a base, if they can all be read and follow one another.
fn pieces(stored: &Stored) -> Option<Stage> {
    let pieces: Result<Vec<Piece>, _> = stored.all(Table::Stage).map(|(_, piece)| piece).collect();
    let mut pieces = pieces.ok()?.into_iter();
    let first = Stage::and(None, pieces.next()?)?;
    pieces.try_fold(first, |stage, piece| Stage::and(Some(stage), piece))
}

fn readable<'a, T: serde::de::DeserializeOwned + 'a>(
    stored: &'a Stored,
    table: Table,
) -> impl Iterator<Item = T> + 'a {
    stored.all::<T>(table).filter_map(|(_, row)| row.ok())
}
