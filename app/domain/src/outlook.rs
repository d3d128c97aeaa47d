//! To the end of the year: what it comes to if current performance continues (rules.md 4.5), and what the periods left would have to
//! bring for it to be on target (strategy §3: whether we are on course).

use rust_decimal::Decimal;

use crate::{
    aggregation::{Aggregation, aggregate},
    indicator::Indicator,
    quantity::{Exact, Figure, Ratio, Unit},
    scoring::{Attainment, Direction, attain_exact},
    target::Target,
    trajectory::{Trajectory, exact_target_for},
};

/// What can be said of the rest of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// How many periods of the year have gone by, those without a figure among them.
    pub gone: usize,
    /// How many are left.
    pub left: usize,
    /// How many of those that have gone by have no figure. Nothing is put in their place.
    pub missing: usize,
    /// What the year comes to if current performance continues; none where the figures cannot be put together.
    pub forecast: Option<Forecast>,
    /// What the next period has to reach to be on target by itself; none where the year is over.
    pub next: Option<Needed>,
    /// What the periods left have to bring together for the year; none where the year is over or its figures cannot be put together.
    pub year: Option<Needed>,
}

/// What a year comes to if current performance continues.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The year's figure, exactly.
    pub value: Exact,
    /// How it would stand against the year's target.
    pub attainment: Attainment,
}

/// What has to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Needed {
    /// So much, at least or at most by the indicator's direction.
    Figure(Exact),
    /// Whatever comes is enough.
    Anything,
    /// Even the best that there is falls short: so much would come of it.
    OutOfReach(Exact),
}

/// The year's figures so far and what they are held against.
#[derive(Clone, Copy, Debug)]
pub struct YearSoFar<'a> {
    /// What is measured.
    pub indicator: &'a Indicator,
    /// The target of the year.
    pub target: &'a Target,
    /// One place for each period that has gone by, in order, a missing one as none.
    pub figures: &'a [Option<Figure>],
}

impl YearSoFar<'_> {
    /// What can be said; none for what has a range or no target, for years of one period, and before the first figure.
    pub fn outlook(&self) -> Option<Outlook> {
        let all = usize::from(self.indicator.frequency.grain().periods_in_a_year());
        let gone = self.figures.len();
        let one_sided = matches!(
            self.indicator.direction,
            Direction::HigherIsBetter | Direction::LowerIsBetter
        );
        if !one_sided || all < 2 || gone > all || self.figures.iter().flatten().next().is_none() {
            return None;
        }
        let left = all - gone;
        Some(Outlook {
            gone,
            left,
            missing: self.figures.iter().filter(|each| each.is_none()).count(),
            forecast: self.forecast(all),
            next: (left > 0).then(|| self.next(all)).flatten(),
            year: (left > 0).then(|| self.rest_of_year(left)).flatten(),
        })
    }

    fn scale(&self) -> Decimal {
        self.indicator.unit.scale()
    }

    const fn builds_up(&self) -> bool {
        matches!(self.target.trajectory, Trajectory::Cumulative { .. })
    }

    /// What the periods so far come to.
    pub(crate) fn so_far(&self) -> Option<Exact> {
        aggregate(self.indicator.aggregation, self.scale(), self.figures)
            .ok()?
            .value
    }

    /// Of what builds up, the year to date over the share of the year that has gone by; of a ratio, the year to date; of a snapshot,
    /// the last one (rules.md 4.5). Plain figures that are added up and whose target does not build up are each held against it by
    /// themselves, so there is no year to foretell.
    fn forecast(&self, all: usize) -> Option<Forecast> {
        let so_far = self.so_far()?;
        let value = match self.indicator.aggregation {
            _ if self.builds_up() => {
                let share = exact_target_for(
                    &self.target.trajectory,
                    Decimal::ONE,
                    self.figures.len(),
                    all,
                )?;
                if share.is_zero() {
                    return None;
                }
                so_far.checked_div(&share)?
            }
            Aggregation::RatioOfSums | Aggregation::Last | Aggregation::Mean => so_far,
            _ => return None,
        };
        let attainment = attain_exact(
            self.indicator.direction,
            Some(&value),
            Some(&Exact::from(self.target.value)),
            self.indicator.tolerance,
        );
        Some(Forecast { value, attainment })
    }

    /// The next period's own target; of what builds up, what is missing from the year to date by then.
    fn next(&self, all: usize) -> Option<Needed> {
        let target = exact_target_for(
            &self.target.trajectory,
            self.target.value,
            self.figures.len() + 1,
            all,
        )?;
        if !self.builds_up() {
            return Some(self.within_reach(target, || None));
        }
        let missing = self.solved(&target, 1)?;
        Some(self.within_reach(missing, || self.reached_with(1)))
    }

    fn rest_of_year(&self, left: usize) -> Option<Needed> {
        if !self.is_put_together() {
            return None;
        }
        let each = self.solved(&Exact::from(self.target.value), left)?;
        Some(self.within_reach(each, || self.reached_with(left)))
    }

    /// Whether the year has a figure of its own, put together from its periods.
    const fn is_put_together(&self) -> bool {
        match self.indicator.aggregation {
            Aggregation::RatioOfSums | Aggregation::Mean => true,
            Aggregation::Sum | Aggregation::SumOverLast | Aggregation::SumOverMean => {
                self.builds_up()
            }
            Aggregation::Last | Aggregation::WeightedMean | Aggregation::None => false,
        }
    }

    /// The figure that each of `periods` more would have to have for all of them together to come to `target`. They are taken to have
    /// as many cases as the periods so far on average, for a ratio; a last or mean denominator stays as it is.
    pub(crate) fn solved(&self, target: &Exact, periods: usize) -> Option<Exact> {
        let (nothing, one) = (
            self.with(&Exact::ZERO, periods)?,
            self.with(&one(), periods)?,
        );
        // What comes of it rises evenly with what comes, so two points are enough.
        let slope = one.checked_sub(&nothing)?;
        if slope.is_zero() {
            return None;
        }
        target.checked_sub(&nothing)?.checked_div(&slope)
    }

    /// What all periods come to where each of `periods` more has this figure.
    pub(crate) fn with(&self, each: &Exact, periods: usize) -> Option<Exact> {
        let so_far = self.so_far()?;
        let more = each.checked_mul(&whole(periods)?)?;
        let reported = self.figures.iter().flatten().count();
        match self.indicator.aggregation {
            // A numerator over an unchanged denominator is a figure more, as it is of a plain sum.
            Aggregation::Sum | Aggregation::SumOverLast | Aggregation::SumOverMean => {
                so_far.checked_add(&more)
            }
            Aggregation::Mean => {
                let sum = so_far.checked_mul(&whole(reported)?)?;
                sum.checked_add(&more)?
                    .checked_div(&whole(reported + periods)?)
            }
            Aggregation::RatioOfSums => {
                let cases = self.denominators()?;
                let share = cases.checked_div(&whole(reported)?)?;
                let coming = share.checked_mul(&whole(periods)?)?;
                let above = so_far
                    .checked_mul(&cases)?
                    .checked_add(&each.checked_mul(&coming)?)?;
                above.checked_div(&cases.checked_add(&coming)?)
            }
            Aggregation::Last | Aggregation::WeightedMean | Aggregation::None => None,
        }
    }

    fn denominators(&self) -> Option<Exact> {
        self.figures
            .iter()
            .flatten()
            .try_fold(Exact::ZERO, |sum, figure| match figure {
                Figure::Ratio(Ratio { denominator, .. }) => {
                    sum.checked_add(&Exact::from(*denominator))
                }
                Figure::Value(_) => None,
            })
            .filter(|sum| !sum.is_zero())
    }

    fn reached_with(&self, periods: usize) -> Option<Exact> {
        self.with(&self.best()?, periods)
    }

    /// The best figure that there can be: all of them, or none at all; none where there is no end to it.
    fn best(&self) -> Option<Exact> {
        let (least, most) = self.bounds();
        match self.indicator.direction {
            Direction::HigherIsBetter => most,
            _ => least,
        }
    }

    /// The least and the most that a figure of this unit can be.
    fn bounds(&self) -> (Option<Exact>, Option<Exact>) {
        let zero = Some(Exact::ZERO);
        match self.indicator.unit {
            Unit::Percent {
                may_exceed_100: false,
            } => (zero, Some(Exact::from(100))),
            Unit::YesNo => (zero, Some(one())),
            Unit::Money | Unit::MoneyPerUnit | Unit::Score => (None, None),
            Unit::Percent { .. }
            | Unit::RatePerThousand
            | Unit::CalendarDays
            | Unit::WorkingDays
            | Unit::Hours
            | Unit::Count => (zero, None),
        }
    }

    /// What is needed, seen against what there can be.
    fn within_reach(&self, needed: Exact, best: impl Fn() -> Option<Exact>) -> Needed {
        let (least, most) = self.bounds();
        let (worst, most_good) = match self.indicator.direction {
            Direction::HigherIsBetter => (least, most),
            _ => (most, least),
        };
        let good = |one: &Exact, other: &Exact| self.indicator.direction.is_met(one, other);
        if worst.is_some_and(|worst| good(&worst, &needed)) {
            return Needed::Anything;
        }
        match most_good {
            Some(most_good) if !good(&most_good, &needed) => {
                best().map_or(Needed::Figure(needed), Needed::OutOfReach)
            }
            _ => Needed::Figure(needed),
        }
    }
}

fn one() -> Exact {
    Exact::from(1)
}

fn whole(number: usize) -> Option<Exact> {
    i64::try_from(number).ok().map(Exact::from)
}
