//! What a person is told of this browser's store, on every page until they have read it.

use leptos::prelude::*;

use super::Client;

/// A heading, and what it means for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// What has happened.
    pub title: &'static str,
    /// What it means, and what to do.
    pub words: &'static str,
}

const FULL: Told = Told {
    title: "This device is short of space",
    words: "What you do is still kept here until it is sent. The pages are not kept any more: the next time you open Throughline on this device you need the network. Free some space, then open it again.",
};

const CLEARED: Told = Told {
    title: "The browser has cleared what was kept on this device",
    words: "What you had done here and had not reached the server is lost: look through your latest work. Browsers do this when a page is not opened for some weeks or space is short. To have it kept, add Throughline to the home screen and open it from there, and do not clear its website data.",
};

const NEWER: Told = Told {
    title: "A newer Throughline keeps your work in this browser",
    words: "This page is an older one. It leaves what is kept here as it is, and keeps nothing itself: what you do is safe once it says “Saved” at the top. Then close every tab of Throughline and open it again.",
};

impl Client {
    /// What became of what this browser kept, until the person has read it.
    pub fn told(self) -> RwSignal<Vec<Told>> {
        self.told
    }

    /// The browser has no room for the pages any more; what a person does is kept still.
    pub(super) fn store_is_full(self) {
        self.store_full.set(true);
        self.tell(FULL);
    }

    /// The browser had cleared what it kept of the person, who had not signed out: they are told, and so is the server.
    pub(super) fn store_was_cleared(self) {
        self.with_replica(|replica| {
            replica.was_cleared();
            Vec::new()
        });
        self.tell(CLEARED);
    }

    /// A newer page has kept this person's work here, in rows that this one cannot go on from.
    pub(super) fn is_older_than_store(self) {
        self.tell(NEWER);
    }

    fn tell(self, what: Told) {
        self.told.update(|told| {
            if !told.contains(&what) {
                told.push(what);
            }
        });
    }
}
