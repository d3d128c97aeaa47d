//! Working days around the day of loading.

use domain::working_day::is_working_day;
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// So many days earlier.
pub(super) fn before(day: Date, days: i32) -> Date {
    day.saturating_sub(days.days())
}

/// So many days later.
pub(super) fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// The day itself if people work on it, otherwise the last one before it on which they do.
pub(super) fn working_at_or_before(day: Date) -> Date {
    nearest(day, |day| before(day, 1))
}

/// The day itself if people work on it, otherwise the next one on which they do.
pub(super) fn working_at_or_after(day: Date) -> Date {
    nearest(day, |day| after(day, 1))
}

fn nearest(mut day: Date, step: impl Fn(Date) -> Date) -> Date {
    // No run of days without work is longer than this; at the ends of the calendar a step stays where it is.
    for _ in 0..14 {
        if works(day) {
            break;
        }
        day = step(day);
    }
    day
}

/// Where the bank holidays of a year are not known, weekends alone count: a demo may be loaded in any year.
fn works(day: Date) -> bool {
    is_working_day(day).unwrap_or(!matches!(
        day.weekday(),
        Weekday::Saturday | Weekday::Sunday
    ))
}
