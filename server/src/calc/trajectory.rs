//! `trajectory`: what should be reached by each period of a year (rules.md 4.3).

use domain::{
    explain::{Step, explain_trajectory},
    quantity::Decimal,
    trajectory::{self, exact_target_for},
};
use serde::Serialize;

use super::{Function, fault::Fault, fields::Fields, number::Four};

/// More periods than any year has.
const MOST_PERIODS: u64 = 366;

pub(super) struct Trajectory {
    path: trajectory::Trajectory,
    target: Decimal,
    periods: usize,
}

#[derive(Serialize)]
pub(super) struct Answer {
    values: Vec<Four>,
}

impl Function for Trajectory {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let (periods, lag) = (
            fields.count("periods")?,
            fields.optional_count("lag")?.unwrap_or(0),
        );
        if !(1..=MOST_PERIODS).contains(&periods) {
            return Err(Fault::out_of_range(
                "periods",
                "“periods” is from 1 to 366.",
            ));
        }
        let lag = u8::try_from(lag)
            .ok()
            .filter(|lag| u64::from(*lag) <= periods)
            .ok_or_else(|| {
                Fault::out_of_range("lag", "“lag” is at most as long as the year, and 255.")
            })?;
        Ok(Self {
            path: trajectory::Trajectory::LinearWithLag {
                baseline: fields.number("baseline")?,
                lag,
            },
            target: fields.number("target")?,
            periods: usize::try_from(periods).unwrap_or(usize::MAX),
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let values = (1..=self.periods)
            .map(|index| {
                exact_target_for(&self.path, self.target, index, self.periods)
                    .ok_or_else(Fault::digits)
                    .and_then(|target| Four::of(&target))
            })
            .collect::<Result<_, _>>()?;
        Ok(Answer { values })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok((1..=self.periods)
            .flat_map(|index| explain_trajectory(&self.path, self.target, index, self.periods))
            .collect())
    }
}
