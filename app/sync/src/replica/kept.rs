//! A replica as rows of its device's store, and back (sync.md 2.3). What cannot be read of the base comes from the server
//! again; the outbox, what was sent, refusals and drafts stay whatever happens to the rest.

use std::collections::{BTreeMap, VecDeque};

use domain::{command::Command, person::PersonId, rejection::Rejection, seq_text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Base, Effect, Refused, Replica, Ticket, poke::stepped};
use crate::{
    chunk::{Chunks, Standing},
    message::{PokePart, PokeStart, PushedCommand, ReplicaId, Welcome},
    outbox::{Outbox, Pending},
    store::{Batch, Damaged, Stored, Table, number},
};

/// Version of these rows; a store of another is taken over as one without a base.
const FORMAT: u16 = 1;
/// Where the replica itself is kept.
const REPLICA: &str = "replica";
/// Pokes that may stand in the journal before they are folded into the chunks.
const JOURNAL_MAX: u64 = 200;
/// Answered commands that are kept while no backup is heard of (R15).
const SENT_MAX: usize = 5_000;

/// The parts of a replica that only its store cares about.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    chunks: Chunks,
    journal: u64,
    journal_len: u64,
    sent: BTreeMap<u64, Sent>,
    tickets: VecDeque<(Ticket, u64)>,
    next_ticket: Ticket,
}

/// What was found in a store.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The replica, ready to go on.
    pub replica: Replica,
    /// What is to be written at once.
    pub effects: Vec<Effect>,
    /// What could not be read.
    pub damage: Option<Damage>,
}

/// What could not be read in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The confirmed records: they come from the server again, and nothing is lost.
    Base,
    /// Which replica this was: it goes on as another one, with its outbox numbered anew.
    Identity,
}

#[derive(Serialize, Deserialize)]
struct Meta {
    format: u16,
    replica: ReplicaId,
    person: PersonId,
    epoch: Option<Uuid>,
    #[serde(with = "seq_text")]
    cursor: u64,
    #[serde(with = "seq_text")]
    next_no: u64,
    #[serde(with = "seq_text")]
    confirmed_no: u64,
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
pub(super) struct RefusedRow {
    command: PushedCommand,
    rejection: Rejection,
}

impl Refused {
    pub(super) fn row(&self) -> RefusedRow {
        RefusedRow {
            command: self.pending.sent.clone(),
            rejection: self.rejection.clone(),
        }
    }
}

impl Shelf {
    /// Takes in a poke after which the base stands there: into the records that are kept, and into the journal or the chunks.
    pub(super) fn take_in(
        &mut self,
        standing: Standing,
        start: PokeStart,
        parts: Vec<PokePart>,
    ) -> Batch {
        self.follow(&start, &parts);
        // Once the person may not see a scope any more, no row of the store may hold it (R6, property 11).
        let mut batch = if start.reset {
            self.chunks.rewrite(&standing)
        } else if !start.scopes_drop.is_empty() || self.journal_len >= JOURNAL_MAX {
            self.chunks.fold(&standing)
        } else {
            self.journal += 1;
            self.journal_len += 1;
            let mut batch = Batch::default();
            batch.put(
                Table::Journal,
                number(self.journal),
                &Entry { start, parts },
            );
            return batch;
        };
        self.clear_journal(&mut batch);
        batch
    }

    fn follow(&mut self, start: &PokeStart, parts: &[PokePart]) {
        if start.reset {
            self.chunks.empty();
        }
        for scope in &start.scopes_drop {
            self.chunks.drop_scope(*scope);
        }
        for part in parts {
            for (kind, id) in &part.removes {
                self.chunks.remove(kind, *id);
            }
            for record in &part.puts {
                self.chunks.put(record.clone());
            }
        }
    }

    fn clear_journal(&mut self, batch: &mut Batch) {
        batch.clear(Table::Journal);
        self.journal_len = 0;
    }

    /// Keeps an answered command.
    pub(super) fn sent(&mut self, batch: &mut Batch, command: &PushedCommand, seq: u64) {
        let no = command.no;
        let sent = Sent {
            command: command.clone(),
            seq,
        };
        batch.put(Table::Sent, number(no), &sent);
        self.sent.insert(no, sent);
        while self.sent.len() > SENT_MAX {
            if let Some((oldest, _)) = self.sent.pop_first() {
                batch.delete(Table::Sent, number(oldest));
            }
        }
    }

    /// What a backup holds need not be sent again, whatever happens to the server (R15).
    pub(super) fn backed_up(&mut self, batch: &mut Batch, until: u64) {
        self.sent.retain(|no, sent| {
            let stays = sent.seq > until;
            if !stays {
                batch.delete(Table::Sent, number(*no));
            }
            stays
        });
    }
}

impl Replica {
    /// Goes on from what a device has kept for this person; `fresh` names the replica if it has to be a new one.
    ///
    /// `read` reads the commands that it finds. A page that has not fetched the code for it may leave it out: they are sent as
    /// they stand, and only not shown until they are answered.
    pub fn open(
        stored: &Stored,
        person: PersonId,
        fresh: ReplicaId,
        read: fn(&PushedCommand) -> Option<Command>,
    ) -> Opened {
        let meta = stored
            .get::<Meta>(Table::Meta, REPLICA)
            .ok()
            .flatten()
            .filter(|meta| meta.format == FORMAT && meta.person == person);
        let mut replica = Self::new(meta.as_ref().map_or(fresh, |meta| meta.replica), person);
        let mut damage = None;
        match &meta {
            Some(meta) => {
                replica.epoch = meta.epoch;
                let rows = readable::<PushedCommand>(stored, Table::Outbox);
                replica.outbox = Outbox::kept(rows, meta.next_no, meta.confirmed_no, read);
                if replica.restore_base(stored, meta.cursor).is_err() {
                    damage = Some(Damage::Base);
                }
            }
            None if stored.is_empty() => {}
            None => {
                damage = Some(Damage::Identity);
                let rows = readable::<PushedCommand>(stored, Table::Outbox).zip(1..);
                let renumbered = rows.map(|(row, no)| PushedCommand { no, ..row });
                replica.outbox = Outbox::kept(renumbered, 1, 0, read);
            }
        }
        replica.shelf.sent = readable::<Sent>(stored, Table::Sent)
            .map(|sent| (sent.command.no, sent))
            .collect();
        replica.refused = readable::<RefusedRow>(stored, Table::Refusal)
            .map(|row| Refused {
                pending: Pending::of(row.command, read),
                rejection: row.rejection,
            })
            .collect();
        replica.rebase();
        let effects = replica.repair(damage);
        Opened {
            replica,
            effects,
            damage,
        }
    }

    fn restore_base(&mut self, stored: &Stored, cursor: u64) -> Result<(), Damaged> {
        let Some((chunks, standing)) = Chunks::load(stored)? else {
            return if cursor == 0 {
                Ok(())
            } else {
                Err(Damaged(Table::Chunk))
            };
        };
        let mut base = Base::default();
        for record in chunks.rows() {
            // A kind that is newer than this page is kept, and passed over.
            if let Some(version) = record.decode().map_err(|_| Damaged(Table::Chunk))? {
                base.company.put(version);
            }
        }
        base.company.set_held(standing.scopes.clone());
        base.scopes = standing.scopes;
        base.cursor = standing.cursor;
        self.shelf.chunks = chunks;
        for (key, entry) in stored.all::<Entry>(Table::Journal) {
            let Entry { start, parts } = entry?;
            base = (start.base == base.cursor)
                .then(|| stepped(&base, &start, &parts))
                .flatten()
                .ok_or(Damaged(Table::Journal))?;
            self.shelf.follow(&start, &parts);
            self.shelf.journal = key.parse().map_err(|_| Damaged(Table::Journal))?;
            self.shelf.journal_len += 1;
        }
        if base.cursor != cursor {
            return Err(Damaged(Table::Journal));
        }
        self.base = base.company;
        self.scopes = base.scopes;
        self.cursor = base.cursor;
        Ok(())
    }

    /// After damage, writes what is left as a whole store, so that the next start finds it sound.
    fn repair(&mut self, damage: Option<Damage>) -> Vec<Effect> {
        if damage.is_none() {
            return Vec::new();
        }
        self.shelf.chunks = Chunks::default();
        self.shelf.journal_len = 0;
        let mut batch = Batch::default();
        for table in [Table::Meta, Table::Chunk, Table::Journal, Table::Outbox] {
            batch.clear(table);
        }
        for pending in self.outbox.pending() {
            batch.put(Table::Outbox, number(pending.no()), &pending.sent);
        }
        self.note(&mut batch);
        vec![self.keep(batch)]
    }

    /// The base as the store sees it.
    pub(super) fn held(&self) -> Base {
        Base {
            company: self.base.clone(),
            cursor: self.cursor,
            scopes: self.scopes.clone(),
        }
    }

    /// Adds to a batch which replica this is and where it stands.
    pub(super) fn note(&self, batch: &mut Batch) {
        let meta = Meta {
            format: FORMAT,
            replica: self.id,
            person: self.person,
            epoch: self.epoch,
            cursor: self.cursor,
            next_no: self.outbox.next_no(),
            confirmed_no: self.outbox.confirmed_no(),
        };
        batch.put(Table::Meta, REPLICA, &meta);
    }

    /// Asks for a batch to be kept.
    pub(super) fn keep(&mut self, batch: Batch) -> Effect {
        self.shelf.next_ticket += 1;
        let ticket = self.shelf.next_ticket;
        let last_no = self.outbox.next_no() - 1;
        self.shelf.tickets.push_back((ticket, last_no));
        Effect::Keep(ticket, batch)
    }

    /// The store holds this batch and every one before it: its commands may be sent, and are saved on this device.
    pub fn kept(&mut self, ticket: Ticket) -> Vec<Effect> {
        while let Some((_, last_no)) = self.shelf.tickets.pop_front_if(|(kept, _)| *kept <= ticket)
        {
            self.outbox.kept_to(last_no);
        }
        // Where nothing waits, nothing reads differently for it.
        let told = self.pending().next().map(|_| Effect::Changed);
        self.push().into_iter().chain(told).collect()
    }

    /// A server that was restored from an older backup has forgotten commands that it had answered: they are sent again
    /// under their own numbers, as long as this device has them all (sync.md 2.6).
    pub(super) fn heal(&mut self, welcome: &Welcome) -> Batch {
        let mut batch = Batch::default();
        let forgotten = welcome.last_no + 1..=self.outbox.confirmed_no();
        let held = forgotten
            .clone()
            .all(|no| self.shelf.sent.contains_key(&no));
        if self.epoch.is_none() || forgotten.is_empty() {
            return batch;
        }
        if !held {
            // What was answered is gone from here too; what waits goes on from where the server stands.
            self.outbox.renumber(welcome.last_no);
            batch.clear(Table::Outbox);
            for pending in self.outbox.pending() {
                batch.put(Table::Outbox, number(pending.no()), &pending.sent);
            }
            return batch;
        }
        let again = self.shelf.sent.split_off(forgotten.start());
        for (no, sent) in &again {
            batch.delete(Table::Sent, number(*no));
            batch.put(Table::Outbox, number(*no), &sent.command);
        }
        self.outbox.put_back(
            again.into_values().map(|sent| sent.command),
            welcome.last_no,
        );
        batch
    }

    /// Whether every command that was given is in the store.
    pub fn is_kept(&self) -> bool {
        self.shelf.tickets.is_empty()
    }
}

fn readable<'a, T: serde::de::DeserializeOwned + 'a>(
    stored: &'a Stored,
    table: Table,
) -> impl Iterator<Item = T> + 'a {
    stored.all::<T>(table).filter_map(|(_, row)| row.ok())
}
