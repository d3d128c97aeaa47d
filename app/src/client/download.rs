//! Files for the reader: what waits on this device, for who has to sign out before it could be sent, and what a page shows.

use domain::{
    command::Command,
    sight::Sight,
    view::waiting::{self, Unsent},
};
use leptos::prelude::WithValue;
use sync::outbox::Pending;
use wasm_bindgen::prelude::*;

use super::{Client, clock};

#[wasm_bindgen(module = "/src/client/download.js")]
extern "C" {
    fn save(name: &str, content: &JsValue, kind: &str);
}

/// Gives the person a text as a file.
pub fn save_text(name: &str, text: &str) {
    save(name, &JsValue::from_str(text), "text/plain;charset=utf-8");
}

/// Gives the person a workbook as a file.
pub fn save_bytes(name: &str, bytes: &[u8]) {
    let bytes = js_sys::Uint8Array::from(bytes);
    save(
        name,
        &bytes,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    );
}

impl Client {
    /// Gives the person a file with the words of everything that waits or was refused, here or in another tab, and of what they began.
    /// The same text is what it comes to.
    pub async fn save_copy(self) -> String {
        let mut copy = self.copy();
        for other in self.copies_elsewhere().await {
            copy.push_str("\nIn another tab\n");
            copy.push_str(&other);
        }
        save_text("throughline-not-sent.txt", &copy);
        copy
    }

    /// The text of that file, of this tab.
    pub fn copy(self) -> String {
        let refused = self.replica.with_value(|replica| {
            let refused = replica.as_ref().map(|replica| replica.refused().cloned());
            refused.into_iter().flatten().collect::<Vec<_>>()
        });
        let mut unsent = self.pending();
        unsent.extend(refused.into_iter().map(|refused| refused.pending));
        let unsent: Vec<_> = unsent
            .iter()
            .map(|pending| (pending, said(pending)))
            .collect();
        let lines = unsent.iter().map(|(pending, command)| Unsent {
            name: &pending.sent.name,
            command: command.as_ref(),
            given_on: clock::day_of_moment(pending.sent.claimed_at),
        });
        let write = |sight: Option<&Sight<'_>>| {
            waiting::copy(sight, lines.clone(), self.begun_forms(), clock::today())
        };
        self.look_now(|sight| write(Some(sight)))
            .unwrap_or_else(|| write(None))
    }
}

/// What a command says, also where it was not read when the page began.
fn said(pending: &Pending) -> Option<Command> {
    let known = pending.known().cloned();
    known.or_else(|| pending.sent.decode())
}
