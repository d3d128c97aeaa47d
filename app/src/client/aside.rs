//! What is typed, put aside as the page goes: a browser then writes nothing more to a database, but still at once to its local
//! storage. The next start takes it over into the store, and signing out leaves nothing of it.

use domain::person::PersonId;
use gloo::{
    events::EventListener,
    storage::{LocalStorage, SessionStorage, Storage},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Client, last};

/// Whose it is follows, of which tab and from which field, with dots between.
const KEY: &str = "throughline.typed";
/// Names this tab, also after a reload.
const TAB: &str = "throughline.tab";

/// This tab's name.
fn tab() -> String {
    let storage = SessionStorage::raw();
    let named = storage.get_item(TAB).ok().flatten();
    named.unwrap_or_else(|| {
        let tab = Uuid::now_v7().to_string();
        // A browser that keeps nothing has nothing to find again either.
        let _kept = storage.set_item(TAB, &tab);
        tab
    })
}

/// The keys of what was put aside of a person's, by one tab or by all.
fn kept(person: PersonId, tab: Option<&str>) -> Vec<String> {
    let begins = match tab {
        Some(tab) => format!("{KEY}.{person}.{tab}."),
        None => format!("{KEY}.{person}."),
    };
    let storage = LocalStorage::raw();
    (0..LocalStorage::length())
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|key| key.starts_with(&begins))
        .collect()
}

/// The field that a key is of.
fn field_of(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or_default()
}

fn delete(keys: Vec<String>) {
    keys.into_iter().for_each(LocalStorage::delete);
}

/// Nothing of a person's stays put aside.
pub(super) fn forget(person: PersonId) {
    delete(kept(person, None));
}

impl Client {
    /// Keeps what is being typed whenever a field is left or the page is put away: a tablet may never show it again.
    pub(super) fn follow_putting_away(self) {
        let look = move |_: &_| {
            if gloo::utils::document().hidden() {
                self.put_aside();
            } else if let Some(person) = self.whose() {
                self.take_aside(person, false);
            }
            self.keep_drafts();
        };
        let document = gloo::utils::document();
        EventListener::new(&document, "visibilitychange", look).forget();
        let left = move |_: &_| self.keep_drafts();
        EventListener::new(&document, "focusout", left).forget();
        let gone = move |_: &_| self.put_aside();
        EventListener::new(&gloo::utils::window(), "pagehide", gone).forget();
    }

    /// Puts aside what stands in fields and is not sent.
    pub(super) fn put_aside(self) {
        let Some(person) = self.whose() else {
            return;
        };
        let tab = tab();
        delete(kept(person, Some(&tab)));
        // Whoever signed out, here or in another tab, leaves nothing.
        if last::is_forgotten() {
            return;
        }
        let given = !self.is_kept();
        self.drafts.with_value(|drafts| {
            let given = drafts
                .given
                .iter()
                .filter(|(field, _)| given && !drafts.texts.contains_key(*field));
            for (field, text) in drafts.texts.iter().chain(given) {
                // Of what several tabs had in one field the last stands, as on the screen.
                let before = kept(person, None).into_iter();
                delete(before.filter(|key| field_of(key) == field).collect());
                let key = format!("{KEY}.{person}.{tab}.{field}");
                let _kept = LocalStorage::raw().set_item(&key, text);
            }
        });
    }

    /// The store holds all that was given: none of it needs to stand aside, should the page have been hidden before.
    pub(super) fn given_is_kept(self) {
        let given = self
            .drafts
            .try_update_value(|drafts| std::mem::take(&mut drafts.given));
        let given = given.unwrap_or_default();
        if let (false, Some(person)) = (given.is_empty(), self.whose()) {
            let aside = kept(person, Some(&tab())).into_iter();
            delete(
                aside
                    .filter(|key| given.contains_key(field_of(key)))
                    .collect(),
            );
        }
    }

    /// Takes up what this tab has put aside, and then what `all` others have where none of them keeps it. What was typed since stays.
    pub(super) fn take_aside(self, person: PersonId, all: bool) {
        let mine = tab();
        self.take_up_kept(kept(person, Some(&mine)));
        if all {
            self.take_up_kept(kept(person, None));
        }
    }

    fn take_up_kept(self, keys: Vec<String>) {
        self.drafts.update_value(|drafts| {
            for key in &keys {
                let text = LocalStorage::raw().get_item(key).ok().flatten();
                if let Some(text) = text {
                    drafts.take_up(field_of(key).to_owned(), text);
                }
            }
        });
        delete(keys);
    }
}
