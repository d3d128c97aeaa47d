//! Weights of what an objective is tied by: seen as the tie is, and changed by whoever may tie.

use domain::{
    id::Id,
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    quantity::Decimal,
    scope::Scope,
    weight::{Weight, Weighted},
};

use super::{Building, day};

pub(super) fn of_ties(b: &mut Building, link: Id<ObjectiveLink>, measure: Id<ObjectiveMeasure>) {
    for (words, of) in [
        ("Weight of a team objective's link", Weighted::Link(link)),
        ("Weight of its indicator", Weighted::Measure(measure)),
    ] {
        b.show(
            words,
            Scope::Staff,
            Weight {
                of,
                from: day(),
                weight: Decimal::ONE,
            },
        );
    }
}
