//! What keeps a person's replica on the device: the page asks, and the store does it once its code is there.

use domain::person::PersonId;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use leptos::prelude::*;
use sync::{keep::Keep, message::PushedCommand, replica::Ticket};
use wasm_bindgen::prelude::*;

use super::{Client, tabs};

#[wasm_bindgen(module = "/src/client/databases.js")]
extern "C" {
    async fn is_known(name: &str) -> JsValue;
    fn remove(name: &str);
}

/// Something that the store is asked to do, in order.
pub enum Task {
    /// Keep this and say so.
    Keep(Ticket, Vec<Keep>),
    /// Keep what stands in a field of a form; none forgets it.
    Draft(String, Option<String>),
    /// Find what was sent after this number.
    Recall(u64),
    /// Forget everything.
    Destroy,
}

/// A way to ask the store.
pub struct Keeper {
    tasks: UnboundedSender<Task>,
}

impl Keeper {
    /// A keeper, and where what it is asked for waits.
    pub fn new() -> (Self, UnboundedReceiver<Task>) {
        let (tasks, asked) = unbounded();
        (Self { tasks }, asked)
    }

    fn ask(&self, task: Task) {
        let _ended = self.tasks.unbounded_send(task);
    }
}

/// The name of a person's database in the browser.
pub fn name_of(person: PersonId) -> String {
    format!("throughline:{person}")
}

/// Whether this browser has kept anything for the person.
pub async fn has_kept(person: PersonId) -> bool {
    is_known(&name_of(person)).await.is_truthy()
}

/// Forgets what this browser has kept of somebody who is not here.
pub fn remove_kept(person: PersonId) {
    remove(&name_of(person));
}

impl Client {
    /// Keeps something; where there is no store it is in memory, and nothing waits for it.
    pub(super) fn keep(self, ticket: Ticket, what: Vec<Keep>) {
        if !self.ask(Task::Keep(ticket, what)) {
            self.kept(ticket);
        }
    }

    /// Asks for what was sent after a number.
    pub(super) fn recall(self, no: u64) {
        if !self.ask(Task::Recall(no)) {
            self.recalled(Vec::new());
        }
    }

    pub(super) fn ask(self, task: Task) -> bool {
        self.keeper.with_value(|keeper| {
            if let Some(keeper) = keeper {
                keeper.ask(task);
            }
            keeper.is_some()
        })
    }

    /// The store holds everything up to this ticket.
    pub(super) fn kept(self, ticket: Ticket) {
        self.with_replica(|replica| replica.kept(ticket));
        if self.is_kept() {
            self.given_is_kept();
        }
    }

    /// What the store holds of what was sent.
    pub(super) fn recalled(self, sent: Vec<PushedCommand>) {
        self.with_replica(|replica| replica.recalled(sent));
    }

    /// The browser keeps nothing, or not any more: the frame says so, and work goes on in memory.
    pub(crate) fn lose_store(self) {
        self.keeper.set_value(None);
        self.store_lost.set(true);
        self.kept(Ticket::MAX);
        self.recalled(Vec::new());
    }

    /// Forgets what this browser has kept for the person. No task is taken after it, so nothing is written again.
    pub(super) fn destroy_store(self, person: Option<PersonId>) {
        if let Some(keeper) = self.keeper.try_update_value(Option::take).flatten() {
            keeper.ask(Task::Destroy);
        } else if let Some(person) = person {
            // Another tab keeps it, which closes its database as this one deletes it.
            remove(&name_of(person));
            tabs::let_go(&name_of(person));
        }
    }
}
