//! What would turn a place green: which of its indicators have to be on target, those first that bring most (rules.md 4.7;
//! strategy §3, "further action when targets are not being achieved").

use std::{cmp::Reverse, collections::BTreeMap};

use rust_decimal::Decimal;

use super::{Contribution, Scorecard};
use crate::{
    cascade::Parent,
    company::Company,
    indicator::IndicatorId,
    objective::ObjectiveId,
    rollup::{Roll, RollRag},
    scoring::{Attainment, Rag},
};

/// The indicators that have to be on target for a place to be so.
#[derive(Clone, Debug, PartialEq)]
pub struct TurnGreen {
    /// In this order: what keeps people safe where that caps the colour, then what brings most.
    pub turned: Vec<Turned>,
    /// Whether the place is on target then; otherwise too little of it is known.
    pub green: bool,
}

/// One indicator, on target with those before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turned {
    /// Which.
    pub indicator: IndicatorId,
    /// What the place's score would be then; none where too little is known.
    pub score: Option<Decimal>,
    /// How the place would stand.
    pub rag: RollRag,
}

/// What an indicator short of its target would bring to a place.
#[derive(Clone, Copy, Debug, Default)]
struct Gain {
    points: Decimal,
    caps: bool,
}

impl Scorecard {
    /// What would turn green what these parts come to; none where that is green already or nothing in it can have a score.
    pub fn turn_green(&self, company: &Company, parts: &[Contribution]) -> Option<TurnGreen> {
        let roll = self.attainment(parts)?;
        if matches!(roll.rag, RollRag::Green | RollRag::NothingToScore) {
            return None;
        }
        let mut supposed = self.clone();
        let mut turned = Vec::new();
        for indicator in self.most_first(company, parts) {
            supposed.suppose_on_target(company, indicator);
            let roll = supposed.attainment(parts)?;
            turned.push(Turned {
                indicator,
                score: roll.score,
                rag: roll.rag,
            });
            if roll.rag == RollRag::Green {
                return Some(TurnGreen {
                    turned,
                    green: true,
                });
            }
        }
        Some(TurnGreen {
            turned,
            green: false,
        })
    }

    /// The indicators under these parts that are short of their targets.
    fn most_first(&self, company: &Company, parts: &[Contribution]) -> Vec<IndicatorId> {
        let mut gains = BTreeMap::new();
        self.add_gains(company, parts, Decimal::ONE, &mut Vec::new(), &mut gains);
        let mut order: Vec<(IndicatorId, Gain)> = gains.into_iter().collect();
        order.sort_by_key(|(id, gain)| {
            let code = company.get(*id).map(|indicator| indicator.code.as_str());
            (!gain.caps, Reverse(gain.points), code, *id)
        });
        order.into_iter().map(|(id, _)| id).collect()
    }

    /// A score is a mean of means, so an indicator brings the points that it is short of by the product of its shares on the way up.
    fn add_gains(
        &self,
        company: &Company,
        parts: &[Contribution],
        share: Decimal,
        way: &mut Vec<ObjectiveId>,
        gains: &mut BTreeMap<IndicatorId, Gain>,
    ) {
        let scored = |part: &&Contribution| self.score(part).is_some();
        let all: Decimal = parts.iter().filter(scored).map(Contribution::weight).sum();
        for part in parts {
            // What has no score counts for nothing, and a safety measure below it caps the colour all the same.
            let share = self
                .score(part)
                .and_then(|_| share.checked_mul(part.weight())?.checked_div(all))
                .unwrap_or_default();
            match *part {
                Contribution::Indicator(id, _) => self.add_gain(id, share, gains),
                Contribution::Objective(id, _) => {
                    // A circle in loaded data ends here.
                    if !way.contains(&id) {
                        way.push(id);
                        let below = Self::towards_objective(company, id, self.day);
                        self.add_gains(company, &below, share, way, gains);
                        way.pop();
                    }
                }
                Contribution::Priority(id, _) => {
                    let below: Vec<_> =
                        Self::towards(company, Parent::Priority(id), self.day).collect();
                    self.add_gains(company, &below, share, way, gains);
                }
                Contribution::Perspective(id, _) => {
                    let below = self.towards_perspective(company, id);
                    self.add_gains(company, &below, share, way, gains);
                }
            }
        }
    }

    fn add_gain(&self, id: IndicatorId, share: Decimal, gains: &mut BTreeMap<IndicatorId, Gain>) {
        let Some(reading) = self.readings.get(&id) else {
            return;
        };
        let Attainment { rag, score, .. } = reading.attainment;
        let (Rag::Red | Rag::Amber, Some(score)) = (rag, score) else {
            return;
        };
        let gain = gains.entry(id).or_default();
        gain.points += share * (Decimal::ONE_HUNDRED - score);
        gain.caps = reading.safety_critical && rag == Rag::Red;
    }

    /// The score of a part; none where it has none.
    fn score(&self, part: &Contribution) -> Option<Decimal> {
        let roll = |roll: Option<Roll>| roll?.score;
        match *part {
            Contribution::Indicator(id, _) => self.readings.get(&id)?.attainment.score,
            Contribution::Objective(id, _) => roll(self.objective(id).attainment),
            Contribution::Priority(id, _) => roll(self.priority(id).attainment),
            Contribution::Perspective(id, _) => roll(self.perspective(id).attainment),
        }
    }

    /// Works everything out again with one indicator on target.
    fn suppose_on_target(&mut self, company: &Company, indicator: IndicatorId) {
        if let Some(reading) = self.readings.get_mut(&indicator) {
            reading.attainment = Attainment {
                rag: Rag::Green,
                score: Some(Decimal::ONE_HUNDRED),
                shortfall: Some(Decimal::ZERO),
            };
        }
        self.objectives.clear();
        self.all_standings(company);
    }
}
