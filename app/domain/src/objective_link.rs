//! Links upward: what an objective contributes to, each with a weight used only in that parent (rules.md 4.7).

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    cascade::{self, Parent},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    objective::{ObjectiveId, OrgLevel},
    record::{Change, noun},
    rejection::Rejection,
    scorecard::{Scorecard, staff_sees},
    weight::Weight,
};

/// Identifies a link.
pub type ObjectiveLinkId = Id<ObjectiveLink>;

/// That an objective contributes to an objective above it or to a corporate priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectiveLink {
    /// The objective that contributes.
    pub child: ObjectiveId,
    /// What it contributes to.
    pub parent: Parent,
    /// How much it counts among the parent's children from the beginning; [`Weight::on`] says how much on a day.
    pub weight: Decimal,
}

noun!(ObjectiveLink, ObjectiveLink, |link, _stamp| [
    Reference::new(Edge::LinkFrom, link.child.uuid()),
    Reference::new(Edge::LinkTo, link.parent.uuid()),
]);

impl ObjectiveLink {
    /// A link of weight 1.
    pub const fn new(child: ObjectiveId, parent: Parent) -> Self {
        Self {
            child,
            parent,
            weight: Decimal::ONE,
        }
    }

    /// A link goes up a level: from an objective to any higher one, or to a corporate priority.
    pub(crate) fn check_upward(
        company: &Company,
        context: &Context,
        level: OrgLevel,
        parent: Parent,
    ) -> Result<(), Rejection> {
        match parent {
            Parent::Priority(priority) => {
                context.find(company, priority)?;
                Ok(())
            }
            Parent::Objective(above) => {
                let above = context.find(company, above)?;
                if above.level.is_above(level) {
                    Ok(())
                } else {
                    Err(Rejection::LinkNotUpward)
                }
            }
        }
    }
}

/// Links an objective to what it contributes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct LinkObjective {
    /// The link's identifier.
    #[garde(skip)]
    pub link: ObjectiveLinkId,
    /// The objective that contributes.
    #[garde(skip)]
    pub child: ObjectiveId,
    /// What it contributes to.
    #[garde(skip)]
    pub parent: Parent,
    /// How much it counts among the parent's children.
    #[garde(custom(form::weight))]
    pub weight: Decimal,
}

impl Decide for LinkObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let child = context.find(company, self.child)?;
        child.check_open_to_change()?;
        let link = ObjectiveLink {
            child: self.child,
            parent: self.parent,
            weight: self.weight,
        };
        if company
            .get(self.link)
            .is_some_and(|there| *there.body == link)
        {
            return Ok(Vec::new());
        }
        if let Parent::Objective(above) = self.parent {
            context.find(company, above)?;
        }
        // A circle is asked for before the level: its reason helps more than that of the level, which it also breaks.
        if cascade::leads_to(company, self.parent, self.child) {
            return Err(Rejection::LinkCircle);
        }
        ObjectiveLink::check_upward(company, context, child.level, self.parent)?;
        if cascade::parents(company, self.child).contains(&self.parent) {
            return Err(Rejection::LinkedAlready);
        }
        if staff_sees(&child.scope) {
            let from = (self.weight, context.today());
            Scorecard::check_weight(company, self.parent, None, from)?;
        }
        let mut changes = context.create(company, self.link, child.scope, link)?;
        if !child.agreed_by.is_empty() {
            changes.push(Change::put(self.child, child.scope, child.unagreed()));
        }
        Ok(changes)
    }
}

/// Takes a link away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlinkObjective {
    /// Which link.
    pub link: ObjectiveLinkId,
}

impl Decide for UnlinkObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let link = context.find(company, self.link)?;
        let child = context.find(company, link.child)?;
        child.check_open_to_change()?;
        let mut changes = vec![Change::remove(self.link)];
        let weights = company.pointing::<Weight>(Edge::WeightOf, self.link.uuid());
        changes.extend(weights.map(|weight| Change::remove(weight.id)));
        if !child.agreed_by.is_empty() {
            changes.push(Change::put(child.id, child.scope, child.unagreed()));
        }
        Ok(changes)
    }
}
