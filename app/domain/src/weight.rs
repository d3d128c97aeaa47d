//! Weights on the scorecard, each from a date, so that a change never rewrites a past score.

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference, day_order},
    perspective::{Perspective, PerspectiveId},
    priority::PriorityId,
    record::noun,
    rejection::Rejection,
    scope::Scope,
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
}

impl Weighted {
    /// The identifier of what it is of.
    pub const fn uuid(self) -> uuid::Uuid {
        match self {
            Self::Perspective(id) => id.uuid(),
            Self::Priority(id) => id.uuid(),
        }
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
    /// The weight in force on a day; 1 where none was set (rules.md 4.7).
    pub fn on(company: &Company, of: Weighted, day: Date) -> Decimal {
        company
            .pointing_between::<Self>(Edge::WeightOf, of.uuid(), 0..=day_order(day))
            .next_back()
            .map_or(Decimal::ONE, |weight| weight.weight)
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
        let siblings = match self.of {
            Weighted::Perspective(id) => {
                context.find(company, id)?;
                company
                    .all::<Perspective>()
                    .map(|other| Weighted::Perspective(other.id))
                    .collect::<Vec<_>>()
            }
            Weighted::Priority(id) => {
                let within = context.find(company, id)?.perspective;
                company
                    .pointing(Edge::PriorityIn, within.uuid())
                    .map(|other| Weighted::Priority(other.id))
                    .collect()
            }
        };
        let others = siblings
            .into_iter()
            .filter(|other| *other != self.of)
            .any(|other| !Weight::on(company, other, self.from).is_zero());
        if self.weight.is_zero() && !others {
            return Err(Rejection::AllWeightsZero);
        }
        context.create(
            company,
            self.weight_id,
            Scope::Public,
            Weight {
                of: self.of,
                from: self.from,
                weight: self.weight,
            },
        )
    }
}
