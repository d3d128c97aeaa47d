//! What waits on this device as a file, for who has to sign out before it could be sent.

use domain::view::waiting;
use leptos::prelude::WithValue;
use wasm_bindgen::prelude::*;

use super::{Client, clock};

#[wasm_bindgen(module = "/src/client/download.js")]
extern "C" {
    fn save(name: &str, text: &str);
}

impl Client {
    /// Gives the person a file with the words of everything that waits or was refused.
    pub fn save_copy(self) {
        let copy = self.replica.with_value(|replica| {
            let replica = replica.as_ref()?;
            let refused = replica.refused().map(|refused| &refused.pending);
            let waiting = replica
                .pending()
                .chain(refused)
                .map(|pending| (pending.sent.name.as_str(), pending.known()));
            Some(
                self.drafts
                    .with_value(|drafts| waiting::copy(waiting, drafts.texts(), clock::today())),
            )
        });
        if let Some(copy) = copy {
            save("throughline-not-sent.txt", &copy);
        }
    }
}
