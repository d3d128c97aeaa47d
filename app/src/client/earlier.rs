//! Looking at an earlier day: every page shows how things stood at its end, as they were reported then, and nothing can be changed.

use domain::{calendar::Date, company::Company, scope::Scope};
use gloo::net::http::Request;
use leptos::prelude::*;
use sync::{earlier::Earlier, replica::Replica};

use super::{Client, clock};
use crate::components::focus_page_heading;

/// An earlier day, with what the person may see as it stood at its end.
pub(super) struct EarlierDay {
    pub(super) day: Date,
    pub(super) company: Company,
    scopes: Vec<Scope>,
}

/// Why an earlier day cannot be shown, in words.
pub type NotShown = &'static str;

const UNREACHED: NotShown = "Earlier days are read from the server, which cannot be reached now. Try again when you are online.";
const TROUBLE: NotShown =
    "The server could not read that day. Try again; if it stays so, tell the administrator.";
const SIGNED_OUT: NotShown = "You are signed out. Sign in again, then choose the day.";
const NOTHING_YET: NotShown = "Throughline held nothing yet on that day. Choose a later one.";
const TO_COME: NotShown = "That day is not over yet. Choose an earlier one.";

impl Client {
    /// The earlier day that every page shows; none while they show how things stand.
    pub fn earlier_day(self) -> Signal<Option<Date>> {
        self.earlier_day.into()
    }

    /// How a day stood at its end, as it was reported then, for the person who is signed in.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub async fn as_reported(self, day: Date) -> Result<Company, NotShown> {
        let stood = self.stood(day).await?;
        stood.company().ok_or(TROUBLE)
    }

    async fn stood(self, day: Date) -> Result<Earlier, NotShown> {
        if day >= clock::today() {
            return Err(TO_COME);
        }
        let asked = Request::get(&format!("/sync/earlier/{day}")).send().await;
        let answer = asked.map_err(|_| UNREACHED)?;
        match answer.status() {
            200 => {}
            401 => return Err(SIGNED_OUT),
            _ => return Err(TROUBLE),
        }
        let earlier: Earlier = answer.json().await.map_err(|_| TROUBLE)?;
        // Somebody may have signed out, or somebody else in, while the answer was on its way.
        let person = self
            .replica
            .with_value(|replica| replica.as_ref().map(Replica::person));
        if person != Some(earlier.person) || self.person() != person {
            return Err(SIGNED_OUT);
        }
        if earlier.records.is_empty() {
            return Err(NOTHING_YET);
        }
        Ok(earlier)
    }

    /// Shows every page as it stood at the end of a day.
    ///
    /// # Errors
    /// Why it cannot be shown; then nothing has changed.
    pub async fn look_back(self, day: Date) -> Result<(), NotShown> {
        let earlier = self.stood(day).await?;
        let company = earlier.company().ok_or(TROUBLE)?;
        let scopes = earlier.scopes;
        self.earlier.set_value(Some(EarlierDay {
            day,
            company,
            scopes,
        }));
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
            request_animation_frame(focus_page_heading);
        }
    }

    /// Leaves the earlier day where the person has lost sight of something since they opened it: nothing of it stays in memory.
    pub(super) fn leave_what_is_lost(self) {
        let lost = self.replica.with_value(|replica| {
            self.earlier.with_value(|earlier| {
                let (Some(replica), Some(earlier)) = (replica, earlier) else {
                    return false;
                };
                let held = |scope: &Scope| replica.base().holds(scope);
                !earlier.scopes.iter().all(held)
            })
        });
        if lost {
            self.look_at_now();
        }
    }
}

/// The page begins with which day it shows.
fn from_the_top() {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
}
