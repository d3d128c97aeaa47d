//! How this browser keeps the reader's work, and what they can do about it.

use leptos::{prelude::*, task::spawn_local};

use crate::client::{Keeping, use_client};

/// What the browser answered when it was asked to keep the reader's work, in words.
pub fn section() -> impl IntoView {
    let client = use_client();
    let keeping = RwSignal::new(None);
    spawn_local(async move {
        let answer = client.keeping().await;
        // The page may be gone by now.
        let _gone = keeping.try_set(Some(answer));
    });
    view! {
        <section class="section">
            <h2>"What this device keeps"</h2>
            {move || keeping.get().map(|keeping| view! { <p>{words(keeping)}</p> })}
        </section>
    }
}

const fn words(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::ForGood => {
            "This browser keeps your work on this device until you sign out or clear its website data."
        }
        Keeping::ForNow => {
            "This browser may clear what is kept on this device when space is short or Throughline is not opened for some weeks. To have it kept, add Throughline to the home screen and open it from there. Until then wait for “Saved” before you put the device away."
        }
        Keeping::Unknown => {
            "This browser does not say how long it keeps your work on this device. Wait for “Saved” before you put the device away."
        }
        Keeping::WorkAlone => {
            "This device is short of space. What you do is kept until it is sent, but the pages are not: you need the network when you next open Throughline. Free some space, then open it again."
        }
        Keeping::Nothing => {
            "This browser keeps nothing of your work. It is safe once it says “Saved”; until then do not close this page."
        }
    }
}
