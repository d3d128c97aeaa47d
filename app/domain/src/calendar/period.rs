//! One month, quarter or year of a financial year.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{CalendarError, Date, FinancialYear, Grain, civil, month_name};

/// A month, a quarter or a whole financial year. Periods of one grain are in the order of time; as text, and so in
/// every record, it is `2026-M08`, `2026-Q3` or `2026-Y` (rules.md 4.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub struct Period {
    /// How long it is. First, so that the periods of one grain stand together in an ordered map.
    pub grain: Grain,
    /// The financial year it belongs to.
    pub fy: FinancialYear,
    /// Its place in the year: 1 to 12 for a month (1 is April), 1 to 4 for a quarter, 1 for a year.
    pub index: u8,
}

impl Period {
    /// A month by its place in the financial year, 1 for April to 12 for March; none outside that.
    pub fn month(fy: FinancialYear, index: u8) -> Option<Self> {
        Self::of(fy, Grain::Month, index)
    }

    /// A quarter, 1 for April to June up to 4 for January to March; none outside that.
    pub fn quarter(fy: FinancialYear, index: u8) -> Option<Self> {
        Self::of(fy, Grain::Quarter, index)
    }

    /// A whole financial year.
    pub const fn year(fy: FinancialYear) -> Self {
        Self {
            grain: Grain::Year,
            fy,
            index: 1,
        }
    }

    /// The period at a place of a financial year, from 1; none where it has no such place.
    pub fn of(fy: FinancialYear, grain: Grain, index: u8) -> Option<Self> {
        (1..=grain.periods_in_a_year())
            .contains(&index)
            .then_some(Self { grain, fy, index })
    }

    /// The period of a grain that a day falls in.
    pub fn containing(date: Date, grain: Grain) -> Self {
        let months_since_april = (date.month() + 8).rem_euclid(12).unsigned_abs();
        Self {
            grain,
            fy: FinancialYear::containing(date),
            index: months_since_april / grain.months() + 1,
        }
    }

    /// Its first day.
    pub fn start(self) -> Date {
        let (year, month) = self.calendar_month(self.months_before());
        civil(year, month, 1)
    }

    /// Its last day.
    pub fn end(self) -> Date {
        let (year, month) = self.calendar_month(self.index_of_year_months().saturating_sub(1));
        civil(year, month, 1).last_of_month()
    }

    /// Whether a day falls in it.
    pub fn contains(self, date: Date) -> bool {
        Self::containing(date, self.grain) == self
    }

    /// The period of the same length before it.
    pub const fn previous(self) -> Self {
        if self.index > 1 {
            return Self {
                index: self.index.saturating_sub(1),
                ..self
            };
        }
        Self {
            fy: self.fy.previous(),
            index: self.grain.periods_in_a_year(),
            ..self
        }
    }

    /// The period of the same length after it.
    pub const fn next(self) -> Self {
        if self.index < self.grain.periods_in_a_year() {
            return Self {
                index: self.index.saturating_add(1),
                ..self
            };
        }
        Self {
            fy: self.fy.next(),
            index: 1,
            ..self
        }
    }

    /// Whether a figure for it is too old to count on a day, where none came since: the two periods after it are over.
    pub fn is_out_of_date(self, day: Date) -> bool {
        self.next().next().end() < day
    }

    /// The same month or quarter a year earlier (rules.md 4.5: aligned by grain and index).
    pub const fn same_period_last_year(self) -> Self {
        Self {
            fy: self.fy.previous(),
            ..self
        }
    }

    /// The next shorter periods it is made of: a quarter's three months, a year's four quarters, nothing for a month.
    pub fn children(self) -> Vec<Self> {
        match self.grain {
            Grain::Month => Vec::new(),
            Grain::Quarter => self.children_in(Grain::Month),
            Grain::Year => self.children_in(Grain::Quarter),
        }
    }

    /// The shorter periods of one grain it is made of, in order; nothing where the grain is not shorter.
    pub fn children_in(self, grain: Grain) -> Vec<Self> {
        if grain >= self.grain {
            return Vec::new();
        }
        let first = self.months_before() / grain.months() + 1;
        let last = self.index_of_year_months() / grain.months();
        (first..=last)
            .filter_map(|index| Self::of(self.fy, grain, index))
            .collect()
    }

    /// How many months of the financial year have gone by at its end: 8 for month 8, 9 for quarter 3, 12 for the year.
    pub const fn index_of_year_months(self) -> u8 {
        self.index.saturating_mul(self.grain.months())
    }

    /// As people say it: `November 2026`, `2026/27 Q3 (October to December)`, `2026/27`.
    pub fn words(self) -> String {
        let (first_year, first) = self.calendar_month(self.months_before());
        let (_, last) = self.calendar_month(self.index_of_year_months().saturating_sub(1));
        match self.grain {
            Grain::Month => format!("{} {first_year}", month_name(first)),
            Grain::Quarter => {
                format!(
                    "{} Q{} ({} to {})",
                    self.fy,
                    self.index,
                    month_name(first),
                    month_name(last)
                )
            }
            Grain::Year => self.fy.label(),
        }
    }

    const fn months_before(self) -> u8 {
        self.index
            .saturating_sub(1)
            .saturating_mul(self.grain.months())
    }

    /// The calendar year and month that stand so many months after April of the financial year.
    fn calendar_month(self, months_after_april: u8) -> (i16, i8) {
        let from_january = months_after_april.saturating_add(3);
        let years = i16::from(from_january / 12);
        let month = i8::try_from(from_january % 12)
            .unwrap_or(0)
            .saturating_add(1);
        (self.fy.0.saturating_add(years), month)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.fy.0;
        match self.grain {
            Grain::Month => write!(f, "{year}-M{:02}", self.index),
            Grain::Quarter => write!(f, "{year}-Q{}", self.index),
            Grain::Year => write!(f, "{year}-Y"),
        }
    }
}

impl FromStr for Period {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        read(text).ok_or_else(|| CalendarError::NotAPeriod {
            text: text.to_owned(),
        })
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, rest) = text.rsplit_once('-')?;
    let fy = FinancialYear(year.parse().ok()?);
    let period = match rest.split_at_checked(1)? {
        ("M", index) => Period::month(fy, index.parse().ok()?),
        ("Q", index) => Period::quarter(fy, index.parse().ok()?),
        ("Y", "") => Some(Period::year(fy)),
        _ => None,
    }?;
    // One text for one period, so that keys and digests agree: `2026-M8` and `+2026-Y` are refused.
    (period.to_string() == text).then_some(period)
}

impl TryFrom<String> for Period {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Self, CalendarError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}
