//! What is being tried: kept in this tab, so that a look at another page loses nothing, and gone with it.

use domain::person::PersonId;
use gloo::storage::{SessionStorage, Storage};
use leptos::prelude::*;

use crate::client::use_client;

/// What is being tried. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Kept {
    /// As a text that the view reads.
    pub supposed: RwSignal<String>,
}

/// One place a person: a tablet is lent on.
fn key(person: PersonId) -> String {
    format!("throughline.what-if.{person}")
}

impl Kept {
    /// That of the person on this page.
    pub fn provide() -> Self {
        let person = use_client().person();
        let kept = person.and_then(|person| SessionStorage::raw().get_item(&key(person)).ok()?);
        let supposed = RwSignal::new(kept.unwrap_or_default());
        Effect::new(move |_| {
            let text = supposed.get();
            if let Some(person) = person {
                // A browser that keeps nothing still shows what is tried while the page is open.
                let _kept = SessionStorage::raw().set_item(&key(person), &text);
            }
        });
        Self { supposed }
    }
}
