//! The register of risks: what its pages tell, and what My work says of a risk that is to be looked at again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod risks;
}

use domain::{
    risk::{ChooseRiskMatrix, Matrix, RecordRisk, RiskWords},
    scorecard::Scorecard,
    view::{
        figures_due, indicator,
        permission::Offer,
        risk::{self as one, Typed, TypedReview},
        risks as list,
    },
};
use refusals::{
    measures::{self, KPI},
    risks::{place, recorded, reviewed, risk},
};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small.must(DANA, recorded());
    small
}

fn waits(small: &Small, reader: u128, day: &str) -> Vec<String> {
    let section = figures_due::section(&small.sight(reader), day.parse().unwrap());
    let lines = section.unwrap_or_default().lines.into_iter();
    lines
        .filter(|line| line.title.contains("risk"))
        .map(|line| format!("{} ({})", line.title, line.detail))
        .collect()
}

#[test]
fn the_gravest_is_first_and_says_how_grave() {
    let mut small = company();
    small.must(
        DANA,
        RecordRisk {
            risk: id(9_351),
            says: RiskWords {
                name: "A surveyor leaves".to_owned(),
                ..recorded().says
            },
            current: place(3, 4),
            ..recorded()
        },
    );
    let page = list::page(&small.sight(SAM), today()).unwrap();
    assert_eq!(page.heading, "1 of 2 risks is severe");
    assert_eq!(page.lead, "None is overdue for a review.");
    assert_eq!(page.writing.offer, Offer::Hidden);
    assert_eq!(page.choose, None);
    let told: Vec<(&str, &str, bool)> = page
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.current.as_str(), line.severe))
        .collect();
    assert_eq!(
        told,
        [
            ("A surveyor leaves", "12, severe", true),
            ("An empty home is broken into", "6, medium", false),
        ]
    );
    let line = &page.lines[1];
    assert_eq!(line.inherent, "16, severe");
    assert_eq!(line.target, "3, low");
    assert_eq!(line.whose, "Property services");
    assert_eq!(line.owner, "Priya Natarajan");
    let later = list::page(&small.sight(DANA), "2027-01-01".parse().unwrap()).unwrap();
    assert_eq!(
        later.lead,
        "Overdue for a review: A surveyor leaves; An empty home is broken into."
    );
    assert_eq!(later.writing.offer, Offer::Open);
    let services: Vec<&str> = later
        .writing
        .services
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(services, ["Property services"], "not the whole Company’s");
    let showers = &later.writing.indicators;
    let offered = |service: &str, ticked: &str| one::offered(showers, service, ticked).len();
    let kpi = showers[0].value.as_str();
    assert_eq!(offered(&later.writing.services[0].0, ""), 1);
    assert_eq!(offered("company", ""), 1);
    assert_eq!(
        offered("", ""),
        0,
        "nothing before it is chosen whose it is"
    );
    assert_eq!(offered("", kpi), 1, "what is ticked stays");
}

#[test]
fn what_is_not_as_it_is_expected_is_told() {
    let mut small = company();
    small.must(
        DANA,
        RecordRisk {
            current: place(1, 2),
            ..recorded()
        },
    );
    let page = one::page(&small.sight(SAM), risk(), today()).unwrap();
    assert_eq!(
        page.warnings,
        [
            "The target score of 3 is above the current score of 2: the risk is lower today than it is to become. Check both."
        ]
    );
    assert_eq!(page.controls[0].assurance, "A photograph of each");
    assert_eq!(page.indicators[0].1, "VOI01 Homes let in time");
    assert_eq!(page.review, Offer::Hidden);
    let card = Scorecard::on(&small.company, today());
    let shown = indicator::page(&small.sight(SAM), &card, id(KPI), today()).unwrap();
    assert_eq!(shown.risks[0].1, "An empty home is broken into: 2, low");
}

/// From five working days before the day until which it is looked at again; and never once it is closed.
#[test]
fn its_owner_looks_at_it_again() {
    let mut small = company();
    assert_eq!(waits(&small, PRIYA, "2026-12-21"), [""; 0]);
    assert_eq!(
        waits(&small, PRIYA, "2027-01-04"),
        [
            "Look again at the risk “An empty home is broken into” (Overdue by 1 working day: due by 31 December 2026. You answer for it.)"
        ]
    );
    assert_eq!(waits(&small, DANA, "2027-01-04"), [""; 0]);
    let page = one::page(&small.sight(PRIYA), risk(), today()).unwrap();
    assert_eq!(page.review, Offer::Open);
    assert_eq!(page.writing.offer, Offer::Open);
    small.must(PRIYA, reviewed(place(3, 3), Some("2027-01-31")));
    assert_eq!(waits(&small, PRIYA, "2027-01-04"), [""; 0]);
    let found = one::page(&small.sight(DANA), risk(), today()).unwrap();
    assert_eq!(found.line.current, "9, high");
    assert_eq!(
        found.reviews[0].when,
        "On 21 November 2026 by Priya Natarajan: 9, high"
    );
    small.must(PRIYA, reviewed(place(1, 1), None));
    assert_eq!(waits(&small, PRIYA, "2027-03-01"), [""; 0]);
    let page = list::page(&small.sight(DANA), today()).unwrap();
    assert_eq!(page.heading, "No risk is recorded yet");
    assert_eq!(
        page.closed[0].review,
        "Two were broken into since the summer."
    );
}

/// rules.md 4.13: "configurable 4 or 5". What was rated on one matrix stays on it until its words are recorded again.
#[test]
fn a_risk_stays_on_the_matrix_on_which_it_was_rated() {
    let mut small = company();
    small.must(
        SUE,
        ChooseRiskMatrix {
            matrix: Matrix::FiveByFive,
        },
    );
    let told = |small: &Small| {
        let page = list::page(&small.sight(SUE), today()).unwrap();
        page.lines[0].current.clone()
    };
    assert_eq!(told(&small), "6, medium");
    small.must(DANA, recorded());
    assert_eq!(told(&small), "6 of 25");
}

#[test]
fn what_is_typed_is_read_or_refused_at_its_field() {
    let stands = recorded();
    let typed = Typed {
        name: stands.says.name.clone(),
        cause: stands.says.cause.clone(),
        event: stands.says.event.clone(),
        effect: stands.says.effect.clone(),
        category: "Property".to_owned(),
        service: stands.says.service.unwrap().to_string(),
        owner: person(PRIYA).to_string(),
        places: [("4", "4"), ("2", "3"), ("1", "3")]
            .map(|(likelihood, impact)| (likelihood.to_owned(), impact.to_owned())),
        controls: "Screens on the day on which keys come back; A photograph of each\n\n".to_owned(),
        indicators: stands.says.indicators[0].to_string(),
        review_by: "2026-12-31".to_owned(),
    };
    let read = one::record(risk().uuid(), &typed).unwrap();
    assert_eq!(read, stands);
    let refused = one::record(risk().uuid(), &Typed::default()).unwrap_err();
    for field in [
        "inherent",
        "current",
        "target",
        "service",
        "owner",
        "review_by",
    ] {
        assert!(refused.on_field(field).is_some(), "{field}");
    }
    let refused = one::review(risk(), &TypedReview::default()).unwrap_err();
    assert!(refused.on_field("current").is_some());
    let closed = TypedReview {
        likelihood: "1".to_owned(),
        impact: "1".to_owned(),
        words: "Two were broken into since the summer.".to_owned(),
        review_by: "soon".to_owned(),
        closed: true,
    };
    assert_eq!(
        one::review(risk(), &closed).unwrap(),
        reviewed(place(1, 1), None)
    );
}
