//! "How are we doing?": the public home page, in the five lines that the Company's own page about performance ends with.
//!
//! Everything here is worked out from what anyone may see. What a figure is counted in, what it is held against and how it
//! is rounded are the rules of the scorecard (rules.md 4.1 and 4.2).

mod ambitions;
mod frame;
mod measures;
mod services;

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::{calendar::Date, rollup::CountLine, scoring::Travel, sight::Sight, view::mark::Mark};

use ambitions::ambitions;
pub use ambitions::{Ambition, Ambitions, Priority};
pub use frame::{Contact, Frame, frame};
pub(in crate::view) use measures::{Known, empty_card, from_words, known, source};
pub use measures::{Measure, Unpublished};
pub use services::{Service, ServicesPage, anchor, services};

/// How many measures are named as furthest from target and as going well.
const NAMED: usize = 3;

/// The public home page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on every public page.
    pub frame: Frame,
    /// The answer in one sentence: `29 of 53 measures with a target are on target, 18 close to it and 6 off it.`
    pub lead: String,
    /// Being clear what we want to do.
    pub clear: Ambitions,
    /// Knowing whether we are doing it – or not.
    pub knowing: Knowing,
    /// Taking quick and effective action if anything goes wrong.
    pub action: Action,
    /// Making sure we are doing what customers want.
    pub wanted: Wanted,
    /// Telling our residents and other stakeholders how we are performing.
    pub telling: Telling,
    /// Where the figures are from and as at when, for the foot of the page and of the paper.
    pub source: String,
}

/// Whether it is being done.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowing {
    /// How many measures stand where: `31 of 58 (53%) on target, 12 close, 15 off`.
    pub counts: String,
    /// The same for each service.
    pub services: Vec<ServiceLine>,
    /// Furthest from target, the furthest first; at most three.
    pub furthest: Vec<Measure>,
    /// On target and improving, what residents said matters first; at most three.
    pub going_well: Vec<Measure>,
}

/// How many of one service's measures stand where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// The service's name.
    pub name: String,
    /// Where it stands on the page of services.
    pub anchor: String,
    /// How many stand where.
    pub counts: CountLine,
    /// How many have no published figure.
    pub unpublished: usize,
}

/// What is off target and which way it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// `Of 15 measures off target, 6 are improving, 5 are getting worse and 4 are steady or cannot be compared.`
    pub summary: String,
    /// Every measure off target: what keeps people safe first, then the furthest.
    pub off: Vec<Measure>,
    /// Whether anything has been said about any of them.
    pub anything_said: bool,
}

/// What residents said matters to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// How many of these stand where; a sentence.
    pub summary: String,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// How performance is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// How many measures have a published figure.
    pub measures: usize,
    /// How many have none; each has a page that says what it means.
    pub unpublished: usize,
    /// The newest period that has a published figure, in words; none where nothing is published.
    pub newest: Option<String>,
}

/// The public home page on a day. `sight` is what anyone may see.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let all = known(sight, today);
    let (known, unpublished): (Vec<&Known>, Vec<&Known>) =
        all.iter().partition(|each| each.is_published());
    let counts = count(&known);
    Page {
        frame: frame(sight, today),
        lead: lead(counts),
        clear: ambitions(sight),
        knowing: knowing(sight, &all, &known, counts),
        action: action(&known),
        wanted: wanted(&known, &unpublished),
        telling: telling(&known, &unpublished),
        source: source(&known, today),
    }
}

/// Counts measures by where they stand.
fn count(known: &[&Known]) -> CountLine {
    let mut counts = CountLine::default();
    for each in known {
        let place = match each.row.mark {
            Mark::OnTarget => &mut counts.on,
            Mark::CloseToTarget => &mut counts.close,
            Mark::OffTarget => &mut counts.off,
            Mark::NoTarget => &mut counts.no_target,
            Mark::NoData | Mark::NotEnoughData => &mut counts.no_data,
        };
        *place = place.saturating_add(1);
    }
    counts.scored = counts
        .on
        .saturating_add(counts.close)
        .saturating_add(counts.off);
    counts
}

/// The count line as a sentence.
fn lead(counts: CountLine) -> String {
    if counts.scored == 0 {
        return "No figure with a target has been published yet.".to_owned();
    }
    format!(
        "{} of {} measures with a target {} on target, {} close to it and {} off it.",
        counts.on,
        counts.scored,
        is_or_are(counts.on == 1),
        counts.close,
        counts.off
    )
}

fn knowing(sight: &Sight<'_>, all: &[Known], known: &[&Known], counts: CountLine) -> Knowing {
    let services = services::by_service(sight, all)
        .into_iter()
        .map(|of_service| ServiceLine {
            name: of_service.name,
            anchor: of_service.anchor,
            counts: count(&of_service.known),
            unpublished: of_service.unpublished.len(),
        })
        .collect();
    let short: Vec<&Known> = furthest_first(known, |mark| {
        matches!(mark, Mark::OffTarget | Mark::CloseToTarget)
    });
    let mut well: Vec<&Known> = known
        .iter()
        .copied()
        .filter(|each| {
            each.row.mark == Mark::OnTarget && each.row.travel == Some(Travel::Improving)
        })
        .collect();
    well.sort_by_key(|each| !each.resident_priority);
    Knowing {
        counts: counts.words(),
        services,
        furthest: short.into_iter().take(NAMED).map(Known::measure).collect(),
        going_well: well.into_iter().take(NAMED).map(Known::measure).collect(),
    }
}

/// The measures that stand so, lowest score first; of equal scores those that miss the larger share of their target.
fn furthest_first<'k>(known: &[&'k Known], stands: impl Fn(Mark) -> bool) -> Vec<&'k Known> {
    let mut found: Vec<&Known> = known
        .iter()
        .copied()
        .filter(|each| stands(each.row.mark))
        .collect();
    // A missed target of zero has no share: nothing is further from it.
    found.sort_by_key(|each| (each.score, Reverse(each.missed_by.unwrap_or(Decimal::MAX))));
    found
}

fn action(known: &[&Known]) -> Action {
    let mut off = furthest_first(known, |mark| mark == Mark::OffTarget);
    // What keeps people safe stands before what is further off.
    off.sort_by_key(|each| !each.safety_critical);
    let moving = |travel| {
        off.iter()
            .filter(|each| each.row.travel == Some(travel))
            .count()
    };
    let (better, worse) = (moving(Travel::Improving), moving(Travel::Worsening));
    let rest = off.len().saturating_sub(better).saturating_sub(worse);
    let summary = match off.len() {
        0 => "No measure is off target.".to_owned(),
        1 => "One measure is off target.".to_owned(),
        many => format!(
            "Of {many} measures off target, {better} {} improving, {worse} {} getting worse, and {rest} {} steady or cannot be compared.",
            is_or_are(better == 1),
            is_or_are(worse == 1),
            is_or_are(rest == 1)
        ),
    };
    Action {
        summary,
        anything_said: off.iter().any(|each| !each.row.public_words.is_empty()),
        off: off.into_iter().map(Known::measure).collect(),
    }
}

const fn is_or_are(one: bool) -> &'static str {
    if one { "is" } else { "are" }
}

fn wanted(known: &[&Known], unpublished: &[&Known]) -> Wanted {
    let chosen: Vec<&Known> = known
        .iter()
        .copied()
        .filter(|each| each.resident_priority)
        .collect();
    let waiting = unpublished
        .iter()
        .filter(|each| each.resident_priority)
        .count();
    let counts = count(&chosen);
    let mut summary = if chosen.is_empty() && waiting == 0 {
        "Residents have not yet said which measures matter most to them.".to_owned()
    } else if counts.scored == 0 {
        "Residents told us which measures are important to them. None of these has a published figure with a target yet.".to_owned()
    } else {
        format!(
            "Of the measures that residents told us are important to them, {} of {} {} on target, {} close to it and {} off it.",
            counts.on,
            counts.scored,
            is_or_are(counts.on == 1),
            counts.close,
            counts.off
        )
    };
    if waiting > 0 && !chosen.is_empty() {
        summary.push_str(&format!(
            " For {waiting} more that they chose, no figure has been published yet."
        ));
    }
    Wanted {
        summary,
        measures: chosen.into_iter().map(Known::measure).collect(),
    }
}

fn telling(known: &[&Known], unpublished: &[&Known]) -> Telling {
    let newest = known
        .iter()
        .filter_map(|each| each.period)
        .max_by_key(|period| period.end());
    Telling {
        measures: known.len(),
        unpublished: unpublished.len(),
        newest: newest.map(crate::calendar::Period::words),
    }
}
