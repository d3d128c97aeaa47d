//! Two figures for one period: which stand, which are disputed and which counts, whatever order they come in (sync.md 2.7).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
}

use domain::{
    command::Command,
    decision::Actor,
    measurement::{
        ApproveMeasurement, CheckMeasurement, ChooseMeasurement, Measurement, MeasurementId,
        PublishMeasurement, RecordMeasurement, SubmitMeasurement,
    },
    quantity::Figure,
    record::Stored,
    rejection::Rejection,
    scorecard::Scorecard,
    view::{
        conflict::{Conflict, conflict},
        indicator,
    },
};
use refusals::measures::{self, KPI};
use rust_decimal::Decimal;
use small_company::*;
use uuid::Uuid;

const TABLE: &str = include_str!("tables/disputed_figures.txt");

const MONTH: &str = "2026-M07";

fn who(name: &str) -> Actor {
    Actor::Person(person(match name {
        "nobody" => return Actor::System,
        "ada" => ADA,
        "dana" => DANA,
        "hal" => HAL,
        "priya" => PRIYA,
        "sam" => SAM,
        "sue" => SUE,
        "tom" => TOM,
        other => panic!("{other} is nobody here"),
    }))
}

fn figure(number: &str) -> MeasurementId {
    id(9_000 + number.parse::<u128>().unwrap())
}

/// "dana gives 85 over 80"
fn step(words: &str) -> (Actor, Command) {
    let (done, over) = words.split_once(" over ").unwrap_or((words, ""));
    let over = || over.split_whitespace().map(figure).collect();
    let [by, does, number] = done.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{words}");
    };
    let measurement = figure(number);
    let command = match does {
        "gives" | "loads" => RecordMeasurement {
            measurement,
            indicator: id(KPI),
            period: MONTH.parse().unwrap(),
            figure: Figure::Value(number.parse().unwrap()),
            public_words: String::new(),
            provenance: Default::default(),
            replaces: over(),
            correction: "Counted again.".to_owned(),
        }
        .into(),
        "chooses" => ChooseMeasurement {
            measurement,
            over: over(),
        }
        .into(),
        "approves" => ApproveMeasurement { measurement }.into(),
        "publishes" => PublishMeasurement { measurement }.into(),
        other => panic!("nobody {other} a figure"),
    };
    (who(by), command)
}

/// The company in which all of it was tried, and the answer to the last. A scorecard that follows each step is the one worked out from
/// nothing.
fn after(steps: &str) -> (Small, Result<(), Rejection>) {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    let mut answer = Ok(());
    let mut card = Scorecard::on(&small.company, today());
    for words in steps.split(';').map(str::trim) {
        assert_eq!(answer, Ok(()), "before {words} in {steps}");
        let (actor, command) = step(words);
        if let Command::ApproveMeasurement(ApproveMeasurement { measurement }) = command {
            taken_along(&mut small, measurement);
        }
        answer = small.take(actor, command);
        card.refreshed(&small.company, &small.touched);
        assert_eq!(card, Scorecard::on(&small.company, today()), "{words}");
    }
    (small, answer)
}

/// Submitted and checked, where nothing stands in the way of it: the table is about approval.
fn taken_along(small: &mut Small, measurement: MeasurementId) {
    let submit = SubmitMeasurement {
        measurement,
        evidence: String::new(),
        kept_at: String::new(),
    };
    for command in [
        Command::from(submit),
        CheckMeasurement { measurement }.into(),
    ] {
        // What is disputed or replaced goes no step further; the approval says so too.
        let _ = small.take(Actor::System, command);
    }
}

fn code(answer: Result<(), Rejection>) -> String {
    match answer {
        Ok(()) => "taken".to_owned(),
        Err(refusal) => serde_json::to_value(&refusal).unwrap()["code"]
            .as_str()
            .unwrap()
            .to_owned(),
    }
}

fn value(figure: &Measurement) -> Decimal {
    match &figure.figure {
        Figure::Value(value) => *value,
        Figure::Ratio(_) => panic!("plain figures only"),
    }
}

fn list(figures: &[&Stored<Measurement>]) -> String {
    let mut values: Vec<Decimal> = figures.iter().map(|each| value(each)).collect();
    values.sort();
    match values.as_slice() {
        [] => "–".to_owned(),
        values => {
            let words: Vec<String> = values.iter().map(Decimal::to_string).collect();
            words.join(", ")
        }
    }
}

fn disputed(small: &Small) -> Vec<&Stored<Measurement>> {
    Measurement::disputed(&small.company, id(KPI), MONTH.parse().unwrap(), |_| true)
}

/// What the scorecard reads for the period.
fn counts(small: &Small) -> String {
    let card = Scorecard::on(&small.company, today());
    let counted = card.reading(id(KPI)).unwrap().measurement;
    list(&Vec::from_iter(
        counted.map(|counted| small.company.get(counted).unwrap()),
    ))
}

#[test]
fn what_stands_what_is_disputed_and_what_counts_are_as_the_table_says() {
    let mut wrong = Vec::new();
    let rows = tables::rows(TABLE);
    for row in &rows {
        let (small, answer) = after(row.get("what happens"));
        let stands =
            Measurement::standing(&small.company, id(KPI), MONTH.parse().unwrap(), |_| true);
        let found = [
            ("answer", code(answer)),
            ("stands", list(&stands)),
            ("disputed", list(&disputed(&small))),
            ("counts", counts(&small)),
        ];
        for (column, found) in found {
            if found != row.get(column) {
                wrong.push(format!("{}: {column} is {found}", row.words()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() > 30);
}

/// Nothing that was given is ever taken away, and what all staff see names no draft.
#[test]
fn every_figure_is_kept_and_what_staff_see_names_none_that_they_may_not() {
    for row in tables::rows(TABLE) {
        let steps = row.get("what happens");
        let (small, _) = after(steps);
        for words in steps.split(';').map(str::trim) {
            if let (_, Command::RecordMeasurement(given)) = step(words) {
                let kept = small.company.get(given.measurement).unwrap();
                assert_eq!(kept.figure, given.figure, "{steps}");
            }
        }
        for seen in small.device(SAM).all::<Measurement>() {
            assert!(seen.unseen.is_empty() && !seen.set_aside, "{steps}");
        }
    }
}

/// What was stored before figures could be disputed reads as it did, and writes as it did.
#[test]
fn a_figure_that_is_not_disputed_is_written_as_it_always_was() {
    let (small, _) = after("priya gives 80; dana gives 85; ada chooses 85 over 80");
    let written = |number| serde_json::to_value(&*small.company.get(figure(number)).unwrap().body);
    let (lost, chosen) = (written("80").unwrap(), written("85").unwrap());
    assert_eq!(lost["set_aside"], true);
    for name in ["set_aside", "unseen"] {
        assert!(chosen.get(name).is_none(), "{chosen}");
    }
    let read: Measurement = serde_json::from_value(chosen).unwrap();
    assert_eq!((read.unseen, read.set_aside), (Vec::new(), false));
}

fn page(small: &Small, reader: u128) -> indicator::Page {
    let card = Scorecard::on(&small.company, today());
    indicator::page(&small.sight(reader), &card, id(KPI), today()).unwrap()
}

#[test]
fn the_page_shows_every_side_and_a_button_to_whoever_may_choose() {
    let (small, _) = after("priya gives 80; dana approves 80; tom gives 85");
    let found = page(&small, DANA).disputed;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].period, "October 2026");
    let sides: Vec<String> = found[0]
        .sides
        .iter()
        .map(|side| {
            let facts = side.facts.iter();
            let facts: Vec<String> = facts
                .map(|fact| format!("{} {}", fact.field, fact.text))
                .collect();
            format!("{}: {}", side.value, facts.join(", "))
        })
        .collect();
    assert_eq!(
        sides,
        [
            "80.0%: Given by Priya Natarajan, Approved on 21 November 2026",
            "85.0%: Given by Tom Reed, Given on 21 November 2026"
        ]
    );
    for side in &found[0].sides {
        let (mut small, _) = after("priya gives 80; dana approves 80; tom gives 85");
        let choose = side.choose.clone().unwrap();
        assert_eq!(small.give(DANA, choose), Ok(()));
        assert!(page(&small, DANA).disputed.is_empty());
    }
    let rows = page(&small, DANA).figures;
    let said: Vec<_> = rows.iter().map(|row| (row.state, row.since)).collect();
    assert_eq!(
        said,
        [("Draft", Some("disputed")), ("Approved", Some("disputed"))]
    );
    // To whoever sees no draft the approved figure stands alone.
    let sams = page(&small, SAM);
    assert!(sams.disputed.is_empty());
    let said: Vec<_> = sams
        .figures
        .iter()
        .map(|row| (row.state, row.since))
        .collect();
    assert_eq!(said, [("Approved", None)]);
}

#[test]
fn a_choice_in_sight_of_less_is_shown_with_what_stands_and_can_still_be_made() {
    let (mut small, refused) =
        after("priya gives 80; dana gives 85; tom gives 90; ada chooses 80 over 85");
    let (_, command) = step("ada chooses 80 over 85");
    let both: Conflict = conflict(
        &small.sight(ADA),
        &command,
        (Uuid::nil(), 0),
        &refused.unwrap_err(),
    )
    .unwrap();
    let read = |words: &[domain::view::waiting::Words]| -> Vec<String> {
        words.iter().map(|each| each.text.clone()).collect()
    };
    assert_eq!(read(&both.mine), ["80.0%, given by Priya Natarajan"]);
    assert_eq!(
        read(&both.now),
        ["85.0%, given by Dana Cole", "90.0%, given by Tom Reed"]
    );
    let (_, again) = both.again.unwrap();
    small.must(ADA, again);
    assert!(disputed(&small).is_empty());

    let (small, refused) =
        after("priya gives 80; dana gives 85; ada chooses 85 over 80; dana chooses 80 over 85");
    let (_, command) = step("dana chooses 80 over 85");
    let sight = small.sight(DANA);
    let both = conflict(&sight, &command, (Uuid::nil(), 0), &refused.unwrap_err()).unwrap();
    assert_eq!(
        (read(&both.now), both.again),
        (vec!["85.0%, given by you".to_owned()], None)
    );
}
