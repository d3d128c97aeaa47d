//! Who was signed in here last, so that the app opens without a network. Nothing of theirs is said here: only which store.

use domain::{id::Id, person::PersonId, time_text};
use gloo::storage::{LocalStorage, Storage};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock;

const KEY: &str = "throughline.last";
/// Where it is kept that others use this device too. It says nothing of anybody, and stays when they sign out.
const SHARED: &str = "throughline.shared";
/// When the server was last reached, in milliseconds.
const REACHED: &str = "throughline.reached";
/// How long a device opens a person's work without having reached the server, and how long a shared one does (sync.md 2.6).
const LEASE: SignedDuration = SignedDuration::from_hours(14 * 24);
const SHARED_LEASE: SignedDuration = SignedDuration::from_hours(12);

#[derive(Serialize, Deserialize)]
struct Last {
    person: Uuid,
    /// The end of the lease.
    until: String,
}

/// Whether others use this device too, as whoever signed in last has said.
pub fn is_shared() -> bool {
    LocalStorage::get(SHARED).unwrap_or(false)
}

/// Whoever signs in says whether others use this device too.
pub fn share(shared: bool) {
    let _kept = LocalStorage::set(SHARED, shared);
}

/// The server has just said who is signed in.
pub fn remember(person: PersonId) {
    let lease = if is_shared() { SHARED_LEASE } else { LEASE };
    let until = clock::now()
        .checked_add(lease)
        .map(|until| until.to_string())
        .unwrap_or_default();
    let last = Last {
        person: person.uuid(),
        until,
    };
    // A browser that keeps nothing opens only with a network.
    let _kept = LocalStorage::set(KEY, last);
    reach();
}

/// The server was reached just now.
pub fn reach() {
    let _kept = LocalStorage::set(REACHED, js_sys::Date::now());
}

/// When the server was last reached, in milliseconds since 1970; none where this device does not know.
pub fn reached() -> Option<f64> {
    LocalStorage::get(REACHED).ok()
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
    LocalStorage::delete(REACHED);
}
