//! Looking at an earlier day: every page shows how things stood at its end, as they were reported then, and nothing can be changed.

use domain::{calendar::Date, company::Company};
use gloo::net::http::Request;
use leptos::prelude::*;
use sync::earlier::Earlier;

use super::{Client, clock};

/// An earlier day, with what the person may see as it stood at its end.
pub(super) struct EarlierDay {
    pub(super) day: Date,
    pub(super) company: Company,
}

/// Why an earlier day cannot be shown, in words.
pub type NotShown = &'static str;

const UNREACHED: NotShown = "Earlier days are read from the server, which cannot be reached now. Try again when you are online.";
const NOTHING_YET: NotShown = "Throughline held nothing yet on that day. Choose a later one.";
const TO_COME: NotShown = "That day is not over yet. Choose an earlier one.";

impl Client {
    /// The earlier day that every page shows; none while they show how things stand.
    pub fn earlier_day(self) -> Signal<Option<Date>> {
        self.earlier_day.into()
    }

    /// Shows every page as it stood at the end of a day.
    ///
    /// # Errors
    /// Why it cannot be shown; then nothing has changed.
    pub async fn look_back(self, day: Date) -> Result<(), NotShown> {
        if day >= clock::today() {
            return Err(TO_COME);
        }
        let asked = Request::get(&format!("/sync/earlier/{day}")).send().await;
        let answer = asked.map_err(|_| UNREACHED)?;
        let earlier: Earlier = answer.json().await.map_err(|_| UNREACHED)?;
        if earlier.records.is_empty() {
            return Err(NOTHING_YET);
        }
        let company = earlier.company().ok_or(UNREACHED)?;
        self.earlier.set_value(Some(EarlierDay { day, company }));
        self.earlier_day.set(Some(day));
        self.changed();
        from_the_top();
        Ok(())
    }

    /// Shows how things stand again.
    pub fn look_at_now(self) {
        if self.earlier.with_value(Option::is_some) {
            self.earlier.set_value(None);
            self.earlier_day.set(None);
            self.changed();
            from_the_top();
        }
    }
}

/// The page begins with which day it shows.
fn from_the_top() {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
}
