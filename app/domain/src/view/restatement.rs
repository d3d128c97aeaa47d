//! What was reported on a day, beside the same day as it is restated now: which scores and colours read otherwise, and why
//! (architecture "two clocks"; peers.md 5.7, vector 16).

mod indicator;
mod place;

use crate::{
    calendar::{Date, Grain, Period},
    display,
    indicator::IndicatorId,
    perspective::Perspective,
    restatement::by_todays_rules,
    scorecard::{Scorecard, Standing},
    sight::Sight,
    unit::UnitId,
    view::{explanation::Place, mark::Mark},
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `2 scores and 5 indicators of 30 September 2026 read otherwise now`.
    pub heading: String,
    /// Where the whole stood, and where it stands restated.
    pub lead: String,
    /// The whole and the perspectives in the Board's order.
    pub places: Vec<Line>,
    /// Every service, by name.
    pub services: Vec<Line>,
    /// The indicators that read otherwise, by code.
    pub indicators: Vec<Line>,
    /// How many read as they were reported.
    pub same: String,
    /// What stands on either side.
    pub source: String,
}

/// What a line is about, for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The whole or a perspective.
    Scorecard,
    /// A service.
    Service(UnitId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// One thing as it was reported and as it is restated.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is about.
    pub about: About,
    /// What that is called.
    pub name: String,
    /// As it was reported.
    pub then: Told,
    /// As it is restated.
    pub now: Told,
    /// Why the two differ, a sentence each; empty where they do not.
    pub why: Vec<String>,
}

impl Line {
    /// Whether both sides read the same.
    pub fn is_same(&self) -> bool {
        self.then == self.now
    }
}

/// One side: the words, and how it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// `74 of 100`; `63.6% in 2024/25, target at least 65%`.
    pub words: String,
    /// How it stands; none where nothing was measured or it was not there.
    pub mark: Option<Mark>,
}

/// The sight of a side with its scorecard of the day.
type Side<'a, 'b> = (&'a Sight<'b>, &'a Scorecard);

/// A day that can be asked about: `30 September 2026`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Which.
    pub day: Date,
    /// As people read it.
    pub words: String,
}

/// The ends of the last month and of the last four quarters that have ended, latest first.
pub fn offered(today: Date) -> Vec<Offered> {
    let month = last_reported(None, today);
    let quarter = Period::containing(today, Grain::Quarter).previous();
    let quarters = std::iter::successors(Some(quarter), |quarter| Some(quarter.previous()));
    let mut days = vec![month];
    days.extend(
        quarters
            .take(4)
            .map(Period::end)
            .filter(|day| *day != month),
    );
    days.into_iter()
        .map(|day| Offered {
            day,
            words: display::date(day),
        })
        .collect()
}

/// The day that is asked about first: the end of a period that is over, else of the last month.
pub fn last_reported(period: Option<Period>, today: Date) -> Date {
    period
        .map(Period::end)
        .filter(|end| *end < today)
        .unwrap_or_else(|| Period::containing(today, Grain::Month).previous().end())
}

/// The day `day` as it was reported, from the Company as it stood at its end, beside what is known `today`.
pub fn page(then: &Sight<'_>, now: &Sight<'_>, day: Date, today: Date) -> Page {
    let restated = by_todays_rules(now.company(), today);
    let restated = now.over(&restated);
    let (card_then, card_now) = (
        Scorecard::on(then.company(), day),
        Scorecard::on(restated.company(), day),
    );
    let (then, now) = ((then, &card_then), (&restated, &card_now));
    let indicators = indicator::lines(then, now);
    let reads_otherwise: Vec<IndicatorId> = indicators
        .iter()
        .filter_map(|line| match line.about {
            About::Indicator(id) => Some(id),
            _ => None,
        })
        .collect();
    let places = place::places(then, now, &reads_otherwise);
    let services = place::services(then, now, &reads_otherwise);
    Page {
        heading: heading(day, places.iter().chain(&services), indicators.len()),
        lead: lead(&places),
        same: same(now, indicators.len()),
        source: format!(
            "As reported: what was approved by the end of {}, by the weights, targets and definitions of that day. Restated: the same day with the figures that are known on {}, by the weights, targets and definitions of today. What was reported stays as it was.",
            display::date(day),
            now.0.as_at(today)
        ),
        places,
        services,
        indicators,
    }
}

fn heading<'a>(day: Date, scored: impl Iterator<Item = &'a Line>, indicators: usize) -> String {
    let day = display::date(day);
    let scores = scored.filter(|line| !line.is_same()).count();
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        many_of => Some(format!("{many_of} {many}")),
    };
    let parts: Vec<String> = [
        counted(scores, "score", "scores"),
        counted(indicators, "indicator", "indicators"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match scores + indicators {
        0 => format!("Everything reported on {day} still reads the same"),
        1 => format!("{} of {day} reads otherwise now", parts.join(" and ")),
        _ => format!("{} of {day} read otherwise now", parts.join(" and ")),
    }
}

fn lead(places: &[Line]) -> String {
    let Some(whole) = places.first() else {
        return String::new();
    };
    let stands = |told: &Told| match told.mark {
        Some(mark) => format!("{} ({})", told.words, mark.words().to_lowercase()),
        None => told.words.clone(),
    };
    if whole.is_same() {
        return format!(
            "The whole scorecard was reported with {}, and comes to the same with what is known now.",
            stands(&whole.then)
        );
    }
    format!(
        "The whole scorecard was reported with {}. With what is known now, and by today’s rules, that day comes to {}.",
        stands(&whole.then),
        stands(&whole.now)
    )
}

fn same(now: Side<'_, '_>, otherwise: usize) -> String {
    let all = now.1.readings().count();
    match all.saturating_sub(otherwise) {
        0 => String::new(),
        1 => "1 indicator reads as it was reported.".to_owned(),
        same => format!("{same} indicators read as they were reported."),
    }
}

/// `74 of 100`, with how it stands.
fn score(standing: Standing) -> Told {
    let roll = standing.attainment;
    Told {
        words: match roll.and_then(|roll| roll.score) {
            Some(score) => format!("{} of 100", display::score(score)),
            None => "no score".to_owned(),
        },
        mark: roll.map(|roll| roll.rag.into()),
    }
}

/// How the whole and each perspective stand on a card, by name, in the Board's order, and whether a safety measure caps it.
pub(crate) fn standings(sight: &Sight<'_>, card: &Scorecard) -> Vec<(String, Told, bool)> {
    let told = |name: &str, standing: Standing| {
        let is_capped = standing.attainment.is_some_and(|roll| roll.safety_capped);
        (name.to_owned(), score(standing), is_capped)
    };
    let mut found = vec![told(place::WHOLE, card.overall())];
    let seen = Perspective::in_order(sight.company()).into_iter();
    found.extend(
        seen.filter(|perspective| sight.sees(&perspective.scope))
            .map(|perspective| told(&perspective.name, card.perspective(perspective.id))),
    );
    found
}

/// How a place stood on a card.
fn of_place(side: Side<'_, '_>, place: Place) -> Told {
    score(place.standing(side.1))
}
