//! How a place came to its delivery progress: the parts below by weight, down to the check-ins (rules.md 4.7). Never
//! blended with the score.

use rust_decimal::Decimal;

use super::{
    Entry, Place, Step, Working,
    attainment::{shown, weight_words},
    day, what_counts,
};
use crate::{
    cascade::Parent,
    check_in::CheckIn,
    delivery::Delivery,
    display,
    id::Id,
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState},
    people_progress::PeopleProgress,
    person::Person,
    record::Stored,
    scorecard::{Contribution, Scorecard},
    sight::Sight,
};

/// Check-ins told one by one; older ones stand on the objective's own page.
const CHECK_INS_TOLD: usize = 6;

/// How a place came to its delivery progress.
pub fn delivery(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Working {
    let caption = place
        .name(sight)
        .map(|name| format!("How the delivery progress of {name} is worked out"))
        .unwrap_or_default();
    let parts = parts_with_progress(sight, card, place);
    let mut steps: Vec<Step> = parts
        .iter()
        .filter_map(|part| part_step(sight, part))
        .collect();
    let recorded = parts.iter().any(|part| part.percent.is_some());
    match (place.standing(card).delivery, place) {
        (Some(delivery), _) if recorded => steps.extend(mean(&parts, delivery)),
        (_, Place::Objective(objective)) => steps.extend(own_check_ins(sight, objective)),
        _ => steps.push(nothing_recorded()),
    }
    Working { caption, steps }
}

/// One part of a place's delivery progress.
pub(in crate::view) struct Part {
    what: What,
    weight: Decimal,
    percent: Option<Decimal>,
}

enum What {
    Place(Place),
    /// People's own objectives linked straight to it, from five people on.
    People,
}

impl Part {
    /// A place's progress, as somebody else than the whole scorecard counts it.
    pub(in crate::view) const fn place(
        place: Place,
        weight: Decimal,
        percent: Option<Decimal>,
    ) -> Self {
        Self {
            what: What::Place(place),
            weight,
            percent,
        }
    }
}

/// How a mean of parts came about; that nothing is recorded where nothing is.
pub(in crate::view) fn mean_of(
    sight: &Sight<'_>,
    caption: String,
    parts: &[Part],
    delivery: Option<Delivery>,
) -> Working {
    let mut steps: Vec<Step> = parts
        .iter()
        .filter_map(|part| part_step(sight, part))
        .collect();
    match delivery {
        Some(delivery) => steps.extend(mean(parts, delivery)),
        None => steps.push(nothing_recorded()),
    }
    Working { caption, steps }
}

fn nothing_recorded() -> Step {
    Step::new(
        "Nothing below it has progress recorded. No progress is not 0%.",
        "",
        "No progress recorded",
    )
}

/// What a place's delivery progress is the mean of.
fn parts_with_progress(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Vec<Part> {
    let below = what_counts(sight, card, place);
    let mut parts: Vec<Part> = below
        .iter()
        .filter_map(|part| {
            let weight = match part {
                Contribution::Indicator(..) => return None,
                Contribution::Objective(_, weight)
                | Contribution::Priority(_, weight)
                | Contribution::Perspective(_, weight) => *weight,
            };
            let place = Place::of(part)?;
            Some(Part {
                what: What::Place(place),
                weight,
                percent: place
                    .standing(card)
                    .delivery
                    .map(|delivery| delivery.percent),
            })
        })
        .collect();
    if let Some(direct) = serving(sight, place).and_then(|progress| progress.direct) {
        parts.push(Part {
            what: What::People,
            weight: direct.weight,
            percent: Some(Decimal::from(direct.percent)),
        });
    }
    parts
}

/// What is told of the people whose own objectives lead to a place; none below five people.
pub(in crate::view) fn serving<'a>(
    sight: &Sight<'a>,
    place: Place,
) -> Option<&'a Stored<PeopleProgress>> {
    let parent = match place {
        Place::Company | Place::Perspective(_) => return None,
        Place::Priority(id) => Parent::Priority(id),
        Place::Objective(id) => Parent::Objective(id),
    };
    sight.get(Id::new(parent.uuid()))
}

fn part_step(sight: &Sight<'_>, part: &Part) -> Option<Step> {
    let value = part.percent.map_or_else(
        || "No progress recorded".to_owned(),
        |percent| format!("{}%", shown(percent)),
    );
    let weight = weight_words(part.weight);
    match part.what {
        What::People => Some(Step::new(
            format!(
                "People's own objectives linked straight to it, told from five people on: their mean, {weight} together."
            ),
            "",
            value,
        )),
        What::Place(place) => {
            let step = Step::new(format!("{}; {weight}.", place.name(sight)?), "", value);
            Some(match place {
                Place::Objective(id) => step.resting_on(Entry::Objective(id)),
                Place::Priority(id) => step.resting_on(Entry::Priority(id)),
                Place::Company | Place::Perspective(_) => step,
            })
        }
    }
}

/// The mean by weight and its coverage, with the sums that give them.
fn mean(parts: &[Part], delivery: Delivery) -> [Step; 2] {
    let known = || {
        parts
            .iter()
            .filter_map(|part| Some((part.percent?, part.weight)))
    };
    let products: Vec<String> = known()
        .map(|(percent, weight)| format!("{} × {}", number(percent), number(weight)))
        .collect();
    let with = sum(known().map(|(_, weight)| weight));
    let all = sum(parts.iter().map(|part| part.weight));
    [
        Step::new(
            "Each progress times its weight, divided by the weights of those that have any (rules 4.7).",
            format!("({}) ÷ {with}", products.join(" + ")),
            shown(delivery.percent),
        ),
        Step::new(
            "The share of the weights that has progress recorded (rules 4.7).",
            format!("{with} ÷ {all}"),
            shown(delivery.coverage),
        ),
    ]
}

fn number(number: Decimal) -> String {
    display::plain(number.normalize())
}

fn sum(weights: impl Iterator<Item = Decimal>) -> String {
    let terms: Vec<String> = weights.map(number).collect();
    format!("({})", terms.join(" + "))
}

/// An objective with nothing below it that has progress: its own last check-in counts, the ones before it are told.
fn own_check_ins(sight: &Sight<'_>, objective: ObjectiveId) -> Vec<Step> {
    let drafted = sight
        .get::<Objective>(objective)
        .is_some_and(|objective| objective.state == ObjectiveState::Drafted);
    if drafted {
        return vec![Step::new(
            "This objective is drafted. Progress is recorded once it is agreed.",
            "",
            "No progress recorded",
        )];
    }
    let newest_first: Vec<_> = sight
        .pointing::<CheckIn>(Edge::CheckInOn, objective.uuid())
        .rev()
        .take(CHECK_INS_TOLD)
        .collect();
    if newest_first.is_empty() {
        return vec![Step::new(
            "Nobody has recorded progress on it yet. No progress is not 0%.",
            "",
            "No progress recorded",
        )];
    }
    newest_first
        .into_iter()
        .enumerate()
        .map(|(place, check_in)| check_in_step(sight, check_in, place == 0))
        .collect()
}

fn check_in_step(sight: &Sight<'_>, check_in: &Stored<CheckIn>, counts: bool) -> Step {
    let mut says = if counts {
        "The last check-in, which counts".to_owned()
    } else {
        "An earlier check-in".to_owned()
    };
    if let Some(by) = check_in.by.and_then(|by| sight.get::<Person>(by)) {
        says.push_str(&format!(", by {}", by.name));
    }
    says.push_str(&format!(", on {}", display::date(day(check_in.stamp.at))));
    if !check_in.note.is_empty() {
        says.push_str(&format!(": “{}”", check_in.note));
    }
    Step::new(says, "", format!("{}%", check_in.progress))
}
