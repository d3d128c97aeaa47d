//! Who was signed in here last, so that the app opens without a network. Nothing of theirs is said here: only which store.

use domain::{id::Id, person::PersonId, time_text};
use gloo::storage::{LocalStorage, Storage};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock;

const KEY: &str = "throughline.last";
/// How long a device opens a person's work without having reached the server (sync.md 2.6).
const LEASE: SignedDuration = SignedDuration::from_hours(14 * 24);

#[derive(Serialize, Deserialize)]
struct Last {
    person: Uuid,
    /// The end of the lease.
    until: String,
}

/// The server has just said who is signed in.
pub fn remember(person: PersonId) {
    let until = clock::now()
        .checked_add(LEASE)
        .map(|until| until.to_string())
        .unwrap_or_default();
    let last = Last {
        person: person.uuid(),
        until,
    };
    // A browser that keeps nothing opens only with a network.
    let _kept = LocalStorage::set(KEY, last);
}

/// Who may go on without the server; nobody once the lease is over.
pub fn recall() -> Option<PersonId> {
    let last: Last = LocalStorage::get(KEY).ok()?;
    (clock::now() < time_text::read(&last.until)?).then(|| Id::new(last.person))
}

/// Who was signed in here last, however long ago.
pub fn whoever() -> Option<PersonId> {
    let last: Last = LocalStorage::get(KEY).ok()?;
    Some(Id::new(last.person))
}

/// Whether nobody is remembered here: whoever was has signed out in one of the tabs.
pub fn is_forgotten() -> bool {
    LocalStorage::raw()
        .get_item(KEY)
        .is_ok_and(|kept| kept.is_none())
}

/// Nobody.
pub fn forget() {
    LocalStorage::delete(KEY);
}
