//! `wilson`, `change` and `sample`: how sure a survey is (rules.md 4.8).

use domain::{
    explain::{Step, explain_change, explain_interval, explain_sample},
    quantity::Decimal,
    survey::{self, Share, Verdict},
};
use serde::Serialize;

use super::{Function, fault::Fault, fields::Fields, number::Four};

pub(super) struct Wilson {
    count: Decimal,
    of: Decimal,
    share: Share,
}

#[derive(Serialize)]
pub(super) struct Interval {
    percent: Option<Four>,
    low: Option<Four>,
    high: Option<Four>,
}

impl Function for Wilson {
    type Answer = Interval;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let (count, of) = (fields.number("count")?, fields.number("of")?);
        let share = share((count, of), "count")?;
        Ok(Self { count, of, share })
    }

    fn answer(&self) -> Result<Interval, Fault> {
        let interval = self.share.interval();
        let end = |end: fn(&survey::Interval) -> f64| {
            interval.as_ref().map(end).map(Four::of_float).transpose()
        };
        Ok(Interval {
            percent: Four::some(self.share.percent().as_ref())?,
            low: end(|interval| interval.low)?,
            high: end(|interval| interval.high)?,
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_interval(self.count, self.of))
    }
}

pub(super) struct Change {
    before: (Decimal, Decimal),
    after: (Decimal, Decimal),
    shares: (Share, Share),
}

#[derive(Serialize)]
pub(super) struct Between {
    difference: Option<Four>,
    low: Option<Four>,
    high: Option<Four>,
    verdict: Verdict,
}

impl Function for Change {
    type Answer = Between;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let (before, after) = (fields.pair("before")?, fields.pair("after")?);
        Ok(Self {
            before,
            after,
            shares: (share(before, "before")?, share(after, "after")?),
        })
    }

    fn answer(&self) -> Result<Between, Fault> {
        let (before, after) = &self.shares;
        // Where nobody answered there is nothing to see a change by.
        let Some(change) = survey::change(before, after) else {
            return Ok(Between {
                difference: None,
                low: None,
                high: None,
                verdict: Verdict::NoClearChange,
            });
        };
        Ok(Between {
            difference: Some(Four::of(&change.difference)?),
            low: Some(Four::of_float(change.low)?),
            high: Some(Four::of_float(change.high)?),
            verdict: change.verdict,
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_change(self.before, self.after))
    }
}

pub(super) struct Sample {
    population: u64,
    margin: Decimal,
    n: u64,
}

#[derive(Serialize)]
pub(super) struct Needed {
    n: u64,
}

impl Function for Sample {
    type Answer = Needed;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let (population, margin) = (fields.count("population")?, fields.number("margin")?);
        if margin <= Decimal::ZERO || margin >= Decimal::ONE {
            return Err(Fault::out_of_range(
                "margin",
                "“margin” is a fraction between 0 and 1, such as \"0.04\".",
            ));
        }
        if population == 0 {
            return Err(Fault::out_of_range(
                "population",
                "“population” is at least 1.",
            ));
        }
        let n = survey::sample(population, margin).ok_or_else(Fault::digits)?;
        Ok(Self {
            population,
            margin,
            n,
        })
    }

    fn answer(&self) -> Result<Needed, Fault> {
        Ok(Needed { n: self.n })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_sample(self.population, self.margin))
    }
}

fn share((count, of): (Decimal, Decimal), field: &'static str) -> Result<Share, Fault> {
    Share::new(count, of).ok_or_else(|| {
        Fault::out_of_range(
            field,
            "The answers counted are not below 0 and not more than the answers given.",
        )
    })
}
