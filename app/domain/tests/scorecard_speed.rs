//! How long the scorecard of a large Company takes. Ignored by default, since only an optimised build says anything:
//! `cargo test --release -p domain --test scorecard_speed -- --ignored --nocapture`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use std::time::{Duration, Instant};

use domain::{
    calendar::{FinancialYear, Period},
    cascade::Parent,
    check_in::CheckIn,
    company::Company,
    measurement::{Measurement, MeasurementState},
    objective::{Objective, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    perspective::Perspective,
    priority::CorporatePriority,
    provenance::Provenance,
    record::{Kind, Noun, Stamp, Version},
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    target::{Target, TargetState},
    trajectory::Trajectory,
    view::{cascade, indicators, scorecard},
};
use scored_company::{id, percent, ratio, today};

const INDICATORS: u128 = 300;
const MONTHS: usize = 120;
/// Of the Company, its groups, services and teams.
const STAFF_OBJECTIVES: u128 = 2_000;
const PERSONAL_OBJECTIVES: u128 = 18_000;
const PRIORITIES: u128 = 20;

/// Puts records in without deriving anything.
struct Loader {
    company: Company,
    seq: u64,
}

impl Loader {
    fn put<T: Noun>(&mut self, number: u128, scope: Scope, body: T) {
        self.seq += 1;
        let at = "2026-11-12T10:00:00Z".parse().unwrap();
        let id = id::<T>(number).uuid();
        self.company.put(Version {
            id,
            scope,
            stamp: Stamp { seq: self.seq, at },
            body: body.body(),
        });
    }

    fn objective(&mut self, number: u128, level: OrgLevel, parent: Parent) {
        let owner = id(3_000_000 + number);
        let scope = Objective::scope_for(level, owner);
        let objective = Objective {
            title: format!("Objective {number}"),
            success_measure: String::new(),
            level,
            owner,
            unit: None,
            year: FinancialYear(2026),
            due: None,
            state: ObjectiveState::Agreed,
            agreed_by: Vec::new(),
            ending: None,
            illustrative: true,
        };
        self.put(number, scope, objective);
        self.put(
            1_000_000 + number,
            scope,
            ObjectiveLink::new(id(number), parent),
        );
        let check_in = CheckIn {
            objective: id(number),
            progress: (number % 101) as u16,
            note: String::new(),
            by: None,
            one_to_one: None,
        };
        self.put(2_000_000 + number, scope, check_in);
    }
}

/// Four perspectives, twenty priorities, objectives in four levels below them, people's own below those, figures by the month.
fn large(personal: u128) -> Company {
    let mut loader = Loader {
        company: Company::default(),
        seq: 0,
    };
    for number in 0..4 {
        let name = format!("Perspective {number}");
        loader.put(
            10 + number,
            Scope::Public,
            Perspective {
                name,
                place: number as u16 + 1,
                question: String::new(),
            },
        );
    }
    for number in 0..PRIORITIES {
        let priority = CorporatePriority {
            title: format!("Priority {number}"),
            outcome: String::new(),
            perspective: id(10 + number % 4),
            place: 1,
            illustrative: true,
        };
        loader.put(100 + number, Scope::Public, priority);
    }
    for number in 0..STAFF_OBJECTIVES {
        // Each level is about four times as wide as the one above it.
        let (level, parent) = match number {
            0..40 => (
                OrgLevel::Board,
                Parent::Priority(id(100 + number % PRIORITIES)),
            ),
            40..160 => (OrgLevel::Emt, Parent::Objective(id(10_000 + number % 40))),
            160..560 => (
                OrgLevel::Service,
                Parent::Objective(id(10_040 + number % 120)),
            ),
            _ => (OrgLevel::Team, Parent::Objective(id(10_160 + number % 400))),
        };
        loader.objective(10_000 + number, level, parent);
    }
    for number in 0..personal {
        let team = Parent::Objective(id(10_560 + number % 1_440));
        loader.objective(100_000 + number, OrgLevel::Individual, team);
    }
    for number in 0..INDICATORS {
        figures(&mut loader, number);
    }
    loader.company
}

fn figures(loader: &mut Loader, number: u128) {
    let indicator = 500_000 + number;
    loader.put(
        indicator,
        Scope::Public,
        percent(&format!("I{number}"), "An indicator"),
    );
    loader.put(
        600_000 + number,
        Scope::Staff,
        ObjectiveMeasure {
            objective: id(10_000 + number),
            indicator: id(indicator),
            weight: 1.into(),
        },
    );
    let mut period = Period::month(FinancialYear(2016), 9).unwrap();
    for month in 0..MONTHS {
        let body = Measurement {
            indicator: id(indicator),
            period,
            figure: ratio(&(90 + (month + number as usize) % 11).to_string(), "100"),
            state: MeasurementState::Approved,
            provided_by: None,
            public_words: String::new(),
            provenance: Provenance::Illustrative,
        };
        loader.put(
            7_000_000 + number * 1_000 + month as u128,
            Scope::Staff,
            body,
        );
        if period.index == 1 || month == 0 {
            let target = Target {
                indicator: id(indicator),
                year: period.fy,
                value: 95.into(),
                trajectory: Trajectory::Flat,
                state: TargetState::Approved,
                proposed_by: None,
                provenance: Provenance::Illustrative,
            };
            loader.put(
                8_000_000 + number * 1_000 + month as u128,
                Scope::Public,
                target,
            );
        }
        period = period.next();
    }
}

/// The shortest of many runs: what the work takes where nothing else runs in between.
fn shortest(mut run: impl FnMut()) -> Duration {
    (0..40)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap()
}

#[test]
#[ignore = "says something only in an optimised build"]
fn a_large_scorecard_is_worked_out_within_twenty_milliseconds() {
    for (what, personal) in [("device", 0), ("authority", PERSONAL_OBJECTIVES)] {
        let company = large(personal);
        let card = Scorecard::on(&company, today());
        assert!(
            card.overall()
                .attainment
                .is_some_and(|roll| roll.counts.scored == 300)
        );
        let from_nothing = shortest(|| {
            std::hint::black_box(Scorecard::on(&company, today()));
        });
        let touched = [(Kind::CheckIn, id::<CheckIn>(2_011_000).uuid())];
        let mut kept = card.clone();
        let one_record = shortest(|| kept.refreshed(&company, &touched));
        let sight = Sight::staff(&company);
        let page = shortest(|| {
            std::hint::black_box(scorecard::page(&sight, &card));
        });
        let register = shortest(|| {
            std::hint::black_box(indicators::page(&sight, &card));
        });
        let tree = shortest(|| {
            std::hint::black_box(cascade::page(&sight, &card, None));
        });
        println!(
            "{what}, {} records: scorecard {from_nothing:?}, after one check-in {one_record:?}; pages: scorecard {page:?}, register {register:?}, whole cascade {tree:?}",
            company.len()
        );
        assert!(
            from_nothing <= Duration::from_millis(20),
            "{what}: {from_nothing:?}"
        );
        assert!(
            one_record <= Duration::from_millis(1),
            "{what}: {one_record:?}"
        );
    }
}
