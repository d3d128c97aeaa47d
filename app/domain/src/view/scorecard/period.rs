//! The periods that a scorecard can be looked at for, and what is said of one (rules.md 4.4).

use crate::{
    calendar::{Date, Grain, Period},
    measurement::{Measurement, MeasurementState},
    scorecard::Scorecard,
    sight::Sight,
};

/// Quarters that are offered: the last and the one that it is compared with.
const QUARTERS: usize = 2;

/// A period that can be chosen; none for today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Which.
    pub period: Option<Period>,
    /// `2026/27 Q2 (July to September)`.
    pub words: String,
}

/// What is asked for most: today, the last month, the last two quarters and the last financial year that have ended.
pub fn offered(today: Date) -> Vec<Offered> {
    let ended = ended(today, Grain::Month)
        .take(1)
        .chain(ended(today, Grain::Quarter).take(QUARTERS))
        .chain(ended(today, Grain::Year).take(1))
        .map(|period| Offered {
            period: Some(period),
            words: period.words(),
        });
    let now = Offered {
        period: None,
        words: "Today".to_owned(),
    };
    std::iter::once(now).chain(ended).collect()
}

/// Every year, quarter and month that has ended, back to the first that has an approved figure, the latest first.
pub fn every(sight: &Sight<'_>, today: Date) -> Vec<Period> {
    let first = sight
        .all::<Measurement>()
        .filter(|figure| figure.state >= MeasurementState::Approved)
        .map(|figure| figure.period.start())
        .min();
    let Some(first) = first else {
        return Vec::new();
    };
    [Grain::Year, Grain::Quarter, Grain::Month]
        .into_iter()
        .flat_map(|grain| ended(today, grain).take_while(|period| period.end() >= first))
        .collect()
}

fn ended(today: Date, grain: Grain) -> impl Iterator<Item = Period> {
    let running = Period::containing(today, grain);
    std::iter::successors(Some(running.previous()), |each| Some(each.previous()))
}

/// A scorecard's name with the period that it is for: `Repairs and Voids, 2026/27 Q2 (July to September)`.
pub(in crate::view) fn named(name: &str, card: &Scorecard) -> String {
    match card.period() {
        None => name.to_owned(),
        Some(period) => format!("{name}, {}", period.words()),
    }
}

/// Where the numbers of a period come from.
pub(in crate::view) fn source(period: Period) -> String {
    format!(
        "{}, from approved figures as they are known now, those of its months and quarters put together by each indicator’s own rule. What is collected less often counts with its latest figure. Delivery is the progress recorded last.",
        period.words()
    )
}
