//! Dates as people type them.

use super::{CalendarError, Date, month_name};

/// Reads a date typed by a person: day, month, year, the month as a number or a name (`21 November 2026`,
/// `21 Nov 2026`, `21/11/2026`, `21-11-2026`, `21.11.2026`), or as a date field sends it (`2026-11-21`)
/// (rules.md 4.2).
///
/// # Errors
/// `NotADate` with the text where it is no such date. A year needs its four figures: `26` could be 1926.
pub fn read_date(text: &str) -> Result<Date, CalendarError> {
    read(text).ok_or_else(|| CalendarError::NotADate {
        text: text.to_owned(),
    })
}

fn read(text: &str) -> Option<Date> {
    let mut parts = text
        .split([' ', '/', '-', '.', ','])
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (day, year) = if first.len() == 4 {
        (third, first)
    } else {
        (first, third)
    };
    Date::new(
        number(year, 4..=4)?,
        month(second)?,
        i8::try_from(number(day, 1..=2)?).ok()?,
    )
    .ok()
}

fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let digits = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// A month by its number, its name, or the first three letters or more of its name.
fn month(text: &str) -> Option<i8> {
    if let Some(number) = number(text, 1..=2) {
        return i8::try_from(number).ok();
    }
    let typed = text.to_ascii_lowercase();
    (typed.len() >= 3).then(|| {
        (1..=12).find(|month| month_name(*month).to_ascii_lowercase().starts_with(&typed))
    })?
}
