//! Days near today as people speak of them: "Tuesday 24 November".

use jiff::civil::Weekday;

use crate::{
    calendar::{Date, month_name},
    display,
};

/// "Tuesday 24 November", with the year where it is not this one.
pub fn spoken(day: Date, today: Date) -> String {
    if day.year() == today.year() {
        format!("{} {} {}", weekday(day), day.day(), month_name(day.month()))
    } else {
        format!("{} {}", weekday(day), display::date(day))
    }
}

/// "today", "tomorrow", "on Tuesday 24 November".
pub fn on(day: Date, today: Date) -> String {
    let tomorrow = today.tomorrow().ok();
    if day == today {
        "today".to_owned()
    } else if Some(day) == tomorrow {
        "tomorrow".to_owned()
    } else {
        format!("on {}", spoken(day, today))
    }
}

/// As a date field holds it: `2026-11-24`.
pub fn typed(day: Date) -> String {
    day.to_string()
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn weekday(day: Date) -> &'static str {
    weekday_name(day.weekday())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{on, spoken};

    #[test]
    fn days_near_today_are_spoken_of_shortly() {
        let today = date(2026, 11, 21);
        assert_eq!(on(today, today), "today");
        assert_eq!(on(date(2026, 11, 22), today), "tomorrow");
        assert_eq!(on(date(2026, 11, 24), today), "on Tuesday 24 November");
        assert_eq!(spoken(date(2027, 1, 4), today), "Monday 4 January 2027");
    }
}
