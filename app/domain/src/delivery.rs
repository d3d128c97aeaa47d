//! Delivery: how much of what was agreed is done (rules.md 4.7). It asks for no figure, so it stands apart from attainment.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    calendar::Date,
    cascade::Parent,
    check_in::CheckIn,
    company::Company,
    objective::ObjectiveId,
    people_progress::PeopleProgress,
    scorecard::{Contribution, Scorecard},
};

/// How much of what was agreed is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Mean progress by weight, 0 to 100.
    pub percent: Decimal,
    /// The share of the weights that has progress, 0 to 1.
    pub coverage: Decimal,
}

/// What counts towards something: its progress, where it has any, and its weight.
pub(crate) type Part = (Option<Decimal>, Decimal);

impl Delivery {
    /// Of an objective as all staff see it, with everything below it by the weights of a day; none where nothing was recorded.
    pub fn of_objective(company: &Company, objective: ObjectiveId, day: Date) -> Option<Self> {
        Self::known(company, objective, day, &mut BTreeMap::new())
    }

    fn known(
        company: &Company,
        objective: ObjectiveId,
        day: Date,
        known: &mut BTreeMap<ObjectiveId, Option<Self>>,
    ) -> Option<Self> {
        if let Some(known) = known.get(&objective) {
            return *known;
        }
        // Held while what is below is worked out, so that a circle in loaded data ends.
        known.insert(objective, None);
        let parent = Parent::Objective(objective);
        let mut parts: Vec<Part> = Scorecard::towards(company, parent, day)
            .filter_map(|part| match part {
                Contribution::Objective(child, weight) => {
                    let below = Self::known(company, child, day, known);
                    Some((below.map(|delivery| delivery.percent), weight))
                }
                _ => None,
            })
            .collect();
        parts.extend(Self::of_people(company, parent));
        let found = Self::mean(&parts).or_else(|| Self::own(company, objective));
        known.insert(objective, found);
        found
    }

    /// What the people whose own objectives lead straight here have done, where they are enough to say so.
    pub(crate) fn of_people(company: &Company, parent: Parent) -> Option<Part> {
        let direct = PeopleProgress::towards(company, parent)?.direct?;
        Some((Some(Decimal::from(direct.percent)), direct.weight))
    }

    /// Mean progress by weight; none where nothing has progress.
    pub(crate) fn mean(parts: &[Part]) -> Option<Self> {
        let (mut sum, mut with, mut all) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        for (percent, weight) in parts {
            all += *weight;
            if let Some(percent) = percent {
                sum += *percent * *weight;
                with += *weight;
            }
        }
        Some(Self {
            percent: sum.checked_div(with)?,
            coverage: with.checked_div(all)?,
        })
    }

    /// The last check-in of an objective with nothing below it that has progress; a closed one keeps what it had reached.
    pub(crate) fn own(company: &Company, id: ObjectiveId) -> Option<Self> {
        let objective = company.get(id)?;
        if !objective.counts() {
            return None;
        }
        CheckIn::last(company, id).map(|last| Self {
            percent: Decimal::from(last.progress),
            coverage: Decimal::ONE,
        })
    }
}
