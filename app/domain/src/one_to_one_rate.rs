//! How many of the 1:1s that were due were held in time (strategy §1.3: "Regular, scheduled 1:1s"; rules.md 4.12).

use crate::{
    calendar::{Date, Period},
    one_to_one::OneToOneDate,
    working_day,
};

/// 1:1s of a period that were due, and those of them that were held in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OneToOneRate {
    /// Held on the day they were due or within five working days of it.
    pub held: u32,
    /// Due, and held or out of time.
    pub due: u32,
}

impl OneToOneRate {
    /// Of the 1:1s that were due in a period, as known on a day. One that can still be held in time says nothing yet, nor does one whose
    /// last day cannot be told, since the bank holidays of its year are not known.
    pub fn of<'a>(
        dates: impl IntoIterator<Item = &'a OneToOneDate>,
        period: Period,
        today: Date,
    ) -> Self {
        let mut rate = Self::default();
        for date in dates {
            let due = date.scheduled_for;
            if due < period.start() || due > period.end() || due > today {
                continue;
            }
            let Ok(last) = working_day::overdue_after(due) else {
                continue;
            };
            let in_time = date.held_on.is_some_and(|held| held <= last);
            if in_time || today > last || date.held_on.is_some() {
                rate.due = rate.due.saturating_add(1);
                rate.held = rate.held.saturating_add(u32::from(in_time));
            }
        }
        rate
    }
}
