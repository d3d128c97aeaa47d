//! Several tabs of one person: one keeps their work in the browser's database, and the others begin from a copy of it, with a
//! replica of their own that is in memory until the first tab is gone.

use domain::person::PersonId;
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use sync::{replica::Replica, shelf::Found};
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
        self.go_on(Replica::resume(found, person, Uuid::now_v7(), |_| None));
        spawn_local(self.lead_when_free(person));
        Ok(Found::default())
    }

    /// Once the other tab is gone, this one keeps the person's work, with what the other had not sent.
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
        // What this tab has sent is answered under its own numbers first, and what was refused is read.
        while wanted() && self.holds_anything() {
            TimeoutFuture::new(LOOK_MS).await;
        }
        if !wanted() {
            return let_go(&name);
        }
        self.keeper.set_value(Some(keeper));
        self.visits.set(false);
        self.take_up_drafts(std::mem::take(&mut found.drafts));
        self.go_on(Replica::resume(found, person, Uuid::now_v7(), read));
        self.reconnect();
        self.changed();
    }

    fn holds_anything(self) -> bool {
        self.replica.with_value(|replica| {
            replica
                .as_ref()
                .is_some_and(|replica| replica.pending().len() + replica.refused().len() > 0)
        })
    }

    fn is_of(self, person: PersonId) -> bool {
        self.replica.try_with_value(|replica| {
            replica
                .as_ref()
                .is_some_and(|replica| replica.person() == person)
        }) == Some(true)
    }

    pub(super) fn waits(self) -> bool {
        self.replica.with_value(|replica| {
            replica
                .as_ref()
                .is_some_and(|replica| replica.pending().len() > 0)
        })
    }
}
