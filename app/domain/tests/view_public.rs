//! What the public pages show, and what they do not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

#[path = "public_company/mod.rs"]
mod public_company;

use domain::{
    company::Company,
    provenance::Provenance,
    scope::Scope,
    sight::Sight,
    view::{
        mark::Mark,
        public_home::{self, Measure},
        public_indicator::{self, ColourRule},
    },
};
use public_company::{HOSTILE_WORDS, SECRETS, company, ratio, today};

fn home() -> public_home::Page {
    let records = company();
    public_home::page(&Sight::public(&records.company), today())
}

fn indicator(code: &str) -> public_indicator::Page {
    let records = company();
    let sight = Sight::public(&records.company);
    let id = public_indicator::find(&sight, code).unwrap().id;
    public_indicator::page(&sight, id, today()).unwrap()
}

fn codes(measures: &[Measure]) -> Vec<&str> {
    measures
        .iter()
        .map(|measure| measure.row.code.as_str())
        .collect()
}

#[test]
fn the_five_lines_are_answered_from_what_is_public() {
    let page = home();
    assert_eq!(
        page.lead,
        "1 of 5 measures with a target is on target, 1 close to it and 3 off it."
    );
    assert_eq!(page.frame.company, "South Essex Homes");
    assert_eq!(page.frame.as_at, "21 November 2026");
    let perspectives: Vec<_> = page
        .clear
        .perspectives
        .iter()
        .map(|each| each.name.as_str())
        .collect();
    assert_eq!(
        perspectives,
        ["Residents and customers", "Homes and services"]
    );
    let titles: Vec<_> = page.clear.perspectives[0]
        .priorities
        .iter()
        .map(|each| each.title.as_str())
        .collect();
    assert_eq!(titles, ["Residents are heard", "Complaints are put right"]);
    assert!(page.clear.statement_illustrative && !page.clear.all_illustrative);
    assert_eq!(
        page.knowing.counts,
        "1 of 5 (20%) on target, 1 close, 3 off, 1 with no target"
    );
    assert_eq!(codes(&page.knowing.going_well), ["REP01"]);
    assert_eq!(codes(&page.wanted.measures), ["REP01", "VOI01"]);
    assert_eq!(
        page.wanted.summary,
        "Of the measures that residents told us are important to them, 1 of 2 is on target, 0 close to it and 1 off it."
    );
    assert_eq!((page.telling.measures, page.telling.unpublished), (6, 1));
    assert_eq!(page.telling.newest.as_deref(), Some("October 2026"));
}

#[test]
fn the_furthest_from_target_stand_first_and_each_says_which_way_it_goes() {
    let action = home().action;
    assert_eq!(codes(&action.off), ["BS01", "X-1", "VOI01"]);
    assert_eq!(
        action.summary,
        "Of 3 measures off target, 1 is improving, 1 is getting worse, and 1 is steady or cannot be compared."
    );
    assert!(action.anything_said);
    let voids = &action.off[2].row;
    assert_eq!(
        (voids.value.as_str(), voids.target.as_str()),
        ("21.2 days", "17 days")
    );
    assert_eq!(
        (action.off[2].period.as_str(), action.off[2].travel.as_str()),
        ("Q2 2026/27", "Improving")
    );
    assert!(voids.public_words.starts_with("Two contractors"));
    let named = home().knowing.furthest;
    assert_eq!(
        codes(&named),
        ["X-1", "VOI01", "BS01"],
        "a hair's breadth is not far, whatever it means"
    );
}

#[test]
fn each_service_has_its_own_count_and_the_company_comes_first() {
    let records = company();
    let page = public_home::services(&Sight::public(&records.company), today());
    let services: Vec<_> = page
        .services
        .iter()
        .map(|service| {
            (
                service.name.as_str(),
                service.anchor.as_str(),
                codes(&service.measures),
            )
        })
        .collect();
    assert_eq!(
        services,
        [
            (
                "The whole Company",
                "service-the-whole-company",
                vec!["NM01", "TP01", "X-1"]
            ),
            ("Building Safety", "service-building-safety", vec!["BS01"]),
            (
                "Repairs and Voids",
                "service-repairs-and-voids",
                vec!["REP01", "VOI01"]
            ),
        ]
    );
    assert_eq!(
        page.services[2].counts,
        "1 of 2 (50%) on target, 0 close, 1 off"
    );
    let lines: Vec<_> = home()
        .knowing
        .services
        .into_iter()
        .map(|line| (line.anchor, line.counts.off, line.unpublished))
        .collect();
    assert_eq!(lines[0], ("service-the-whole-company".to_owned(), 1, 1));
    assert_eq!(lines[2], ("service-repairs-and-voids".to_owned(), 1, 0));
    let unpublished: Vec<_> = page.services[0]
        .unpublished
        .iter()
        .map(|each| each.code.as_str())
        .collect();
    assert_eq!(
        unpublished,
        ["NEW1"],
        "what is not published is named, and counts nowhere"
    );
}

#[test]
fn two_services_of_one_name_have_two_anchors() {
    let mut records = company();
    let body = (*records
        .company
        .get::<domain::unit::Unit>(domain::id::Id::new(uuid::Uuid::from_u128(22)))
        .unwrap()
        .body)
        .clone();
    let twin = records.put(23, Scope::Public, body);
    let gas = public_company::indicator("BS09", "Lift safety checks");
    records.put(
        450,
        Scope::Public,
        domain::indicator::Indicator {
            service: Some(twin),
            ..gas
        },
    );
    let page = public_home::services(&Sight::public(&records.company), today());
    let anchors: Vec<_> = page
        .services
        .iter()
        .map(|service| service.anchor.as_str())
        .collect();
    assert_eq!(
        anchors[1..3],
        ["service-building-safety", "service-building-safety-2"]
    );
}

#[test]
fn an_indicators_page_says_what_it_means_and_where_each_figure_is_from() {
    let page = indicator("tp01");
    assert_eq!(
        (page.code.as_str(), page.name.as_str()),
        ("TP01", "Overall satisfaction")
    );
    assert_eq!(page.row.mark, Mark::CloseToTarget);
    assert_eq!(
        page.row.sentence,
        "67.9% in 2024/25, 5.1 points below the target of 73%; the year before 68.5%."
    );
    assert_eq!(
        page.run,
        "2 figures from 2023/24 to 2024/25: the lowest 67.9% in 2024/25, the highest 68.5% in 2023/24."
    );
    assert_eq!(
        page.from,
        ["Published; illustrative target", "Illustrative"]
    );
    assert_eq!(
        page.sources,
        [format!("Published: {}", public_company::SOURCE)]
    );
    assert!(page.has_illustrative && !page.has_ratios);
    let targets: Vec<_> = page
        .targets
        .iter()
        .map(|target| {
            (
                target.year.as_str(),
                target.target.as_str(),
                target.from.as_str(),
            )
        })
        .collect();
    assert_eq!(
        targets,
        [
            ("2024/25", "at least 73%", "Illustrative"),
            ("2023/24", "at least 71%", "Illustrative")
        ]
    );
    assert_eq!(page.colours, ColourRule::Within("10%".to_owned()));
    assert_eq!(page.service, None);
    let fact = |term: &str| {
        page.facts
            .iter()
            .find(|fact| fact.term == term)
            .map(|fact| fact.is.as_str())
    };
    assert_eq!(fact("What is good"), Some("Higher is better"));
    assert_eq!(fact("Collected"), Some("Every year"));
    assert_eq!(fact("Kind of measure"), Some("Key Performance Indicator"));
    assert_eq!(fact("Who answers for it"), Some("The whole Company"));
}

#[test]
fn residents_read_whether_it_is_real_or_chance_and_what_the_year_came_to() {
    let page = indicator("REP01");
    assert_eq!(
        page.variation.unwrap().answer,
        "Too few figures to tell chance from change: 3 more figures are needed."
    );
    let spans = page.spans.unwrap();
    let rows: Vec<_> = spans
        .rows
        .iter()
        .map(|row| (row.span.as_str(), row.value.as_str(), row.before.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("October 2026", "92.2%", "No figure"),
            (
                "Year to date: April 2026 to October 2026",
                "90.1%, with 2 of 7 reported",
                "No figure"
            ),
            (
                "Last twelve months: November 2025 to October 2026",
                "90.1%, with 2 of 12 reported",
                "No figure"
            ),
        ]
    );
    let yearly = indicator("TP01");
    assert_eq!(
        yearly.variation, None,
        "two figures of a survey have no usual range"
    );
    let rows = yearly.spans.unwrap().rows;
    assert_eq!(
        rows.len(),
        1,
        "a year has nothing within it to put together"
    );
    assert_eq!(
        (rows[0].value.as_str(), rows[0].before.as_str()),
        ("67.9%", "68.5%")
    );
}

#[test]
fn a_figure_can_be_worked_again_from_what_was_counted() {
    let page = indicator("VOI01");
    assert!(page.has_ratios);
    assert_eq!(page.working[0].expression, "2330 ÷ 110");
    assert_eq!(
        page.service,
        Some((
            "Repairs and Voids".to_owned(),
            "service-repairs-and-voids".to_owned()
        ))
    );
    assert_eq!(page.series.points.len(), 3);
    assert_eq!(page.from, ["Our own records"; 3]);
    assert_eq!(
        page.sources,
        [format!("Published: {}", public_company::SOURCE)],
        "the target of 2025/26 was published"
    );
    assert_eq!(indicator("NEW1").working, []);
}

#[test]
fn what_has_no_allowance_has_no_amber_and_what_has_no_target_no_colour() {
    let gas = indicator("BS01");
    assert_eq!(gas.colours, ColourRule::NoAmber);
    assert_eq!(
        (gas.row.mark, gas.row.value.as_str()),
        (Mark::OffTarget, "99.98%")
    );
    assert_eq!(indicator("NM01").colours, ColourRule::NoColour);
    assert_eq!(indicator("NM01").row.mark, Mark::NoTarget);
    let new = indicator("NEW1");
    assert_eq!(
        (new.is_published, new.lead.as_str()),
        (false, "No figure has been published yet.")
    );
}

#[test]
fn nothing_that_is_not_public_is_in_any_view() {
    let records = company();
    let sight = Sight::public(&records.company);
    let mut shown = format!(
        "{:?}{:?}{:?}",
        public_home::page(&sight, today()),
        public_home::services(&sight, today()),
        public_indicator::open_data(&sight)
    );
    for code in ["TP01", "VOI01", "REP01", "BS01", "NM01", "NEW1", "X-1"] {
        shown.push_str(&format!("{:?}", indicator(code)));
    }
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} is shown");
    }
    assert!(
        shown.contains("92.2%"),
        "the figure that is published is shown"
    );
}

#[test]
fn without_what_is_not_public_every_view_is_the_same() {
    let whole = company();
    let mut public = Company::default();
    for (kind, id) in whole.company.in_scope(Scope::Public) {
        public.put(whole.company.version(kind, id).unwrap());
    }
    let (whole, public) = (Sight::public(&whole.company), Sight::public(&public));
    assert_eq!(
        public_home::page(&whole, today()),
        public_home::page(&public, today())
    );
    assert_eq!(
        public_home::services(&whole, today()),
        public_home::services(&public, today())
    );
    assert_eq!(
        public_indicator::open_data(&whole),
        public_indicator::open_data(&public)
    );
    for indicator in public.all::<domain::indicator::Indicator>() {
        assert_eq!(
            public_indicator::page(&whole, indicator.id, today()),
            public_indicator::page(&public, indicator.id, today())
        );
    }
}

#[test]
fn a_company_without_records_has_a_page_that_says_so() {
    let nothing = Company::default();
    let page = public_home::page(&Sight::public(&nothing), today());
    assert_eq!(page.lead, "No figure with a target has been published yet.");
    assert_eq!(page.action.summary, "No measure is off target.");
    assert_eq!(page.frame.contact, None);
    assert_eq!(page.source, "As at 21 November 2026.");
    assert_eq!(
        public_indicator::find(&Sight::public(&nothing), "TP01"),
        None
    );
}

#[test]
fn the_file_of_figures_holds_each_published_figure_once_with_its_parts() {
    let mut records = company();
    let voids = domain::id::Id::new(uuid::Uuid::from_u128(200));
    // A correction: the same period again, known later.
    records.published(
        250,
        voids,
        "2026-Q2",
        ratio("2340", "110"),
        Provenance::Recorded,
    );
    let rows = public_indicator::open_data(&Sight::public(&records.company));
    let header = &rows[0];
    let column = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    assert!(rows.iter().all(|row| row.len() == header.len()));
    let of = |code: &str| rows.iter().filter(|row| row[0] == code).collect::<Vec<_>>();
    let periods: Vec<_> = of("VOI01")
        .iter()
        .map(|row| row[column("Period from")].clone())
        .collect();
    assert_eq!(periods, ["2026-01-01", "2026-04-01", "2026-07-01"]);
    let latest = of("VOI01")[2];
    assert_eq!(latest[column("Numerator")], "2340");
    assert_eq!(latest[column("Denominator")], "110");
    assert_eq!(latest[column("Result")], "21.2727272727");
    assert_eq!(latest[column("Target")], "17");
    assert_eq!(latest[column("Status")], "Off target");
    assert_eq!(
        of("REP01").len(),
        2,
        "what is approved and not published stays out"
    );
    assert_eq!(of("X-1")[1][column("What is said about it")], HOSTILE_WORDS);
    assert_eq!(
        of("TP01")[0][column("Where the result is from")],
        format!("Published: {}", public_company::SOURCE)
    );
}
