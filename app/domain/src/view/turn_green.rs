//! "What would turn this green", for a place on a scorecard: the indicators that have to be on target, what each needs, and what the
//! place would stand at then (rules.md 4.5 and 4.7).

use crate::{
    calendar::Date,
    display,
    indicator::{Indicator, IndicatorId},
    record::Stored,
    rollup::RollRag,
    scorecard::{Contribution, Scorecard, TurnGreen, Turned},
    service_scorecard::ServiceScorecards,
    sight::Sight,
    unit::UnitId,
    view::{
        explanation::{Place, what_counts},
        indicator::outlook,
        reading,
        service_scorecard::ServicePlace,
    },
};

/// What would turn a place green.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// `With these 3 on target, Homes and services is on target too, at 91 of 100.`
    pub words: String,
    /// The indicators, those first that bring most.
    pub rows: Vec<Turn>,
}

/// One indicator that has to be on target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub indicator: IndicatorId,
    /// Its code and name.
    pub name: String,
    /// Its latest figure and the target: `63.6%, target 65%`.
    pub now: String,
    /// What it needs: `At least 71.3% in October 2026 would be on target.`
    pub needed: String,
    /// What the place stands at with it and those before it on target: `82 of 100, close to target`.
    pub then: String,
}

/// What would turn a place of the Company's scorecard green; none where it is, or where nothing in it is measured.
pub fn of_place(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Option<Turning> {
    turning(
        sight,
        card,
        &place.name(sight)?,
        &what_counts(sight, card, place),
    )
}

/// The same for a perspective of a service's scorecard; the whole service has no parts of its own.
pub fn of_service(
    sight: &Sight<'_>,
    card: &Scorecard,
    service: UnitId,
    place: ServicePlace,
) -> Option<Turning> {
    let ServicePlace::Perspective(id) = place else {
        return None;
    };
    let found = ServiceScorecards::of(sight.company(), card).service(service);
    let part = found
        .perspectives
        .iter()
        .find(|part| part.perspective == Some(id))?;
    turning(sight, card, &sight.get(id)?.name, &part.contributions())
}

fn turning(
    sight: &Sight<'_>,
    card: &Scorecard,
    name: &str,
    parts: &[Contribution],
) -> Option<Turning> {
    let found = card.turn_green(sight.company(), parts)?;
    Some(Turning {
        words: words(&found, name),
        rows: found
            .turned
            .iter()
            .filter_map(|turned| turn(sight, card, turned))
            .collect(),
    })
}

fn words(found: &TurnGreen, name: &str) -> String {
    let these = match found.turned.len() {
        0 => {
            return format!(
                "No figure of {name} is off target: what is missing is figures for the others."
            );
        }
        1 => "With this one on target".to_owned(),
        many => format!("With these {many} on target"),
    };
    let last = found.turned.last().and_then(|turned| turned.score);
    match last.map(display::score) {
        Some(score) if found.green => {
            format!("{these}, {name} is on target too, at {score} of 100.")
        }
        _ => format!(
            "{these}, still too little of {name} is known: figures have to come for the others first."
        ),
    }
}

fn turn(sight: &Sight<'_>, card: &Scorecard, turned: &Turned) -> Option<Turn> {
    let indicator = sight.get::<Indicator>(turned.indicator)?;
    let row = reading::row(sight, card, turned.indicator)?;
    Some(Turn {
        indicator: turned.indicator,
        name: format!("{} {}", row.code, row.name),
        now: format!(
            "{}, target {}",
            row.value,
            reading::lower_first(&row.target)
        ),
        needed: needed(sight, indicator, card.day()),
        then: match turned.score {
            Some(score) => format!(
                "{} of 100, {}",
                display::score(score),
                reading::lower_first(turned.rag.words())
            ),
            None => RollRag::NotEnoughData.words().to_owned(),
        },
    })
}

/// What its next period has to bring, where that can be said; otherwise that the next figure has to reach its target.
fn needed(sight: &Sight<'_>, indicator: &Stored<Indicator>, today: Date) -> String {
    outlook(sight, indicator, today)
        .and_then(|outlook| outlook.facts.into_iter().next())
        .map_or_else(
            || "The next figure has to reach its target.".to_owned(),
            |fact| fact.is,
        )
}
