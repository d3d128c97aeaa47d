//! Weights on the scorecard, each from a date, so that a change never rewrites a past score.

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    cascade::Parent,
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference, day_order},
    objective_link::ObjectiveLinkId,
    objective_measure::ObjectiveMeasureId,
    perspective::{Perspective, PerspectiveId},
    priority::{CorporatePriority, PriorityId},
    record::{Stored, noun},
    rejection::Rejection,
    scope::Scope,
    scorecard::{Scorecard, staff_sees},
};

/// Identifies a weight.
pub type WeightId = Id<Weight>;

/// What a weight is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighted {
    /// A perspective's share of the scorecard.
    Perspective(PerspectiveId),
    /// A priority's share of its perspective.
    Priority(PriorityId),
    /// How much an indicator counts among all that counts towards an objective.
    Measure(ObjectiveMeasureId),
    /// How much an objective counts among all that counts towards what it contributes to.
    Link(ObjectiveLinkId),
}

impl Weighted {
    /// The identifier of what it is of.
    pub const fn uuid(self) -> uuid::Uuid {
        match self {
            Self::Perspective(id) => id.uuid(),
            Self::Priority(id) => id.uuid(),
            Self::Measure(id) => id.uuid(),
            Self::Link(id) => id.uuid(),
        }
    }

    /// How much it counts from the beginning: what a tie says itself, else 1 (rules.md 4.7).
    pub fn at_first(self, company: &Company) -> Decimal {
        let tie = match self {
            Self::Perspective(_) | Self::Priority(_) => None,
            Self::Measure(id) => company.get(id).map(|measure| measure.weight),
            Self::Link(id) => company.get(id).map(|link| link.weight),
        };
        tie.unwrap_or(Decimal::ONE)
    }
}

/// How much something counts among its siblings, from a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    /// What it is the weight of.
    pub of: Weighted,
    /// From when, this day included.
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// How much: 0 or more; 0 is shown and not scored.
    pub weight: Decimal,
}

noun!(Weight, Weight, |weight, _stamp| [Reference::ordered(
    Edge::WeightOf,
    weight.of.uuid(),
    day_order(weight.from)
)]);

impl Weight {
    /// The weight in force on a day; what it was from the beginning where none was set by then (rules.md 4.7).
    pub fn on(company: &Company, of: Weighted, day: Date) -> Decimal {
        Self::set_by(company, of, day).map_or_else(|| of.at_first(company), |weight| weight.weight)
    }

    /// The one that was set last by a day.
    pub fn set_by(company: &Company, of: Weighted, day: Date) -> Option<&Stored<Self>> {
        company
            .pointing_between::<Self>(Edge::WeightOf, of.uuid(), 0..=day_order(day))
            .next_back()
    }

    /// The first that is set for a later day than this.
    pub fn next_after(company: &Company, of: Weighted, day: Date) -> Option<&Stored<Self>> {
        let next = company
            .pointing::<Self>(Edge::WeightOf, of.uuid())
            .find(|weight| weight.from > day)?;
        // Of two that are set for one day the last holds.
        Self::set_by(company, of, next.from)
    }

    /// Refuses a weight of zero from a day on which none of the others has a weight: a mean of nothing is none (rules.md 4.7).
    pub(crate) fn check_some(
        company: &Company,
        mut siblings: &mut dyn Iterator<Item = Weighted>,
        of: Option<Weighted>,
        (weight, day): (Decimal, Date),
    ) -> Result<(), Rejection> {
        let counts =
            |other: Weighted| Some(other) != of && !Self::on(company, other, day).is_zero();
        if weight.is_zero() && !Iterator::any(&mut siblings, counts) {
            return Err(Rejection::AllWeightsZero);
        }
        Ok(())
    }
}

/// Sets a weight from a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct SetWeight {
    /// The record's identifier.
    #[garde(skip)]
    pub weight_id: WeightId,
    /// What it is the weight of.
    #[garde(skip)]
    pub of: Weighted,
    /// From when.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// How much.
    #[garde(custom(form::weight))]
    pub weight: Decimal,
}

impl Decide for SetWeight {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let scope = self.of_what(company, context)?;
        let body = Weight {
            of: self.of,
            from: self.from,
            weight: self.weight,
        };
        context.create(company, self.weight_id, scope, body)
    }
}

impl SetWeight {
    /// The scope in which what it is the weight of can be seen, and so the weight, where something counts there from that day on.
    fn of_what(&self, company: &Company, context: &Context) -> Result<Scope, Rejection> {
        let (of, from) = (Some(self.of), (self.weight, self.from));
        match self.of {
            Weighted::Perspective(id) => {
                context.find(company, id)?;
                let all = company.all::<Perspective>();
                let mut siblings = all.map(|other| Weighted::Perspective(other.id));
                Weight::check_some(company, &mut siblings, of, from)?;
                Ok(Scope::Public)
            }
            Weighted::Priority(id) => {
                let within = context.find(company, id)?.perspective;
                let all = company.pointing::<CorporatePriority>(Edge::PriorityIn, within.uuid());
                let mut siblings = all.map(|other| Weighted::Priority(other.id));
                Weight::check_some(company, &mut siblings, of, from)?;
                Ok(Scope::Public)
            }
            Weighted::Measure(id) => {
                let tie = context.find(company, id)?;
                let parent = Parent::Objective(tie.objective);
                Scorecard::check_weight(company, parent, of, from)?;
                Ok(tie.scope)
            }
            Weighted::Link(id) => {
                let tie = context.find(company, id)?;
                // Staff are told of people's objectives together when one of them changes; that a day has come changes none.
                if !staff_sees(&tie.scope) {
                    return Err(Rejection::field(
                        "of",
                        "What a personal objective contributes keeps its weight. Take the link away and link it again with another.",
                    ));
                }
                Scorecard::check_weight(company, tie.parent, of, from)?;
                Ok(tie.scope)
            }
        }
    }
}
