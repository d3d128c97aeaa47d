//! Commands by the day on which they are given, put in order at the end.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    decision::Actor,
    indicator::IndicatorId,
    person::PersonId,
    quantity::Figure,
};
use jiff::{ToSpan, civil::Date, tz::TimeZone};

use super::{DemoError, Given, days, id::demo_id};

/// Seconds from nine to five, over which a day's commands are spread.
const WORKING_SECONDS: usize = 8 * 60 * 60;

/// What is given on which day. Commands of one day keep the order in which they were added.
pub(super) struct Plan {
    today: Date,
    given: Vec<(Date, Actor, Command)>,
}

impl Plan {
    pub(super) const fn new(today: Date) -> Self {
        Self {
            today,
            given: Vec::new(),
        }
    }

    pub(super) const fn today(&self) -> Date {
        self.today
    }

    /// The financial year that the demo's objectives are for.
    pub(super) fn year(&self) -> FinancialYear {
        FinancialYear::containing(self.today)
    }

    /// The last day of a month of that year, 1 for April to 12 for March.
    pub(super) fn due(&self, month: u8) -> Option<Date> {
        Period::month(self.year(), month).map(Period::end)
    }

    /// The working day at or before so many days ago.
    pub(super) fn ago(&self, days: i32) -> Date {
        days::working_at_or_before(days::before(self.today, days))
    }

    /// The figure of a period that was added so far.
    pub(super) fn figure(&self, indicator: IndicatorId, period: Period) -> Option<Figure> {
        self.given.iter().find_map(|(_, _, command)| match command {
            Command::RecordMeasurement(record)
                if (record.indicator, record.period) == (indicator, period) =>
            {
                Some(record.figure.clone())
            }
            _ => None,
        })
    }

    /// Who was made the owner of an indicator so far.
    pub(super) fn owners(&self) -> impl Iterator<Item = PersonId> + use<> {
        let given = self.given.iter();
        let owners: Vec<PersonId> = given
            .filter_map(|(_, _, command)| match command {
                Command::DefineIndicator(define) => define.owner,
                Command::AssignOwner(assign) => Some(assign.owner),
                _ => None,
            })
            .collect();
        owners.into_iter()
    }

    /// Adds a command on a day, or on the last working day before today where that is earlier.
    pub(super) fn on(&mut self, day: Date, actor: Actor, command: impl Into<Command>) {
        let day = days::working_at_or_before(day.min(self.ago(1)));
        self.given.push((day, actor, command.into()));
    }

    /// Every command with its moment: between nine and five, in the order of days and then as added.
    pub(super) fn in_order(mut self) -> Result<Vec<Given>, DemoError> {
        self.given.sort_by_key(|(day, _, _)| *day);
        let mut all = Vec::with_capacity(self.given.len());
        for of_one_day in self.given.chunk_by(|(one, _, _), (next, _, _)| one == next) {
            for (place, (day, actor, command)) in of_one_day.iter().enumerate() {
                let seconds = WORKING_SECONDS * place / of_one_day.len();
                let wrong = || DemoError::Day { day: *day };
                let now = TimeZone::UTC
                    .to_timestamp(day.at(9, 0, 0, 0))
                    .and_then(|nine| {
                        nine.checked_add(i64::try_from(seconds).unwrap_or(0).seconds())
                    })
                    .map_err(|_| wrong())?;
                all.push(Given {
                    actor: *actor,
                    now,
                    command: command.clone(),
                });
            }
        }
        Ok(all)
    }
}

/// The person of this slug.
pub(super) fn person(slug: &str) -> PersonId {
    demo_id(&format!("person/{slug}"))
}

/// The person of this slug, as one who acts.
pub(super) fn by(slug: &str) -> Actor {
    Actor::Person(person(slug))
}
