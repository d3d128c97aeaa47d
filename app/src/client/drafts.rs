//! What is being typed, until it is sent or cancelled: in memory at once, in the browser's store after a short pause, and put aside
//! as the page goes (`aside.rs`), so that a closed tab loses no words (sync.md 2.3).

use std::collections::{BTreeMap, BTreeSet};

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::{Client, Task};

/// How long a pause in typing is.
const PAUSE_MS: u32 = 300;
/// For how long a pause is waited for: whoever types without one is kept up with every second.
const PATIENCE_MS: f64 = 700.0;

/// How fields end in which something is chosen from a list, or which hold what the others were written over.
const CHOSEN: [&str; 4] = ["-level", "-parent", "-who", "-read"];

/// Texts by field.
#[derive(Default)]
pub struct Drafts {
    pub(super) texts: BTreeMap<String, String>,
    unkept: BTreeSet<String>,
    /// What was given as words of a record, by field, and may not be in the store yet: a page that goes at that moment puts it aside.
    pub(super) given: BTreeMap<String, String>,
    pause: Option<Timeout>,
    /// When the oldest of what is not kept was typed, in milliseconds.
    since_ms: Option<f64>,
    /// The form that was just sent or cancelled: what its fields still tell of being typed in comes too late.
    dropped: Option<(String, Timeout)>,
}

impl Client {
    /// What was typed into a field and not sent.
    pub fn draft(self, field: &str) -> Option<String> {
        self.drafts
            .with_value(|drafts| drafts.texts.get(field).cloned())
    }

    /// Whether something was typed into a form, by what its fields begin with, and not sent.
    pub fn has_draft(self, form: &str) -> bool {
        self.drafts
            .with_value(|drafts| drafts.texts.keys().any(|field| field.starts_with(form)))
    }

    /// How many fields hold something that was typed and not sent.
    pub fn begun(self) -> usize {
        self.drafts.with_value(|drafts| drafts.words().count())
    }

    /// What was typed and not sent, by form: what its fields begin with, and their texts.
    pub fn begun_forms(self) -> Vec<(String, Vec<String>)> {
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        self.drafts.with_value(|drafts| {
            for (field, text) in drafts.words() {
                let form = field
                    .rsplit_once('-')
                    .map_or(field.as_str(), |(form, _)| form);
                forms
                    .entry(format!("{form}-"))
                    .or_default()
                    .push(text.clone());
            }
        });
        forms.into_iter().collect()
    }

    /// Notes what stands in a field now; none where that is nothing worth keeping.
    pub fn write_draft(self, field: &str, text: Option<String>) {
        let changed = self
            .drafts
            .try_update_value(|drafts| drafts.write(field, text));
        if changed == Some(true) {
            let now = js_sys::Date::now();
            self.drafts.update_value(|drafts| {
                let since = *drafts.since_ms.get_or_insert(now);
                if drafts.pause.is_none() || now - since < PATIENCE_MS {
                    drafts.pause = Some(Timeout::new(PAUSE_MS, move || self.keep_drafts()));
                }
            });
        }
    }

    /// Forgets what was typed into a form, since it was given; should the page go before that is kept, it is put aside all the same.
    pub fn give_drafts(self, form: &str) {
        self.drafts.update_value(|drafts| {
            let fields = drafts
                .texts
                .iter()
                .filter(|(field, _)| field.starts_with(form));
            let given: Vec<_> = fields
                .map(|(field, text)| (field.clone(), text.clone()))
                .collect();
            drafts.given.extend(given);
        });
        self.drop_drafts(form);
    }

    /// Forgets what was typed into a form: it was sent, or is not wanted.
    pub fn drop_drafts(self, form: &str) {
        let over = Timeout::new(0, move || {
            self.drafts.update_value(|drafts| drafts.dropped = None);
        });
        self.drafts.update_value(|drafts| {
            drafts.dropped = None;
            let fields = drafts.texts.keys().filter(|field| field.starts_with(form));
            for field in fields.cloned().collect::<Vec<_>>() {
                drafts.write(&field, None);
            }
            drafts.dropped = Some((form.to_owned(), over));
        });
        self.keep_drafts();
    }

    /// Takes up what the store had of an earlier visit; what was typed since stays as it is.
    pub(super) fn take_up_drafts(self, found: BTreeMap<String, String>) {
        self.drafts.update_value(|drafts| {
            drafts.unkept.extend(drafts.texts.keys().cloned());
            for (field, text) in found {
                drafts.take_up(field, text);
            }
        });
        self.keep_drafts();
    }

    /// Puts away what the person before typed; their store has it.
    pub(super) fn put_drafts_away(self) {
        self.keep_drafts();
        self.forget_drafts();
    }

    pub(super) fn forget_drafts(self) {
        self.drafts.set_value(Drafts::default());
    }

    pub(super) fn keep_drafts(self) {
        let unkept = self.drafts.try_update_value(|drafts| {
            drafts.pause = None;
            drafts.since_ms = None;
            let fields = std::mem::take(&mut drafts.unkept).into_iter();
            fields
                .map(|field| (drafts.texts.get(&field).cloned(), field))
                .collect::<Vec<_>>()
        });
        for (text, field) in unkept.unwrap_or_default() {
            self.ask(Task::Draft(field, text));
        }
    }
}

impl Drafts {
    /// What was typed, by field: neither what was chosen from a list, which says nothing by itself, nor what was emptied.
    fn words(&self) -> impl Iterator<Item = (&String, &String)> {
        let is_chosen = |field: &str| CHOSEN.iter().any(|name| field.ends_with(name));
        self.texts
            .iter()
            .filter(move |(field, text)| !text.trim().is_empty() && !is_chosen(field))
    }

    /// Takes up what stood in a field earlier; what was typed since stays.
    pub(super) fn take_up(&mut self, field: String, text: String) {
        if !self.texts.contains_key(&field) && !self.unkept.contains(&field) {
            self.unkept.insert(field.clone());
            self.texts.insert(field, text);
        }
    }

    /// True where something changed.
    fn write(&mut self, field: &str, text: Option<String>) -> bool {
        let too_late = |(form, _): &(String, Timeout)| field.starts_with(form.as_str());
        if self.texts.get(field) == text.as_ref() || self.dropped.as_ref().is_some_and(too_late) {
            return false;
        }
        match text {
            Some(text) => self.texts.insert(field.to_owned(), text),
            None => self.texts.remove(field),
        };
        self.unkept.insert(field.to_owned());
        true
    }
}
