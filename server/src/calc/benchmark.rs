//! `quartile`: where a figure stands among its peers (rules.md 4.9).

use domain::{
    benchmark::{self, MEDIAN_FROM, Others, QUARTILES_FROM, standing},
    explain::{Step, explain_standing},
    quantity::Exact,
    scoring::Direction,
};
use serde::Serialize;

use super::{Function, fault::Fault, fields::Fields, number::Four};

pub(super) struct Quartile {
    direction: Direction,
    value: Exact,
    peers: Others,
}

#[derive(Serialize)]
pub(super) struct Answer {
    q25: Option<Four>,
    q50: Option<Four>,
    q75: Option<Four>,
    quartile: Option<benchmark::Quartile>,
    rank: Option<usize>,
    of: Option<usize>,
}

impl Function for Quartile {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        Ok(Self {
            direction: fields.direction()?,
            value: fields.exact("value")?,
            peers: fields.numbers("peers")?.into(),
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let found = standing(self.direction, &self.value, &self.peers);
        // Fewer than eight peers give a median only, fewer than four nothing.
        let (median, all) = (
            self.peers.listed() >= MEDIAN_FROM,
            self.peers.listed() >= QUARTILES_FROM,
        );
        let limits = found.quartiles;
        if median && limits.q50.is_none() {
            return Err(Fault::digits());
        }
        Ok(Answer {
            q25: Four::some(limits.q25.as_ref())?,
            q50: Four::some(limits.q50.as_ref())?,
            q75: Four::some(limits.q75.as_ref())?,
            quartile: found.quartile,
            rank: found.rank.filter(|_| all),
            of: all.then_some(found.of),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_standing(self.direction, &self.value, &self.peers))
    }
}
