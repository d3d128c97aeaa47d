//! `aggregate`: periods put together (rules.md 4.4).

use domain::{
    aggregation::{Aggregation, NotAggregable, aggregate},
    explain::{Step, explain_aggregation},
    quantity::{Decimal, Figure},
};
use serde::Serialize;

use super::{
    Function,
    fault::{Code, Fault},
    fields::{self, Fields},
    number::Four,
};

pub(super) struct Aggregate {
    rule: Aggregation,
    scale: Decimal,
    periods: Vec<Option<Figure>>,
}

#[derive(Serialize)]
pub(super) struct Answer {
    value: Option<Four>,
    reported: usize,
    expected: usize,
    provisional: bool,
}

impl Function for Aggregate {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let rule = match &*fields.text("rule")? {
            "sum" => Aggregation::Sum,
            "ratio_of_sums" => Aggregation::RatioOfSums,
            "sum_over_last" => Aggregation::SumOverLast,
            "sum_over_mean" => Aggregation::SumOverMean,
            "last" => Aggregation::Last,
            "mean" => Aggregation::Mean,
            _ => {
                return Err(Fault::out_of_range(
                    "rule",
                    "“rule” is sum, ratio_of_sums, sum_over_last, sum_over_mean, last or mean.",
                ));
            }
        };
        let periods = fields
            .list("periods")?
            .into_iter()
            .map(|written| match written {
                "null" => Ok(None),
                written => fields::object(written, "periods")?.figure(),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            rule,
            scale: fields.scale()?,
            periods,
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let found = aggregate(self.rule, self.scale, &self.periods).map_err(fault)?;
        Ok(Answer {
            value: Four::some(found.value.as_ref())?,
            reported: found.reported,
            expected: found.expected,
            provisional: found.provisional,
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        explain_aggregation(self.rule, self.scale, &self.periods).map_err(fault)
    }
}

fn fault(why: NotAggregable) -> Fault {
    match why {
        NotAggregable::OutOfRange => Fault::digits(),
        _ => Fault::new(Code::NotAggregable, "periods", why.to_string()),
    }
}
