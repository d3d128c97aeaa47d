//! `attainment`: colour, score and shortfall of a figure (rules.md 4.1).

use domain::{
    explain::{Step, explain_attainment},
    quantity::{Decimal, Figure},
    scoring::{self, Direction, Rag, Tolerance, attain},
};
use serde::Serialize;

use super::{
    Function,
    fault::Fault,
    fields::{self, Fields},
    number::Four,
};

pub(super) struct Attainment {
    direction: Direction,
    figure: Option<Figure>,
    scale: Decimal,
    target: Option<Decimal>,
    tolerance: Tolerance,
}

#[derive(Serialize)]
pub(super) struct Answer {
    rag: Rag,
    score: Option<Four>,
    shortfall: Option<Four>,
}

impl Function for Attainment {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        // A range that is null is a target that is null.
        let no_target = fields.has("target") && fields.written("target").is_none();
        let no_range = fields.has("range") || no_target;
        let direction = match fields.written("direction") {
            Some("\"within\"") if fields.written("range").is_none() && no_range => {
                Direction::Contextual
            }
            _ => fields.direction()?,
        };
        let target = if !matches!(
            direction,
            Direction::HigherIsBetter | Direction::LowerIsBetter
        ) {
            None
        } else {
            fields.require("target")?;
            fields.optional("target")?
        };
        Ok(Self {
            direction,
            figure: fields.figure()?,
            scale: fields.scale()?,
            target,
            tolerance: tolerance(fields)?,
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let value = match self
            .figure
            .as_ref()
            .map(|figure| figure.quotient(self.scale))
        {
            None | Some(Err(domain::quantity::NoQuotient::NoCases)) => None,
            Some(Ok(value)) => Some(value),
            Some(Err(_)) => return Err(Fault::digits()),
        };
        let scoring::Attainment {
            rag,
            score,
            shortfall,
        } = attain(self.direction, value.as_ref(), self.target, self.tolerance);
        Ok(Answer {
            rag,
            score: score.map(Four::from),
            shortfall: shortfall.map(Four::from),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_attainment(
            self.direction,
            self.figure.as_ref(),
            self.scale,
            self.target,
            self.tolerance,
        ))
    }
}

/// A tenth of the target where none is given (rules.md 4.1).
fn tolerance(fields: &Fields<'_>) -> Result<Tolerance, Fault> {
    const FIELD: &str = "tolerance";
    let Some(written) = fields.written(FIELD) else {
        return Ok(Tolerance::DEFAULT);
    };
    if written == "\"zero\"" {
        return Ok(Tolerance::Zero);
    }
    let wrong = || {
        Fault::out_of_range(
            FIELD,
            "“tolerance” is {\"relative\":\"0.10\"}, {\"points\":\"2\"} or \"zero\".",
        )
    };
    let given = fields::object(written, FIELD).map_err(|_| wrong())?;
    let tolerance = match (given.optional("relative")?, given.optional("points")?) {
        (Some(share), None) => Tolerance::Relative(share),
        (None, Some(points)) => Tolerance::AbsolutePoints(points),
        _ => return Err(wrong()),
    };
    tolerance
        .checked()
        .map_err(|why| Fault::out_of_range(FIELD, why.to_string()))
}
