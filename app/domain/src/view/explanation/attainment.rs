//! How a place came to its score: what counts towards it, each with its weight, then the sum (rules.md 4.7).

use rust_decimal::Decimal;

use super::{Entry, Place, Step, Working};
use crate::{
    cascade::Parent,
    display,
    explain::{self, explain_tree},
    indicator::{Indicator, IndicatorId},
    quantity::Exact,
    rollup::{Child, MINIMUM_COVERAGE, Roll},
    scorecard::{Contribution, Scorecard},
    sight::Sight,
    view::{
        mark::Mark,
        reading::{lower_first, missing, value_text},
    },
};

/// Everything that counts towards a place, as the scorecard puts it together.
pub(in crate::view) fn what_counts(
    sight: &Sight<'_>,
    card: &Scorecard,
    place: Place,
) -> Vec<Contribution> {
    let company = sight.company();
    match place {
        Place::Company => card.towards_company(company),
        Place::Perspective(id) => card.towards_perspective(company, id),
        Place::Priority(id) => {
            Scorecard::towards(company, Parent::Priority(id), card.day()).collect()
        }
        Place::Objective(id) => Scorecard::towards_objective(company, id, card.day()),
    }
}

/// How a place came to its score.
pub fn attainment(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Working {
    let caption = place
        .name(sight)
        .map(|name| format!("How the score of {name} is worked out"))
        .unwrap_or_default();
    let parts = what_counts(sight, card, place);
    put_together(sight, card, caption, parts)
}

/// How a score came about from what counts towards it.
pub(in crate::view) fn put_together(
    sight: &Sight<'_>,
    card: &Scorecard,
    caption: String,
    parts: Vec<Contribution>,
) -> Working {
    let mut steps: Vec<Step> = parts
        .iter()
        .filter_map(|part| child_step(sight, card, part))
        .collect();
    steps.extend(without_measures(card, &parts));
    let rolls: Vec<(Contribution, Option<Roll>)> = parts
        .into_iter()
        .map(|part| {
            let roll = Place::of(&part).and_then(|place| place.standing(card).attainment);
            (part, roll)
        })
        .collect();
    let children: Vec<Child<'_>> = rolls
        .iter()
        .filter_map(|(part, roll)| child(card, part, roll.as_ref()))
        .collect();
    match explain_tree(&children, MINIMUM_COVERAGE) {
        Ok(sum) => steps.extend(sum.into_iter().map(Step::from)),
        Err(why) => steps.push(Step::new(why.to_string(), "", "No score")),
    }
    Working { caption, steps }
}

fn child<'a>(card: &Scorecard, part: &Contribution, roll: Option<&'a Roll>) -> Option<Child<'a>> {
    match part {
        Contribution::Indicator(id, weight) => card
            .reading(*id)
            .map(|reading| Child::measure(&reading.attainment, *weight, reading.safety_critical)),
        Contribution::Objective(_, weight)
        | Contribution::Priority(_, weight)
        | Contribution::Perspective(_, weight) => roll.map(|roll| Child::Branch {
            roll,
            weight: *weight,
        }),
    }
}

/// One line for each thing that counts: its name, its weight, its own score.
fn child_step(sight: &Sight<'_>, card: &Scorecard, part: &Contribution) -> Option<Step> {
    match part {
        Contribution::Indicator(id, weight) => indicator_step(sight, card, *id, *weight),
        Contribution::Objective(id, weight) => branch_step(
            sight,
            card,
            Place::Objective(*id),
            *weight,
            Some(Entry::Objective(*id)),
        ),
        Contribution::Priority(id, weight) => branch_step(
            sight,
            card,
            Place::Priority(*id),
            *weight,
            Some(Entry::Priority(*id)),
        ),
        Contribution::Perspective(id, weight) => {
            branch_step(sight, card, Place::Perspective(*id), *weight, None)
        }
    }
}

fn indicator_step(
    sight: &Sight<'_>,
    card: &Scorecard,
    id: IndicatorId,
    weight: Decimal,
) -> Option<Step> {
    let indicator = sight.get::<Indicator>(id)?;
    let reading = card.reading(id)?;
    let figure = match (&reading.against.value, reading.period) {
        (Some(value), Some(period)) => format!(
            "{} in {}{}",
            value_text(indicator, Some(value), reading.against.target_value),
            if reading.against.to_date.is_some() {
                "the year up to "
            } else {
                ""
            },
            period.words()
        ),
        (None, Some(period)) => format!("no cases in {}", period.words()),
        (_, None) => match reading.over {
            Some(period) => lower_first(&missing(indicator, reading, period)),
            None => "no figure yet".to_owned(),
        },
    };
    let says = format!(
        "{} {}: {figure}; {}.",
        indicator.code,
        indicator.name,
        weight_words(weight)
    );
    let value = reading.attainment.score.map_or_else(
        || Mark::from(reading.attainment.rag).words().to_owned(),
        shown,
    );
    Some(Step::new(says, "", value).resting_on(Entry::Indicator(id)))
}

fn branch_step(
    sight: &Sight<'_>,
    card: &Scorecard,
    place: Place,
    weight: Decimal,
    entry: Option<Entry>,
) -> Option<Step> {
    let roll = place.standing(card).attainment?;
    let step = roll_step(&place.name(sight)?, &roll, weight);
    Some(match entry {
        Some(entry) => step.resting_on(entry),
        None => step,
    })
}

/// A part that was itself put together: its name, its weight, how much it rests on, its score.
pub(in crate::view) fn roll_step(name: &str, roll: &Roll, weight: Decimal) -> Step {
    let mut says = format!("{name}; {}", weight_words(weight));
    if roll.score.is_some() && roll.coverage < Decimal::ONE {
        says.push_str(&format!("; {}", display::coverage(roll.coverage)));
    }
    says.push('.');
    let value = roll
        .score
        .map_or_else(|| roll.rag.words().to_owned(), shown);
    Step::new(says, "", value)
}

/// What cannot have a score is said, so that nobody looks for it in the sum.
fn without_measures(card: &Scorecard, parts: &[Contribution]) -> Option<Step> {
    let count = parts
        .iter()
        .filter_map(Place::of)
        .filter(|place| place.standing(card).attainment.is_none())
        .count();
    let (what, verb) = match count {
        0 => return None,
        1 => ("part here has no measure below it", "counts"),
        _ => ("parts here have no measure below them", "count"),
    };
    Some(Step::new(
        format!("{count} {what}, and {verb} neither for nor against the score."),
        "",
        "No measure",
    ))
}

pub(super) fn weight_words(weight: Decimal) -> String {
    let number = explain::value(&Exact::from(weight));
    if weight.is_zero() {
        format!("weight {number}, so shown and not counted")
    } else {
        format!("weight {number}")
    }
}

pub(super) fn shown(number: Decimal) -> String {
    explain::value(&Exact::from(number))
}
