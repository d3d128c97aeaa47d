//! The checks of a target, TV01 to TV15: what blocks it, and what warns and needs a recorded reason (rules.md 4.10).
//!
//! One pure function for the form as somebody types, for proposing and for approving.

mod ambition;
mod path;
mod said;

use serde::{Deserialize, Serialize};

use super::{TargetKind, grounds::Grounds};
use crate::{
    calendar::{Date, FinancialYear},
    display,
    indicator::Indicator,
    quantity::{Decimal, Exact},
    rejection::{FieldProblem, Rejection},
    scoring::Direction,
    target_case::Case,
    trajectory::Trajectory,
};

/// A check by its number in rules.md 4.10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Code {
    /// A Key Performance Indicator has an owner.
    Tv01,
    /// The baseline is recorded.
    Tv02,
    /// It moves the service upwards.
    Tv03,
    /// It closes half of the gap to the peers.
    Tv04,
    /// It can be reached.
    Tv05,
    /// What changes outside is told.
    Tv06,
    /// The way through the year leads there.
    Tv07,
    /// The staff who deliver it were asked.
    Tv08,
    /// It is visible.
    Tv09,
    /// It is seen before it counts.
    Tv10,
    /// It is a figure that there can be.
    Tv11,
    /// Today's level is not close enough already.
    Tv12,
    /// Stakeholders were heard, and the money is known.
    Tv13,
    /// The equality question is answered.
    Tv14,
    /// A downward revision is justified and decided.
    Tv15,
}

impl Code {
    /// All of them, in order.
    pub const ALL: [Self; 15] = [
        Self::Tv01,
        Self::Tv02,
        Self::Tv03,
        Self::Tv04,
        Self::Tv05,
        Self::Tv06,
        Self::Tv07,
        Self::Tv08,
        Self::Tv09,
        Self::Tv10,
        Self::Tv11,
        Self::Tv12,
        Self::Tv13,
        Self::Tv14,
        Self::Tv15,
    ];

    /// Its number: `TV03`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Tv01 => "TV01",
            Self::Tv02 => "TV02",
            Self::Tv03 => "TV03",
            Self::Tv04 => "TV04",
            Self::Tv05 => "TV05",
            Self::Tv06 => "TV06",
            Self::Tv07 => "TV07",
            Self::Tv08 => "TV08",
            Self::Tv09 => "TV09",
            Self::Tv10 => "TV10",
            Self::Tv11 => "TV11",
            Self::Tv12 => "TV12",
            Self::Tv13 => "TV13",
            Self::Tv14 => "TV14",
            Self::Tv15 => "TV15",
        }
    }

    /// The field that its reason is given in.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Tv01 => "tv01",
            Self::Tv02 => "tv02",
            Self::Tv03 => "tv03",
            Self::Tv04 => "tv04",
            Self::Tv05 => "tv05",
            Self::Tv06 => "tv06",
            Self::Tv07 => "tv07",
            Self::Tv08 => "tv08",
            Self::Tv09 => "tv09",
            Self::Tv10 => "tv10",
            Self::Tv11 => "tv11",
            Self::Tv12 => "tv12",
            Self::Tv13 => "tv13",
            Self::Tv14 => "tv14",
            Self::Tv15 => "tv15",
        }
    }

    /// What it looks at, in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Tv01 => "Owner",
            Self::Tv02 => "Where the service stands now",
            Self::Tv03 => "Moves the service upwards",
            Self::Tv04 => "Towards the peers",
            Self::Tv05 => "Can be reached",
            Self::Tv06 => "What changes outside",
            Self::Tv07 => "The way through the year",
            Self::Tv08 => "Asked the staff who deliver it",
            Self::Tv09 => "Public and visible",
            Self::Tv10 => "Seen before it counts",
            Self::Tv11 => "A figure that there can be",
            Self::Tv12 => "Today is not already close",
            Self::Tv13 => "Stakeholders and the management fee",
            Self::Tv14 => "Equality",
            Self::Tv15 => "A lower target in the year",
        }
    }
}

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It blocks approval.
    Blocks,
    /// It needs a recorded reason.
    Warns,
    /// It is met.
    Met,
    /// It does not concern this target.
    NotAsked,
}

/// One check of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which one.
    pub code: Code,
    /// What it comes to.
    pub level: Level,
    /// What was found, in a sentence.
    pub says: String,
    /// What to do about it; empty where there is nothing to do.
    pub what_to_do: &'static str,
    /// The reason that was recorded for a warning.
    pub reason: Option<String>,
}

impl Check {
    /// Whether it stands in the way of approval.
    pub const fn is_open(&self) -> bool {
        match self.level {
            Level::Blocks => true,
            Level::Warns => self.reason.is_none(),
            Level::Met | Level::NotAsked => false,
        }
    }
}

/// A target that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// Of which indicator.
    pub indicator: &'a Indicator,
    /// For which year.
    pub year: FinancialYear,
    /// What is to be reached by its end.
    pub value: Decimal,
    /// How it gets there.
    pub trajectory: &'a Trajectory,
    /// What was thought of.
    pub case: &'a Case,
}

/// What one check found.
struct Found {
    level: Level,
    says: String,
    what_to_do: &'static str,
}

impl Found {
    fn met(says: impl Into<String>) -> Self {
        Self {
            level: Level::Met,
            says: says.into(),
            what_to_do: "",
        }
    }

    fn not_asked(says: impl Into<String>) -> Self {
        Self {
            level: Level::NotAsked,
            ..Self::met(says)
        }
    }

    fn blocks(says: impl Into<String>, what_to_do: &'static str) -> Self {
        Self {
            level: Level::Blocks,
            says: says.into(),
            what_to_do,
        }
    }

    fn warns(says: impl Into<String>, what_to_do: &'static str) -> Self {
        Self {
            level: Level::Warns,
            ..Self::blocks(says, what_to_do)
        }
    }
}

/// Every check of a target on a day, TV01 to TV15.
pub fn checks(proposal: &Proposal<'_>, grounds: &Grounds, today: Date) -> Vec<Check> {
    let look = Look {
        proposal,
        grounds,
        today,
    };
    Code::ALL
        .into_iter()
        .map(|code| {
            let found = look.at(code);
            Check {
                code,
                level: found.level,
                says: found.says,
                what_to_do: found.what_to_do,
                reason: (found.level == Level::Warns)
                    .then(|| proposal.case.reason(code).map(str::to_owned))
                    .flatten(),
            }
        })
        .collect()
}

/// Refuses what cannot even be proposed: a figure that there cannot be, or a way that does not lead to it.
pub(super) fn check_proposable(
    proposal: &Proposal<'_>,
    grounds: &Grounds,
    today: Date,
) -> Result<(), Rejection> {
    let wrong: Vec<FieldProblem> = checks(proposal, grounds, today)
        .into_iter()
        .filter(|check| check.level == Level::Blocks)
        .filter_map(|check| {
            let field = match check.code {
                Code::Tv07 => "trajectory",
                Code::Tv11 => "value",
                _ => return None,
            };
            Some(FieldProblem {
                field: field.to_owned(),
                words: format!("{} {}", check.says, check.what_to_do),
            })
        })
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Rejection::Fields { fields: wrong })
    }
}

/// One look at a target.
struct Look<'a> {
    proposal: &'a Proposal<'a>,
    grounds: &'a Grounds,
    today: Date,
}

impl Look<'_> {
    fn at(&self, code: Code) -> Found {
        match code {
            Code::Tv01 => self.owner(),
            Code::Tv02 => self.baseline_recorded(),
            Code::Tv03 => self.upwards(),
            Code::Tv04 => self.towards_peers(),
            Code::Tv05 => self.realism(),
            Code::Tv06 => self.outside(),
            Code::Tv07 => self.path(),
            Code::Tv08 => self.consultation(),
            Code::Tv09 => self.audience(),
            Code::Tv10 => self.effective(),
            Code::Tv11 => self.in_range(),
            Code::Tv12 => self.tolerance(),
            Code::Tv13 => self.stakeholders(),
            Code::Tv14 => self.equality(),
            Code::Tv15 => self.revision(),
        }
    }

    /// The baseline that was recorded.
    fn baseline(&self) -> Option<Exact> {
        let baseline = self.proposal.case.baseline.as_ref()?;
        baseline.value.map(Exact::from)
    }

    fn target(&self) -> Exact {
        Exact::from(self.proposal.value)
    }

    /// Whether a level is better than another; none where neither way is.
    fn is_better(&self, level: &Exact, than: &Exact) -> Option<bool> {
        match self.proposal.indicator.direction {
            Direction::HigherIsBetter => Some(level > than),
            Direction::LowerIsBetter => Some(level < than),
            Direction::WithinRange { .. } | Direction::Contextual => None,
        }
    }

    /// Whether there is a level to hold today's against.
    fn is_followed_only(&self) -> bool {
        self.proposal.case.kind == TargetKind::TrackOnly
    }

    fn amount(&self, value: &Exact) -> String {
        let indicator = self.proposal.indicator;
        let places = value
            .rounded(indicator.decimals + 2)
            .map_or(indicator.decimals, |value| value.normalize().scale());
        display::figure(
            indicator.unit,
            value,
            places.max(indicator.decimals),
            None,
            None,
        )
    }
}
