//! What other tabs of this browser hold of a person's work: it is asked for before they sign out, since signing out in one tab is
//! signing out in all, and what a tab has not sent is in that tab alone.

use js_sys::{Array, Function};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;

use super::{Client, SessionState, last};
use crate::pieces;

#[wasm_bindgen(module = "/src/client/others.js")]
extern "C" {
    fn answer(tell: &Closure<dyn Fn(String, String, Function)>);
    async fn ask(of: &str, wanted: &str, within_ms: u32) -> JsValue;
}

/// What can be asked for, and how long the answers are waited for. Whoever writes a copy may have to fetch the code for it.
const COUNTS: (&str, u32) = ("counts", 700);
const COPY: (&str, u32) = ("copy", 1_500);

/// How much of a person's work was not sent: commands, what was refused, and fields that were filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Commands that wait.
    pub waiting: usize,
    /// What was refused, or is to be chosen between.
    pub refused: usize,
    /// Fields that hold something that was typed and not sent.
    pub begun: usize,
}

impl Unsent {
    /// All of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            waiting: self.waiting + other.waiting,
            refused: self.refused + other.refused,
            begun: self.begun + other.begun,
        }
    }

    fn words(self) -> String {
        format!("{} {} {}", self.waiting, self.refused, self.begun)
    }

    fn read(words: &str) -> Self {
        let mut counts = words.split(' ').map(|count| count.parse().unwrap_or(0));
        let mut next = || counts.next().unwrap_or(0);
        Self {
            waiting: next(),
            refused: next(),
            begun: next(),
        }
    }
}

impl Client {
    /// Answers what other tabs ask about the person whose work is here.
    pub(super) fn answer_other_tabs(self) {
        let tell = Closure::new(move |of: String, wanted: String, say: Function| {
            let mine = self.whose().is_some_and(|person| person.to_string() == of);
            if !mine || self.unsent() == Unsent::default() {
                return;
            }
            spawn_local(async move {
                let told = match wanted == COUNTS.0 {
                    true => self.unsent().words(),
                    false => pieces::copy(self).await,
                };
                // Whoever asked may be gone.
                let _said = say.call1(&JsValue::NULL, &told.into());
            });
        });
        answer(&tell);
        tell.forget();
    }

    /// How much of the person's work was not sent from this tab.
    pub fn unsent(self) -> Unsent {
        let (waiting, refused) = self.replica.with_value(|replica| {
            replica.as_ref().map_or((0, 0), |replica| {
                (replica.pending().len(), replica.refused().len())
            })
        });
        Unsent {
            waiting,
            refused,
            begun: self.begun(),
        }
    }

    /// How much of it was not sent from other tabs of this browser.
    pub async fn unsent_elsewhere(self) -> Unsent {
        let answers = self.ask_others(COUNTS).await;
        let counts = answers.iter().map(|answer| Unsent::read(answer));
        counts.fold(Unsent::default(), Unsent::and)
    }

    /// The same as texts for its author to keep.
    pub(super) async fn copies_elsewhere(self) -> Vec<String> {
        self.ask_others(COPY).await
    }

    async fn ask_others(self, (wanted, within_ms): (&str, u32)) -> Vec<String> {
        let Some(person) = self.whose() else {
            return Vec::new();
        };
        let answers = ask(&person.to_string(), wanted, within_ms).await;
        let answers = Array::from(&answers).into_iter();
        answers.filter_map(|answer| answer.as_string()).collect()
    }

    /// Whether the person signed out in another tab while this one held work that was not sent: it is in this tab alone now.
    pub fn left_behind(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.version.track();
            self.session.get() == SessionState::SignedOut
                && last::is_forgotten()
                && self.unsent() != Unsent::default()
        })
    }
}
