//! `display`: a number as people read it (rules.md 4.2).

use domain::{
    display::honest,
    explain::{Step, explain_rounding},
    quantity::{Decimal, Exact, NoQuotient},
    scoring::Direction,
};
use serde::Serialize;

use super::{Function, fault::Fault, fields::Fields};

/// More decimal places than anybody is shown.
const MOST_DECIMALS: u64 = 10;

pub(super) struct Display {
    /// None where there were no cases.
    value: Option<Exact>,
    decimals: u32,
    scale: Decimal,
    direction: Option<Direction>,
    target: Option<Decimal>,
}

#[derive(Serialize)]
pub(super) struct Answer {
    text: String,
}

impl Function for Display {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let scale = fields.scale()?;
        let figure = fields.figure()?.ok_or_else(|| Fault::missing("value"))?;
        let value = match figure.quotient(scale) {
            Ok(value) => Some(value),
            Err(NoQuotient::NoCases) => None,
            Err(_) => return Err(Fault::digits()),
        };
        let decimals = u32::try_from(fields.count("decimals")?)
            .ok()
            .filter(|decimals| u64::from(*decimals) <= MOST_DECIMALS)
            .ok_or_else(|| Fault::out_of_range("decimals", "“decimals” is from 0 to 10."))?;
        let direction = match fields.written("direction") {
            None => None,
            // Without its bounds a range says nothing of which side is good.
            Some("\"within\"") if !fields.has("range") => None,
            Some(_) => Some(fields.direction()?),
        };
        Ok(Self {
            value,
            decimals,
            scale,
            direction,
            target: fields.optional("target")?,
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let Some(value) = &self.value else {
            return Ok(Answer {
                text: "No data".to_owned(),
            });
        };
        let shown = honest(
            value,
            self.decimals,
            self.scale,
            self.direction,
            self.target,
        )
        .ok_or_else(Fault::digits)?;
        Ok(Answer { text: shown.text() })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(self.value.as_ref().map_or_else(Vec::new, |value| {
            explain_rounding(
                value,
                self.decimals,
                self.scale,
                self.direction,
                self.target,
            )
        }))
    }
}
