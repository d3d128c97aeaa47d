//! Whether the browser keeps a person's work for good, as it answered when the store asked it to (sync.md 2.6).

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::Client;

#[wasm_bindgen(module = "/src/client/keeping.js")]
extern "C" {
    async fn is_persisted() -> JsValue;
}

/// How this browser keeps a person's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Until they sign out or clear it.
    ForGood,
    /// Until the device is short of space, or the page was not opened for long.
    ForNow,
    /// It does not say for how long.
    Unknown,
    /// The work, and not the pages: there is no room.
    WorkAlone,
    /// Not at all.
    Nothing,
}

impl Client {
    /// How this browser keeps a person's work, as far as it says.
    pub async fn keeping(self) -> Keeping {
        let persisted = is_persisted().await.as_bool();
        if self.store_lost.get_untracked() {
            Keeping::Nothing
        } else if self.store_full.get_untracked() {
            Keeping::WorkAlone
        } else {
            match persisted {
                Some(true) => Keeping::ForGood,
                Some(false) => Keeping::ForNow,
                None => Keeping::Unknown,
            }
        }
    }
}
