//! A Company of a few records for the tests of the public pages: what is public, what must never be, and words that try to be
//! markup or a formula. Its figures are made up.
#![allow(dead_code, reason = "each of the tests that share it uses its part")]

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency, Period},
    company::Company,
    folded::Folded,
    id::Id,
    indicator::{Indicator, IndicatorId, IndicatorSource, Tags},
    measurement::{Measurement, MeasurementState},
    mission::Mission,
    person::Person,
    perspective::Perspective,
    priority::CorporatePriority,
    private_note::PrivateNote,
    provenance::Provenance,
    quantity::{Figure, Unit as Measure},
    record::{Change, Noun, Stamp},
    scope::Scope,
    scoring::{Direction, Tolerance},
    target::{Target, TargetState},
    trajectory::Trajectory,
    unit::{Unit, UnitKind},
};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The source that published figures name.
pub const SOURCE: &str = "The regulator, satisfaction measures 2023/24";

/// A name that tries to be markup.
pub const HOSTILE_NAME: &str = "<script>alert(1)</script> & \"quoted\" <!> 'name'";

/// Words that try to be a formula.
pub const HOSTILE_WORDS: &str = "=cmd|' /C calc'!A0";

/// Words in records that are not public; none of them may appear on a page.
pub const SECRETS: [&str; 5] = ["Sam Hidden", "a private thought", "12.34", "77.7", "88.8%"];

/// The day that the pages are for.
pub const fn today() -> Date {
    Date::constant(2026, 11, 21)
}

/// Puts records in, each with the next sequence number.
pub struct Records {
    pub company: Company,
    pub seq: u64,
}

impl Records {
    pub fn new() -> Self {
        Self {
            company: Company::default(),
            seq: 0,
        }
    }

    pub fn put<T: Noun>(&mut self, id: u128, scope: Scope, body: T) -> Id<T> {
        let id = Id::new(Uuid::from_u128(id));
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
        };
        self.company.apply(&Change::put(id, scope, body), stamp);
        id
    }

    /// A figure as it was published.
    pub fn published(
        &mut self,
        id: u128,
        indicator: IndicatorId,
        period: &str,
        figure: Figure,
        provenance: Provenance,
    ) {
        self.measurement(
            id,
            indicator,
            period,
            figure,
            provenance,
            MeasurementState::Published,
            Scope::Public,
            "",
        );
    }

    #[allow(clippy::too_many_arguments)]
    pub fn measurement(
        &mut self,
        id: u128,
        indicator: IndicatorId,
        period: &str,
        figure: Figure,
        provenance: Provenance,
        state: MeasurementState,
        scope: Scope,
        words: &str,
    ) {
        let period: Period = period.parse().unwrap();
        self.put(
            id,
            scope,
            Measurement {
                indicator,
                period,
                figure,
                state,
                provided_by: None,
                public_words: words.to_owned(),
                provenance,
                unseen: Vec::new(),
                set_aside: false,
                correction: String::new(),
            },
        );
    }

    pub fn target(
        &mut self,
        id: u128,
        indicator: IndicatorId,
        year: i16,
        value: &str,
        provenance: Provenance,
    ) {
        self.put(
            id,
            Scope::Public,
            Target {
                indicator,
                year: FinancialYear(year),
                value: decimal(value),
                trajectory: Trajectory::Flat,
                state: TargetState::Approved,
                proposed_by: None,
                provenance,
                from: None,
            },
        );
    }
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn value(text: &str) -> Figure {
    Figure::Value(decimal(text))
}

pub fn ratio(numerator: &str, denominator: &str) -> Figure {
    Figure::ratio(decimal(numerator), decimal(denominator))
}

/// An indicator in per cent, more being better; change what differs.
pub fn indicator(code: &str, name: &str) -> Indicator {
    Indicator {
        code: code.to_owned(),
        name: name.to_owned(),
        purpose: String::new(),
        formula: "So many of these out of so many of those".to_owned(),
        source: IndicatorSource::Kpi,
        service: None,
        unit: Measure::Percent {
            may_exceed_100: false,
        },
        direction: Direction::HigherIsBetter,
        decimals: 1,
        frequency: Frequency::Monthly,
        aggregation: Aggregation::RatioOfSums,
        tolerance: Tolerance::DEFAULT,
        tags: Tags::default(),
        plain_words: format!("What {code} means for you."),
        defined_by: "The regulator".to_owned(),
        state: domain::indicator::IndicatorState::Active,
        mirrors: None,
        since: None,
    }
}

pub fn published_source() -> Provenance {
    Provenance::Published(SOURCE.to_owned())
}

/// The whole Company.
pub fn company() -> Records {
    let mut records = Records::new();
    wishes(&mut records);
    let homes = unit(&mut records, 20, "Homes", UnitKind::Group, None);
    let repairs = unit(
        &mut records,
        21,
        "Repairs and Voids",
        UnitKind::Service,
        Some(homes),
    );
    let safety = unit(
        &mut records,
        22,
        "Building Safety",
        UnitKind::Service,
        Some(homes),
    );
    satisfaction(&mut records);
    empty_homes(&mut records, repairs);
    first_visit(&mut records, repairs);
    gas(&mut records, safety);
    without_targets(&mut records);
    hostile(&mut records);
    secrets(&mut records, repairs);
    records
}

fn wishes(records: &mut Records) {
    records.put(
        1,
        Scope::Public,
        Folded::fold(&Mission {
            company: "South Essex Homes".to_owned(),
            statement: "Safe, well-kept homes.".to_owned(),
            telephone: "0800 833 160".to_owned(),
            minicom: "0800 833 162".to_owned(),
            email: "customerservices@seh.southend.gov.uk".to_owned(),
            web: "www.southessexhomes.co.uk".to_owned(),
            address: "South Essex Homes, Cheviot House, PO Box 5817, Southend on Sea, SS1 9EL"
                .to_owned(),
            accountable_officer: "Support Services Manager".to_owned(),
            illustrative: true,
        })
        .unwrap(),
    );
    let named = |name: &str, place| Perspective {
        name: name.to_owned(),
        place,
        question: format!("Are we good at {name}?"),
    };
    let second = records.put(2, Scope::Public, named("Homes and services", 2));
    let first = records.put(3, Scope::Public, named("Residents and customers", 1));
    records.put(4, Scope::Public, named("Nothing wanted here", 3));
    for (id, perspective, place, title) in [
        (5, second, 1, "Every home is safe"),
        (6, first, 2, "Complaints are put right"),
        (7, first, 1, "Residents are heard"),
    ] {
        records.put(
            id,
            Scope::Public,
            CorporatePriority {
                title: title.to_owned(),
                outcome: format!("You will notice: {title}."),
                perspective,
                place,
                illustrative: id == 5,
            },
        );
    }
}

fn unit(
    records: &mut Records,
    id: u128,
    name: &str,
    kind: UnitKind,
    within: Option<Id<Unit>>,
) -> Id<Unit> {
    records.put(
        id,
        Scope::Public,
        Unit {
            name: name.to_owned(),
            kind,
            within,
            purpose: format!("What {name} does."),
            illustrative: true,
        },
    )
}

/// Yearly, close to its target, getting worse.
fn satisfaction(records: &mut Records) {
    let id = records.put(
        100,
        Scope::Public,
        Indicator {
            frequency: Frequency::Annual,
            ..indicator("TP01", "Overall satisfaction")
        },
    );
    records.published(101, id, "2023-Y", value("68.5"), published_source());
    records.published(102, id, "2024-Y", value("67.9"), Provenance::Illustrative);
    records.target(103, id, 2023, "71", Provenance::Illustrative);
    records.target(104, id, 2024, "73", Provenance::Illustrative);
}

/// Quarterly, off its target, improving; residents chose it; something is said about it.
fn empty_homes(records: &mut Records, service: Id<Unit>) {
    let id = records.put(
        200,
        Scope::Public,
        Indicator {
            unit: Measure::CalendarDays,
            direction: Direction::LowerIsBetter,
            frequency: Frequency::Quarterly,
            service: Some(service),
            tags: Tags {
                resident_priority: true,
                ..Tags::default()
            },
            ..indicator("VOI01", "Average re-let time")
        },
    );
    records.published(
        201,
        id,
        "2025-Q4",
        ratio("2420", "110"),
        Provenance::Recorded,
    );
    records.measurement(
        202,
        id,
        "2026-Q2",
        ratio("2330", "110"),
        Provenance::Recorded,
        MeasurementState::Published,
        Scope::Public,
        "Two contractors now start on the day the keys come back.",
    );
    records.published(
        203,
        id,
        "2026-Q1",
        ratio("2541", "110"),
        Provenance::Recorded,
    );
    records.target(204, id, 2025, "17", published_source());
    records.target(205, id, 2026, "17", Provenance::Recorded);
}

/// Monthly, on target and improving; residents chose it.
fn first_visit(records: &mut Records, service: Id<Unit>) {
    let id = records.put(
        300,
        Scope::Public,
        Indicator {
            service: Some(service),
            tags: Tags {
                resident_priority: true,
                ..Tags::default()
            },
            ..indicator("REP01", "Repairs completed at first visit")
        },
    );
    records.published(
        301,
        id,
        "2026-M06",
        ratio("1012", "1150"),
        Provenance::Recorded,
    );
    records.published(
        302,
        id,
        "2026-M07",
        ratio("1060", "1150"),
        Provenance::Recorded,
    );
    records.target(303, id, 2026, "90", Provenance::Recorded);
}

/// Monthly, off its target with no allowance, though it rounds to 100%.
fn gas(records: &mut Records, service: Id<Unit>) {
    let id = records.put(
        400,
        Scope::Public,
        Indicator {
            service: Some(service),
            tolerance: Tolerance::Zero,
            tags: Tags {
                safety_critical: true,
                ..Tags::default()
            },
            ..indicator("BS01", "Gas safety checks")
        },
    );
    records.published(
        401,
        id,
        "2026-M07",
        ratio("5799", "5800"),
        Provenance::Recorded,
    );
    records.target(402, id, 2026, "100", Provenance::Recorded);
}

fn without_targets(records: &mut Records) {
    let cases = records.put(
        500,
        Scope::Public,
        Indicator {
            unit: Measure::Count,
            direction: Direction::Contextual,
            decimals: 0,
            ..indicator("NM01", "Cases opened")
        },
    );
    records.published(
        501,
        cases,
        "2026-M07",
        value("4240"),
        Provenance::Illustrative,
    );
    records.put(510, Scope::Public, indicator("NEW1", "Not collected yet"));
}

fn hostile(records: &mut Records) {
    let id = records.put(600, Scope::Public, indicator("X-1", HOSTILE_NAME));
    records.measurement(
        601,
        id,
        "2026-M07",
        value("10"),
        Provenance::Recorded,
        MeasurementState::Published,
        Scope::Public,
        HOSTILE_WORDS,
    );
    records.published(602, id, "2026-M06", value("11"), Provenance::Recorded);
    records.target(603, id, 2026, "50", Provenance::Recorded);
}

/// What staff see of the same indicators, and what nobody but one person sees.
fn secrets(records: &mut Records, service: Id<Unit>) {
    let first_visit = Id::new(Uuid::from_u128(300));
    records.measurement(
        901,
        first_visit,
        "2026-M08",
        value("12.34"),
        Provenance::Recorded,
        MeasurementState::Approved,
        Scope::Staff,
        "not yet published",
    );
    records.measurement(
        902,
        first_visit,
        "2026-M09",
        value("77.7"),
        Provenance::Recorded,
        MeasurementState::Draft,
        Scope::Drafts(service),
        "a draft",
    );
    records.put(
        903,
        Scope::Drafts(service),
        Target {
            indicator: first_visit,
            year: FinancialYear(2027),
            value: decimal("88.8"),
            trajectory: Trajectory::Flat,
            state: TargetState::Proposed,
            proposed_by: None,
            provenance: Provenance::Recorded,
            from: None,
        },
    );
    let person = records.put(
        904,
        Scope::Staff,
        Person {
            name: "Sam Hidden".to_owned(),
            active: true,
            illustrative: true,
        },
    );
    records.put(
        905,
        Scope::Own(person),
        PrivateNote {
            one_to_one: Id::new(Uuid::from_u128(906)),
            author: person,
            text: "a private thought".to_owned(),
        },
    );
}
