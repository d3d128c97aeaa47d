//! How many of the 1:1s of others were held in time, month by month, for whoever may see their dates (access.md; rules.md 4.12).

use crate::{
    calendar::{Date, Grain, Period},
    display,
    one_to_one::OneToOneDate,
    one_to_one_rate::OneToOneRate,
    sight::Sight,
};

/// So many months are told, this one included.
const MONTHS: usize = 12;

/// The 1:1s that were due, and how many of them were held in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTime {
    /// `96 of 101, 95%`, over all of the months.
    pub words: String,
    /// The months in which any was due, the latest first.
    pub months: Vec<Month>,
}

/// One month of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// `November 2026`.
    pub name: String,
    /// `22 of 25`.
    pub held: String,
    /// `88%`.
    pub rate: String,
}

/// None for whoever sees no dates but their own, and while none was due.
pub(super) fn in_time(sight: &Sight<'_>, today: Date) -> Option<InTime> {
    let dates: Vec<&OneToOneDate> = sight
        .all::<OneToOneDate>()
        .map(|stored| &*stored.body)
        .filter(|date| Some(date.employee) != sight.person())
        .collect();
    let this = Period::containing(today, Grain::Month);
    let periods = std::iter::successors(Some(this), |period| Some(period.previous()));
    let rates: Vec<(Period, OneToOneRate)> = periods
        .take(MONTHS)
        .map(|month| (month, OneToOneRate::of(dates.iter().copied(), month, today)))
        .filter(|(_, rate)| rate.due > 0)
        .collect();
    // The counts are added up; their shares are not averaged.
    let all = rates
        .iter()
        .fold(OneToOneRate::default(), |all, (_, rate)| OneToOneRate {
            held: all.held.saturating_add(rate.held),
            due: all.due.saturating_add(rate.due),
        });
    let share = display::share(all.held, all.due)?;
    Some(InTime {
        words: format!("{}, {share}", counted(all)),
        months: rates.into_iter().filter_map(month).collect(),
    })
}

fn month((period, rate): (Period, OneToOneRate)) -> Option<Month> {
    Some(Month {
        name: period.words(),
        held: counted(rate),
        rate: display::share(rate.held, rate.due)?,
    })
}

fn counted(rate: OneToOneRate) -> String {
    format!("{} of {}", rate.held, rate.due)
}
