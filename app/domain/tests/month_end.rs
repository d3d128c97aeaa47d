//! Month end: who may take which step with a figure and with which words it is refused, and what is read of what is typed and
//! pasted. What came by its deadline is in `returns_on_time.rs`.
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
    commentary::WriteCommentary,
    corrective_action::{PlanCorrectiveAction, ResponseKind},
    decision::Actor,
    figure_step::FigureStep,
    id::Id,
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementId, MeasurementState,
        PublishMeasurement, RecordMeasurement, ReturnMeasurement, SubmitMeasurement,
    },
    quantity::Figure,
    rejection::Rejection,
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    stage::{Stage, StageStanding, WaiveStage, stages},
    view::{
        corrected::corrected,
        month_end::{self, Entered, Entry, Page, Row, StepOf, entered, paste, step_line},
    },
};
use refusals::measures::{self, KPI};
use small_company::*;

const TABLE: &str = include_str!("tables/month_end.txt");

const MONTH: &str = "2026-M07";

fn who(name: &str) -> Actor {
    Actor::Person(person(match name {
        "nobody" => return Actor::System,
        "dana" => DANA,
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

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    small
}

/// "priya submits 95"
fn step(small: &Small, words: &str) -> (Actor, Command) {
    let mut parts = words.split_whitespace();
    let (by, does, what) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap_or_default(),
    );
    let period = MONTH.parse().unwrap();
    let command = match does {
        "provides" | "corrects" | "replaces" => {
            let stands = Measurement::standing(&small.company, id(KPI), period, |_| true);
            RecordMeasurement {
                measurement: figure(what),
                indicator: id(KPI),
                period,
                figure: Figure::Value(what.parse().unwrap()),
                public_words: String::new(),
                provenance: Default::default(),
                replaces: stands.into_iter().map(|stands| stands.id).collect(),
                correction: match does {
                    "corrects" => "Two lettings were counted twice.".to_owned(),
                    _ => String::new(),
                },
            }
            .into()
        }
        "explains" => WriteCommentary {
            commentary: id(9_500),
            indicator: id(KPI),
            period,
            happened: "Eleven of forty homes were let late.".to_owned(),
            why: "The contractor was short of plasterers.".to_owned(),
            next: "A second contractor starts on 1 December 2026.".to_owned(),
            public_words: "We let fewer homes in time than we want to.".to_owned(),
        }
        .into(),
        "plans" => PlanCorrectiveAction {
            action: id(9_600),
            indicator: id(KPI),
            period,
            kind: ResponseKind::RealignResources,
            what: "Move two plasterers from repairs.".to_owned(),
            by: person(PRIYA),
            due: today(),
            beyond_control: String::new(),
        }
        .into(),
        "waives" => WaiveStage {
            waiver: small.new_waiver(what),
            indicator: id(KPI),
            period,
            stage: Stage::ALL
                .into_iter()
                .find(|stage| stage.words().to_lowercase() == what)
                .unwrap(),
            reason: "One letting only.".to_owned(),
        }
        .into(),
        road => on_the_road(road, figure(what)),
    };
    (who(by), command)
}

fn on_the_road(does: &str, measurement: MeasurementId) -> Command {
    match does {
        "submits" => SubmitMeasurement {
            measurement,
            evidence: "Lettings report of 2 November 2026".to_owned(),
            kept_at: "Lettings folder".to_owned(),
        }
        .into(),
        "checks" => CheckMeasurement { measurement }.into(),
        "returns" => ReturnMeasurement {
            measurement,
            reason: "A letting of September is in it.".to_owned(),
        }
        .into(),
        "approves" => ApproveMeasurement { measurement }.into(),
        "publishes" => PublishMeasurement { measurement }.into(),
        other => panic!("nobody {other} a figure"),
    }
}

trait Waivers {
    fn new_waiver(&self, stage: &str) -> domain::stage::StageWaiverId;
}

impl Waivers for Small {
    fn new_waiver(&self, stage: &str) -> domain::stage::StageWaiverId {
        id(9_700 + stage.len() as u128)
    }
}

/// The company in which all of it was tried, and the answer to the last; a retried command is answered the same and changes nothing.
fn after(steps: &str) -> (Small, Result<(), Rejection>) {
    let mut small = company();
    let mut answer = Ok(());
    for words in steps.split(';').map(str::trim) {
        assert_eq!(answer, Ok(()), "before {words} in {steps}");
        let (actor, command) = step(&small, words);
        answer = small.take(actor, command.clone());
        if answer.is_ok() {
            let replaces = matches!(command, Command::RecordMeasurement(_));
            let before = small.company.clone();
            let again = small.take(actor, command);
            assert_eq!(again, Ok(()), "{words} again");
            let same = small.company.changed_since(&before).is_empty();
            assert!(same || replaces, "{words} again changed something");
        }
    }
    (small, answer)
}

/// The figure that goes its road.
fn stands(small: &Small) -> String {
    let period = MONTH.parse().unwrap();
    let found = Measurement::standing(&small.company, id(KPI), period, |_| true);
    let figure = found.into_iter().min_by_key(|figure| figure.state).unwrap();
    let Figure::Value(value) = figure.figure else {
        panic!("plain figures only")
    };
    let state = match figure.state {
        MeasurementState::Draft => "draft",
        MeasurementState::Submitted => "submitted",
        MeasurementState::Checked => "checked",
        MeasurementState::Approved => "approved",
        MeasurementState::Published => "published",
    };
    format!("{value} {state}")
}

fn counts(small: &Small) -> String {
    let card = Scorecard::on(&small.company, today());
    let counted = card.reading(id(KPI)).unwrap().measurement;
    counted.map_or_else(
        || "–".to_owned(),
        |counted| match small.company.get(counted).unwrap().figure {
            Figure::Value(value) => value.to_string(),
            Figure::Ratio(_) => panic!("plain figures only"),
        },
    )
}

fn done(small: &Small) -> String {
    let indicator = small.company.get(id(KPI)).unwrap();
    let all = stages(&small.company, indicator, MONTH.parse().unwrap(), |_| true);
    let done = all
        .iter()
        .filter(|(_, standing)| *standing != StageStanding::Open);
    let done: Vec<String> = done
        .map(|(stage, _)| stage.words().to_lowercase())
        .collect();
    done.join(", ")
}

#[test]
fn each_step_is_answered_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(TABLE) {
        let (small, answer) = after(row.get("what happens"));
        let answer = match answer {
            Ok(()) => "taken".to_owned(),
            Err(refusal) => refusal.to_string(),
        };
        let found = [
            ("answer", answer),
            ("stands", stands(&small)),
            ("counts", counts(&small)),
            ("stages", done(&small)),
        ];
        for (column, found) in found {
            if found != row.get(column) {
                wrong.push(format!("{}: {column} is {found}", row.words()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Until the approval nobody but the service sees anything of it; after it all staff see who checked, and what was written.
#[test]
fn what_is_written_about_a_figure_is_seen_with_it() {
    let (mut small, _) = after(
        "priya provides 80; priya submits 80; dana returns 80; priya submits 80; tom checks 80; priya explains; priya plans",
    );
    let about = |small: &Small| {
        let device = small.device(SAM);
        let scopes = |scope: &Scope| device.holds(scope);
        let steps = FigureStep::taken(&device, id(KPI), MONTH.parse().unwrap(), |_| true);
        let row = page_of(small, SAM).map(|page| page.rows.len());
        assert!(!scopes(&Scope::Drafts(id(202))));
        (
            steps
                .into_iter()
                .map(|(_, step)| (step.step.words(), step.by, step.checked_by))
                .collect::<Vec<_>>(),
            row,
        )
    };
    assert_eq!(about(&small), (Vec::new(), None));
    small.must(
        DANA,
        ApproveMeasurement {
            measurement: figure("80"),
        },
    );
    let approved = ("Approved", Some(person(DANA)), Some(person(TOM)));
    assert_eq!(about(&small), (vec![approved], None));
    let device = small.device(SAM);
    let commentary: Id<_> = id(9_500);
    let said: Option<domain::commentary::Commentary> = device
        .get::<domain::folded::Folded<domain::commentary::Commentary>>(commentary)
        .and_then(|said| said.open());
    let told = said.unwrap().public_words;
    let figure = device.get(figure("80")).unwrap();
    assert_eq!(
        figure.public_words, told,
        "what residents are told goes with the figure"
    );
}

fn page_of(small: &Small, reader: u128) -> Option<Page> {
    month_end::page(&small.sight(reader), None, today())
}

fn row_of(small: &Small, reader: u128) -> Row {
    let page = page_of(small, reader).unwrap();
    page.rows
        .into_iter()
        .find(|row| row.indicator == id(KPI))
        .unwrap()
}

#[test]
fn the_page_says_what_is_next_and_to_whom() {
    let small = company();
    let page = page_of(&small, PRIYA).unwrap();
    assert_eq!(page.month, MONTH, "the month before today’s");
    assert!(
        page.heading
            .ends_with("October 2026: 0 of 1 figures submitted"),
        "{}",
        page.heading
    );
    assert_eq!(page.lead, "Overdue: this was due by 13 November 2026.");
    let row = row_of(&small, PRIYA);
    assert_eq!((row.next(), row.takes_figures()), ("Needs a figure.", true));
    assert_eq!(row.target, "at least 90%");

    let (small, _) = after("priya provides 80; priya submits 80; dana returns 80");
    let row = row_of(&small, PRIYA);
    let standing = row.standing.clone().unwrap();
    assert_eq!(
        standing.says,
        "Returned by Dana Cole: A letting of September is in it."
    );
    assert_eq!(
        (standing.cells, row.next()),
        (vec!["80".to_owned()], "To be submitted.")
    );
    assert_eq!(row.asks_action, Some("is off target"));

    let (small, _) = after("priya provides 80; priya submits 80; tom checks 80");
    let offered = |reader| {
        let row = row_of(&small, reader);
        let offers = row.offers.map(|(step, offer)| (step.words(), offer));
        let shown = offers.into_iter().filter(|(_, offer)| offer.is_shown());
        shown
            .map(|(step, offer)| (step, offer.reason()))
            .collect::<Vec<_>>()
    };
    let explain = "This figure is off target. Write what happened, why, and what happens next; then it can be approved.";
    assert_eq!(offered(DANA), [("Approved", Some(explain.to_owned()))]);
    assert_eq!(page_of(&small, SAM), None);
}

/// Six months of figures about 92%, out of 100 each.
fn with_history() -> Small {
    let mut small = company();
    for (month, value) in (1..=6).zip(["92", "93", "91", "92", "93", "92"]) {
        let measurement = id(9_800 + month);
        small.load(RecordMeasurement {
            measurement,
            indicator: id(KPI),
            period: format!("2026-M{month:02}").parse().unwrap(),
            figure: Figure::ratio(value.parse().unwrap(), 100.into()),
            public_words: String::new(),
            provenance: Default::default(),
            replaces: Vec::new(),
            correction: String::new(),
        });
        small.load(ApproveMeasurement { measurement });
    }
    small
}

fn typed(small: &Small, numerator: &str, denominator: &str) -> Entered {
    let cells = [numerator.to_owned(), denominator.to_owned()];
    let row = row_of(small, PRIYA);
    entered(&small.sight(PRIYA), &row, &cells, "", id(9_900))
}

/// The figure, its colour, what is said of it, and whether it can be provided.
fn told(small: &Small, numerator: &str, denominator: &str) -> (String, &'static str, String, bool) {
    let said = typed(small, numerator, denominator);
    let problems = said.problems.iter();
    let problems = problems.map(|(column, words)| format!("{}: {words}", column.words()));
    let words: Vec<String> = problems.chain(said.warnings.clone()).collect();
    let mark = said.mark.map_or("", |mark| mark.words());
    (said.value.clone(), mark, words.join(" "), said.is_ready())
}

#[test]
fn what_is_typed_is_read_and_asked_about_and_nothing_is_blocked_by_that() {
    let small = with_history();
    for (numerator, denominator, value, mark, words, ready) in [
        ("", "", "", "", "", false),
        ("92", "100", "92.0%", "On target", "", true),
        (
            "92",
            "",
            "",
            "",
            "Denominator: Enter a number here too.",
            false,
        ),
        (
            "n/a",
            "100",
            "",
            "",
            "Numerator: “n/a” is no number. Enter digits, such as 1,234.5.",
            false,
        ),
        (
            "40",
            "100",
            "40.0%",
            "Off target",
            "Outside the usual range of 89.0% to 95.4%. Is this right?",
            true,
        ),
        (
            "920",
            "1,000",
            "92.0%",
            "On target",
            "The denominator was 100 in Sep 2026. Is this right?",
            true,
        ),
    ] {
        let is = (value.to_owned(), mark, words.to_owned(), ready);
        assert_eq!(told(&small, numerator, denominator), is);
    }
    let over = told(&small, "104", "100").2;
    assert!(
        over.starts_with(
            "Denominator: This is more than 100%, and cannot be: the part is larger than the whole. Check both."
        ),
        "{over}"
    );
    assert_eq!(
        typed(&small, "40", "100").asks_commentary,
        Some("is off target")
    );
}

#[test]
fn a_block_from_a_spreadsheet_fills_what_it_fits_and_says_the_rest() {
    let small = with_history();
    let rows = [row_of(&small, PRIYA)];
    let pasted = |block| paste(&small.sight(PRIYA), &rows, (0, 0), block);
    let found = pasted("1,840\t2,000\t92%\r\nx\ty\r\n");
    assert_eq!(found.words(), "2 cells filled.");
    let filled = found.filled.iter();
    let filled: Vec<_> = filled
        .map(|filled| (filled.cell, filled.text.as_str()))
        .collect();
    assert_eq!(filled, [(0, "1,840"), (1, "2,000")]);
    assert_eq!(
        found.left,
        [
            "VOI01: “92%” has no cell.",
            "“x y”: there is no row for it."
        ]
    );
    assert_eq!(
        pasted("many\t2000").left,
        ["VOI01, numerator: “many” is no number. Enter digits, such as 1,234.5."]
    );
}

#[test]
fn one_button_submits_all_that_is_ready_and_the_rest_is_named() {
    let small = with_history();
    let row = row_of(&small, PRIYA);
    let submit = StepOf::Submit {
        evidence: String::new(),
        kept_at: String::new(),
    };
    let line = step_line(&submit, &[(row.clone(), typed(&small, "92", "100"))]);
    assert_eq!(
        (line.label.as_str(), line.commands.len()),
        ("Submit 1 figure", 2)
    );
    let unfinished = typed(&small, "92", "");
    assert_eq!(unfinished.entry, Entry::Unfinished);
    let line = step_line(&submit, &[(row, unfinished)]);
    assert_eq!(line.not_ready, ["VOI01: Enter a number here too."]);
    assert!(line.label.is_empty());
}

#[test]
fn a_corrected_figure_stands_beside_the_one_before_for_each_reader_as_they_may_know_it() {
    let (mut small, _) = after(
        "priya provides 95; priya submits 95; tom checks 95; dana approves 95; sue publishes 95; priya corrects 93; priya submits 93; tom checks 93",
    );
    let told = |small: &Small, reader: Option<u128>| -> Vec<String> {
        let sight = match reader {
            Some(reader) => small.sight(reader),
            None => Sight::public(&small.company),
        };
        let found = corrected(&sight, small.company.get(id(KPI)).unwrap());
        let versions = found.into_iter().flat_map(|period| period.versions);
        versions
            .map(|version| {
                let words = [
                    version.value,
                    version.counts.to_owned(),
                    version.state,
                    version.why,
                ];
                let words = words.into_iter().chain(version.taken);
                words
                    .filter(|words| !words.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ")
            })
            .collect()
    };
    assert_eq!(
        told(&small, Some(SAM)),
        [""; 0],
        "not before it is approved"
    );
    let measurement = figure("93");
    small.must(DANA, ApproveMeasurement { measurement });
    assert_eq!(
        told(&small, Some(SAM)),
        [
            "93.0%; Counts now; Approved on 21 November 2026; Two lettings were counted twice.; Approved by Dana Cole on 21 November 2026, checked by Tom Reed",
            "95.0%; Corrected; Published on 21 November 2026; Approved by Dana Cole on 21 November 2026, checked by Tom Reed; Published by Sue Parr on 21 November 2026",
        ]
    );
    assert_eq!(
        told(&small, None),
        [""; 0],
        "residents read what is published"
    );
    small.must(SUE, PublishMeasurement { measurement });
    assert_eq!(
        told(&small, None),
        [
            "93.0%; Counts now; Published on 21 November 2026; Two lettings were counted twice.",
            "95.0%; Corrected; Published on 21 November 2026",
        ]
    );
}
