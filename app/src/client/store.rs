//! Where a replica is kept between visits: everything is read at once, and batches are committed one after the other. In a
//! piece of its own: on a first visit the page is there before it.

use std::collections::VecDeque;

use domain::person::PersonId;
use futures::{StreamExt, channel::mpsc::UnboundedReceiver};
use js_sys::Array;
use leptos::task::spawn_local;
use sync::{
    replica::Ticket,
    shelf::{Found, Shelf, draft},
    store::{Batch, FENCE, Fence, Stored, Table, Write},
};
use uuid::Uuid;
use wasm_bindgen::prelude::*;

use super::{
    Client,
    keeper::{Task, name_of},
    tabs,
};

#[wasm_bindgen(module = "/src/client/store.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn open(name: &str, tables: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn load(database: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn fence(database: &JsValue, table: &str, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn commit(
        database: &JsValue,
        writes: Array,
        durability: &str,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn destroy(database: &JsValue) -> Result<JsValue, JsValue>;
}

/// Why nothing is kept here any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreLost {
    /// The browser would not keep or give back what it was asked to: private browsing, a full disk, a broken database, or one that
    /// a newer build keeps.
    Broken,
    /// Another tab keeps this person's work now.
    Taken(PersonId),
}

/// Where a replica is kept between visits. Reading all of it and committing one batch are all that can be done, so nothing can
/// be awaited inside a transaction.
#[expect(
    async_fn_in_trait,
    reason = "a browser has one thread, so nothing of this is ever sent to another"
)]
pub trait ClientStore {
    /// Everything that was kept.
    async fn load(&self) -> Result<Stored, StoreLost>;
    /// Keeps a batch, whole or not at all; when this returns it outlives the browser. After another tab has taken over: not at all.
    async fn commit(&self, batch: &Batch) -> Result<(), StoreLost>;
    /// Forgets everything.
    async fn destroy(self) -> Result<(), StoreLost>;
}

/// The browser's database of one person.
pub struct Database {
    opened: JsValue,
    person: PersonId,
    /// What this tab has written there as the one that keeps; none as long as it only reads.
    fence: Option<Fence>,
}

impl Database {
    /// Opens the database of a person, or makes it.
    pub async fn open(person: PersonId) -> Result<Self, StoreLost> {
        let tables = Table::ALL
            .iter()
            .map(|table| JsValue::from_str(table.name()));
        open(&name_of(person), tables.collect())
            .await
            .map(|opened| Self {
                opened,
                person,
                fence: None,
            })
            .map_err(|_| StoreLost::Broken)
    }

    /// Takes it over: whoever had it before writes nothing any more.
    async fn take(&mut self) -> Result<(), StoreLost> {
        loop {
            let kept = fence(&self.opened, Table::Meta.name(), FENCE).await;
            let kept = kept.map_err(|_| StoreLost::Broken)?;
            let mine = Fence::after(kept.as_string().as_deref());
            // It tells tabs apart that are open together, so it need not outlive the browser.
            match self.write(&kept, &mine.batch(), "relaxed").await {
                // Another has taken it in this moment.
                Err(StoreLost::Taken(_)) => {}
                taken => {
                    self.fence = Some(mine);
                    return taken;
                }
            }
        }
    }

    /// Commits a batch where the fence is still this.
    async fn write(
        &self,
        fence: &JsValue,
        batch: &Batch,
        durability: &str,
    ) -> Result<(), StoreLost> {
        let writes = Array::of3(&Table::Meta.name().into(), &FENCE.into(), fence);
        for write in batch.writes() {
            let (table, key, value) = match write {
                Write::Put(table, key, value) => (table, Some(key), Some(value)),
                Write::Delete(table, key) => (table, Some(key), None),
                Write::Clear(table) => (table, None, None),
            };
            let text = |text: Option<&String>| text.map_or(JsValue::UNDEFINED, |text| text.into());
            writes.push(&table.name().into());
            writes.push(&text(key));
            writes.push(&text(value));
        }
        match commit(&self.opened, writes, durability).await {
            Ok(_) => Ok(()),
            // A browser gives its reason.
            Err(error) if error.is_null() => Err(StoreLost::Taken(self.person)),
            Err(_) => Err(StoreLost::Broken),
        }
    }
}

impl ClientStore for Database {
    async fn load(&self) -> Result<Stored, StoreLost> {
        let rows = load(&self.opened).await.map_err(|_| StoreLost::Broken)?;
        let mut texts = Array::from(&rows).into_iter().map(|text| text.as_string());
        let mut stored = Stored::default();
        while let (Some(table), Some(key), Some(value)) = (texts.next(), texts.next(), texts.next())
        {
            let table = Table::ALL
                .into_iter()
                .find(|each| Some(each.name()) == table.as_deref());
            if let (Some(table), Some(key), Some(value)) = (table, key, value) {
                stored.insert(table, key, value);
            }
        }
        Ok(stored)
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreLost> {
        let fence = self.fence.as_ref().map(Fence::text);
        let fence = fence.map_or(JsValue::UNDEFINED, JsValue::from_str);
        self.write(&fence, batch, "strict").await
    }

    async fn destroy(self) -> Result<(), StoreLost> {
        destroy(&self.opened)
            .await
            .map(|_| ())
            .map_err(|_| StoreLost::Broken)
    }
}

/// Opens a person's store, says what was found there, and from then on does what it is asked to.
pub async fn open_for(
    client: Client,
    person: PersonId,
    asked: UnboundedReceiver<Task>,
) -> Result<Found, StoreLost> {
    let mut database = Database::open(person).await?;
    database.take().await?;
    // Read after that: what another tab was still writing is in it, or was not written.
    let stored = database.load().await?;
    let Ok((shelf, found)) = Shelf::open(&stored, person) else {
        client.is_older_than_store();
        // A page of the newer build may keep it.
        tabs::let_go(&name_of(person));
        return Err(StoreLost::Broken);
    };
    spawn_local(client.step_down_when_lost(person));
    spawn_local(async move {
        run(client, database, shelf, asked).await;
        // Nothing is written any more: the next tab may.
        tabs::let_go(&name_of(person));
    });
    Ok(found)
}

/// What another tab has kept of a person's work, for a replica of its own.
pub async fn copy_of(person: PersonId) -> Result<Found, StoreLost> {
    let database = Database::open(person).await?;
    let stored = database.load().await?;
    // From what cannot be read this tab takes nothing: the server has it too.
    let (_, found) = Shelf::open(&stored, person).map_err(|_| StoreLost::Broken)?;
    Ok(found.for_another_replica(Uuid::now_v7()))
}

/// Commits a batch; where the browser will not, once more with the cache given up, for a full store is the usual reason.
async fn commit_or_shrink(
    client: Client,
    store: &impl ClientStore,
    shelf: &mut Shelf,
    batch: &Batch,
) -> Result<(), StoreLost> {
    match store.commit(batch).await {
        Err(StoreLost::Broken) => {}
        kept => return kept,
    }
    for smaller in shelf.give_up_cache(batch) {
        store.commit(&smaller).await?;
    }
    client.store_is_full();
    Ok(())
}

/// What is to be kept next, and all that waits to be kept after it: in one transaction, since words that were given are to be in the
/// store, and out of the field that they were typed into, in the same moment. With the ticket that is kept by it.
fn together(first: Task, tasks: &mut VecDeque<Task>, shelf: &mut Shelf) -> (Batch, Option<Ticket>) {
    let mut batch = Batch::default();
    let mut last = None;
    let mut next = Some(first);
    while let Some(task) = next {
        match task {
            Task::Keep(ticket, what) => {
                batch.append(shelf.keep(what));
                last = Some(ticket);
            }
            Task::Draft(field, text) => batch.append(draft(field, text)),
            // Neither is a thing to keep; they are done when their turn comes.
            Task::Recall(_) | Task::Destroy => {}
        }
        next = tasks.pop_front_if(|task| matches!(task, Task::Keep(..) | Task::Draft(..)));
    }
    (batch, last)
}

async fn run(
    client: Client,
    store: impl ClientStore,
    mut shelf: Shelf,
    mut asked: UnboundedReceiver<Task>,
) {
    let mut tasks = VecDeque::new();
    while let Some(task) = asked.next().await {
        tasks.push_back(task);
        while let Ok(task) = asked.try_recv() {
            tasks.push_back(task);
        }
        while let Some(task) = tasks.pop_front() {
            match task {
                Task::Keep(..) | Task::Draft(..) => {
                    let (batch, kept_up_to) = together(task, &mut tasks, &mut shelf);
                    let kept = commit_or_shrink(client, &store, &mut shelf, &batch).await;
                    if let Err(lost) = kept {
                        return client.leave_store(lost);
                    }
                    if let Some(ticket) = kept_up_to {
                        client.kept(ticket);
                    }
                }
                Task::Recall(no) => client.recalled(shelf.sent_after(no)),
                Task::Destroy => {
                    // What could not be deleted is found and taken over at the next sign-in of the same person.
                    let _left = store.destroy().await;
                    return;
                }
            }
        }
    }
}
