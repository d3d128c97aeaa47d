//! "How this is worked out" for both numbers of a service's scorecard, down to the indicators and the objectives of the plan.

use rust_decimal::Decimal;

use super::ServicePlace;
use crate::{
    explain::explain_tree,
    perspective::Perspective,
    rollup::{Child, MINIMUM_COVERAGE, Roll},
    scorecard::Scorecard,
    service_scorecard::{ServicePart, ServiceScorecard, ServiceScorecards},
    sight::Sight,
    unit::{Unit, UnitId},
    view::explanation::{self, Part, Place, Step, Working, roll_step},
};

/// How a place of a service's scorecard came to its score.
pub fn attainment(
    sight: &Sight<'_>,
    card: &Scorecard,
    service: UnitId,
    place: ServicePlace,
) -> Working {
    let found = ServiceScorecards::of(sight.company(), card).service(service);
    let caption = caption(sight, "score", service, place);
    match part(&found, place) {
        Some(part) => explanation::put_together(sight, card, caption, part.contributions()),
        None => overall(sight, &found, caption),
    }
}

/// How a place of a service's scorecard came to its delivery progress.
pub fn delivery(
    sight: &Sight<'_>,
    card: &Scorecard,
    service: UnitId,
    place: ServicePlace,
) -> Working {
    let found = ServiceScorecards::of(sight.company(), card).service(service);
    let caption = caption(sight, "delivery progress", service, place);
    let (parts, delivery): (Vec<Part>, _) = match part(&found, place) {
        Some(part) => {
            let planned = part.plan.iter().map(|id| {
                let delivery = card.objective(*id).delivery;
                let percent = delivery.map(|delivery| delivery.percent);
                Part::place(Place::Objective(*id), Decimal::ONE, percent)
            });
            (planned.collect(), part.standing.delivery)
        }
        None => (of_perspectives(&found), found.overall.delivery),
    };
    explanation::mean_of(sight, caption, &parts, delivery)
}

fn of_perspectives(found: &ServiceScorecard) -> Vec<Part> {
    let with_plan = found
        .perspectives
        .iter()
        .filter(|part| !part.plan.is_empty());
    with_plan
        .filter_map(|part| {
            let delivery = part.standing.delivery;
            let percent = delivery.map(|delivery| delivery.percent);
            Some(Part::place(
                Place::Perspective(part.perspective?),
                part.weight,
                percent,
            ))
        })
        .collect()
}

/// The part of a place; none for the whole.
fn part(found: &ServiceScorecard, place: ServicePlace) -> Option<&ServicePart> {
    match place {
        ServicePlace::Whole => None,
        ServicePlace::Beside => Some(&found.beside),
        ServicePlace::Perspective(id) => found
            .perspectives
            .iter()
            .find(|part| part.perspective == Some(id)),
    }
}

fn overall(sight: &Sight<'_>, found: &ServiceScorecard, caption: String) -> Working {
    let rolls: Vec<(Option<String>, Decimal, Roll)> = found
        .perspectives
        .iter()
        .chain([&found.beside])
        .filter_map(|part| {
            let name = part
                .perspective
                .and_then(|id| sight.get::<Perspective>(id))
                .map(|perspective| perspective.name.clone());
            Some((name, part.weight, part.standing.attainment?))
        })
        .collect();
    let mut steps: Vec<Step> = rolls
        .iter()
        .map(|(name, weight, roll)| {
            roll_step(
                name.as_deref().unwrap_or("Under no perspective"),
                roll,
                *weight,
            )
        })
        .collect();
    let without = found
        .perspectives
        .iter()
        .filter(|part| part.standing.attainment.is_none())
        .count();
    if without > 0 {
        steps.push(Step::plain(
            format!(
                "Perspectives that the service has no indicator for, which count neither for nor against its score: {without}."
            ),
            "No measure",
        ));
    }
    let children: Vec<Child<'_>> = rolls
        .iter()
        .map(|(_, weight, roll)| Child::Branch {
            roll,
            weight: *weight,
        })
        .collect();
    match explain_tree(&children, MINIMUM_COVERAGE) {
        Ok(sum) => steps.extend(sum.into_iter().map(Step::from)),
        Err(why) => steps.push(Step::plain(why.to_string(), "No score")),
    }
    Working { caption, steps }
}

fn caption(sight: &Sight<'_>, number: &str, service: UnitId, place: ServicePlace) -> String {
    let service = sight.get::<Unit>(service);
    let service = service.map(|unit| unit.name.clone()).unwrap_or_default();
    let of = match place {
        ServicePlace::Whole => service,
        ServicePlace::Beside => format!("{service} under no perspective"),
        ServicePlace::Perspective(id) => match sight.get::<Perspective>(id) {
            Some(perspective) => format!("{service} in {}", perspective.name),
            None => service,
        },
    };
    format!("How the {number} of {of} is worked out")
}
