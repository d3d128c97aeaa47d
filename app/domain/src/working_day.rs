//! Working days: not Saturday, Sunday or a bank holiday in England and Wales (rules.md 4.12).

use jiff::{SignedDuration, civil::Weekday};

use crate::calendar::{CalendarError, Date, Period};

/// Working days after the due day before a 1:1 counts as overdue (rules.md 4.12).
pub const ONE_TO_ONE_GRACE_DAYS: u16 = 5;

/// A return is due on this working day after the end of its period (rules.md 4.12).
pub const RETURN_WORKING_DAY: u16 = 10;

/// Bank holidays in England and Wales as GOV.UK lists them, substitute days included: year, then month and day.
const BANK_HOLIDAYS: [(i16, [(i8, i8); 8]); 4] = [
    (
        2025,
        [
            (1, 1),
            (4, 18),
            (4, 21),
            (5, 5),
            (5, 26),
            (8, 25),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2026,
        [
            (1, 1),
            (4, 3),
            (4, 6),
            (5, 4),
            (5, 25),
            (8, 31),
            (12, 25),
            (12, 28),
        ],
    ),
    (
        2027,
        [
            (1, 1),
            (3, 26),
            (3, 29),
            (5, 3),
            (5, 31),
            (8, 30),
            (12, 27),
            (12, 28),
        ],
    ),
    (
        2028,
        [
            (1, 3),
            (4, 14),
            (4, 17),
            (5, 1),
            (5, 29),
            (8, 28),
            (12, 25),
            (12, 26),
        ],
    ),
];

/// Whether people work on a day.
///
/// # Errors
/// `BankHolidaysUnknown` for a year that the table does not hold, weekends too, so that nobody takes half an answer
/// for a whole one.
pub fn is_working_day(date: Date) -> Result<bool, CalendarError> {
    let year = date.year();
    let (_, holidays) = BANK_HOLIDAYS
        .iter()
        .find(|(known, _)| *known == year)
        .ok_or(CalendarError::BankHolidaysUnknown { year })?;
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    Ok(!weekend && !holidays.contains(&(date.month(), date.day())))
}

/// The day that is so many working days later. The day counted from is day 0, whatever kind of day it is.
///
/// # Errors
/// `BankHolidaysUnknown` where the count reaches a year that the table does not hold.
pub fn add_working_days(from: Date, days: u16) -> Result<Date, CalendarError> {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day_after(day)?;
        if is_working_day(day)? {
            left -= 1;
        }
    }
    Ok(day)
}

/// How many working days come after a day, up to and including a later one; 0 where that one is no later.
///
/// # Errors
/// `BankHolidaysUnknown` where the count reaches a year that the table does not hold.
pub fn working_days_between(from: Date, to: Date) -> Result<u16, CalendarError> {
    let (mut day, mut passed) = (from, 0_u16);
    while day < to {
        day = day_after(day)?;
        passed = passed.saturating_add(u16::from(is_working_day(day)?));
    }
    Ok(passed)
}

/// The day itself if it is a working day, otherwise the next one.
///
/// # Errors
/// `BankHolidaysUnknown` where that needs a year that the table does not hold.
pub fn roll_forward(from: Date) -> Result<Date, CalendarError> {
    let mut day = from;
    while !is_working_day(day)? {
        day = day_after(day)?;
    }
    Ok(day)
}

/// When the next 1:1 is due: so many calendar days after the last one, rolled forward to a working day.
///
/// # Errors
/// `BankHolidaysUnknown` where the table does not reach that day; `TooFarAhead` past the end of the calendar.
pub fn next_one_to_one(last_held: Date, cadence_days: u16) -> Result<Date, CalendarError> {
    let due = last_held
        .checked_add(SignedDuration::from_hours(24 * i64::from(cadence_days)))
        .map_err(|_| CalendarError::TooFarAhead { from: last_held })?;
    roll_forward(due)
}

/// The last day on which a 1:1 due on this day is not yet overdue: five working days later.
///
/// # Errors
/// `BankHolidaysUnknown` where the table does not reach that day.
pub fn overdue_after(due: Date) -> Result<Date, CalendarError> {
    add_working_days(due, ONE_TO_ONE_GRACE_DAYS)
}

/// When a return for a period is due: the tenth working day after the period's last day.
///
/// # Errors
/// `BankHolidaysUnknown` where the table does not reach that day.
pub fn return_deadline(period: Period) -> Result<Date, CalendarError> {
    add_working_days(period.end(), RETURN_WORKING_DAY)
}

fn day_after(day: Date) -> Result<Date, CalendarError> {
    day.tomorrow()
        .map_err(|_| CalendarError::TooFarAhead { from: day })
}
