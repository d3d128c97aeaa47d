//! The financial year, periods, working days and 1:1 dates (rules.md 4.12), as tables and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    calendar::{CalendarError, Date, FinancialYear, Frequency, Grain, Period, read_date},
    working_day::{
        add_working_days, is_working_day, next_one_to_one, overdue_after, return_deadline,
        roll_forward, working_days_between,
    },
};
use proptest::prelude::*;
use tables::{Row, rows};

const GRAINS: [Grain; 3] = [Grain::Month, Grain::Quarter, Grain::Year];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn unknown(year: i16) -> CalendarError {
    CalendarError::BankHolidaysUnknown { year }
}

#[test]
fn every_row_of_the_financial_year_table() {
    for row in rows(include_str!("tables/financial_year.txt")) {
        let date: Date = row.read("date");
        let (month, quarter) = (
            Period::containing(date, Grain::Month),
            Period::containing(date, Grain::Quarter),
        );
        assert_eq!(
            FinancialYear::containing(date).label(),
            row.get("year"),
            "{}",
            row.words()
        );
        assert_eq!(month.index, row.read::<u8>("month"), "{}", row.words());
        assert_eq!(quarter.index, row.read::<u8>("quarter"), "{}", row.words());
        assert_eq!(month.words(), row.get("in words"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_working_day_table() {
    for row in rows(include_str!("tables/working_days.txt")) {
        let found = add_working_days(row.read("from"), row.read("days"));
        let expected = day_or_unknown(&row, "to");
        assert_eq!(found, expected, "{}", row.words());
    }
}

#[test]
fn nobody_works_on_a_bank_holiday_and_everybody_on_other_weekdays() {
    let mut holidays = Vec::new();
    for row in rows(include_str!("tables/bank_holidays.txt")) {
        for text in row.get("days").split(", ") {
            holidays.push(read_date(&format!("{text} {}", row.get("year"))).unwrap());
        }
    }
    assert_eq!(holidays.len(), 32);
    let mut date = day("2025-01-01");
    while date <= day("2028-12-31") {
        let weekday = date.weekday().to_monday_one_offset() <= 5;
        assert!(
            weekday || !holidays.contains(&date),
            "{date} is a weekend day already"
        );
        assert_eq!(
            is_working_day(date),
            Ok(weekday && !holidays.contains(&date)),
            "{date}"
        );
        date = date.tomorrow().unwrap();
    }
    for (date, year) in [
        ("2024-12-31", 2024),
        ("2029-01-01", 2029),
        ("2029-01-06", 2029),
    ] {
        assert_eq!(is_working_day(day(date)), Err(unknown(year)));
    }
    assert!(
        unknown(2029)
            .to_string()
            .contains("bank holidays of 2029 are not loaded")
    );
}

/// A day, or that the bank holidays of its year are not known.
fn day_or_unknown(row: &Row, column: &str) -> Result<Date, CalendarError> {
    match row.get(column).strip_prefix("unknown ") {
        Some(year) => Err(unknown(year.parse().unwrap())),
        None => Ok(row.read(column)),
    }
}

#[test]
fn every_row_of_the_table_of_return_deadlines() {
    for row in rows(include_str!("tables/return_deadlines.txt")) {
        let found = return_deadline(row.read("period"));
        assert_eq!(found, day_or_unknown(&row, "due"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_table_of_one_to_ones() {
    for row in rows(include_str!("tables/one_to_ones.txt")) {
        let due = next_one_to_one(row.read("held"), row.read("cadence"));
        assert_eq!(due, day_or_unknown(&row, "due"), "{}", row.words());
        match due {
            Ok(due) => assert_eq!(
                overdue_after(due),
                day_or_unknown(&row, "overdue after"),
                "{}",
                row.words()
            ),
            Err(_) => assert_eq!(row.get("overdue after"), "–", "{}", row.words()),
        }
    }
}

#[test]
fn what_falls_on_no_working_day_rolls_to_one() {
    assert_eq!(
        next_one_to_one(Date::MAX, 28),
        Err(CalendarError::TooFarAhead { from: Date::MAX })
    );
    assert_eq!(roll_forward(day("2026-12-25")), Ok(day("2026-12-29")));
    assert_eq!(roll_forward(day("2026-12-29")), Ok(day("2026-12-29")));
    assert_eq!(roll_forward(day("2028-12-30")), Err(unknown(2029)));
}

#[test]
fn dates_are_read_as_people_type_them() {
    for row in rows(include_str!("tables/dates_typed.txt")) {
        let typed = row.get("typed");
        let expected = row.optional::<Date>("date");
        match read_date(typed) {
            Ok(date) => assert_eq!(Some(date), expected, "{typed}"),
            Err(error) => {
                assert_eq!(expected, None, "{typed}");
                assert!(error.to_string().contains(typed));
            }
        }
    }
    assert!(read_date("").is_err());
}

#[test]
fn periods_read_as_they_are_stored_and_as_people_say_them() {
    let year = FinancialYear(2026);
    for (period, text, words, first, last) in [
        (
            Period::month(year, 1).unwrap(),
            "2026-M01",
            "April 2026",
            "2026-04-01",
            "2026-04-30",
        ),
        (
            Period::month(year, 11).unwrap(),
            "2026-M11",
            "February 2027",
            "2027-02-01",
            "2027-02-28",
        ),
        (
            Period::month(year, 12).unwrap(),
            "2026-M12",
            "March 2027",
            "2027-03-01",
            "2027-03-31",
        ),
        (
            Period::quarter(year, 3).unwrap(),
            "2026-Q3",
            "2026/27 Q3 (October to December)",
            "2026-10-01",
            "2026-12-31",
        ),
        (
            Period::quarter(year, 4).unwrap(),
            "2026-Q4",
            "2026/27 Q4 (January to March)",
            "2027-01-01",
            "2027-03-31",
        ),
        (
            Period::year(year),
            "2026-Y",
            "2026/27",
            "2026-04-01",
            "2027-03-31",
        ),
    ] {
        assert_eq!(period.to_string(), text);
        assert_eq!(
            serde_json::to_string(&period).unwrap(),
            format!("\"{text}\"")
        );
        assert_eq!(text.parse(), Ok(period));
        assert_eq!(period.words(), words);
        assert_eq!((period.start(), period.end()), (day(first), day(last)));
    }
    for wrong in [
        "", "2026", "2026-M", "2026-M8", "2026-M13", "2026-M00", "2026-Q5", "2026-Y1", "+2026-Y",
        "26-Z1",
    ] {
        assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        assert!(
            serde_json::from_value::<Period>(wrong.into()).is_err(),
            "{wrong}"
        );
    }
    for outside in [0, 13] {
        assert_eq!(Period::month(year, outside), None);
    }
    assert_eq!(
        (Period::quarter(year, 0), Period::quarter(year, 5)),
        (None, None)
    );
    assert_eq!(serde_json::to_string(&year).unwrap(), "2026");
}

#[test]
fn a_period_knows_its_neighbours_and_its_parts() {
    let year = FinancialYear(2026);
    let quarter = Period::quarter(year, 3).unwrap();
    let texts = |periods: Vec<Period>| {
        periods
            .iter()
            .map(Period::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(texts(quarter.children()), "2026-M07 2026-M08 2026-M09");
    assert_eq!(
        texts(Period::year(year).children()),
        "2026-Q1 2026-Q2 2026-Q3 2026-Q4"
    );
    assert_eq!(Period::year(year).children_in(Grain::Month).len(), 12);
    assert_eq!(texts(Period::month(year, 1).unwrap().children()), "");
    assert_eq!(texts(quarter.children_in(Grain::Quarter)), "");
    let month = Period::month(year, 8).unwrap();
    assert_eq!(month.index_of_year_months(), 8);
    assert_eq!(quarter.index_of_year_months(), 9);
    assert_eq!(Period::year(year).index_of_year_months(), 12);
    assert_eq!(
        texts(vec![
            month.previous(),
            month.next(),
            month.same_period_last_year()
        ]),
        "2026-M07 2026-M09 2025-M08"
    );
    let april = Period::month(year, 1).unwrap();
    assert_eq!(
        texts(vec![april.previous(), april.previous().next()]),
        "2025-M12 2026-M01"
    );
    assert_eq!(
        (year.previous(), year.next()),
        (FinancialYear(2025), FinancialYear(2027))
    );
    let grains =
        [Frequency::Monthly, Frequency::Quarterly, Frequency::Annual].map(Frequency::grain);
    assert_eq!(grains, GRAINS);
}

#[test]
fn a_strange_year_in_a_record_stops_nothing() {
    for year in [i16::MIN, -1, 9_998, 9_999, i16::MAX] {
        let year = FinancialYear(year);
        assert!(year.first_day() <= year.last_day());
        for period in [
            Period::year(year),
            Period::month(year, 12).unwrap(),
            Period::quarter(year, 1).unwrap(),
        ] {
            assert!(period.start() <= period.end());
            assert_eq!(period.to_string().parse(), Ok(period));
            assert!(!period.words().is_empty());
            let _ = (period.next(), period.previous(), period.children());
        }
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (1_950_i16..2_100, 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

fn any_known_day() -> impl Strategy<Value = Date> {
    (2_025_i16..2_028, 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

proptest! {
    #[test]
    fn every_day_is_in_one_period_of_each_length(date in any_day(), other in any_day()) {
        for grain in GRAINS {
            let period = Period::containing(date, grain);
            prop_assert!(period.start() <= date && date <= period.end());
            prop_assert!(period.contains(date));
            prop_assert_eq!(period.end().tomorrow().unwrap(), period.next().start());
            prop_assert_eq!(period.next().previous(), period);
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            prop_assert_eq!(period.same_period_last_year().next().fy, period.next().fy.previous());
            let second = Period::containing(other, grain);
            prop_assert_eq!(period.cmp(&second), period.start().cmp(&second.start()));
        }
    }

    #[test]
    fn parts_make_the_whole(date in any_day()) {
        for (whole, part) in [(Grain::Year, Grain::Quarter), (Grain::Year, Grain::Month), (Grain::Quarter, Grain::Month)] {
            let period = Period::containing(date, whole);
            let parts = period.children_in(part);
            prop_assert_eq!(parts.first().unwrap().start(), period.start());
            prop_assert_eq!(parts.last().unwrap().end(), period.end());
            prop_assert!(parts.windows(2).all(|pair| pair[0].next() == pair[1]));
        }
    }

    #[test]
    fn working_days_add_up(from in any_known_day(), a in 0_u16..60, b in 1_u16..60) {
        let reached = add_working_days(from, a).and_then(|day| add_working_days(day, b)).unwrap();
        prop_assert_eq!(Ok(reached), add_working_days(from, a + b));
        prop_assert_eq!(is_working_day(reached), Ok(true));
        let mut passed = 0;
        let mut day = from;
        while day < reached {
            day = day.tomorrow().unwrap();
            passed += u16::from(is_working_day(day).unwrap());
        }
        prop_assert_eq!(passed, a + b);
        prop_assert_eq!(working_days_between(from, reached), Ok(passed));
        prop_assert_eq!(working_days_between(reached, from), Ok(0));
    }

    /// A 1:1 is due on the first working day that the cadence has passed, and a return is due in a later period than its own.
    #[test]
    fn what_is_due_is_due_on_a_working_day(held in any_known_day(), cadence in 1_u16..60) {
        let due = next_one_to_one(held, cadence).unwrap();
        let exact = held.checked_add(jiff::ToSpan::days(i64::from(cadence))).unwrap();
        prop_assert_eq!(is_working_day(due), Ok(true));
        let mut day = exact;
        while day < due {
            prop_assert_eq!(is_working_day(day), Ok(false));
            day = day.tomorrow().unwrap();
        }
        prop_assert!(exact <= due);
        if let Ok(last) = overdue_after(due) {
            prop_assert_eq!(working_days_between(due, last), Ok(5));
        }
        for grain in GRAINS {
            let period = Period::containing(held, grain);
            if let Ok(deadline) = return_deadline(period) {
                prop_assert_eq!(working_days_between(period.end(), deadline), Ok(10));
            }
        }
    }

    #[test]
    fn every_date_can_be_typed(date in any_day()) {
        let words = domain::display::date(date);
        prop_assert_eq!(read_date(&words), Ok(date));
        prop_assert_eq!(read_date(&date.to_string()), Ok(date));
        let numbers = format!("{}/{}/{}", date.day(), date.month(), date.year());
        prop_assert_eq!(read_date(&numbers), Ok(date));
    }
}
