//! Several tabs of one person: one keeps their work in the browser's database, and the others begin from a copy of it, with a
//! replica of their own that is in memory until the first tab is gone, or is frozen and says nothing any more.

use domain::person::PersonId;
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use sync::{
    replica::{Opened, Replica, Ticket},
    shelf::Found,
};
use uuid::Uuid;
use wasm_bindgen::prelude::*;

use super::{
    Client, keeper,
    keeper::Keeper,
    last,
    store::{self, StoreLost},
};
use crate::pieces;

#[wasm_bindgen(module = "/src/client/tabs.js")]
extern "C" {
    async fn take(name: &str) -> JsValue;
    async fn take_when_free(name: &str) -> JsValue;
    async fn is_lost(name: &str) -> JsValue;
    /// Lets the next tab keep the work: nothing may be written after this.
    pub(super) fn let_go(name: &str);
}

/// How often a tab that could take over looks whether its own work is with the server.
const LOOK_MS: u32 = 500;

/// Whether this tab is the one that keeps the person's work.
pub(super) async fn leads(person: PersonId) -> bool {
    take(&keeper::name_of(person)).await.is_truthy()
}

impl Client {
    /// Begins from what another tab has kept, and keeps nothing until that tab is gone.
    pub(crate) async fn visit(self, person: PersonId) -> Result<Found, StoreLost> {
        let found = store::copy_of(person).await.unwrap_or_default();
        self.begin_from(found, person);
        Ok(Found::default())
    }

    fn begin_from(self, copy: Found, person: PersonId) {
        self.change_to(Replica::resume(copy, person, Uuid::now_v7(), |_| None));
        spawn_local(self.lead_when_free(person));
    }

    /// Once the other tab is gone, this one keeps the person's work, with what neither had sent.
    pub(crate) async fn lead_when_free(self, person: PersonId) {
        let name = keeper::name_of(person);
        take_when_free(&name).await;
        // Whoever signed out meanwhile left nothing in this browser, and nothing is to come back.
        let wanted = || last::recall() == Some(person) && self.is_of(person);
        if !wanted() {
            return let_go(&name);
        }
        let (keeper, asked) = Keeper::new();
        let Ok(mut found) = store::open_for(self, person, asked).await else {
            return self.lose_store();
        };
        let read = pieces::reader_for(&found).await;
        // What this tab has sent is answered under its own numbers first: only so is it done once.
        while wanted() && self.asks(Replica::awaits_answer) {
            TimeoutFuture::new(LOOK_MS).await;
        }
        if !wanted() {
            return let_go(&name);
        }
        self.keeper.set_value(Some(keeper));
        self.visits.set(false);
        self.take_aside(person, true);
        self.take_up_drafts(std::mem::take(&mut found.drafts));
        self.change_to(Replica::resume(found, person, Uuid::now_v7(), read));
        self.reconnect();
        self.changed();
        // While it waited for its answers a third tab may have come.
        self.step_down_when_lost(person).await;
    }

    /// Nothing is kept here any more, for this reason.
    pub(super) fn leave_store(self, lost: StoreLost) {
        match lost {
            StoreLost::Broken => self.lose_store(),
            StoreLost::Taken(person) => self.step_down(person),
        }
    }

    /// Steps down when another tab has taken this one's place.
    pub(super) async fn step_down_when_lost(self, person: PersonId) {
        if is_lost(&keeper::name_of(person)).await.is_truthy() {
            self.step_down(person);
        }
    }

    /// Another tab keeps the person's work now, which took this one for asleep: here nothing is written any more.
    fn step_down(self, person: PersonId) {
        let keeps = self.keeper.with_value(Option::is_some) && self.is_of(person);
        if !keeps {
            return;
        }
        self.keeper.set_value(None);
        // Said before the store's tickets are given up, so that what was not committed is never called saved.
        self.visits.set(true);
        self.kept(Ticket::MAX);
        self.recalled(Vec::new());
        let_go(&keeper::name_of(person));
        spawn_local(self.visit_when_sent(person));
    }

    /// Whoever signed out in another tab took the store with them: what was not sent from this one is in its memory alone, until the same
    /// person signs in here again.
    pub(super) fn stay_behind(self) {
        let Some(person) = self.whose() else {
            return;
        };
        self.keeper.set_value(None);
        self.visits.set(true);
        self.kept(Ticket::MAX);
        self.recalled(Vec::new());
        let_go(&keeper::name_of(person));
    }

    /// What waits is sent by this tab, under the numbers that it has: what of it is in the store is sent by the other tab too, and the
    /// server tells by the numbers that it is the same. After that this tab begins from a copy.
    async fn visit_when_sent(self, person: PersonId) {
        let stays = || self.visits.get_untracked() && self.is_of(person);
        let copy = loop {
            while stays() && self.waits() {
                TimeoutFuture::new(LOOK_MS).await;
            }
            let copy = store::copy_of(person).await.unwrap_or_default();
            if !stays() {
                return;
            }
            // Something may have been given while it was read.
            if !self.waits() {
                break copy;
            }
        };
        self.begin_from(copy, person);
        self.reconnect();
        self.changed();
    }

    /// Goes on with another replica of the same person, which takes in what this tab's own leaves.
    fn change_to(self, opened: Opened) {
        let left = match self.is_of(opened.replica.person()) {
            true => self.replica.try_update_value(Option::take).flatten(),
            false => None,
        };
        self.go_on(opened);
        if let Some(left) = left {
            self.with_replica(|replica| replica.take_in(left));
        }
    }

    fn is_of(self, person: PersonId) -> bool {
        self.asks(|replica| replica.person() == person)
    }

    pub(super) fn waits(self) -> bool {
        self.asks(|replica| replica.pending().len() > 0)
    }

    fn asks(self, what: impl Fn(&Replica) -> bool) -> bool {
        self.replica
            .try_with_value(|replica| replica.as_ref().is_some_and(what))
            == Some(true)
    }
}
