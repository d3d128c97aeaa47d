//! Sessions with focus groups: what their page tells, and where what was said and done stands beside a target.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod focus_groups;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
}

use domain::{
    calendar::FinancialYear,
    sight::Sight,
    view::{
        focus_group_sessions::{self as view, Page, Typed, YouSaid, record},
        permission::Offer,
        public_indicator, target,
    },
};
use refusals::{
    focus_groups::{answered, recorded, session},
    measures::{self, KPI},
};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small.must(SUE, recorded());
    small
}

fn page(small: &Small, reader: u128) -> Page {
    view::page(&small.sight(reader), today()).unwrap()
}

fn published(small: &Small) -> Vec<YouSaid> {
    let sight = Sight::public(&small.company);
    let page = public_indicator::page(&sight, id(KPI), today()).unwrap();
    page.you_said
}

#[test]
fn a_session_waits_for_an_answer_and_is_read_by_residents_once_it_is_published() {
    let mut small = company();
    let waits = page(&small, SAM);
    assert_eq!(
        waits.heading,
        "1 session with a focus group waits for our answer"
    );
    assert_eq!(waits.record, Offer::Hidden);
    assert_eq!(page(&small, SUE).record, Offer::Open);
    let told = &waits.sessions[0];
    assert_eq!(told.name, "Tenants of the Victoria blocks, 3 November 2026");
    assert_eq!(told.about, "Targets for 2027/28: VOI01 Homes let in time");
    assert_eq!(told.state, "For staff");
    assert!(published(&small).is_empty(), "it is not published");

    small.must(SUE, answered());
    let told = page(&small, SAM);
    assert_eq!(
        told.heading,
        "1 session with a focus group, which we have answered"
    );
    assert_eq!(
        published(&small),
        [YouSaid {
            who: "Tenants of the Victoria blocks, 3 November 2026, on the target for 2027/28"
                .to_owned(),
            said: vec!["Seventeen days is too long.".to_owned()],
            did: vec!["We proposed fifteen.".to_owned()],
            illustrative: false,
        }]
    );

    small.must(SUE, recorded());
    assert!(published(&small).is_empty(), "it was taken back");
}

/// Beside the target of the year that was discussed, and of no other.
#[test]
fn what_was_said_stands_beside_the_target_that_it_is_about() {
    let small = company();
    let beside = |year| {
        let page = target::page(&small.sight(PRIYA), id(KPI), FinancialYear(year), today());
        page.unwrap().you_said.len()
    };
    assert_eq!([beside(2026), beside(2027)], [0, 1]);
}

#[test]
fn what_is_typed_is_read_or_refused_at_its_field() {
    let small = company();
    let typed = page(&small, SUE).sessions[0].first.clone();
    assert_eq!(record(session().uuid(), &typed).unwrap(), recorded());
    let refused = record(session().uuid(), &Typed::default()).unwrap_err();
    assert!(refused.on_field("on").is_some());
    let undated = Typed {
        year: String::new(),
        ..typed
    };
    let refused = record(session().uuid(), &undated).unwrap_err();
    assert!(refused.on_field("year").is_some());
}
