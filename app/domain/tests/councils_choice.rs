//! What the Council's viewers read before it is published: the figures that the Council chose, and what was said with them (access.md).
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
    calendar::{Date, Period},
    commentary::{Commentary, WriteCommentary},
    company::Company,
    folded::Folded,
    indicator::{Indicator, IndicatorSource},
    indicator_selection::{IndicatorSelection, Stakeholder},
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, RecordMeasurement, SubmitMeasurement,
    },
    person::RecordPerson,
    quantity::Figure,
    record::{Change, Noun, Stamp},
    role::{GrantRole, Role},
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    view::{indicator, indicators},
};
use refusals::measures::{self, KPI};
use small_company::*;
use tables::{Row, rows};

const TABLE: &str = include_str!("tables/councils_choice.txt");
const STANDARD: u128 = 940;
const FIGURE: u128 = 941;
const CHOICE: u128 = 942;
const VIEWER: u128 = 943;

fn put<T: Noun>(small: &mut Small, number: u128, scope: Scope, body: T) {
    let stamp = Stamp {
        seq: small.seq(),
        at: "2026-11-01T09:00:00Z".parse().unwrap(),
    };
    small
        .company
        .apply(&Change::put(id(number), scope, body), stamp);
}

fn october() -> Period {
    "2026-M07".parse().unwrap()
}

/// What was chosen, by whom and for which days, as a row says it.
fn chosen(small: &mut Small, words: &str) {
    let [by, what, days] = words.split(", ").collect::<Vec<_>>()[..] else {
        panic!("{words}");
    };
    let (from, until) = days.split_once(" to ").unwrap();
    let Some(chosen_by) = Stakeholder::ALL.into_iter().find(|who| who.words() == by) else {
        assert_eq!(by, "nobody");
        return;
    };
    let of = match what {
        "itself" => KPI,
        _ => STANDARD,
    };
    let standard = Indicator {
        mirrors: Some(id(KPI)),
        source: IndicatorSource::ServiceStandard,
        code: "SS01".to_owned(),
        ..measures::definition()
    };
    put(small, STANDARD, Scope::Public, standard);
    let day = |text: &str| text.parse::<Date>().unwrap();
    let selection = IndicatorSelection {
        indicator: id(of),
        chosen_by,
        from: day(from),
        until: (until != "–").then(|| day(until)),
        reflects: None,
        why: "It is what tenants ask after.".to_owned(),
    };
    put(
        small,
        CHOICE,
        Scope::Public,
        Folded::fold(&selection).unwrap(),
    );
}

fn explain(small: &mut Small) {
    let commentary = small.new_id();
    small.must(
        PRIYA,
        WriteCommentary {
            commentary,
            indicator: id(KPI),
            period: october(),
            happened: "Two of forty homes were let late.".to_owned(),
            why: "Keys came late.".to_owned(),
            next: "Keys are asked for earlier.".to_owned(),
            public_words: String::new(),
        },
    );
}

/// The figure of October on its road until it is approved.
fn approved(row: &Row) -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    if row.get("indicator") == "staff" {
        put(&mut small, KPI, Scope::Staff, measures::definition());
    }
    chosen(&mut small, row.get("chosen"));
    let measurement = id(FIGURE);
    small.must(
        PRIYA,
        RecordMeasurement {
            measurement,
            indicator: id(KPI),
            period: october(),
            figure: Figure::Value(95.into()),
            public_words: String::new(),
            provenance: Default::default(),
            replaces: Vec::new(),
            correction: String::new(),
        },
    );
    if row.get("said") == "before" {
        explain(&mut small);
    }
    small.must(
        PRIYA,
        SubmitMeasurement {
            measurement,
            evidence: String::new(),
            kept_at: String::new(),
        },
    );
    small.must(TOM, CheckMeasurement { measurement });
    small.must(DANA, ApproveMeasurement { measurement });
    if row.get("said") == "after" {
        explain(&mut small);
    }
    small
}

/// The device of somebody who reads for the Council and holds no post.
fn councils_viewer(small: &mut Small) -> Company {
    small.load(RecordPerson {
        person: person(VIEWER),
        name: "Vera Hale".to_owned(),
        active: true,
        illustrative: false,
    });
    small.load(GrantRole {
        grant: id(VIEWER),
        person: person(VIEWER),
        role: Role::CouncilViewer,
    });
    small.device(VIEWER)
}

/// Whether a device holds the figure, and whether it holds what was said with it.
fn held(device: &Company) -> (bool, bool) {
    let figure = Measurement::approved(device, id(KPI), october());
    let said = Commentary::seen(device, id(KPI), october(), |_| true);
    (figure.is_some(), said.is_some())
}

#[test]
fn the_councils_viewers_read_what_the_council_chose_once_it_is_approved() {
    for row in rows(TABLE) {
        let mut small = approved(&row);
        let viewer = councils_viewer(&mut small);
        let expected = (row.get("figure") == "yes", row.get("commentary") == "yes");
        assert_eq!(held(&viewer), expected, "{}", row.words());
        assert_eq!(held(&small.device(SAM)), (true, true), "{}", row.words());
        let public = Sight::public(&small.company);
        let card = Scorecard::on(&small.company, today());
        let page = indicator::page(&public, &card, id(KPI), today());
        let figures = page.map(|page| page.figures);
        assert_eq!(figures.unwrap_or_default(), [], "{}", row.words());
    }
}

/// What is done about the figure, by whom and what is missing stays with staff.
#[test]
fn the_page_tells_the_councils_viewers_what_was_said_and_not_who_said_it() {
    let mut small = approved(&rows(TABLE).remove(0));
    let viewer = councils_viewer(&mut small);
    let sight = Sight::on_device(&viewer, person(VIEWER));
    let card = Scorecard::on(&viewer, today());
    let page = indicator::page(&sight, &card, id(KPI), today()).unwrap();
    assert_eq!(page.row.value, "95.0%");
    let answer = page.answer.unwrap();
    let now = answer.now.unwrap();
    assert_eq!(now.why, "Keys came late.");
    assert_eq!(now.by, "");
    assert_eq!(answer.lacks, [""; 0]);
    assert!(answer.actions.is_empty() && !answer.writes && !page.inside);
    let told = indicators::page(&sight, &card).source;
    assert_eq!(
        told,
        "As at 21 November 2026, from published figures, and approved ones of what the Council chose; each names its period."
    );
    let public = indicators::page(&Sight::public(&small.company), &card).source;
    assert_eq!(
        public,
        "As at 21 November 2026, from published figures; each names its period."
    );
}
