//! Definitions version by version, as a table that a manager can read: `tables/definition_versions.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::view::reading;
use domain::{
    command,
    decision::{Actor, Context},
    definition_sheet::{DefinitionSheet, ReviseDefinition},
    indicator::Indicator,
    period_reading::PeriodReading,
    provenance::Provenance,
    record::{Change, Stamp},
    scope::Scope,
    scoring::{Direction, Rag, Tolerance},
    view::{indicator, mark::Mark},
};
use scored_company::{Scored, decimal, id, percent, today, value};
use uuid::Uuid;

const LET: u128 = 1;

fn tolerance(words: &str) -> Tolerance {
    match words {
        "none" => Tolerance::Zero,
        share => {
            let percent = decimal(share.trim_end_matches('%'));
            Tolerance::Relative(percent / decimal("100"))
        }
    }
}

fn revised(stands: &Indicator, words: &str) -> Indicator {
    let stands = stands.clone();
    match words.split_once(' ').unwrap() {
        ("tolerance", share) => Indicator {
            tolerance: tolerance(share),
            ..stands
        },
        ("lower", _) => Indicator {
            direction: Direction::LowerIsBetter,
            ..stands
        },
        _ => Indicator {
            purpose: "To see how long homes stand empty.".to_owned(),
            ..stands
        },
    }
}

fn give(scored: &mut Scored, command: ReviseDefinition) {
    let now = "2026-11-21T10:00:00Z".parse().unwrap();
    let context = Context {
        actor: Actor::System,
        now,
        command: Uuid::nil(),
    };
    let stamp = Stamp { seq: 900, at: now };
    for change in command::decide(&scored.company, &command.into(), &context).unwrap() {
        scored.company.apply(&change, stamp);
    }
}

/// An indicator with a figure for a month, revised.
fn company(month: &str, figure: &str, first: &str, revision: &str, from: &str) -> Scored {
    let mut scored = Scored::empty();
    let definition = Indicator {
        tolerance: tolerance(first),
        ..percent("VOI01", "Homes let in time")
    };
    scored.indicator(LET, definition.clone());
    scored.figure(LET, month, value(figure));
    for year in [2025, 2026] {
        scored.target(LET, year, "90", Provenance::Recorded);
    }
    let revise = ReviseDefinition {
        indicator: id(LET),
        sheet: id(801),
        former: id(802),
        from: Some(from.parse().unwrap()),
        reason: "The Board asked for it.".to_owned(),
        definition: revised(&definition, revision),
        terms: Box::default(),
        expected: None,
    };
    give(&mut scored, revise);
    scored
}

fn rag(word: &str) -> Rag {
    match word {
        "green" => Rag::Green,
        "amber" => Rag::Amber,
        "red" => Rag::Red,
        other => panic!("{other} is no colour"),
    }
}

#[test]
fn a_period_is_judged_by_the_definition_in_force_at_its_end() {
    for case in tables::rows(include_str!("tables/definition_versions.txt")) {
        let scored = company(
            case.get("month"),
            case.get("figure"),
            case.get("at first"),
            case.get("revised"),
            case.get("from"),
        );
        let card = scored.card_after(case.get("month"));
        let reported = rag(case.get("reported"));
        let reading = card.reading(id(LET)).unwrap();
        assert_eq!(reading.attainment.rag, reported, "{}", case.words());
        let stored = scored.company.get::<Indicator>(id(LET)).unwrap();
        let month = case.get("month").parse().unwrap();
        let asked = PeriodReading::of(&scored.company, stored, month);
        assert_eq!(asked.against.attainment.rag, reported, "{}", case.words());
        let page = indicator::page(&scored.staff(), &card, id(LET), today()).unwrap();
        let row = &page.figures[0];
        assert_eq!(row.mark, Mark::from(reported), "{}", case.words());
        assert_eq!(page.row.mark, row.mark, "{}", case.words());
        let restated = (case.get("restated") != "–").then(|| rag(case.get("restated")).into());
        assert_eq!(row.restated, restated, "{}", case.words());
    }
}

#[test]
fn both_versions_are_kept_whole() {
    let scored = company("2025-M12", "85", "10%", "tolerance none", "2026-04-01");
    let versions: Vec<DefinitionSheet> = DefinitionSheet::held(&scored.company, id(LET))
        .map(|held| held.open().unwrap())
        .collect();
    let told: Vec<_> = versions
        .iter()
        .map(|version| {
            let from = version.from.map(|from| from.to_string());
            (from, version.definition.tolerance, version.reason.as_str())
        })
        .collect();
    let revised = Some("2026-04-01".to_owned());
    assert_eq!(
        told,
        [
            (None, Tolerance::DEFAULT, ""),
            (revised, Tolerance::Zero, "The Board asked for it.")
        ]
    );
}

/// A device that does not hold the earlier version yet judges by the latest rather than by none.
#[test]
fn without_the_earlier_version_the_latest_judges() {
    let mut scored = company("2025-M12", "85", "10%", "tolerance none", "2026-04-01");
    let held: Vec<_> = DefinitionSheet::held(&scored.company, id(LET))
        .map(|held| held.id)
        .collect();
    for sheet in held {
        let stamp = Stamp {
            seq: 901,
            at: "2026-11-21T10:00:00Z".parse().unwrap(),
        };
        scored.company.apply(&Change::remove(sheet), stamp);
    }
    let card = scored.card_after("2025-M12");
    assert_eq!(card.reading(id(LET)).unwrap().attainment.rag, Rag::Red);
}

/// What mirrors another shows its figures, and follows each that comes.
#[test]
fn a_service_standard_that_mirrors_another_shows_its_figures() {
    let mut scored = company("2026-M07", "85", "10%", "another purpose", "2026-04-01");
    let standard = Indicator {
        mirrors: Some(id(LET)),
        source: domain::indicator::IndicatorSource::ServiceStandard,
        ..percent("SS01", "Our promise")
    };
    scored.put::<Indicator>(2, Scope::Public, standard);
    let mut card = scored.card();
    assert_eq!(card.reading(id(2)).unwrap().attainment.rag, Rag::Amber);
    let figure = scored.figure(LET, "2026-M08", value("95"));
    card.refreshed(
        &scored.company,
        &[(domain::record::Kind::Measurement, figure.uuid())],
    );
    assert_eq!(card, scored.card());
    assert_eq!(card.reading(id(2)).unwrap().attainment.rag, Rag::Green);
    let page = indicator::page(&scored.staff(), &card, id(2), today()).unwrap();
    let shown: Vec<&str> = page.figures.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(shown, ["95.0%", "85.0%"]);
    assert_eq!(page.targets.len(), 2);
}

/// rules.md 4.5: over a changed definition nothing is said to have moved.
#[test]
fn figures_are_compared_only_where_one_definition_counts_both() {
    for (since, moved) in [
        (None, "Improving: 2 points higher"),
        (Some("2026-04-01"), "Improving: 2 points higher"),
        (Some("2026-09-30"), "Improving: 2 points higher"),
        (Some("2026-10-01"), "Not compared: the definition changed"),
        (Some("2026-10-31"), "Not compared: the definition changed"),
        (Some("2026-11-01"), "Improving: 2 points higher"),
    ] {
        let mut scored = Scored::empty();
        let definition = Indicator {
            since: since.map(|day| day.parse().unwrap()),
            ..percent("LET", "Homes let in time")
        };
        scored.indicator(LET, definition);
        scored.figure(LET, "2026-M06", value("80"));
        scored.figure(LET, "2026-M07", value("82"));
        let row = reading::row(&scored.staff(), &scored.card(), id(LET)).unwrap();
        assert_eq!(row.moved, moved, "since {since:?}");
    }
}
