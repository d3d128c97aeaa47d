//! What residents were promised, and whether it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

#[path = "public_company/mod.rs"]
mod public_company;

use domain::{
    definition_sheet::{DefinitionSheet, SheetTerms},
    folded::Folded,
    indicator::{Indicator, IndicatorId},
    scope::Scope,
    sight::Sight,
    view::{
        mark::Mark,
        public_indicator,
        public_promises::{Page, page},
    },
};
use public_company::{Records, company, today};

fn shown(records: &Records) -> Page {
    page(&Sight::public(&records.company), today())
}

/// Says what an indicator promises.
fn promise(records: &mut Records, number: u128, code: &str, scope: Scope, words: &str) {
    let found = {
        let sight = Sight::public(&records.company);
        let found: IndicatorId = public_indicator::find(&sight, code).unwrap().id;
        found
    };
    let definition: Indicator = (*records.company.get(found).unwrap().body).clone();
    let sheet = DefinitionSheet {
        indicator: found,
        from: None,
        definition,
        terms: SheetTerms {
            service_standard_text: words.to_owned(),
            ..SheetTerms::default()
        },
        reason: String::new(),
        by: None,
    };
    records.put(number, scope, Folded::fold(&sheet).unwrap());
}

#[test]
fn without_a_promise_the_page_says_so() {
    let page = shown(&company());
    assert_eq!(page.lead, "No service standard has been published yet.");
    assert!(page.promises.is_empty());
}

#[test]
fn each_promise_stands_beside_the_measure_that_shows_whether_it_is_kept() {
    let mut records = company();
    promise(
        &mut records,
        970,
        "REP01",
        Scope::Public,
        "Right first time.",
    );
    promise(
        &mut records,
        971,
        "VOI01",
        Scope::Public,
        "Homes in 17 days.",
    );
    promise(&mut records, 972, "TP01", Scope::Staff, "A secret promise.");
    promise(&mut records, 973, "NEW1", Scope::Public, "Something new.");
    let page = shown(&records);
    let told: Vec<_> = page
        .promises
        .iter()
        .map(|each| {
            let mark = each.is_published.then_some(each.measure.row.mark);
            (each.measure.row.code.as_str(), each.words.as_str(), mark)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("NEW1", "Something new.", None),
            ("REP01", "Right first time.", Some(Mark::OnTarget)),
            ("VOI01", "Homes in 17 days.", Some(Mark::OffTarget)),
        ]
    );
    assert_eq!(
        page.lead,
        "3 promises. Of the 2 with a published figure and a target, 1 is on target, 0 close to it and 1 off it."
    );
}
