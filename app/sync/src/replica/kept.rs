//! A replica goes on from what its device has kept (sync.md 2.3), and knows what of it the store holds.

use domain::{command::Given, person::PersonId};

use super::{Effect, Refused, Replica, Ticket};
use crate::{
    earlier,
    keep::{Bookmark, Keep},
    message::{PushedCommand, ReplicaId, Welcome},
    outbox::{Outbox, Pending},
    shelf::{Damage, Found},
};

/// What came of what was found.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The replica, ready to go on.
    pub replica: Replica,
    /// What is to be written at once.
    pub effects: Vec<Effect>,
    /// What could not be read.
    pub damage: Option<Damage>,
}

impl Replica {
    /// Goes on from what a device has kept for this person; `fresh` names the replica if it has to be a new one.
    ///
    /// `read` reads the commands that were found. A page that has not fetched the code for it may leave it out: they are sent as
    /// they stand, and only not shown until they are answered.
    pub fn resume(
        found: Found,
        person: PersonId,
        fresh: ReplicaId,
        read: fn(&PushedCommand) -> Option<Given>,
    ) -> Opened {
        let mut damage = found.damage;
        let stage = found.stage;
        let mut replica = match found.bookmark {
            Some(bookmark) => {
                let mut replica = Self::new(bookmark.replica, person);
                replica.epoch = bookmark.epoch;
                let (next, confirmed) = (bookmark.next_no, bookmark.confirmed_no);
                replica.outbox = Outbox::kept(found.outbox, next, confirmed, read);
                if damage.is_none() {
                    match earlier::company(&found.records, found.scopes.clone()) {
                        Some(company) => {
                            replica.base = company;
                            replica.scopes = found.scopes;
                            replica.cursor = bookmark.cursor;
                            replica.chain = bookmark.chain;
                        }
                        None => damage = Some(Damage::Base),
                    }
                }
                replica
            }
            None => {
                let mut replica = Self::new(fresh, person);
                let rows = found.outbox.into_iter().zip(1..);
                let renumbered = rows.map(|(row, no)| PushedCommand { no, ..row });
                replica.outbox = Outbox::kept(renumbered, 1, 0, read);
                replica
            }
        };
        let refused = found.refused.into_iter();
        replica.refused = refused
            .map(|(command, rejection)| Refused {
                pending: Pending::of(command, read),
                rejection,
            })
            .collect();
        replica.rebase();
        replica.stage = stage.filter(|_| damage.is_none());
        // After damage what is left is written as a whole store, so that the next start finds it sound.
        let repair = damage.map(|_| {
            let waiting = replica.waiting();
            replica.keep(vec![Keep::Afresh, waiting])
        });
        Opened {
            effects: repair.into_iter().collect(),
            replica,
            damage,
        }
    }

    /// What waits, all of it.
    pub(super) fn waiting(&self) -> Keep {
        let pending = self.outbox.pending();
        let commands = pending.map(|pending| pending.sent.clone()).collect();
        Keep::Waiting(self.outbox.confirmed_no(), commands)
    }

    /// Whether something that waits may have reached the server. It is answered under this replica's own numbers: under those of
    /// another it would be done twice.
    pub fn awaits_answer(&self) -> bool {
        self.outbox.awaits_answer()
    }

    /// Takes in what another replica of the same person leaves in this tab: what it never sent, and what it was refused. Nothing
    /// else may wait there ([`Replica::awaits_answer`]).
    pub fn take_in(&mut self, left: Self) -> Vec<Effect> {
        let mut keep = Vec::new();
        for pending in left.outbox.pending().cloned() {
            keep.push(Keep::Given(self.outbox.take_in(pending)));
        }
        for refused in left.refused {
            if !self.refused.contains(&refused) {
                let command = refused.pending.sent.clone();
                keep.push(Keep::Refused(command, refused.rejection.clone()));
                self.refused.push_back(refused);
            }
        }
        if keep.is_empty() {
            return Vec::new();
        }
        self.rebase();
        self.keep_and_show(keep)
    }

    /// Asks for something to be kept, together with where the replica stands.
    pub(super) fn keep(&mut self, mut what: Vec<Keep>) -> Effect {
        self.next_ticket += 1;
        let ticket = self.next_ticket;
        self.tickets.push_back(ticket);
        what.push(Keep::Bookmark(Bookmark {
            replica: self.id,
            person: self.person,
            epoch: self.epoch,
            cursor: self.cursor,
            chain: self.chain.clone(),
            next_no: self.outbox.next_no(),
            confirmed_no: self.outbox.confirmed_no(),
        }));
        Effect::Keep(ticket, what)
    }

    /// The store holds this and everything before it: its commands are saved on this device (R1).
    pub fn kept(&mut self, ticket: Ticket) -> Vec<Effect> {
        while self.tickets.pop_front_if(|kept| *kept <= ticket).is_some() {}
        // Where nothing waits, nothing reads differently for it.
        let told = self.pending().next().map(|_| Effect::Changed);
        told.into_iter().collect()
    }

    /// Whether everything that was given is in the store.
    pub fn is_kept(&self) -> bool {
        self.tickets.is_empty()
    }

    /// A server that was restored from an older backup has forgotten commands that it had answered: the store is asked for
    /// them, and nothing is sent before it has answered.
    pub(super) fn heal(&mut self, welcome: &Welcome) -> Option<Effect> {
        let forgotten = welcome.last_no < self.outbox.confirmed_no();
        (self.epoch.is_some() && forgotten).then(|| {
            self.healing = Some(welcome.last_no);
            Effect::Recall(welcome.last_no)
        })
    }

    /// What the store holds of what the server has forgotten: it is sent again before what waits, under its own numbers unless
    /// some of it is gone (sync.md 2.6).
    pub fn recalled(&mut self, sent: Vec<PushedCommand>) -> Vec<Effect> {
        let Some(last_no) = self.healing.take() else {
            return Vec::new();
        };
        let again = sent.len();
        self.outbox.put_back(sent);
        self.outbox.renumber(last_no);
        let waiting = self.waiting();
        let mut effects = self.keep_and_show(vec![waiting]);
        effects.push(Effect::Restored(again));
        effects
    }
}
