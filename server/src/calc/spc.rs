//! `spc`: signal or noise, by an XmR chart (rules.md 4.6).

use domain::{
    explain::{Step, explain_chart},
    quantity::{Decimal, Exact},
    spc::{Assurance, Chart, Improvement, NoChart, Options, PointType, Trust},
};
use serde::Serialize;

use super::{Function, fault::Fault, fields::Fields, number::Four};

pub(super) struct Spc {
    values: Vec<Decimal>,
    options: Options,
    target: Option<Exact>,
}

#[derive(Serialize)]
pub(super) struct Answer {
    limits: Trust,
    mean: Option<Four>,
    lower: Option<Four>,
    upper: Option<Four>,
    near_lower: Option<Four>,
    near_upper: Option<Four>,
    points: Vec<PointType>,
    rules: Vec<Vec<u8>>,
    variation: PointType,
    assurance: Assurance,
}

impl Function for Spc {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let improvement = match &*fields.text("improvement")? {
            "up" => Improvement::Up,
            "down" => Improvement::Down,
            "none" => Improvement::None,
            _ => {
                return Err(Fault::out_of_range(
                    "improvement",
                    "“improvement” is up, down or none.",
                ));
            }
        };
        let baseline = fields.optional_count("baseline")?;
        Ok(Self {
            values: fields.numbers("values")?,
            options: Options {
                baseline: baseline.map(|count| usize::try_from(count).unwrap_or(usize::MAX)),
                screen: fields.flag("screen", true)?,
                improvement,
            },
            target: fields.optional("target")?.map(Exact::from),
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let chart = Chart::of(&self.values, self.options).map_err(fault)?;
        let lines = chart.lines.as_ref();
        Ok(Answer {
            limits: chart.trust,
            mean: Four::some(lines.map(|lines| &lines.mean))?,
            lower: Four::some(lines.map(|lines| &lines.lower))?,
            upper: Four::some(lines.map(|lines| &lines.upper))?,
            near_lower: Four::some(lines.map(|lines| &lines.near_lower))?,
            near_upper: Four::some(lines.map(|lines| &lines.near_upper))?,
            points: chart.points.iter().map(|point| point.kind).collect(),
            rules: chart
                .points
                .iter()
                .map(|point| point.rules.iter().map(|rule| rule.number()).collect())
                .collect(),
            variation: chart.variation(),
            assurance: chart.assurance(self.target.as_ref()),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        explain_chart(&self.values, self.options, self.target.as_ref()).map_err(fault)
    }
}

fn fault(why: NoChart) -> Fault {
    match why {
        NoChart::ShortBaseline => Fault::out_of_range("baseline", why.to_string()),
        NoChart::OutOfRange => Fault::digits(),
    }
}
