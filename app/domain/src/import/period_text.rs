//! Periods as files and maps write them (design/import.md).

use crate::calendar::{FinancialYear, Grain, Period};

use super::heading::plain;

/// Reads a period: `2022/23`, `2022-23`, `2022/23 Q1`, `2022/23 M1`, or our own `2022-Q1`.
pub fn period(text: &str) -> Option<Period> {
    let text = plain(text);
    if let Ok(period) = text.to_uppercase().parse() {
        return Some(period);
    }
    let (year, part) = text.split_once(' ').unwrap_or((&text, ""));
    let (first, second) = year.split_once(['/', '-'])?;
    let fy = FinancialYear(first.parse().ok()?);
    let short = fy.label();
    let fits = short
        .split_once('/')
        .is_some_and(|(_, short)| second.ends_with(short));
    if first.len() != 4 || !matches!(second.len(), 2 | 4) || !fits {
        return None;
    }
    match part.trim() {
        "" => Some(Period::year(fy)),
        part => {
            let index = part.get(1..)?.parse().ok()?;
            match part.chars().next()? {
                'q' => Period::quarter(fy, index),
                'm' => Period::month(fy, index),
                _ => None,
            }
        }
    }
}

/// A period as a file and a report write it: `2022/23`, `2022/23 Q1`, `2022/23 M1`.
pub fn period_label(period: Period) -> String {
    let year = period.fy.label();
    match period.grain {
        Grain::Year => year,
        Grain::Quarter => format!("{year} Q{}", period.index),
        Grain::Month => format!("{year} M{}", period.index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_files_write_them() {
        for (text, label) in [
            ("2022/23", Some("2022/23")),
            ("2022-23", Some("2022/23")),
            ("2022/2023", Some("2022/23")),
            ("2022/23 Q1", Some("2022/23 Q1")),
            ("2022/23 m12", Some("2022/23 M12")),
            ("2022-Q1", Some("2022/23 Q1")),
            ("1999/00", Some("1999/00")),
            ("2022/24", None),
            ("2022/23 Q5", None),
            ("FY2022", None),
        ] {
            assert_eq!(period(text).map(period_label).as_deref(), label, "{text}");
        }
    }
}
