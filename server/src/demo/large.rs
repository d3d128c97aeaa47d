//! A large made-up company that measures how fast the system is: as many people as are asked for, ten years of months.

mod figures;
mod objectives;
mod people;
mod place;
mod scorecard;

use std::sync::Arc;

use domain::{
    calendar::{Grain, Period},
    command::Command,
    decision::Actor,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::Deserialize;

use super::{DemoError, Given, days, draw::pick, error::read};

pub use people::large_sign_ins;

/// Days before today on which the first command is given.
const FIRST_DAY: i32 = 360;

/// Milliseconds of the 350 days over which the commands are spread.
const SPREAD: i64 = 350 * 24 * 60 * 60 * 1000;

/// Commands for each item of a section, on average and rounded up.
const COMMANDS_AN_ITEM: usize = 4;

/// How much there is of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// People, each with a post; at least 40.
    pub people: usize,
    /// Groups of services.
    pub groups: usize,
    /// Services.
    pub services: usize,
    /// Teams.
    pub teams: usize,
    /// Indicators, all monthly.
    pub indicators: usize,
    /// Months with a figure for each indicator.
    pub months: usize,
    /// Objectives at all levels.
    pub objectives: usize,
}

impl Size {
    /// The size for so many people: 2,000 people have 300 indicators and 20,000 objectives.
    pub fn of(people: usize) -> Self {
        let people = people.max(40);
        Self {
            people,
            groups: (people / 400).max(1),
            services: (people / 66).max(2),
            teams: people / 10,
            indicators: (people * 3 / 20).min(300),
            months: 120,
            objectives: people * 10,
        }
    }
}

#[derive(Deserialize)]
struct Words {
    first_names: Vec<String>,
    last_names: Vec<String>,
    subjects: Vec<String>,
    verbs: Vec<String>,
    perspectives: Vec<String>,
}

struct Large {
    size: Size,
    words: Words,
    today: Date,
    /// The months with figures, oldest first.
    months: Vec<Period>,
}

/// What makes the commands of one item of a section.
type Make = fn(&Large, usize) -> Vec<(Actor, Command)>;

/// The large company as of a day: its commands in order, made one after another as they are asked for.
///
/// # Errors
/// `DemoError` where the demo's own data cannot be used, or the day is at the end of the calendar.
pub fn large(
    people: usize,
    today: Date,
) -> Result<impl Iterator<Item = Given> + Send + use<>, DemoError> {
    let large = Arc::new(Large::new(people, today)?);
    let first = TimeZone::UTC
        .to_timestamp(days::before(today, FIRST_DAY).at(0, 0, 0, 0))
        .map_err(|_| DemoError::Day { day: today })?;
    let sections = large.sections();
    let items: usize = sections.iter().map(|(count, _)| count).sum();
    let about = i64::try_from(items * COMMANDS_AN_ITEM)
        .unwrap_or(i64::MAX)
        .max(1);
    let commands = sections.into_iter().flat_map(move |(count, make)| {
        let large = Arc::clone(&large);
        (0..count).flat_map(move |item| make(&large, item))
    });
    Ok(commands
        .enumerate()
        .map(move |(place, (actor, command))| Given {
            actor,
            now: moment(first, place, about),
            command,
        }))
}

fn moment(first: Timestamp, place: usize, about: i64) -> Timestamp {
    let step = (SPREAD / about).max(1);
    let after = i64::try_from(place)
        .unwrap_or(i64::MAX)
        .saturating_mul(step)
        .min(SPREAD);
    first
        .saturating_add(SignedDuration::from_millis(after))
        .unwrap_or(first)
}

impl Large {
    fn new(people: usize, today: Date) -> Result<Self, DemoError> {
        let size = Size::of(people);
        let last = Period::containing(today, Grain::Month).previous();
        let mut months: Vec<Period> =
            std::iter::successors(Some(last), |month| Some(month.previous()))
                .take(size.months)
                .collect();
        months.reverse();
        Ok(Self {
            size,
            words: read("large.toml", include_str!("../../demo/large.toml"))?,
            today,
            months,
        })
    }

    /// How many items each section has, and what makes each: what is pointed at comes first.
    fn sections(&self) -> [(usize, Make); 12] {
        let levels = objectives::levels(&self.size);
        [
            (self.words.perspectives.len(), scorecard::perspective),
            (scorecard::PRIORITIES, scorecard::priority),
            (
                self.size.groups + self.size.services + self.size.teams,
                people::unit,
            ),
            (self.size.people, people::member),
            (self.size.indicators, figures::indicator),
            (levels.corporate, objectives::corporate),
            (levels.group, objectives::group),
            (levels.service, objectives::service),
            (levels.team, objectives::team),
            (self.size.indicators, objectives::measure),
            (levels.personal, objectives::personal),
            (
                self.size.indicators * self.size.months,
                figures::measurement,
            ),
        ]
    }

    /// A phrase that differs from one name to the next.
    fn phrase(&self, name: &str) -> String {
        let word = |list: &[String], what: &str| {
            pick(list, &format!("{name}/{what}"))
                .cloned()
                .unwrap_or_default()
        };
        format!(
            "{} {}",
            word(&self.words.verbs, "verb"),
            word(&self.words.subjects, "subject")
        )
    }
}
