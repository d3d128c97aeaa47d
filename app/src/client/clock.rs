//! The device's clock. It is shown and sent as data; order never comes from it.

use domain::{calendar::Date, time_text};
use jiff::Timestamp;

/// Now, by this device.
pub fn now() -> Timestamp {
    let written = String::from(js_sys::Date::new_0().to_iso_string());
    time_text::read(&written).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Today, by this device's calendar.
pub fn today() -> Date {
    day_of(js_sys::Date::now())
}

/// The day of a moment, in milliseconds since 1970, by this device's calendar.
pub fn day_of(moment_ms: f64) -> Date {
    let date = js_sys::Date::new(&moment_ms.into());
    let year = i16::try_from(date.get_full_year()).unwrap_or(2026);
    // The browser counts months from 0.
    let month = i8::try_from(date.get_month() + 1).unwrap_or(1);
    let day = i8::try_from(date.get_date()).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(Date::MIN)
}

/// The day on which something was given, by this device's calendar.
pub fn day_of_moment(moment: Timestamp) -> Date {
    // A browser reads what it writes; milliseconds would need a float of what is no float.
    day_of(js_sys::Date::parse(&moment.to_string()))
}

/// The hour and the minute of a moment, by this device.
pub fn time_of(moment_ms: f64) -> (u32, u32) {
    let date = js_sys::Date::new(&moment_ms.into());
    (date.get_hours(), date.get_minutes())
}
