//! "How sure is it?" of a survey, on an indicator's page and for residents (rules.md 4.8, with its own vectors).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::Frequency,
    definition_sheet::{DefinitionSheet, SheetTerms},
    folded::Folded,
    indicator::Indicator,
    measurement::MeasurementState,
    provenance::Provenance,
    quantity::Figure,
    scope::Scope,
    sight::Sight,
    view::{
        indicator::{self, Survey},
        public_indicator, reading,
    },
};
use scored_company::*;

const TP: u128 = 1;

/// A survey with a wave a year from 2024/25 on.
fn company(survey: bool, waves: &[Figure]) -> Scored {
    let mut scored = Scored::empty();
    let definition = Indicator {
        frequency: Frequency::Annual,
        ..percent("TP", "Satisfaction")
    };
    scored.indicator(TP, definition.clone());
    scored.add(
        Scope::Public,
        Folded::fold(&DefinitionSheet {
            indicator: id(TP),
            from: None,
            definition,
            terms: SheetTerms {
                survey,
                ..SheetTerms::default()
            },
            reason: String::new(),
            by: None,
        })
        .unwrap(),
    );
    for (year, figure) in (2024..).zip(waves) {
        scored.figure_as(
            TP,
            &format!("{year}-Y"),
            figure.clone(),
            MeasurementState::Published,
            Scope::Public,
        );
    }
    scored
}

fn survey(scored: &Scored) -> Option<Survey> {
    indicator::page(&scored.staff(), &scored.card(), id(TP), today())
        .unwrap()
        .survey
}

fn public(scored: &Scored) -> Option<String> {
    let sight = Sight::public(&scored.company);
    public_indicator::page(&sight, id(TP), today())
        .unwrap()
        .survey
}

#[test]
fn each_wave_says_between_what_it_lies_and_whether_it_changed() {
    let scored = company(true, &[ratio("406", "593"), ratio("390", "593")]);
    let found = survey(&scored).unwrap();
    assert_eq!(
        found.answer,
        "65.8%, between 61.9% and 69.5%, from 593 answers."
    );
    let waves: Vec<_> = found
        .waves
        .iter()
        .map(|wave| {
            format!(
                "{} | {} | {} | {} | {}",
                wave.period, wave.value, wave.between, wave.answers, wave.since
            )
        })
        .collect();
    assert_eq!(
        waves,
        [
            "2025/26 | 65.8% | 61.9% to 69.5% | 593 | No clear change: −2.7 points, between −8.0 and +2.6",
            "2024/25 | 68.5% | 64.6% to 72.1% | 593 | –",
        ]
    );
    assert_eq!(
        public(&scored).unwrap(),
        "593 answered. Had everybody been asked, it would most likely be between 61.9% and 69.5%. There is no clear change from the time before."
    );
}

#[test]
fn a_clear_change_is_said_to_be_one() {
    let scored = company(true, &[ratio("370", "593"), ratio("406", "593")]);
    let found = survey(&scored).unwrap();
    assert_eq!(
        found.waves[0].since,
        "Higher than before: +6.1 points, between +0.7 and +11.4"
    );
    assert!(
        public(&scored)
            .unwrap()
            .ends_with("It is higher than the time before.")
    );
    assert_eq!(found.steps.len(), 7, "both intervals are worked out");
}

#[test]
fn a_target_within_the_range_and_few_answers_are_said() {
    let mut scored = company(true, &[ratio("8", "10")]);
    scored.target(TP, 2024, "75", Provenance::Recorded);
    assert_eq!(
        survey(&scored).unwrap().notes,
        "It rests on a small number of answers. The target lies within this range, so among all who could have answered the share may be above or below it."
    );
    let row = |scored: &Scored| {
        reading::row(&scored.staff(), &scored.card(), id(TP))
            .unwrap()
            .unsure
    };
    assert_eq!(row(&scored), Some("Could be on either side of the target"));
    let told = public(&scored).unwrap();
    assert!(
        told.contains("That is a small number of answers."),
        "{told}"
    );
    assert!(
        told.contains("we cannot be sure that it is met or missed"),
        "{told}"
    );
    scored.target(TP, 2024, "20", Provenance::Recorded);
    assert_eq!(row(&scored), None, "far from the target");
    scored = company(true, &[ratio("7", "9")]);
    assert_eq!(public(&scored), None, "too few to be shown");
}

#[test]
fn without_the_number_of_answers_nothing_is_made_up() {
    let scored = company(true, &[value("66")]);
    let found = survey(&scored).unwrap();
    assert_eq!(
        found.answer,
        "66.0%. How many answered is not known here, so nobody can say how sure this is."
    );
    assert_eq!(found.waves[0].answers, "Not known");
    assert_eq!(public(&scored), None);
    assert_eq!(
        survey(&company(false, &[ratio("406", "593")])),
        None,
        "no survey"
    );
}
