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
    let date = js_sys::Date::new_0();
    let year = i16::try_from(date.get_full_year()).unwrap_or(2026);
    // The browser counts months from 0.
    let month = i8::try_from(date.get_month() + 1).unwrap_or(1);
    let day = i8::try_from(date.get_date()).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(Date::MIN)
}
