//! One place on the scorecard, in words.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    delivery::Delivery,
    display, explain,
    objective::{Objective, ObjectiveId},
    perspective::{Perspective, PerspectiveId},
    priority::{CorporatePriority, PriorityId},
    quantity::Exact,
    rollup::{Roll, RollRag},
    scorecard::{Contribution, Scorecard},
    sight::Sight,
    unit::Unit,
    view::{
        called,
        explanation::{Place, serving, what_counts},
        mark::Mark,
    },
};

/// A place on the scorecard: what it is, and its two numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Which place.
    pub place: Place,
    /// What kind of place: `Perspective`, `Corporate priority`, `Team objective`.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What it asks or wants, in a sentence; empty where nobody wrote one.
    pub words: String,
    /// Whose it is: the unit and the owner of an objective; empty for the others.
    pub whose: String,
    /// Its share among its siblings: `40 of 100`; empty for objectives, whose weight is each link's own.
    pub weight: String,
    /// The measured score as it is shown: `74`; none where too little is known.
    pub score: Option<String>,
    /// How the score stands; none where nothing below is measured.
    pub mark: Option<Mark>,
    /// How much the score rests on: `Based on 75% of measures; with the rest it could be from 55 to 80`; empty where all is known.
    pub coverage: String,
    /// `38 of 46 (83%) on target, 2 close, 6 off`; empty where nothing is measured.
    pub counts: String,
    /// That a safety measure below is off target, which caps the colour.
    pub safety: Option<String>,
    /// Delivery progress in whole per cent; none where nothing was recorded.
    pub delivery: Option<u8>,
    /// How much the delivery progress rests on; empty where all is known.
    pub delivery_coverage: String,
    /// `7 people's own objectives serve it`; empty where that is not told.
    pub people: String,
    /// What below it is furthest from target; none where all of it is on target or unknown.
    pub worst: Option<String>,
    /// What opens under it: `2 objectives, 7 indicators`; empty where there is nothing.
    pub below: String,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
}

/// One place in words; none where the reader may not see it.
pub fn head(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Option<Head> {
    match place {
        Place::Company => Some(company(sight, card)),
        Place::Perspective(id) => perspective(sight, card, id),
        Place::Priority(id) => priority(sight, card, id),
        Place::Objective(id) => objective(sight, card, id),
    }
}

/// The Company as a whole.
pub(super) fn company(sight: &Sight<'_>, card: &Scorecard) -> Head {
    Head {
        kind: "Company".to_owned(),
        name: "The whole scorecard".to_owned(),
        ..standing(sight, card, Place::Company)
    }
}

fn perspective(sight: &Sight<'_>, card: &Scorecard, id: PerspectiveId) -> Option<Head> {
    let perspective = sight.get::<Perspective>(id)?;
    let siblings = card.towards_company(sight.company());
    Some(Head {
        kind: "Perspective".to_owned(),
        name: perspective.name.clone(),
        words: perspective.question.clone(),
        weight: share(
            &siblings,
            |part| matches!(part, Contribution::Perspective(of, _) if *of == id),
        ),
        ..standing(sight, card, Place::Perspective(id))
    })
}

fn priority(sight: &Sight<'_>, card: &Scorecard, id: PriorityId) -> Option<Head> {
    let priority = sight.get::<CorporatePriority>(id)?;
    let siblings = card.towards_perspective(sight.company(), priority.perspective);
    Some(Head {
        kind: "Corporate priority".to_owned(),
        name: priority.title.clone(),
        words: priority.outcome.clone(),
        weight: share(
            &siblings,
            |part| matches!(part, Contribution::Priority(of, _) if *of == id),
        ),
        illustrative: priority.illustrative,
        ..standing(sight, card, Place::Priority(id))
    })
}

fn objective(sight: &Sight<'_>, card: &Scorecard, id: ObjectiveId) -> Option<Head> {
    let objective = sight.get::<Objective>(id)?;
    Some(Head {
        kind: objective.level.words().to_owned(),
        name: objective.title.clone(),
        words: objective.success_measure.clone(),
        whose: whose(sight, objective),
        illustrative: objective.illustrative,
        ..standing(sight, card, Place::Objective(id))
    })
}

/// The unit and the owner of an objective, as far as the reader may see them.
pub(in crate::view) fn whose(sight: &Sight<'_>, objective: &Objective) -> String {
    let unit = objective.unit.and_then(|unit| sight.get::<Unit>(unit));
    let owner = sight.get(objective.owner);
    let names = [
        unit.map(|unit| unit.name.clone()),
        owner.map(|owner| owner.name.clone()),
    ];
    names.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The two numbers of a place, without its name.
fn standing(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Head {
    let standing = place.standing(card);
    let roll = standing.attainment;
    let parts = what_counts(sight, card, place);
    Head {
        place,
        kind: String::new(),
        name: String::new(),
        words: String::new(),
        whose: String::new(),
        weight: String::new(),
        score: roll.and_then(|roll| roll.score).map(display::score),
        mark: roll.map(|roll| roll.rag.into()),
        coverage: roll.map(|roll| coverage(&roll)).unwrap_or_default(),
        counts: roll.map(|roll| roll.counts.words()).unwrap_or_default(),
        safety: roll
            .is_some_and(|roll| roll.safety_capped)
            .then(|| "A safety measure is off target".to_owned()),
        delivery: standing.delivery.and_then(whole_percent),
        delivery_coverage: standing.delivery.map(delivery_coverage).unwrap_or_default(),
        people: serving(sight, place)
            .map(|progress| format!("{} people’s own objectives serve it", progress.people))
            .unwrap_or_default(),
        worst: worst(sight, card, &parts),
        below: below_words(&parts),
        illustrative: false,
    }
}

/// How much the score rests on, and what it could be once the rest is known (rules.md 4.7); empty where all is known.
pub(in crate::view) fn coverage(roll: &Roll) -> String {
    if roll.coverage >= Decimal::ONE || roll.rag == RollRag::NothingToScore {
        return String::new();
    }
    format!(
        "{}; with the rest it could be from {} to {}",
        called::sentence(&display::coverage(roll.coverage)),
        display::score(roll.lowest),
        display::score(roll.highest)
    )
}

/// `40 of 100`.
fn share(siblings: &[Contribution], own: impl Fn(&Contribution) -> bool) -> String {
    let all: Decimal = siblings.iter().map(Contribution::weight).sum();
    let number = |number: Decimal| explain::value(&Exact::from(number));
    siblings
        .iter()
        .find(|part| own(part))
        .map(|part| format!("{} of {}", number(part.weight()), number(all)))
        .unwrap_or_default()
}

/// What is furthest from target first.
pub(in crate::view) const fn severity(mark: Mark) -> u8 {
    match mark {
        Mark::OffTarget => 0,
        Mark::CloseToTarget => 1,
        Mark::OnTarget => 2,
        Mark::NotEnoughData | Mark::NoData | Mark::NoTarget => 3,
    }
}

fn worst(sight: &Sight<'_>, card: &Scorecard, parts: &[Contribution]) -> Option<String> {
    let standing = |part: &Contribution| -> Option<(Mark, Decimal)> {
        match part {
            Contribution::Indicator(id, _) => {
                let attainment = card.reading(*id)?.attainment;
                Some((attainment.rag.into(), attainment.score?))
            }
            other => {
                let roll = Place::of(other)?.standing(card).attainment?;
                Some((roll.rag.into(), roll.score?))
            }
        }
    };
    let (part, _, _) = parts
        .iter()
        .filter_map(|part| standing(part).map(|(mark, score)| (part, mark, score)))
        .filter(|(_, mark, _)| matches!(mark, Mark::OffTarget | Mark::CloseToTarget))
        .min_by_key(|(_, mark, score)| (severity(*mark), *score))?;
    match part {
        Contribution::Indicator(id, _) => sight
            .get(*id)
            .map(|indicator| format!("{} {}", indicator.code, indicator.name)),
        other => Place::of(other)?.name(sight),
    }
}

fn below_words(parts: &[Contribution]) -> String {
    let (mut priorities, mut objectives, mut indicators) = (0_usize, 0_usize, 0_usize);
    for part in parts {
        match part {
            Contribution::Indicator(..) => indicators += 1,
            Contribution::Objective(..) => objectives += 1,
            Contribution::Priority(..) | Contribution::Perspective(..) => priorities += 1,
        }
    }
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        many_of => Some(format!("{many_of} {many}")),
    };
    [
        counted(priorities, "priority", "priorities"),
        counted(objectives, "objective", "objectives"),
        counted(indicators, "indicator", "indicators"),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// Delivery progress as it is shown: 99.6% is not done, and 0.4% is begun.
pub(in crate::view) fn whole_percent(delivery: Delivery) -> Option<u8> {
    let rounded = display::half_away(delivery.percent, 0).to_u8()?;
    Some(match rounded {
        100.. if delivery.percent < Decimal::ONE_HUNDRED => 99,
        0 if delivery.percent > Decimal::ZERO => 1,
        rounded => rounded,
    })
}

pub(in crate::view) fn delivery_coverage(delivery: Delivery) -> String {
    if delivery.coverage >= Decimal::ONE {
        return String::new();
    }
    called::sentence(&display::coverage(delivery.coverage).replace("measures", "objectives"))
}
