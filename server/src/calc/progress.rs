//! `progress`: how far something has come (design/calc.md).

use domain::{
    explain::{Step, explain_kept, explain_milestones, explain_progress},
    progress::{self, Aim, NoProgress},
    quantity::Exact,
};
use serde::Serialize;

use super::{
    Function,
    fault::{Code, Fault},
    fields::Fields,
    number::Four,
};

pub(super) enum Progress {
    Towards { aim: Aim, value: Exact },
    YesNo(bool),
    Milestones { done: u32, of: u32 },
}

#[derive(Serialize)]
pub(super) struct Answer {
    progress: Four,
    met: bool,
}

impl Function for Progress {
    type Answer = Answer;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let aim = match &*fields.text("kind")? {
            "reach" => Aim::Reach {
                start: fields.exact("start")?,
                target: fields.exact("target")?,
            },
            "at_least" => Aim::AtLeast(fields.exact("target")?),
            "at_most" => Aim::AtMost(fields.exact("target")?),
            "within" => {
                let (lo, hi) = fields.range()?;
                Aim::Within(lo.into(), hi.into())
            }
            "yes_no" => {
                if fields.written("value").is_none() {
                    return Err(Fault::missing("value"));
                }
                return Ok(Self::YesNo(fields.flag("value", false)?));
            }
            "milestones" => {
                let count = |name| u32::try_from(fields.count(name)?).map_err(|_| Fault::digits());
                return Ok(Self::Milestones {
                    done: count("done")?,
                    of: count("of")?,
                });
            }
            _ => {
                return Err(Fault::out_of_range(
                    "kind",
                    "“kind” is reach, at_least, at_most, within, yes_no or milestones.",
                ));
            }
        };
        Ok(Self::Towards {
            aim,
            value: fields.exact("value")?,
        })
    }

    fn answer(&self) -> Result<Answer, Fault> {
        let found = match self {
            Self::Towards { aim, value } => progress::Progress::of(*aim, value).map_err(fault)?,
            Self::YesNo(yes) => progress::Progress::kept(*yes),
            Self::Milestones { done, of } => {
                progress::Progress::of_milestones(*done, *of).map_err(fault)?
            }
        };
        Ok(Answer {
            progress: Four::of(&found.percent)?,
            met: found.met,
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        match self {
            Self::Towards { aim, value } => explain_progress(*aim, value).map_err(fault),
            Self::YesNo(yes) => Ok(explain_kept(*yes)),
            Self::Milestones { done, of } => explain_milestones(*done, *of).map_err(fault),
        }
    }
}

fn fault(why: NoProgress) -> Fault {
    match why {
        NoProgress::StartIsTarget => Fault::new(Code::StartIsTarget, "start", why.to_string()),
        NoProgress::NotAShare => Fault::out_of_range("of", why.to_string()),
        NoProgress::OutOfRange => Fault::digits(),
    }
}
