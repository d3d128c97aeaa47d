//! One place on a service's scorecard in words, with both its numbers and what they rest on.

use rust_decimal::Decimal;

use super::{Before, ServicePlace};
use crate::{
    display,
    objective::{Objective, ObjectiveId},
    perspective::Perspective,
    scorecard::{Scorecard, Standing},
    service_scorecard::{ServicePart, ServiceScorecard},
    sight::Sight,
    view::{
        mark::Mark,
        reading::{self, Row},
        scorecard::{coverage, delivery_coverage, whole_percent},
    },
};

/// A place: what it is, its two numbers, and what they rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which place.
    pub place: ServicePlace,
    /// What it is called.
    pub name: String,
    /// The Board's weight of the perspective: `40`; empty for the whole.
    pub weight: String,
    /// The measured score as it is shown; none where too little is known.
    pub score: Option<String>,
    /// The score as it was worked out.
    pub(super) exact: Option<Decimal>,
    /// How the score stands; none where nothing is measured.
    pub mark: Option<Mark>,
    /// `2 of 3 (67%) on target, 1 close`; what is missing where nothing is measured.
    pub counts: String,
    /// How much the score rests on, and from where to where it could be; empty where all is known.
    pub coverage: String,
    /// That a safety measure is off target, which caps the colour.
    pub safety: Option<String>,
    /// `Up 3 since 30 September 2026`, or `Up 3 from 2026/27 Q1 (April to June)`; empty where there is no score.
    pub since: String,
    /// Delivery of the service's plan in whole per cent; none where nothing was recorded.
    pub delivery: Option<u8>,
    /// How much the delivery rests on; empty where all is known.
    pub delivery_coverage: String,
    /// Its indicators.
    pub rows: Vec<Row>,
    /// The objectives of the service's plan.
    pub plan: Vec<Planned>,
}

/// An objective of the service's plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Which.
    pub objective: ObjectiveId,
    /// What it is called.
    pub title: String,
    /// Its delivery in whole per cent; none where nothing was recorded.
    pub delivery: Option<u8>,
}

/// The whole, the perspectives, then what counts under none where there is any.
pub(super) fn lines(
    sight: &Sight<'_>,
    card: &Scorecard,
    now: &ServiceScorecard,
    before: &Before,
) -> Vec<Line> {
    let mut lines = vec![Line {
        since: since(now.overall, before.card.overall, before),
        ..whole(now)
    }];
    for (part, then) in now.perspectives.iter().zip(&before.card.perspectives) {
        let of = part
            .perspective
            .and_then(|id| Some((id, sight.get::<Perspective>(id)?)));
        if let Some((id, perspective)) = of {
            lines.push(Line {
                weight: display::plain(part.weight.normalize()),
                since: since(part.standing, then.standing, before),
                ..of_part(
                    sight,
                    card,
                    part,
                    ServicePlace::Perspective(id),
                    perspective.name.clone(),
                )
            });
        }
    }
    if !now.beside.measures.is_empty() {
        let name = "Under no perspective".to_owned();
        lines.push(Line {
            weight: "0".to_owned(),
            since: since(now.beside.standing, before.card.beside.standing, before),
            ..of_part(sight, card, &now.beside, ServicePlace::Beside, name)
        });
    }
    lines
}

/// The service as a whole, without a comparison.
pub(super) fn whole(card: &ServiceScorecard) -> Line {
    standing(
        ServicePlace::Whole,
        "The whole service".to_owned(),
        card.overall,
    )
}

fn of_part(
    sight: &Sight<'_>,
    card: &Scorecard,
    part: &ServicePart,
    place: ServicePlace,
    name: String,
) -> Line {
    let planned = |id: &ObjectiveId| {
        Some(Planned {
            objective: *id,
            title: sight.get::<Objective>(*id)?.title.clone(),
            delivery: card.objective(*id).delivery.and_then(whole_percent),
        })
    };
    Line {
        rows: part
            .measures
            .iter()
            .filter_map(|(id, _)| reading::row(sight, card, *id))
            .collect(),
        plan: part.plan.iter().filter_map(planned).collect(),
        ..standing(place, name, part.standing)
    }
}

fn standing(place: ServicePlace, name: String, standing: Standing) -> Line {
    let roll = standing.attainment;
    let score = roll.and_then(|roll| roll.score);
    Line {
        place,
        name,
        weight: String::new(),
        score: score.map(display::score),
        exact: score,
        mark: roll.map(|roll| roll.rag.into()),
        counts: match (roll, place) {
            (Some(roll), _) => roll.counts.words(),
            (None, ServicePlace::Whole) => "The service has no indicator".to_owned(),
            (None, _) => "The service has no indicator here".to_owned(),
        },
        coverage: roll.map(|roll| coverage(&roll)).unwrap_or_default(),
        safety: roll
            .is_some_and(|roll| roll.safety_capped)
            .then(|| "A safety measure is off target".to_owned()),
        since: String::new(),
        delivery: standing.delivery.and_then(whole_percent),
        delivery_coverage: standing.delivery.map(delivery_coverage).unwrap_or_default(),
        rows: Vec::new(),
        plan: Vec::new(),
    }
}

/// How the shown score moved since the period before, with what is known now of both.
fn since(now: Standing, then: Standing, before: &Before) -> String {
    let shown = |standing: Standing| {
        let score = standing.attainment?.score?;
        Some(display::half_away(score, 0))
    };
    let (words, at) = (&before.words, if before.day { "on" } else { "in" });
    match (shown(now), shown(then)) {
        (None, _) => String::new(),
        (Some(_), None) => format!("No score {at} {words} to compare with"),
        (Some(now), Some(then)) if now == then => format!("The same as {at} {words}"),
        (Some(now), Some(then)) => {
            let way = if now > then { "Up" } else { "Down" };
            let by = display::plain((now - then).abs().normalize());
            let from = if before.day { "since" } else { "from" };
            format!("{way} {by} {from} {words}")
        }
    }
}
