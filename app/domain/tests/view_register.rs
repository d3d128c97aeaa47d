//! The register as a person reads it: a draft completed and put in force, its versions, what is missing, the lists, the library.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    core_business_activity::RecordCoreBusinessActivity,
    critical_success_factor::RecordCriticalSuccessFactor,
    indicator::{ActivateIndicator, Indicator, IndicatorSource},
    indicator_selection::{EndSelection, Reflects, SelectIndicator, Stakeholder},
    library,
    rejection::Rejection,
    view::{
        definition_sheet::{self, NewIds, handing_over, measuring, revision},
        library as library_view,
        permission::Offer,
        register,
    },
};
use small_company::*;
use uuid::Uuid;

/// GAR01 of the library as a draft.
fn with_draft() -> (Small, domain::indicator::IndicatorId) {
    let mut small = Small::new();
    let mut next = 7_000;
    let drafts = library_view::drafts(&BTreeSet::from(["GAR01".to_owned()]), || {
        next += 1;
        Uuid::from_u128(next)
    });
    let id = drafts.drafts[0].indicator;
    small.must(SUE, drafts);
    (small, id)
}

fn page(small: &Small, by: u128, id: domain::indicator::IndicatorId) -> definition_sheet::Page {
    definition_sheet::page(&small.sight(by), id, today()).unwrap()
}

/// What stands in the form, changed where it says so, sent by Support Services.
fn revise(
    small: &mut Small,
    id: domain::indicator::IndicatorId,
    number: u128,
    changes: &[(&str, &str)],
) -> Result<(), Rejection> {
    let shown = page(small, SUE, id);
    let mut typed: BTreeMap<String, String> = shown
        .asked
        .iter()
        .map(|asked| (asked.name.to_owned(), asked.value.clone()))
        .collect();
    for (name, value) in changes {
        typed.insert((*name).to_owned(), (*value).to_owned());
    }
    let stands = small.company.get::<Indicator>(id).unwrap().clone();
    let ids = NewIds {
        sheet: Uuid::from_u128(number),
        former: Uuid::from_u128(number + 1),
    };
    let read = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let command = revision(&stands, ids, shown.wording, &read)?;
    small.give(SUE, command)
}

#[test]
fn a_draft_is_completed_and_put_in_force() {
    let (mut small, id) = with_draft();
    let draft = page(&small, SUE, id);
    assert_eq!(draft.heading, "GAR01 Garages let: definition");
    assert_eq!(
        draft.lead,
        "A draft. Before it can be put in force it needs: why it is needed."
    );
    assert!(matches!(draft.activate, Offer::Blocked(_)));
    assert_eq!(page(&small, SAM, id).activate, Offer::Hidden);
    assert!(page(&small, SAM, id).asked.is_empty());
    let why = ("why_local", "No key indicator tells of garages.");
    revise(
        &mut small,
        id,
        8_000,
        &[why, ("purpose", "Rent pays for repairs.")],
    )
    .unwrap();
    let complete = page(&small, SUE, id);
    assert_eq!(complete.activate, Offer::Open);
    small.must(SUE, ActivateIndicator { indicator: id });
    let active = page(&small, SAM, id);
    assert_eq!(active.lead, "In force as it was first defined.");
    let facts: Vec<(&str, &str)> = active
        .facts
        .iter()
        .map(|fact| (fact.term, fact.is.as_str()))
        .collect();
    assert!(facts.contains(&("Numerator", "Garages let at the end of the period")));
    assert!(facts.contains(&("Why it is needed", "No key indicator tells of garages.")));
    assert!(facts.contains(&("Audience", "Staff and residents")));
    let public = domain::sight::Sight::public(&small.company);
    let public = domain::view::public_indicator::page(&public, id, today()).unwrap();
    let told: Vec<&str> = public.facts.iter().map(|fact| fact.term.as_str()).collect();
    assert!(told.contains(&"What is counted") && told.contains(&"Out of what"));
    assert!(!told.contains(&"Data provider"));
}

/// strategy §2, S46: owner, who chose it, objective; then it can be put in force.
#[test]
fn a_key_performance_indicator_gets_what_it_needs_on_its_sheet() {
    let (mut small, id) = with_draft();
    let kpi = IndicatorSource::ALL
        .iter()
        .position(|source| *source == IndicatorSource::Kpi)
        .unwrap()
        .to_string();
    revise(&mut small, id, 8_000, &[("source", &kpi)]).unwrap();
    let needs = |small: &Small| -> Vec<&str> {
        let lacks = page(small, SUE, id).lacks;
        lacks.into_iter().map(|(short, _)| short).collect()
    };
    assert_eq!(needs(&small), ["Owner", "Who chose it", "Objective"]);

    let owner = page(&small, SUE, id).owner.unwrap();
    assert_eq!(owner.owners, Vec::<String>::new());
    let names: Vec<&str> = owner
        .offered
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    assert!(names.contains(&"Priya Natarajan"), "{names:?}");
    assert!(!names.contains(&"Sam Okafor"), "only managers: {names:?}");
    assert_eq!(page(&small, SAM, id).owner.unwrap().offered, []);
    let priya = person(PRIYA).to_string();
    let handed = handing_over(id, Uuid::from_u128(8_100), [&priya, "2026-11-21"]).unwrap();
    small.must(SUE, handed);
    assert_eq!(
        page(&small, SAM, id).owner.unwrap().owners,
        ["Priya Natarajan since 21 November 2026"]
    );
    assert_eq!(needs(&small), ["Who chose it", "Objective"]);

    assert_eq!(page(&small, SAM, id).measured.unwrap().offered, []);
    let offered = page(&small, PRIYA, id).measured.unwrap().offered;
    let (objective, _) = offered.first().expect("an objective of Priya's");
    let measured = measuring(id, Uuid::from_u128(8_200), [objective, "1"]).unwrap();
    small.must(PRIYA, measured);
    assert_eq!(page(&small, SAM, id).measured.unwrap().objectives.len(), 1);
    assert_eq!(needs(&small), ["Who chose it"]);
    assert!(measuring(id, Uuid::nil(), [objective, "much"]).is_err());
    assert!(handing_over(id, Uuid::nil(), ["", "2026-11-21"]).is_err());
}

#[test]
fn versions_stand_side_by_side() {
    let (mut small, id) = with_draft();
    revise(&mut small, id, 8_000, &[("why_local", "Garages.")]).unwrap();
    small.must(SUE, ActivateIndicator { indicator: id });
    let stands = page(&small, SUE, id);
    assert_eq!(stands.versions.len(), 1);
    let refused = revise(&mut small, id, 8_010, &[("tolerance", "a little")]).unwrap_err();
    assert_eq!(refused.on_field("from"), Some("Enter a date."));
    let from = ("from", "1 April 2027");
    let refused = revise(&mut small, id, 8_010, &[from, ("tolerance", "a little")]).unwrap_err();
    assert_eq!(
        refused.on_field("tolerance"),
        Some("Enter a number, such as 10 or 2.5.")
    );
    let changes = [from, ("tolerance", "5"), ("reason", "Fewer are empty.")];
    revise(&mut small, id, 8_010, &changes).unwrap();
    let revised = page(&small, SUE, id);
    assert_eq!(revised.lead, "This version is in force from 1 April 2027.");
    let latest = &revised.versions[0];
    assert_eq!(latest.title, "From 1 April 2027");
    assert_eq!(latest.reason, "Fewer are empty.");
    assert_eq!(latest.by, "Revised by you on 21 November 2026");
    let differences: Vec<_> = latest
        .differences
        .iter()
        .map(|each| (each.term, each.was.as_str(), each.is.as_str()))
        .collect();
    assert_eq!(
        differences,
        [(
            "Close to target",
            "Within 10% of the target",
            "Within 5% of the target"
        )]
    );
    assert_eq!(revised.versions[1].title, "As it was first defined");
}

#[test]
fn what_is_missing_is_listed_and_goes_when_it_is_there() {
    let (mut small, id) = with_draft();
    let titles = |small: &Small| -> Vec<(String, usize)> {
        let page = register::page(&small.sight(SAM), today()).unwrap();
        let gaps = page.gaps.into_iter();
        gaps.map(|gap| (gap.title, gap.lines.len())).collect()
    };
    let lacks = |small: &Small| register::page(&small.sight(SAM), today()).unwrap().heading;
    let undiverse = ("Diversity indicators".to_owned(), 1);
    let waits = ("Drafts that wait".to_owned(), 1);
    let silent = "Services that have not said what their core business is".to_owned();
    assert_eq!(titles(&small), [(silent, 1), undiverse.clone(), waits]);
    assert_eq!(lacks(&small), "The register lacks 3 things");
    revise(&mut small, id, 8_000, &[("why_local", "Garages.")]).unwrap();
    small.must(SUE, ActivateIndicator { indicator: id });
    let activity = |covered_by| RecordCoreBusinessActivity {
        activity: domain::id::Id::new(Uuid::from_u128(8_100)),
        service: domain::id::Id::new(Uuid::from_u128(202)),
        name: "Letting garages".to_owned(),
        covered_by,
        ended: false,
        illustrative: false,
    };
    small.must(DANA, activity(Vec::new()));
    let gap = ("Activities that no indicator covers".to_owned(), 1);
    assert_eq!(titles(&small), [gap, undiverse.clone()]);
    let text = activity(Vec::new()).activity.to_string();
    let covering = register::covering(&small.sight(DANA), &text, "").unwrap_err();
    assert_eq!(covering.on_field("indicator"), Some("Choose an indicator."));
    let covering = register::covering(&small.sight(DANA), &text, &id.to_string()).unwrap();
    assert_eq!(covering, activity(vec![id]));
    small.must(DANA, covering);
    assert_eq!(titles(&small), [undiverse]);
    assert_eq!(lacks(&small), "The register lacks 1 thing");
    let page = register::page(&small.sight(SAM), today()).unwrap();
    let coverage = &page.coverage[0];
    assert_eq!(coverage.counts, "1 of 1 activity is covered");
    assert_eq!(coverage.activities[0].local, "GAR01");
    assert_eq!(coverage.activities[0].covered_words(), "Covered");
    let may = |by: u128| {
        let page = register::page(&small.sight(by), today()).unwrap();
        (page.coverage[0].record.is_shown(), page.factor.is_shown())
    };
    assert_eq!(
        [may(SAM), may(DANA), may(SUE)],
        [(false, false), (true, false), (true, true)]
    );
}

#[test]
fn the_board_and_the_council_have_a_list_for_each_year() {
    let (mut small, id) = with_draft();
    revise(&mut small, id, 8_000, &[("why_local", "Garages.")]).unwrap();
    small.must(SUE, ActivateIndicator { indicator: id });
    let factor = domain::id::Id::new(Uuid::from_u128(8_200));
    small.must(
        SUE,
        RecordCriticalSuccessFactor {
            factor,
            service: None,
            name: "Income is kept".to_owned(),
            ended: false,
            illustrative: false,
        },
    );
    let selection = domain::id::Id::new(Uuid::from_u128(8_201));
    let select = SelectIndicator {
        selection,
        indicator: id,
        chosen_by: Stakeholder::Board,
        from: "2025-05-01".parse().unwrap(),
        reflects: Some(Reflects::CriticalSuccessFactor(factor)),
        why: "Empty garages cost money.".to_owned(),
    };
    small.must(SUE, select.clone());
    let lists = |small: &Small, today| {
        let page = register::page(&small.sight(SAM), today).unwrap();
        let told = page.lists.into_iter().map(|list| {
            let rows = list.rows.into_iter();
            let rows: Vec<String> = rows
                .map(|row| format!("{}: {}: {}", row.name, row.reflects, row.why))
                .collect();
            (list.title, rows)
        });
        told.collect::<Vec<_>>()
    };
    let row = "GAR01 Garages let: Income is kept: Empty garages cost money.";
    assert_eq!(
        lists(&small, today()),
        [
            (
                "Chosen by the Board for 2026/27".to_owned(),
                vec![row.to_owned()]
            ),
            ("Chosen by the Council for 2026/27".to_owned(), vec![])
        ]
    );
    let shown = register::page(&small.sight(SAM), today()).unwrap();
    let factors = shown.factors.iter().map(|factor| factor.name.as_str());
    assert_eq!(factors.collect::<Vec<_>>(), ["Income is kept"]);
    let chosen = &page(&small, SUE, id).chosen[0];
    assert_eq!(chosen.title, "Chosen by the Board from 1 May 2025");
    assert_eq!(chosen.reflects, "Income is kept");
    assert!(chosen.end.is_open());
    assert!(!page(&small, SAM, id).chosen[0].end.is_shown());
    let until = "2026-03-31".parse().unwrap();
    small.must(SUE, EndSelection { selection, until });
    assert!(lists(&small, today())[0].1.is_empty());
    assert_eq!(lists(&small, until)[0].1, [row]);
    // The same command again, after it was ended, changes nothing.
    assert_eq!(small.give(SUE, select), Ok(()));
    assert!(small.touched.is_empty());
}

#[test]
fn the_library_says_what_is_there_already() {
    let (small, _) = with_draft();
    let page = library_view::page(&small.sight(SUE));
    assert_eq!(
        page.heading,
        format!("The library has {} indicators", library::len())
    );
    assert!(page.lead.starts_with("1 of them is in the register"));
    let rows = page.parts.iter().flat_map(|part| &part.rows);
    let there: Vec<&str> = rows
        .filter(|row| row.registered)
        .map(|row| row.code.as_str())
        .collect();
    assert_eq!(there, ["GAR01"]);
    assert!(page.add.is_open());
    assert_eq!(library_view::page(&small.sight(SAM)).add, Offer::Hidden);
}
