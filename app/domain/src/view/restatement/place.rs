//! Scores as they were reported and as they are restated: of the whole, the perspectives and the services.

use rust_decimal::Decimal;

use super::{About, Line, Side, of_place, score};
use crate::{
    display,
    indicator::IndicatorId,
    perspective::Perspective,
    record::Stored,
    scorecard::Contribution,
    service_scorecard::{ServiceScorecard, ServiceScorecards},
    sight::Sight,
    unit::{Unit, UnitKind},
    view::explanation::{Place, what_counts},
    weight::{Weight, Weighted},
};

/// What the whole is called beside its perspectives.
pub(super) const WHOLE: &str = "The whole scorecard";

/// The whole first, then the perspectives that are there now.
pub(super) fn places(
    then: Side<'_, '_>,
    now: Side<'_, '_>,
    otherwise: &[IndicatorId],
) -> Vec<Line> {
    let mut lines = vec![whole(then, now)];
    for perspective in Perspective::in_order(now.0.company()) {
        if now.0.sees(&perspective.scope) {
            lines.push(of_perspective(then, now, perspective, otherwise));
        }
    }
    let moved: Vec<String> = lines
        .iter()
        .skip(1)
        .filter(|line| !line.why.is_empty())
        .map(|line| line.name.clone())
        .collect();
    if let Some(whole) = lines.first_mut().filter(|whole| !whole.is_same()) {
        whole.why = match moved.is_empty() {
            true => vec!["Its perspectives add up otherwise.".to_owned()],
            false => vec![format!(
                "See {} below.",
                crate::view::called::list(&moved, "and")
            )],
        };
    }
    lines
}

fn whole(then: Side<'_, '_>, now: Side<'_, '_>) -> Line {
    Line {
        about: About::Scorecard,
        name: WHOLE.to_owned(),
        then: of_place(then, Place::Company),
        now: of_place(now, Place::Company),
        why: Vec::new(),
    }
}

fn of_perspective(
    then: Side<'_, '_>,
    now: Side<'_, '_>,
    perspective: &Stored<Perspective>,
    otherwise: &[IndicatorId],
) -> Line {
    let place = Place::Perspective(perspective.id);
    let mut line = Line {
        about: About::Scorecard,
        name: perspective.name.clone(),
        then: of_place(then, place),
        now: of_place(now, place),
        why: Vec::new(),
    };
    let was_there = then.0.get(perspective.id).is_some();
    if !was_there {
        line.then.words = "not on the scorecard yet".to_owned();
    } else {
        line.why.extend(weight_words(then, now, perspective));
    }
    if !line.is_same() {
        let below = measures(now, place);
        let restated = below.iter().filter(|id| otherwise.contains(id)).count();
        line.why.extend(restated_words(restated));
        if was_there && below != measures(then, place) {
            line.why
                .push("Other indicators count towards it.".to_owned());
        }
        if line.why.is_empty() {
            line.why
                .push("The weights of what counts towards it are others.".to_owned());
        }
    }
    line
}

fn weight_words(
    then: Side<'_, '_>,
    now: Side<'_, '_>,
    perspective: &Stored<Perspective>,
) -> Option<String> {
    let of = Weighted::Perspective(perspective.id);
    let weight = |side: Side<'_, '_>| Weight::on(side.0.company(), of, side.1.day());
    let (was, is) = (weight(then), weight(now));
    let plain = |weight: Decimal| display::plain(weight.normalize());
    (was != is).then(|| format!("It counted {}, and counts {} now.", plain(was), plain(is)))
}

fn restated_words(restated: usize) -> Option<String> {
    match restated {
        0 => None,
        1 => Some("1 of its indicators reads otherwise.".to_owned()),
        many => Some(format!("{many} of its indicators read otherwise.")),
    }
}

/// Every indicator below a place, each once, in order.
fn measures(side: Side<'_, '_>, place: Place) -> Vec<IndicatorId> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        if seen.contains(&place) {
            continue;
        }
        seen.push(place);
        for part in what_counts(side.0, side.1, place) {
            match part {
                Contribution::Indicator(id, _) => found.push(id),
                other => open.extend(Place::of(&other)),
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Every service that there is now, by name.
pub(super) fn services(
    then: Side<'_, '_>,
    now: Side<'_, '_>,
    otherwise: &[IndicatorId],
) -> Vec<Line> {
    let cards_then = ServiceScorecards::of(then.0.company(), then.1);
    let cards_now = ServiceScorecards::of(now.0.company(), now.1);
    by_name(now.0)
        .into_iter()
        .map(|service| {
            let (was, is) = (
                cards_then.service(service.id),
                cards_now.service(service.id),
            );
            let mut line = Line {
                about: About::Service(service.id),
                name: service.name.clone(),
                then: score(was.overall),
                now: score(is.overall),
                why: Vec::new(),
            };
            if !line.is_same() {
                line.why = service_why(&was, &is, otherwise);
            }
            line
        })
        .collect()
}

fn service_why(
    was: &ServiceScorecard,
    is: &ServiceScorecard,
    otherwise: &[IndicatorId],
) -> Vec<String> {
    let measures = |card: &ServiceScorecard| {
        let mut all: Vec<IndicatorId> = card
            .perspectives
            .iter()
            .chain([&card.beside])
            .flat_map(|part| part.measures.iter().map(|(id, _)| *id))
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let below = measures(is);
    let restated = below.iter().filter(|id| otherwise.contains(id)).count();
    let mut why: Vec<String> = restated_words(restated).into_iter().collect();
    if below != measures(was) {
        why.push("It answers for other indicators.".to_owned());
    }
    if why.is_empty() {
        why.push("What its indicators count is other.".to_owned());
    }
    why
}

fn by_name<'a>(sight: &Sight<'a>) -> Vec<&'a Stored<Unit>> {
    let mut services: Vec<_> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .collect();
    services.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    services
}
