//! When 1:1s are: one series for nearly everyone with a manager, some held, the next one to come.

use std::collections::BTreeMap;

use domain::one_to_one::{OneToOneId, OneToOneSeriesId};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    DemoError, days,
    error::read,
    id::demo_id,
    structure::Structure,
    written::{ItemData, Words, Written},
};

/// Days before today on or after which a first 1:1 may be.
const FIRST_AT_MOST: i32 = 62;

/// Days since an overdue 1:1 was due: past the five working days of grace (rules.md 4.12).
const OVERDUE_BY: i32 = 14;

/// The pair whose 1:1 is due about now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PairData {
    pub(super) employee: String,
    cadence: u16,
    pub(super) held: Vec<Written>,
    pub(super) next: Written,
    pub(super) note: Vec<ItemData>,
}

#[derive(Deserialize)]
struct SeriesData {
    cadences: Vec<u16>,
    without: Vec<String>,
    overdue: Vec<String>,
}

#[derive(Deserialize)]
struct OneToOnesFile {
    series: SeriesData,
    words: Words,
    pair: PairData,
}

/// A 1:1 that was held.
pub(super) struct Held {
    pub(super) id: OneToOneId,
    pub(super) on: Date,
}

/// One person's series.
pub(super) struct Series {
    pub(super) id: OneToOneSeriesId,
    pub(super) manager: String,
    pub(super) cadence: u16,
    /// Oldest first.
    pub(super) held: Vec<Held>,
    pub(super) next: OneToOneId,
    pub(super) next_on: Date,
}

/// Everyone's 1:1s, by the employee's slug.
pub(super) struct Schedule {
    pub(super) series: BTreeMap<String, Series>,
    pub(super) words: Words,
    pub(super) pair: PairData,
}

impl Schedule {
    pub(super) fn read(structure: &Structure, today: Date) -> Result<Self, DemoError> {
        let file: OneToOnesFile = read(
            "one_to_ones.toml",
            include_str!("../../demo/one_to_ones.toml"),
        )?;
        let mut series = BTreeMap::new();
        let managed = structure
            .managers()
            .into_iter()
            .filter_map(|(employee, manager)| Some((employee, manager?)))
            .filter(|(employee, _)| !file.series.without.contains(employee));
        for ((employee, manager), place) in managed.zip(0_i32..) {
            let cadences = file.series.cadences.iter().cycle();
            let turn = usize::try_from(place).unwrap_or(0);
            let usual = cadences
                .into_iter()
                .nth(turn % file.series.cadences.len().max(1))
                .copied()
                .unwrap_or(28);
            let (cadence, due) = if employee == file.pair.employee {
                (file.pair.cadence, today)
            } else if file.series.overdue.contains(&employee) {
                (usual, days::before(today, OVERDUE_BY))
            } else {
                (
                    usual,
                    days::after(
                        today,
                        1 + place * 5 % i32::from(usual.saturating_sub(1)).max(1),
                    ),
                )
            };
            series.insert(
                employee.clone(),
                dated(&employee, manager, cadence, due, today),
            );
        }
        Ok(Self {
            series,
            words: file.words,
            pair: file.pair,
        })
    }

    /// A person's series.
    pub(super) fn of(&self, employee: &str) -> Option<&Series> {
        self.series.get(employee)
    }
}

/// A series whose next 1:1 is due on a day, with those before it as far back as series go.
fn dated(employee: &str, manager: String, cadence: u16, due: Date, today: Date) -> Series {
    let id = |number: i32| demo_id(&format!("one-to-one/{employee}/{number}"));
    let past =
        |times: i32| days::working_at_or_before(days::before(due, times * i32::from(cadence)));
    let earliest = days::before(today, FIRST_AT_MOST);
    let times = (1..).take_while(|times| past(*times) >= earliest).count();
    let times = i32::try_from(times).unwrap_or(0);
    let held = (1..=times).map(|number| Held {
        id: id(number),
        on: past(times + 1 - number),
    });
    Series {
        id: demo_id(&format!("one-to-one-series/{employee}")),
        manager,
        cadence,
        held: held.filter(|held| held.on < today).collect(),
        next: id(times + 1),
        next_on: days::working_at_or_after(due),
    }
}
