//! A device as one of several tabs of a browser, which share its database: one of them keeps (`app/src/client/tabs.rs`).

use sync::{
    message::PushedCommand,
    replica::{Replica, Ticket},
    shelf::{Found, Shelf},
    store::Fence,
};
use uuid::Uuid;

use super::Device;

/// What a tab is to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It keeps there what is done in it; every device that is alone does.
    Keeps,
    /// It began from a copy, as a replica of its own that is in memory.
    Visits,
    /// Its place was taken: it is a copy of the one that keeps until what waits in it is answered.
    Leaves,
    /// Nobody has it open.
    Closed,
}

impl Device {
    /// Opens the page while another tab keeps.
    pub fn visit(&mut self) {
        self.visits += 1;
        let replica = Uuid::from_u128(20_000 + 1_000 * self.number + self.visits);
        let (_, found) = Shelf::open(&self.stored, self.person()).unwrap();
        self.place = Place::Visits;
        self.change_to(found.for_another_replica(replica), replica);
    }

    /// Opens the page where no other tab keeps.
    pub fn open_to_keep(&mut self) {
        self.taking = None;
        self.raise_fence();
        self.place = Place::Keeps;
        assert_eq!(self.restart(), None);
    }

    /// Takes the database over: from now on nobody else writes there. What it holds is gone on with by [`Device::look`].
    pub fn take_over(&mut self) {
        self.raise_fence();
        self.taking = Some(Shelf::open(&self.stored, self.person()).unwrap());
    }

    fn raise_fence(&mut self) {
        let fence = Fence::after(self.stored.fence());
        self.stored.commit(&fence.batch());
        self.fence = Some(fence);
    }

    /// Goes on where it waited for something of its own to be answered.
    pub fn look(&mut self) {
        match self.place {
            Place::Visits if !self.replica.awaits_answer() => {
                if let Some((shelf, found)) = self.taking.take() {
                    self.shelf = shelf;
                    self.place = Place::Keeps;
                    self.change_to(found, Uuid::from_u128(5_000 + self.number));
                }
            }
            Place::Leaves if self.replica.pending().len() == 0 => self.visit(),
            _ => {}
        }
    }

    /// Goes on with what was found, and takes in what the tab's own replica leaves.
    fn change_to(&mut self, found: Found, fresh: Uuid) {
        self.disconnect();
        self.lives[0] = self.lives[1];
        self.stands = found.bookmark.clone();
        let opened = Replica::resume(found, self.person(), fresh, PushedCommand::read);
        let left = std::mem::replace(&mut self.replica, opened.replica);
        self.carry_out(opened.effects);
        let effects = self.replica.take_in(left);
        self.carry_out(effects);
    }

    /// Whether it is the one that last took the database over.
    pub fn has_fence(&self) -> bool {
        self.stored.fence() == self.fence.as_ref().map(Fence::text)
    }

    /// Whether it is a tab beside others, and keeps.
    pub fn fence_is_held(&self) -> bool {
        self.keeps() && self.fence.is_some()
    }

    /// Whether what is done here is kept.
    pub fn keeps(&self) -> bool {
        self.place == Place::Keeps
    }

    /// Another tab keeps: here nothing is written any more, and what was not committed is never called saved.
    pub fn step_down(&mut self) {
        self.place = Place::Leaves;
        self.fence = None;
        let effects = self.replica.kept(Ticket::MAX);
        self.carry_out(effects);
        self.commit();
    }

    /// The tab is closed, and with it goes what was in memory alone.
    pub fn close(&mut self) {
        self.disconnect();
        self.uncommitted.clear();
        self.place = Place::Closed;
        self.fence = None;
        self.taking = None;
        self.asleep = false;
        let person = self.person();
        self.replica = Replica::new(self.replica.id(), person);
        self.stands = None;
    }
}
