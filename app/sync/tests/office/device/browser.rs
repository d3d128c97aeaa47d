//! The browser of a device: what its database takes, and what becomes of it.

use std::collections::BTreeSet;

use sync::{
    message::PushedCommand,
    replica::{Replica, Ticket},
    shelf::{Damage, Shelf},
    store::{Batch, Stored, Table, Write},
};
use uuid::Uuid;

use super::{Device, Office, Task};

/// How much room a browser's database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Plenty,
    /// For what is precious alone, and only once the cache is gone.
    ForWork,
    /// None at all.
    Nothing,
}

impl Room {
    /// What takes rows away needs no room, and gives it to the next batch.
    fn takes(self, stored: &Stored, batch: &Batch) -> bool {
        let is_cache = |table| matches!(table, Table::Chunk | Table::Journal | Table::Stage);
        let mut puts = batch.writes().iter().filter_map(|write| match write {
            Write::Put(table, ..) => Some(*table),
            Write::Delete(..) | Write::Clear(_) => None,
        });
        match self {
            Self::Plenty => true,
            Self::ForWork => match puts.next() {
                None => true,
                Some(first) => {
                    !is_cache(first)
                        && !puts.any(is_cache)
                        && !stored.rows().any(|(table, ..)| is_cache(table))
                }
            },
            Self::Nothing => puts.next().is_none(),
        }
    }
}

/// What became of a batch.
enum Written {
    Whole,
    /// There is no room, not even without the cache.
    NoRoom,
    /// Another tab has taken the database over.
    Taken,
}

impl Device {
    /// The browser does what it was asked to, in order.
    pub fn commit(&mut self) {
        while let Some(task) = self.uncommitted.pop_front() {
            let keeps = self.keeps() && !self.store_lost;
            let effects = match task {
                Task::Keep(ticket, _) if !keeps => self.replica.kept(ticket),
                Task::Recall(_) if !keeps => self.replica.recalled(Vec::new()),
                Task::Keep(ticket, what) => {
                    let batch = self.shelf.keep(what);
                    match self.write(&batch) {
                        Written::Whole => self.replica.kept(ticket),
                        Written::NoRoom => {
                            self.store_lost = true;
                            // Once the store is lost nothing waits for it.
                            self.replica.kept(Ticket::MAX)
                        }
                        Written::Taken => {
                            self.refused_writes += 1;
                            self.step_down();
                            continue;
                        }
                    }
                }
                Task::Recall(no) => self.replica.recalled(self.shelf.sent_after(no)),
            };
            self.carry_out(effects);
        }
        if self.keeps() && !self.store_lost {
            self.lives[1] = self.lives[0];
        }
    }

    /// Commits a batch; where there is no room, the same with the cache given up.
    fn write(&mut self, batch: &Batch) -> Written {
        let mut tries = vec![batch.clone()];
        if !self.room.takes(&self.stored, batch) {
            tries = self.shelf.give_up_cache(batch).to_vec();
        }
        for batch in tries {
            if !self.room.takes(&self.stored, &batch) {
                return Written::NoRoom;
            }
            if self
                .stored
                .commit_under(self.fence.as_ref(), &batch)
                .is_err()
            {
                return Written::Taken;
            }
        }
        Written::Whole
    }

    /// Whether the store holds no base, for want of room.
    pub fn is_bare(&self) -> bool {
        self.shelf.is_bare()
    }

    /// The browser clears what it kept while it is closed, and is opened again: its person had not signed out, so this is no new
    /// device.
    pub fn evict(&mut self) {
        self.evictions += 1;
        self.stored = Stored::default();
        self.lives[1] = None;
        self.restart();
        self.replica.was_cleared();
        self.untold = true;
    }

    /// The account was closed: nothing of its person stays.
    pub(super) fn wipe(&mut self) {
        self.disconnect();
        self.uncommitted.clear();
        self.stored = Stored::default();
        self.shelf = Shelf::default();
        self.replica = Replica::new(self.replica.id(), self.person());
        self.gone = true;
        self.stands = None;
        self.untold = false;
    }

    /// The browser's database is put back as another's is.
    pub fn copy_of(&mut self, other: &Self) {
        self.stored = other.stored.clone();
        self.lives[1] = other.lives[1];
        self.restart();
    }

    /// The page is loaded again, as the server has it now.
    pub fn reload(&mut self, office: &Office) -> Option<Damage> {
        self.wire = office.wire;
        self.restart()
    }

    /// The browser is killed and started again: what it had not committed is gone.
    pub fn restart(&mut self) -> Option<Damage> {
        self.disconnect();
        self.uncommitted.clear();
        self.store_lost = false;
        self.lives[0] = self.lives[1];
        let fresh = Uuid::from_u128(5_000 + self.number + 100 * self.evictions);
        let Ok((shelf, found)) = Shelf::open(&self.stored, self.person()) else {
            // A newer build keeps it: this page works in memory.
            self.store_lost = true;
            self.stands = None;
            self.replica = Replica::new(fresh, self.person());
            return None;
        };
        self.shelf = shelf;
        self.stands = found.bookmark.clone();
        let opened = Replica::resume(found, self.person(), fresh, PushedCommand::read);
        self.replica = opened.replica;
        self.carry_out(opened.effects);
        opened.damage
    }

    /// Scopes of which the browser's database holds a row, whatever the shelf makes of it.
    pub fn scopes_on_disk(&self) -> BTreeSet<String> {
        let cache = |table| matches!(table, Table::Chunk | Table::Journal | Table::Stage);
        let rows = self.stored.rows().filter(|(table, ..)| cache(*table));
        rows.flat_map(|(_, _, text)| text.split("\"scope\":\"").skip(1))
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    }
}
