//! Which part of the financial year a day is in, and how working days are counted (rules.md 4.12).

use super::Step;
use crate::{
    calendar::{CalendarError, Date, FinancialYear, Grain, Period},
    display,
    working_day::{add_working_days, is_working_day},
};

/// Explains the financial year, quarter and month of a day.
pub fn explain_period(date: Date) -> Vec<Step> {
    let year = FinancialYear::containing(date);
    let (month, quarter) = (
        Period::containing(date, Grain::Month).index,
        Period::containing(date, Grain::Quarter).index,
    );
    let after = if date.month() >= 4 { "≥" } else { "<" };
    let shift = if date.month() >= 4 { "− 3" } else { "+ 9" };
    vec![
        Step::new(
            "The financial year begins on 1 April (rules 4.12).",
            format!("{} {after} 4", date.month()),
            year.label(),
        ),
        Step::new(
            "April is its first month (rules 4.12).",
            format!("{} {shift}", date.month()),
            month.to_string(),
        ),
        Step::new(
            "Three months make a quarter (rules 4.12).",
            format!("({month} − 1 − {}) ÷ 3 + 1", (month - 1) % 3),
            quarter.to_string(),
        ),
    ]
}

/// Explains [`add_working_days`]: what was passed over on the way.
///
/// # Errors
/// As [`add_working_days`].
pub fn explain_working_days(from: Date, days: u16) -> Result<Vec<Step>, CalendarError> {
    let to = add_working_days(from, days)?;
    let (mut gone, mut weekend, mut holidays) = (0_u32, 0_u32, Vec::new());
    let mut day = from;
    while day < to {
        day = day
            .tomorrow()
            .map_err(|_| CalendarError::TooFarAhead { from })?;
        gone += 1;
        if is_working_day(day)? {
            continue;
        }
        if day.weekday().to_monday_zero_offset() >= 5 {
            weekend += 1;
        } else {
            holidays.push(display::date(day));
        }
    }
    let named = if holidays.is_empty() {
        "none".to_owned()
    } else {
        holidays.join(", ")
    };
    Ok(vec![
        Step::new(
            "The day counted from is day 0; Saturdays, Sundays and bank holidays are passed over (rules 4.12).",
            format!("{gone} − {weekend} − {}", holidays.len()),
            days.to_string(),
        ),
        Step::new(
            format!("Bank holidays passed over: {named}."),
            "",
            display::date(to),
        ),
    ])
}
