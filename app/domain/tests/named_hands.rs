//! Who is named to provide and to check the figures of an indicator may do so, for as long as they are named, and nobody else gains
//! anything by it: `tables/named_hands.txt` (access.md; glossary 2.1).
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
    access,
    command::{self, Command},
    commentary::WriteCommentary,
    company::Company,
    corrective_action::{PlanCorrectiveAction, ResponseKind},
    decision::{Actor, Context},
    definition_sheet::{DefinitionSheet, ReviseDefinition, SheetTerms},
    import::{ImportKind, Imported, TakeImport},
    indicator::{
        ActivateIndicator, Draft, DraftIndicators, Indicator, IndicatorSource, IndicatorState,
        RetireIndicator,
    },
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementId, MeasurementState,
        RecordMeasurement, ReturnMeasurement, SubmitMeasurement,
    },
    person::RecordPerson,
    quantity::Figure,
    record::{Change, Kind},
    rejection::Rejection,
    scope::Scope,
    sight::Sight,
    unit::UnitId,
    view::{figures_due, month_end},
};
use jiff::{ToSpan as _, civil::date};
use proptest::prelude::*;
use refusals::measures::{self, COUNT, KPI};
use small_company::*;
use uuid::Uuid;

const TABLE: &str = include_str!("tables/named_hands.txt");
const MONTH: &str = "2026-M07";

/// A draft that is put in force, of another service than the other two.
const DRAFT: u128 = 930;

/// Who the table names; they see no figure before it is approved by anything else.
const NAMED: [(&str, u128); 4] = [("sam", SAM), ("jo", JO), ("rosa", ROSA), ("hal", HAL)];

fn who(name: &str) -> Option<u128> {
    let others = [("priya", PRIYA), ("dana", DANA), ("sue", SUE)];
    NAMED
        .into_iter()
        .chain(others)
        .find(|(known, _)| *known == name)
        .map(|(_, number)| number)
}

fn figure(number: &str) -> MeasurementId {
    id(9_000 + number.parse::<u128>().unwrap())
}

fn service() -> UnitId {
    id(202)
}

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    small.load(measures::define(COUNT, Some(PRIYA), measures::count()));
    small
}

fn terms(provider: Option<u128>, checker: Option<u128>) -> SheetTerms {
    SheetTerms {
        data_provider: provider.map(person),
        checker: checker.map(person),
        ..SheetTerms::default()
    }
}

/// The next version of the sheet, in force a day after the one before.
fn names(small: &mut Small, provider: Option<u128>, checker: Option<u128>) -> ReviseDefinition {
    let last = DefinitionSheet::latest(&small.company, id(KPI)).and_then(|(_, sheet)| sheet.from);
    ReviseDefinition {
        indicator: id(KPI),
        sheet: small.new_id(),
        former: small.new_id(),
        from: Some(last.map_or(date(2026, 4, 1), |last| last + 1.day())),
        reason: "Somebody else does it.".to_owned(),
        definition: (*small.company.get(id::<Indicator>(KPI)).unwrap().body).clone(),
        terms: Box::new(terms(provider, checker)),
        expected: None,
    }
}

fn drafted(provider: Option<u128>, checker: Option<u128>) -> DraftIndicators {
    DraftIndicators {
        drafts: vec![Draft {
            indicator: id(DRAFT),
            sheet: id(DRAFT + 1),
            definition: Indicator {
                code: "VFM01".to_owned(),
                source: IndicatorSource::ValueForMoney,
                ..measures::definition()
            },
            terms: terms(provider, checker),
        }],
    }
}

/// "sam provides 95"
fn step(small: &mut Small, words: &str) -> (u128, Command) {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let what = |place: usize| parts.get(place).copied().unwrap_or("–");
    let named = |place: usize| who(what(place));
    let command = match parts[1] {
        "names" => names(small, named(2), named(3)).into(),
        "drafts" => drafted(named(2), named(3)).into(),
        "activates" => ActivateIndicator {
            indicator: id(DRAFT),
        }
        .into(),
        "retires" => RetireIndicator {
            indicator: id(KPI),
            sheet: small.new_id(),
            former: small.new_id(),
            from: today(),
            reason: "It is no longer needed.".to_owned(),
        }
        .into(),
        "leaves" => RecordPerson {
            person: person(named(0).unwrap()),
            name: "Who has left".to_owned(),
            active: false,
            illustrative: false,
        }
        .into(),
        "provides" | "corrects" => provided(small, KPI, what(2)).into(),
        "counts" => provided(small, COUNT, what(2)).into(),
        "explains" | "plans" => said(parts[1]),
        "imports" => imported(what(2)).into(),
        road => on_the_road(road, figure(what(2))),
    };
    // Whose account is closed is for Human Resources and Support Services to record.
    let by = if parts[1] == "leaves" {
        "sue"
    } else {
        parts[0]
    };
    (who(by).unwrap(), command)
}

fn provided(small: &Small, indicator: u128, number: &str) -> RecordMeasurement {
    let period = MONTH.parse().unwrap();
    let stands = Measurement::standing(&small.company, id(indicator), period, |_| true);
    RecordMeasurement {
        measurement: figure(number),
        indicator: id(indicator),
        period,
        figure: Figure::Value(number.parse().unwrap()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: stands.into_iter().map(|stands| stands.id).collect(),
        correction: "Two lettings were counted twice.".to_owned(),
    }
}

/// A file that brings the figure as submitted, another one than was given where one was.
fn imported(number: &str) -> TakeImport {
    let provided = Measurement {
        indicator: id(KPI),
        period: MONTH.parse().unwrap(),
        figure: Figure::Value(94.into()),
        state: MeasurementState::Submitted,
        provided_by: None,
        public_words: String::new(),
        provenance: Default::default(),
        unseen: Vec::new(),
        set_aside: false,
        correction: String::new(),
    };
    TakeImport {
        import: id(9_700),
        what: ImportKind::Measurements,
        file: "figures.csv".to_owned(),
        rows: 1,
        accepted: 1,
        records: vec![Imported::Measurement(figure(number), provided)],
        sender: None,
        handed_in: false,
    }
}

fn said(does: &str) -> Command {
    let period: domain::calendar::Period = MONTH.parse().unwrap();
    match does {
        "explains" => WriteCommentary {
            commentary: id(9_500),
            indicator: id(KPI),
            period,
            happened: "Eleven of forty homes were let late.".to_owned(),
            why: "The contractor was short of plasterers.".to_owned(),
            next: "A second contractor starts on 1 December 2026.".to_owned(),
            public_words: String::new(),
        }
        .into(),
        _ => PlanCorrectiveAction {
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
    }
}

fn on_the_road(does: &str, measurement: MeasurementId) -> Command {
    match does {
        "submits" => SubmitMeasurement {
            measurement,
            evidence: String::new(),
            kept_at: String::new(),
        }
        .into(),
        "checks" => CheckMeasurement { measurement }.into(),
        "returns" => ReturnMeasurement {
            measurement,
            reason: "A letting of September is in it.".to_owned(),
        }
        .into(),
        "approves" => ApproveMeasurement { measurement }.into(),
        other => panic!("nobody {other} here"),
    }
}

/// What the rules say of a command on these records.
fn decided(company: &Company, by: u128, command: &Command) -> Result<(), Rejection> {
    let context = Context {
        actor: Actor::Person(person(by)),
        now: "2026-11-21T10:00:00Z".parse().unwrap(),
        command: Uuid::nil(),
    };
    command::decide(company, command, &context).map(|_| ())
}

/// The company after all of it, and the answer to the last, which a device gives as the server does.
fn after(steps: &str) -> (Small, Result<(), Rejection>) {
    let mut small = company();
    let mut answer = Ok(());
    for words in steps.split(';').map(str::trim) {
        assert_eq!(answer, Ok(()), "before {words} in {steps}");
        let (by, command) = step(&mut small, words);
        let on_device = decided(&small.device(by), by, &command);
        answer = small.give(by, command);
        assert_eq!(on_device, answer, "{words} on the device, in {steps}");
    }
    (small, answer)
}

fn sees_drafts(small: &Small) -> String {
    let scope = Scope::Drafts(service());
    let seeing: Vec<&str> = NAMED
        .into_iter()
        .filter(|(_, number)| access::sees(&small.company, person(*number), &scope))
        .map(|(name, _)| name)
        .collect();
    match seeing.is_empty() {
        true => "–".to_owned(),
        false => seeing.join(", "),
    }
}

#[test]
fn who_is_named_may_do_what_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(TABLE) {
        let (small, answer) = after(row.get("what happens"));
        let found = match answer {
            Ok(()) => "taken".to_owned(),
            Err(refused) => refused.to_string(),
        };
        let seeing = sees_drafts(&small);
        if (found.as_str(), seeing.as_str()) != (row.get("answer"), row.get("sees drafts")) {
            wrong.push(format!("{}: {found}; {seeing}", row.words()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A figure in each state, given by whoever is nobody here.
fn figures() -> Vec<(MeasurementId, Change)> {
    [
        MeasurementState::Draft,
        MeasurementState::Submitted,
        MeasurementState::Checked,
        MeasurementState::Approved,
        MeasurementState::Published,
    ]
    .into_iter()
    .zip(1..=5_u8)
    .map(|(state, month)| {
        let scope = match state {
            MeasurementState::Approved => Scope::Staff,
            MeasurementState::Published => Scope::Public,
            _ => Scope::Drafts(service()),
        };
        let figure = Measurement {
            indicator: id(KPI),
            period: format!("2026-M{month:02}").parse().unwrap(),
            figure: Figure::Value(95.into()),
            state,
            provided_by: None,
            public_words: String::new(),
            provenance: Default::default(),
            unseen: Vec::new(),
            set_aside: false,
            correction: String::new(),
        };
        let measurement: MeasurementId = id(9_800 + u128::from(month));
        (measurement, Change::put(measurement, scope, figure))
    })
    .collect()
}

/// Whether somebody may make each change to each figure, and a new one.
fn may_change(company: &Company, by: u128) -> Vec<bool> {
    let figures = figures();
    let mut may = Vec::new();
    let new: MeasurementId = id(9_899);
    for (to, _) in figures
        .iter()
        .map(|(figure, _)| (*figure, ()))
        .chain([(new, ())])
    {
        for (_, as_this) in &figures {
            let Change::Put { scope, body, .. } = as_this else {
                continue;
            };
            let change = Change::Put {
                id: to.uuid(),
                scope: *scope,
                body: body.clone(),
            };
            let actor = Actor::Person(person(by));
            may.push(access::check_change(company, actor, &change).is_ok());
        }
    }
    may
}

/// Everything that a person may see, and may do to the figures.
fn gained(small: &Small, by: u128) -> (std::collections::BTreeSet<Scope>, Vec<bool>) {
    (
        access::scopes(&small.company, person(by)),
        may_change(&small.company, by),
    )
}

fn with_figures() -> Small {
    let mut small = company();
    let stamp = small.company.get(id::<Indicator>(KPI)).unwrap().stamp;
    for (_, change) in figures() {
        small.company.apply(&change, stamp);
    }
    small
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However often others are named: whoever is not named by the version that stands sees and may do what they did before anybody was,
    /// and whoever is sees the drafts of that service more, and nothing else.
    #[test]
    fn nobody_else_gains_anything(
        named in prop::collection::vec((0..=EVERYBODY.len(), 0..=EVERYBODY.len()), 1..6)
    ) {
        let mut small = with_figures();
        let before: Vec<_> = EVERYBODY.iter().map(|by| gained(&small, *by)).collect();
        let mut stands = (None, None);
        for (provider, checker) in named {
            let (provider, checker) = (EVERYBODY.get(provider).copied(), EVERYBODY.get(checker).copied());
            let revise = names(&mut small, provider, checker);
            if small.give(SUE, revise).is_ok() {
                stands = (provider, checker);
            }
        }
        for (by, (scopes, may)) in EVERYBODY.into_iter().zip(before) {
            let now = gained(&small, by);
            for scope in &now.0 {
                prop_assert!(access::sees(&small.company, person(by), scope));
            }
            if [stands.0, stands.1].contains(&Some(by)) {
                let mut more = scopes;
                more.insert(Scope::Drafts(service()));
                prop_assert_eq!(now.0, more);
                prop_assert!(may.iter().zip(&now.1).all(|(before, now)| *now || !*before));
            } else {
                prop_assert_eq!(now, (scopes, may));
            }
        }
    }
}

/// Sheets point at people, and nobody's record is changed by that, nor anything but the sheets and the indicator.
#[test]
fn naming_changes_no_other_record() {
    let mut small = company();
    let revise = names(&mut small, Some(SAM), Some(ROSA));
    small.must(SUE, revise);
    let kinds: std::collections::BTreeSet<Kind> =
        small.touched.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Kind::Indicator, Kind::DefinitionSheet].into());
}

/// What waits for them stands on My work, and the grid takes what is theirs alone.
#[test]
fn the_pages_offer_it() {
    let (mut small, _) = after("sue names sam rosa");
    let month = id(9_101);
    small.load(RecordMeasurement {
        measurement: month,
        period: "2026-M06".parse().unwrap(),
        replaces: Vec::new(),
        correction: String::new(),
        ..provided(&small, KPI, "92")
    });
    small.load(ApproveMeasurement { measurement: month });
    let offered = |small: &Small, by: u128| month_end::is_offered(&small.sight(by));
    assert_eq!(
        [SAM, ROSA, JO].map(|by| offered(&small, by)),
        [true, true, false]
    );
    let open = |small: &Small, by: u128| -> Vec<String> {
        let device = small.device(by);
        let page = month_end::page(&Sight::on_device(&device, person(by)), None, today());
        let rows = page.unwrap().rows.into_iter();
        let open = rows.filter(|row| row.is_open_to_reader() && !row.may_act);
        open.map(|row| row.code).collect()
    };
    let waits = |small: &Small, by: u128| -> Vec<String> {
        let section = figures_due::section(&small.sight(by), today());
        let lines = section.unwrap_or_default().lines.into_iter();
        lines.map(|line| line.title).collect()
    };
    assert_eq!(open(&small, SAM), ["VOI01"]);
    assert_eq!(open(&small, ROSA), Vec::<String>::new());
    assert_eq!(
        waits(&small, SAM),
        ["Submit 1 figure of Property services for October 2026"]
    );
    for words in ["sam provides 95", "sam submits 95"] {
        let (by, command) = step(&mut small, words);
        small.must(by, command);
    }
    assert_eq!(open(&small, ROSA), ["VOI01"]);
    assert_eq!(
        waits(&small, ROSA),
        ["Check 1 figure of Property services for October 2026"]
    );
    assert_eq!(waits(&small, SAM), Vec::<String>::new());
    let indicator = small.company.get(id::<Indicator>(KPI)).unwrap();
    assert_eq!(indicator.state, IndicatorState::Active);
}
