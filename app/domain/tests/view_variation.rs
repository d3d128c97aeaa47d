//! "Real or chance?" on an indicator's page, said to people (rules.md 4.6).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::{Date, Frequency},
    definition_sheet::{DefinitionSheet, Rebase, SheetTerms},
    folded::Folded,
    indicator::Indicator,
    provenance::Provenance,
    quantity::Unit as Measure,
    scope::Scope,
    scoring::Direction,
    view::indicator::{self, Variation},
};
use scored_company::*;

/// The page of an indicator with these figures, month after month from April 2025.
fn variation(definition: Indicator, figures: &[&str], target: Option<&str>) -> Option<Variation> {
    let mut scored = Scored::empty();
    scored.indicator(1, definition);
    for (place, figure) in figures.iter().enumerate() {
        let period = format!("{}-M{:02}", 2025 + place / 12, place % 12 + 1);
        scored.figure(1, &period, value(figure));
    }
    if let Some(target) = target {
        for year in [2025, 2026] {
            scored.target(1, year, target, Provenance::Recorded);
        }
    }
    indicator::page(&scored.staff(), &scored.card(), id(1), today())
        .unwrap()
        .variation
}

fn days() -> Indicator {
    Indicator {
        unit: Measure::CalendarDays,
        direction: Direction::LowerIsBetter,
        ..percent("VOI", "Days to let a home")
    }
}

fn told(variation: &Variation) -> Vec<String> {
    let facts = variation
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.term, fact.is));
    std::iter::once(variation.answer.clone())
        .chain(facts)
        .collect()
}

const STEADY: [&str; 13] = [
    "19.2", "18.4", "20.1", "17.9", "18.8", "19.6", "18.1", "19.0", "20.4", "18.6", "19.3", "18.7",
    "19.1",
];

#[test]
fn usual_variation_says_that_it_means_nothing_by_itself() {
    let steady = variation(days(), &STEADY, Some("17")).unwrap();
    assert_eq!(
        told(&steady),
        [
            "The latest figure is within the usual variation: a little better or worse means nothing by itself.",
            "Usual range: 16.0 days to 22.1 days, 19.0 days on average",
            "How sure: Worked out from 13 figures.",
            "Against the target: Hit and miss: the target is within the usual range. Whether a single figure meets it is chance.",
        ]
    );
    assert!(steady.signals.is_empty());
    assert_eq!(steady.limits.len(), 1);
    assert!(steady.steps.len() > 4);
}

#[test]
fn a_target_out_of_reach_is_said_to_be() {
    let of = |target| told(&variation(days(), &STEADY, Some(target)).unwrap()).remove(3);
    assert_eq!(
        of("15"),
        "Against the target: Will keep missing the target: the usual range does not reach the target. It will go on being missed unless the way of working changes."
    );
    assert_eq!(
        of("23"),
        "Against the target: Will keep meeting the target: the usual range is all on the right side of the target. It will go on being met unless something changes."
    );
    let without = variation(days(), &STEADY, None).unwrap();
    assert_eq!(told(&without).len(), 3, "no target, nothing said of one");
}

#[test]
fn a_signal_is_named_and_listed() {
    let mut figures = STEADY.to_vec();
    figures.push("30");
    let jumped = variation(days(), &figures, Some("17")).unwrap();
    assert_eq!(
        jumped.answer,
        "The latest figure is no chance. Signal of concern: outside the usual range."
    );
    let signals: Vec<(&str, &str, &str)> = jumped
        .signals
        .iter()
        .map(|signal| {
            (
                signal.period.as_str(),
                signal.value.as_str(),
                signal.is.as_str(),
            )
        })
        .collect();
    assert_eq!(
        signals,
        [(
            "May 2026",
            "30.0 days",
            "Signal of concern: outside the usual range"
        )]
    );
}

#[test]
fn a_range_that_the_latest_figures_have_left_is_not_held_against_the_target() {
    let figures: Vec<String> = (0..13).map(|month| format!("{}", 30 - month)).collect();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let falling = variation(days(), &figures, Some("10")).unwrap();
    assert_eq!(
        told(&falling)[3],
        "Against the target: Will keep missing the target: so says the range of all figures. The latest ones no longer follow it, so look at them and not at the range."
    );
    let mut steps = vec!["5"; 9];
    steps.extend(["7", "7", "7", "7"]);
    let stepping = variation(days(), &steps, None).unwrap();
    assert_eq!(
        told(&stepping)[1],
        "Usual range: None: most figures are as the one before, and then they step. 5.6 days on average"
    );
}

#[test]
fn few_figures_say_little_and_say_so() {
    let four = variation(days(), &STEADY[..4], Some("17")).unwrap();
    assert_eq!(
        told(&four),
        ["Too few figures to tell chance from change: 1 more figure is needed."]
    );
    assert_eq!(four.limits, []);
    let seven = variation(days(), &STEADY[..7], Some("17")).unwrap();
    assert_eq!(
        told(&seven)[2],
        "How sure: Worked out from 7 figures only: trial limits, which may still move."
    );
    assert_eq!(variation(days(), &[], Some("17")), None);
    let yearly = Indicator {
        frequency: Frequency::Annual,
        ..days()
    };
    assert_eq!(variation(yearly, &STEADY, Some("17")), None);
}

#[test]
fn a_percentage_is_not_said_to_pass_a_hundred() {
    let figures = ["99", "100", "98", "100", "99", "97", "100"];
    let near = variation(percent("GAS", "Gas checks"), &figures, None).unwrap();
    assert_eq!(
        told(&near)[1],
        "Usual range: 94.1% to 100.0%, 99.0% on average"
    );
    let flat = variation(percent("GAS", "Gas checks"), &["100"; 7], Some("98")).unwrap();
    assert_eq!(
        (told(&flat)[1].as_str(), told(&flat)[3].as_str()),
        (
            "Usual range: Always 100.0% so far",
            "Against the target: Not known: no variation so far, so there is no usual range to hold it against."
        )
    );
}

/// Void days of another way of working from April 2026 on, as rules.md 4.6 H has them: 12 figures before, 7 after.
const CHANGED: [&str; 19] = [
    "19.2", "18.4", "20.1", "17.9", "18.8", "19.6", "18.1", "19.0", "20.4", "18.6", "19.3", "18.7",
    "17.2", "16.8", "16.1", "15.4", "15.0", "14.6", "14.1",
];

fn rebased(days_of: &[Date], latest: bool) -> Variation {
    let mut scored = Scored::empty();
    scored.indicator(1, days());
    for (place, figure) in CHANGED.iter().enumerate() {
        let period = format!("{}-M{:02}", 2025 + place / 12, place % 12 + 1);
        scored.figure(1, &period, value(figure));
    }
    let mut versions: Vec<Option<Rebase>> = days_of
        .iter()
        .map(|from| {
            Some(Rebase {
                from: *from,
                why: "Keys are handed over on the first day.".to_owned(),
                agreed_by: id(PRIYA),
            })
        })
        .collect();
    if !latest {
        versions.push(None);
    }
    for (place, rebase) in versions.into_iter().enumerate() {
        let day = i8::try_from(place + 1).unwrap();
        let sheet = DefinitionSheet {
            indicator: id(1),
            from: Some(Date::constant(2026, 10, day)),
            definition: days(),
            terms: SheetTerms {
                rebase,
                ..SheetTerms::default()
            },
            reason: String::new(),
            by: None,
        };
        scored.add(Scope::Public, Folded::fold(&sheet).unwrap());
    }
    indicator::page(&scored.staff(), &scored.card(), id(1), today())
        .unwrap()
        .variation
        .unwrap()
}

#[test]
fn a_rebase_begins_limits_and_runs_anew_and_says_so() {
    let whole = rebased(&[], true);
    assert_eq!(whole.limits.len(), 1);
    assert!(whole.answer.contains("no chance"), "{}", whole.answer);

    let anew = rebased(&[Date::constant(2026, 4, 1)], true);
    assert_eq!(anew.limits.len(), 2, "the lines break");
    assert_eq!(anew.limits[0].last.next(), anew.limits[1].first);
    assert_eq!(
        told(&anew)[1..],
        [
            "Usual range: 14.2 days to 17.0 days, 15.6 days on average",
            "How sure: Worked out from 7 figures only: trial limits, which may still move.",
            "Worked out anew: From April 2026 on, as the way of working was changed on 1 April 2026, agreed by someone else: Keys are handed over on the first day.",
        ]
    );
    let within = rebased(&[Date::constant(2026, 3, 2)], true);
    assert_eq!(
        within.limits, anew.limits,
        "the month in which the day lies belongs to what was before"
    );
}

#[test]
fn a_second_rebase_leaves_the_first_and_one_taken_back_leaves_none() {
    let first = Date::constant(2025, 10, 1);
    let twice = rebased(&[first, Date::constant(2026, 4, 1)], true);
    assert_eq!(twice.limits.len(), 3);
    let earlier = rebased(&[Date::constant(2026, 4, 1), first], true);
    assert_eq!(
        earlier.limits.len(),
        2,
        "a later version that says an earlier day corrects it"
    );
    assert_eq!(rebased(&[first], false), rebased(&[], true));
}
