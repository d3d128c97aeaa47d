//! In which order the bodies look at how plans stand: "normally Executive Management Team, Operations Management Team, Board" (strategy
//! §4.1; S81). Support Services set it; the last one that was set holds.

use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, FoldedId, THE_COMPANY, folded_noun, folded_on},
    governance_body::BodyKind,
    id::Id,
    record::Change,
    rejection::Rejection,
    scope::Scope,
};

/// Identifies an order.
pub type ReviewOrderId = FoldedId<ReviewOrder>;

/// The bodies, the first of them first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewOrder {
    /// Which.
    pub bodies: Vec<BodyKind>,
}

impl Fold for ReviewOrder {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, 0)]
    }
}

folded_noun!(ReviewOrder, ReviewOrder);

/// The strategy's own order, which holds until another is set.
const NORMALLY: [BodyKind; 3] = [
    BodyKind::ExecutiveManagementTeam,
    BodyKind::OperationsManagementTeam,
    BodyKind::Board,
];

impl ReviewOrder {
    /// The order that holds.
    pub fn of(company: &Company) -> Vec<BodyKind> {
        let set = folded_on::<Self>(company, THE_COMPANY)
            .max_by_key(|stored| (stored.stamp, stored.id))
            .and_then(|stored| stored.open());
        set.map_or_else(|| NORMALLY.to_vec(), |order| order.bodies)
    }
}

/// Sets the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetReviewOrder {
    /// The bodies, the first of them first.
    pub bodies: Vec<BodyKind>,
}

impl Decide for SetReviewOrder {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let mut once = self.bodies.clone();
        once.sort();
        once.dedup();
        if self.bodies.is_empty() || once.len() != self.bodies.len() {
            return Err(Rejection::field(
                "bodies",
                "Name each body that looks at plans, once.",
            ));
        }
        if ReviewOrder::of(company) == self.bodies {
            return Ok(Vec::new());
        }
        let order = ReviewOrder {
            bodies: self.bodies.clone(),
        };
        let id = Id::new(context.command);
        Ok(vec![Change::put_folded(id, Scope::Staff, &order)?])
    }
}
