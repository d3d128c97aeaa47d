//! `rollup`: scores put together by weight (rules.md 4.7).

use domain::{
    explain::{Step, explain_tree},
    quantity::Decimal,
    rollup::{Child, MINIMUM_COVERAGE, Part, RollRag, RollupError, roll_tree},
};
use serde::Serialize;

use super::{
    Function,
    fault::{Code, Fault},
    fields::{self, Fields},
    number::Four,
};

pub(super) struct Rollup {
    parts: Vec<Part>,
    minimum_coverage: Decimal,
}

#[derive(Serialize)]
pub(super) struct Answer {
    score: Option<Four>,
    coverage: Four,
    rag: RollRag,
    lowest: Four,
    highest: Four,
}

impl Rollup {
    fn children(&self) -> impl Iterator<Item = Child<'static>> {
        self.parts.iter().copied().map(Child::Measure)
    }
}

impl Function for Rollup {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let parts = fields
            .list("children")?
            .into_iter()
            .map(part)
            .collect::<Result<Vec<_>, _>>()?;
        let minimum_coverage = fields
            .optional("minimum_coverage")?
            .unwrap_or(MINIMUM_COVERAGE);
        if !(Decimal::ZERO..=Decimal::ONE).contains(&minimum_coverage) {
            return Err(Fault::out_of_range(
                "minimum_coverage",
                "“minimum_coverage” is a share from 0 to 1.",
            ));
        }
        Ok(Self {
            parts,
            minimum_coverage,
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let roll = roll_tree(self.children(), self.minimum_coverage).map_err(fault)?;
        Ok(Answer {
            score: roll.score.map(Four::from),
            coverage: roll.coverage.into(),
            rag: roll.rag,
            lowest: roll.lowest.into(),
            highest: roll.highest.into(),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        let children: Vec<Child<'_>> = self.children().collect();
        explain_tree(&children, self.minimum_coverage).map_err(fault)
    }
}

/// A child: its score, or null where it should have one and has none, and its weight, 1 where it is left out.
fn part(written: &str) -> Result<Part, Fault> {
    let given = fields::object(written, "children")?;
    given.require("score")?;
    Ok(Part {
        score: given.optional("score")?,
        weight: given.optional("weight")?.unwrap_or(Decimal::ONE),
        safety_red: given.flag("safety_red", false)?,
    })
}

fn fault(why: RollupError) -> Fault {
    let words = why.to_string();
    match why {
        RollupError::NothingToScore => Fault::new(Code::TooFewValues, "children", words),
        RollupError::AllWeightsZero | RollupError::NegativeWeight { .. } => {
            Fault::out_of_range("weight", words)
        }
        RollupError::ScoreOutOfRange { .. } => Fault::out_of_range("score", words),
        RollupError::OutOfRange => Fault::digits(),
    }
}
