//! The financial year, its periods, and dates as people write them (rules.md 4.12 and 4.2).

mod period;
mod reading;

use std::fmt;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use period::Period;
pub use reading::read_date;

/// A day of the civil calendar, without a time or a zone.
pub type Date = jiff::civil::Date;

/// Greenwich Mean Time, with British Summer Time from the last Sunday of March to the last of October: written out, so that
/// every machine answers the same without a list of time zones.
const UNITED_KINGDOM: &str = "GMT0BST,M3.5.0/1,M10.5.0";

/// The day of a moment, by the clocks of the United Kingdom, whose public offices use this.
pub fn day(at: Timestamp) -> Date {
    let zone = TimeZone::posix(UNITED_KINGDOM).unwrap_or(TimeZone::UTC);
    zone.to_datetime(at).date()
}

/// The moment at which a day is over, by the same clocks.
pub fn end_of(day: Date) -> Timestamp {
    let zone = TimeZone::posix(UNITED_KINGDOM).unwrap_or(TimeZone::UTC);
    let midnight = day.tomorrow().unwrap_or(Date::MAX).at(0, 0, 0, 0);
    zone.to_timestamp(midnight).unwrap_or(Timestamp::MAX)
}

/// Why a date, a period or a number of working days could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The table of bank holidays does not reach this year (rules.md 4.12: no silently wrong answer).
    #[error(
        "The bank holidays of {year} are not loaded, so working days in {year} cannot be counted. Ask an administrator to add them."
    )]
    BankHolidaysUnknown {
        /// The calendar year that is missing.
        year: i16,
    },
    /// The sum runs past the last day that a calendar can hold.
    #[error("That many days from {from} is later than any date that can be kept. Use fewer days.")]
    TooFarAhead {
        /// The day counted from.
        from: Date,
    },
    /// A text that should be a date is not one.
    #[error(
        "“{text}” is not a date that can be read. Write day, month and year, such as 21 November 2026 or 21/11/2026."
    )]
    NotADate {
        /// The text as it came.
        text: String,
    },
    /// A text that should be a period is not one.
    #[error(
        "“{text}” is not a period. Write a month as 2026-M08, a quarter as 2026-Q3 or a year as 2026-Y."
    )]
    NotAPeriod {
        /// The text as it came.
        text: String,
    },
}

/// A financial year, 1 April to 31 March, known by the calendar year it starts in (rules.md 4.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FinancialYear(pub i16);

impl FinancialYear {
    /// The financial year that a day belongs to: 31 March 2026 is in 2025/26, 1 April 2026 in 2026/27.
    pub fn containing(date: Date) -> Self {
        if date.month() >= 4 {
            Self(date.year())
        } else {
            Self(date.year().saturating_sub(1))
        }
    }

    /// As people write it: `2026/27`, `1999/00`.
    pub fn label(self) -> String {
        self.to_string()
    }

    /// 1 April.
    pub fn first_day(self) -> Date {
        civil(self.0, 4, 1)
    }

    /// 31 March of the year after.
    pub fn last_day(self) -> Date {
        civil(self.0.saturating_add(1), 3, 31)
    }

    /// The year after.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The year before.
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends_in = (i32::from(self.0) + 1).rem_euclid(100);
        write!(f, "{}/{ends_in:02}", self.0)
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// April is month 1, March month 12.
    Month,
    /// April to June is quarter 1.
    Quarter,
    /// The whole financial year.
    Year,
}

impl Grain {
    /// How many periods of this length a financial year has.
    pub const fn periods_in_a_year(self) -> u8 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }

    /// How many months long it is.
    pub const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// How often an indicator is collected (glossary 2.1: the strategy's three).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Twelve times a year.
    Monthly,
    /// Four times a year.
    Quarterly,
    /// Once a year.
    Annual,
}

impl Frequency {
    /// The length of the periods it is collected for.
    pub const fn grain(self) -> Grain {
        match self {
            Self::Monthly => Grain::Month,
            Self::Quarterly => Grain::Quarter,
            Self::Annual => Grain::Year,
        }
    }

    /// As people say it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Monthly => "Monthly",
            Self::Quarterly => "Quarterly",
            Self::Annual => "Annual",
        }
    }
}

/// The name of a calendar month, 1 for January.
pub const fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// The day, or the last day the calendar holds on that side where the year is beyond it: years come from stored
/// records, and a strange one must not stop a page.
fn civil(year: i16, month: i8, day: i8) -> Date {
    let beyond = if year > 0 { Date::MAX } else { Date::MIN };
    Date::new(year, month, day).unwrap_or(beyond)
}
