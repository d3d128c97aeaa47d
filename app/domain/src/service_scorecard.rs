//! The scorecard of one service: the rules of the Balanced Scorecard over the indicators that the service answers for and the
//! objectives of its plan (strategy §2; rules.md 4.7). The perspectives and their weights are the Board's, and what counts under one is
//! what counts under it for the whole Company, so a service's scorecard is a part of the Company's and no other arithmetic.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::{
    calendar::Date,
    cascade::{self, Parent},
    company::Company,
    delivery::{Delivery, Part},
    index::Edge,
    indicator::{Indicator, IndicatorId},
    objective::{Objective, ObjectiveId},
    perspective::PerspectiveId,
    priority::PriorityId,
    rollup::{Child, MINIMUM_COVERAGE, roll_branch},
    scorecard::{Contribution, Scorecard, Standing, staff_sees},
    unit::{Unit, UnitId},
};

/// What a service brings to one perspective, or what it has that counts under none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServicePart {
    /// The perspective; none for the indicators that serve no priority.
    pub perspective: Option<PerspectiveId>,
    /// How much it counts on the scorecard: the Board's weight, and 0 under no perspective, which is shown and not scored.
    pub weight: Decimal,
    /// Its indicators, each once, with the sum of the weights of what it measures there.
    pub measures: Vec<(IndicatorId, Decimal)>,
    /// The objectives of the service's plan that stand under no other of it, each with a weight of 1.
    pub plan: Vec<ObjectiveId>,
    /// The two numbers.
    pub standing: Standing,
}

impl ServicePart {
    /// Its indicators as what counts.
    pub fn contributions(&self) -> Vec<Contribution> {
        self.measures
            .iter()
            .map(|(id, weight)| Contribution::Indicator(*id, *weight))
            .collect()
    }
}

/// The scorecard of a service at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceScorecard {
    /// Every perspective in the Board's order, also those that the service has nothing for.
    pub perspectives: Vec<ServicePart>,
    /// The indicators that count under no perspective.
    pub beside: ServicePart,
    /// The service as a whole.
    pub overall: Standing,
}

/// What counts under one perspective of the Balanced Scorecard.
struct Under {
    perspective: PerspectiveId,
    weight: Decimal,
    objectives: BTreeSet<ObjectiveId>,
    measures: BTreeMap<IndicatorId, Decimal>,
}

/// The scorecards of the services, from a card of the day: what counts under each perspective is looked up once for all of them.
pub struct ServiceScorecards<'a> {
    company: &'a Company,
    card: &'a Scorecard,
    under: Vec<Under>,
}

impl<'a> ServiceScorecards<'a> {
    /// Of a day's scorecard.
    pub fn of(company: &'a Company, card: &'a Scorecard) -> Self {
        let under = card
            .towards_company(company)
            .into_iter()
            .filter_map(|part| match part {
                Contribution::Perspective(id, weight) => Some((id, weight)),
                _ => None,
            })
            .map(|(id, weight)| Under::of(company, card, id, weight))
            .collect();
        Self {
            company,
            card,
            under,
        }
    }

    /// One service's.
    pub fn service(&self, service: UnitId) -> ServiceScorecard {
        let units = units(self.company, service);
        let indicators = indicators(self.company, &units);
        let plan = plan(self.company, &units);
        let perspectives: Vec<ServicePart> = self
            .under
            .iter()
            .map(|under| self.part(under, &indicators, &plan))
            .collect();
        let beside = self.beside(&indicators);
        ServiceScorecard {
            overall: overall(&perspectives, &beside),
            perspectives,
            beside,
        }
    }

    fn part(
        &self,
        under: &Under,
        indicators: &[IndicatorId],
        plan: &BTreeSet<ObjectiveId>,
    ) -> ServicePart {
        let measures = indicators
            .iter()
            .filter_map(|id| Some((*id, *under.measures.get(id)?)))
            .collect();
        let here: BTreeSet<ObjectiveId> = plan.intersection(&under.objectives).copied().collect();
        let topmost = here.iter().copied().filter(|objective| {
            !cascade::above(self.company, Parent::Objective(*objective))
                .into_iter()
                .any(|above| {
                    matches!(above, Parent::Objective(above) if above != *objective && here.contains(&above))
                })
        });
        let part = ServicePart {
            perspective: Some(under.perspective),
            weight: under.weight,
            measures,
            plan: topmost.collect(),
            standing: Standing::default(),
        };
        let progress: Vec<Part> = part
            .plan
            .iter()
            .map(|id| {
                let delivery = self.card.objective(*id).delivery;
                (delivery.map(|delivery| delivery.percent), Decimal::ONE)
            })
            .collect();
        let standing = Standing {
            attainment: self.card.attainment(&part.contributions()),
            delivery: Delivery::mean(&progress),
        };
        ServicePart { standing, ..part }
    }

    /// What no perspective counts: each with a weight of 1 among themselves (rules.md 4.7).
    fn beside(&self, indicators: &[IndicatorId]) -> ServicePart {
        let counted = |id: &IndicatorId| {
            self.under
                .iter()
                .any(|under| under.measures.contains_key(id))
        };
        let part = ServicePart {
            measures: indicators
                .iter()
                .filter(|id| !counted(id))
                .map(|id| (*id, Decimal::ONE))
                .collect(),
            ..ServicePart::default()
        };
        let standing = Standing {
            attainment: self.card.attainment(&part.contributions()),
            delivery: None,
        };
        ServicePart { standing, ..part }
    }
}

impl Under {
    /// Walks down what the scorecard itself puts together, each objective once, however many ways lead to it.
    fn of(company: &Company, card: &Scorecard, id: PerspectiveId, weight: Decimal) -> Self {
        let mut under = Self {
            perspective: id,
            weight,
            objectives: BTreeSet::new(),
            measures: BTreeMap::new(),
        };
        let priorities = card.towards_perspective(company, id);
        let mut open: Vec<ObjectiveId> = priorities
            .iter()
            .flat_map(|part| match part {
                Contribution::Priority(id, _) => of_priority(company, *id, card.day()),
                _ => Vec::new(),
            })
            .collect();
        while let Some(objective) = open.pop() {
            if !under.objectives.insert(objective) {
                continue;
            }
            for part in Scorecard::towards_objective(company, objective, card.day()) {
                match part {
                    Contribution::Objective(child, _) => open.push(child),
                    Contribution::Indicator(indicator, weight) => {
                        *under.measures.entry(indicator).or_default() += weight;
                    }
                    Contribution::Priority(..) | Contribution::Perspective(..) => {}
                }
            }
        }
        under
    }
}

/// The indicators that count under a perspective, each with the sum of the weights of what it measures there.
pub(crate) fn measures_under(
    company: &Company,
    card: &Scorecard,
    perspective: PerspectiveId,
) -> BTreeMap<IndicatorId, Decimal> {
    Under::of(company, card, perspective, Decimal::ONE).measures
}

fn of_priority(company: &Company, priority: PriorityId, day: Date) -> Vec<ObjectiveId> {
    Scorecard::towards(company, Parent::Priority(priority), day)
        .filter_map(|part| match part {
            Contribution::Objective(id, _) => Some(id),
            _ => None,
        })
        .collect()
}

/// A service and its teams.
fn units(company: &Company, service: UnitId) -> Vec<UnitId> {
    let teams = company
        .pointing::<Unit>(Edge::UnitIn, service.uuid())
        .map(|team| team.id);
    std::iter::once(service).chain(teams).collect()
}

/// The indicators that they answer for and that are in force, by code.
fn indicators(company: &Company, units: &[UnitId]) -> Vec<IndicatorId> {
    let mut found: Vec<_> = units
        .iter()
        .flat_map(|unit| company.pointing::<Indicator>(Edge::IndicatorOf, unit.uuid()))
        .filter(|indicator| indicator.counts())
        .collect();
    found.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
    found.into_iter().map(|indicator| indicator.id).collect()
}

/// The objectives of their plans that all staff see and that count.
fn plan(company: &Company, units: &[UnitId]) -> BTreeSet<ObjectiveId> {
    units
        .iter()
        .flat_map(|unit| company.pointing::<Objective>(Edge::ObjectiveOf, unit.uuid()))
        .filter(|objective| staff_sees(&objective.scope) && objective.counts())
        .map(|objective| objective.id)
        .collect()
}

/// The perspectives by the Board's weights. What counts under none has a weight of 0, and its safety measures still cap the colour.
fn overall(perspectives: &[ServicePart], beside: &ServicePart) -> Standing {
    let branches = perspectives.iter().chain([beside]).filter_map(|part| {
        part.standing.attainment.as_ref().map(|roll| Child::Branch {
            roll,
            weight: part.weight,
        })
    });
    let progress: Vec<Part> = perspectives
        .iter()
        .filter(|part| !part.plan.is_empty())
        .map(|part| {
            let delivery = part.standing.delivery;
            (delivery.map(|delivery| delivery.percent), part.weight)
        })
        .collect();
    Standing {
        attainment: roll_branch(branches, MINIMUM_COVERAGE),
        delivery: Delivery::mean(&progress),
    }
}
