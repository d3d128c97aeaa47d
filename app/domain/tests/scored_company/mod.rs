//! A Company with a whole scorecard, put in as records: two perspectives that are measured and one that is not, a safety
//! measure off target, objectives at four levels, five people's own objectives, a gap each way. Its figures are made up,
//! save those of rules.md 4.1.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency, Period},
    cascade::Parent,
    check_in::CheckIn,
    company::Company,
    id::Id,
    indicator::{Indicator, IndicatorId, IndicatorSource, Tags},
    measurement::{Measurement, MeasurementId, MeasurementState},
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    ownership::Ownership,
    people_progress,
    person::{Person, PersonId},
    perspective::Perspective,
    post::{Grade, Post},
    priority::CorporatePriority,
    provenance::Provenance,
    quantity::{Figure, Unit as Measure},
    record::{Change, Noun, Stamp},
    scope::Scope,
    scorecard::Scorecard,
    scoring::{Direction, Tolerance},
    sight::Sight,
    target::{Target, TargetState},
    trajectory::Trajectory,
    unit::{Unit, UnitKind},
    weight::{Weight, Weighted},
};
use rust_decimal::Decimal;
use uuid::Uuid;

pub const fn today() -> Date {
    Date::constant(2026, 11, 21)
}

mod figures;
mod numbers;

pub use figures::{decimal, id, percent, ratio, value};
pub use numbers::*;

/// A Company that grows record by record, with what the authority derives.
pub struct Scored {
    pub company: Company,
    seq: u64,
    next: u128,
    /// When the next record becomes known.
    pub at: &'static str,
}

impl Scored {
    pub fn empty() -> Self {
        Self {
            company: Company::default(),
            seq: 0,
            next: 1_000_000,
            at: "2026-11-12T10:00:00Z",
        }
    }

    /// Everything that the constants name.
    pub fn new() -> Self {
        let mut scored = Self::empty();
        scored.structure();
        scored.places();
        scored.indicators();
        scored.objectives();
        scored.personal();
        scored
    }

    pub fn put<T: Noun>(&mut self, number: u128, scope: Scope, body: T) -> Id<T> {
        let id = id(number);
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: self.at.parse().unwrap(),
        };
        let before = self.company.clone();
        let change = Change::put(id, scope, body);
        self.company.apply(&change, stamp);
        for derived in people_progress::derive(&before, &self.company, &[change]) {
            self.company.apply(&derived, stamp);
        }
        id
    }

    pub fn add<T: Noun>(&mut self, scope: Scope, body: T) -> Id<T> {
        self.next += 1;
        self.put(self.next, scope, body)
    }

    pub fn card(&self) -> Scorecard {
        Scorecard::on(&self.company, today())
    }

    /// The scorecard at the end of a period.
    pub fn card_after(&self, period: &str) -> Scorecard {
        let period: Period = period.parse().unwrap();
        Scorecard::on(&self.company, period.end())
    }

    /// The scorecard for a period.
    pub fn card_over(&self, period: &str) -> Scorecard {
        Scorecard::over(&self.company, period.parse().unwrap(), today())
    }

    /// What all staff see.
    pub fn staff(&self) -> Sight<'_> {
        Sight::staff(&self.company)
    }

    /// What one person sees.
    pub fn seen_by(&self, person: u128) -> Sight<'_> {
        Sight::of(&self.company, id(person))
    }

    pub fn indicator(&mut self, number: u128, definition: Indicator) -> IndicatorId {
        self.put(number, Scope::Public, definition)
    }

    /// An approved figure, seen by staff.
    pub fn figure(&mut self, indicator: u128, period: &str, figure: Figure) -> MeasurementId {
        self.figure_as(
            indicator,
            period,
            figure,
            MeasurementState::Approved,
            Scope::Staff,
        )
    }

    pub fn figure_as(
        &mut self,
        indicator: u128,
        period: &str,
        figure: Figure,
        state: MeasurementState,
        scope: Scope,
    ) -> MeasurementId {
        self.add(
            scope,
            Measurement {
                indicator: id(indicator),
                period: period.parse().unwrap(),
                figure,
                state,
                provided_by: Some(id(PRIYA)),
                public_words: String::new(),
                provenance: Provenance::Recorded,
                unseen: Vec::new(),
                set_aside: false,
                correction: String::new(),
            },
        )
    }

    pub fn target(&mut self, indicator: u128, year: i16, target: &str, provenance: Provenance) {
        self.target_by(indicator, year, target, Trajectory::Flat, provenance);
    }

    pub fn target_by(
        &mut self,
        indicator: u128,
        year: i16,
        target: &str,
        trajectory: Trajectory,
        provenance: Provenance,
    ) {
        self.add(
            Scope::Public,
            Target {
                indicator: id(indicator),
                year: FinancialYear(year),
                value: decimal(target),
                trajectory,
                state: TargetState::Approved,
                proposed_by: None,
                provenance,
                from: None,
            },
        );
    }

    pub fn objective(
        &mut self,
        number: u128,
        title: &str,
        level: OrgLevel,
        owner: u128,
        to: &[(Parent, &str)],
    ) {
        let owner: PersonId = id(owner);
        let scope = Objective::scope_for(level, owner);
        let unit = match level {
            OrgLevel::Service => Some(id(REPAIRS)),
            OrgLevel::Team => Some(id(VOIDS)),
            _ => None,
        };
        let objective: ObjectiveId = self.put(
            number,
            scope,
            Objective {
                title: title.to_owned(),
                success_measure: format!("Success: {title}"),
                level,
                owner,
                unit,
                year: FinancialYear(2026),
                due: None,
                state: ObjectiveState::Agreed,
                agreed_by: Vec::new(),
                ending: None,
                illustrative: false,
            },
        );
        for (parent, weight) in to {
            let weight = decimal(weight);
            self.add(
                scope,
                ObjectiveLink {
                    child: objective,
                    parent: *parent,
                    weight,
                },
            );
        }
    }

    pub fn measure(&mut self, objective: u128, indicator: u128, weight: &str) {
        self.add(
            Scope::Staff,
            ObjectiveMeasure {
                objective: id(objective),
                indicator: id(indicator),
                weight: decimal(weight),
            },
        );
    }

    pub fn check_in(&mut self, objective: u128, progress: u16, by: u128, note: &str) {
        let objective: ObjectiveId = id(objective);
        let scope = self.company.get(objective).unwrap().scope;
        self.add(
            scope,
            CheckIn {
                objective,
                progress,
                note: note.to_owned(),
                by: Some(id(by)),
                one_to_one: None,
            },
        );
    }

    fn structure(&mut self) {
        for (number, name, kind, within) in [
            (HOMES_GROUP, "Homes and Safety", UnitKind::Group, None),
            (
                REPAIRS,
                "Repairs and Voids",
                UnitKind::Service,
                Some(HOMES_GROUP),
            ),
            (VOIDS, "Void and Lettings", UnitKind::Team, Some(REPAIRS)),
        ] {
            let within = within.map(id);
            self.put(
                number,
                Scope::Public,
                Unit {
                    name: name.to_owned(),
                    kind,
                    within,
                    purpose: String::new(),
                    illustrative: true,
                },
            );
        }
        self.person(
            ADA,
            "Ada Byron",
            "Chief executive",
            None,
            Grade::Executive,
            None,
        );
        self.person(
            PRIYA,
            "Priya Natarajan",
            "Voids manager",
            Some(VOIDS),
            Grade::TeamManager,
            Some(ADA),
        );
        self.person(
            SAM,
            "Sam Okafor",
            "Voids officer",
            Some(VOIDS),
            Grade::Staff,
            Some(PRIYA),
        );
        for (place, other) in OTHERS.into_iter().enumerate() {
            let name = format!("Colleague {}", place + 1);
            self.person(
                other,
                &name,
                "Voids officer",
                Some(VOIDS),
                Grade::Staff,
                Some(PRIYA),
            );
        }
        self.person(
            ROSA,
            "Rosa Lind",
            "Surveyor",
            Some(REPAIRS),
            Grade::Staff,
            Some(ADA),
        );
        self.put(
            999,
            Scope::Staff,
            Post {
                title: "Lettings officer".to_owned(),
                unit: Some(id(VOIDS)),
                grade: Grade::Staff,
                reports_to: Some(id(100 + PRIYA)),
                holder: None,
                reference: String::new(),
                fte: None,
            },
        );
    }

    fn person(
        &mut self,
        number: u128,
        name: &str,
        title: &str,
        unit: Option<u128>,
        grade: Grade,
        above: Option<u128>,
    ) {
        self.put(
            number,
            Scope::Staff,
            Person {
                name: name.to_owned(),
                active: true,
                illustrative: true,
            },
        );
        self.put(
            100 + number,
            Scope::Staff,
            Post {
                title: title.to_owned(),
                unit: unit.map(id),
                grade,
                reports_to: above.map(|above| id(100 + above)),
                holder: Some(id(number)),
                reference: String::new(),
                fte: None,
            },
        );
    }

    fn places(&mut self) {
        for (number, name, place) in [
            (RESIDENTS, "Residents and customers", 1),
            (HOMES, "Homes and services", 2),
            (STAFF, "Staff and learning", 3),
        ] {
            self.put(
                number,
                Scope::Public,
                Perspective {
                    name: name.to_owned(),
                    place,
                    question: format!("How is {name}?"),
                },
            );
        }
        for (number, of, weight) in [(1, RESIDENTS, "40"), (2, HOMES, "50"), (3, STAFF, "10")] {
            let of = Weighted::Perspective(id(of));
            self.put(
                number,
                Scope::Public,
                Weight {
                    of,
                    from: Date::constant(2026, 4, 1),
                    weight: decimal(weight),
                },
            );
        }
        for (number, title, perspective, place) in [
            (HEARD, "Residents are heard", RESIDENTS, 1),
            (SAFE, "Every home is safe", HOMES, 1),
            (LET, "Homes are let", HOMES, 2),
            (EMPTY, "Streets are lit", HOMES, 3),
        ] {
            self.put(
                number,
                Scope::Public,
                CorporatePriority {
                    title: title.to_owned(),
                    outcome: format!("You notice: {title}."),
                    perspective: id(perspective),
                    place,
                    illustrative: true,
                },
            );
        }
    }

    fn indicators(&mut self) {
        let annual = |definition| Indicator {
            frequency: Frequency::Annual,
            ..definition
        };
        self.indicator(TP10, annual(percent("TP10", "Communal areas kept clean")));
        self.figure(TP10, "2023-Y", value("59.5"));
        self.figure(TP10, "2024-Y", value("63.6"));
        self.target(TP10, 2024, "65", Provenance::Illustrative);

        let inspections = Indicator {
            unit: Measure::Count,
            decimals: 0,
            ..percent("EST02", "Grounds inspections")
        };
        self.indicator(EST02, inspections);
        self.figure(EST02, "2026-M07", value("49"));
        self.target(EST02, 2026, "60", Provenance::Recorded);

        let gas = Indicator {
            tolerance: Tolerance::Zero,
            tags: Tags {
                safety_critical: true,
                ..Tags::default()
            },
            ..percent("BS01", "Gas safety checks")
        };
        self.indicator(BS01, gas);
        self.figure(BS01, "2026-M07", ratio("5799", "5800"));
        self.target(BS01, 2026, "100", Provenance::Recorded);
        self.indicator(BS02, percent("BS02", "Fire risk assessments"));
        self.target(BS02, 2026, "100", Provenance::Recorded);

        let days = Indicator {
            unit: Measure::CalendarDays,
            direction: Direction::LowerIsBetter,
            frequency: Frequency::Quarterly,
            service: Some(id(REPAIRS)),
            source: IndicatorSource::Kpi,
            ..percent("VOI01", "Average re-let time")
        };
        self.indicator(VOI01, days);
        self.figure(VOI01, "2026-Q1", ratio("1900", "100"));
        self.figure(VOI01, "2026-Q2", ratio("1991", "110"));
        self.target(VOI01, 2026, "17", Provenance::Recorded);
        self.add(
            Scope::Staff,
            Ownership {
                indicator: id(VOI01),
                owner: id(PRIYA),
                from: Date::constant(2026, 4, 1),
            },
        );

        let cases = Indicator {
            unit: Measure::Count,
            direction: Direction::Contextual,
            decimals: 0,
            ..percent("NM01", "Cases opened")
        };
        self.indicator(NM01, cases);
        self.figure(NM01, "2026-M07", value("4240"));
    }

    fn objectives(&mut self) {
        let priority = |number: u128| Parent::Priority(id::<CorporatePriority>(number));
        let board = OrgLevel::Board;
        self.objective(
            LISTEN,
            "Let views change what we do",
            board,
            ADA,
            &[(priority(HEARD), "1")],
        );
        self.objective(
            CHECKS,
            "Keep every check in date",
            board,
            ADA,
            &[(priority(SAFE), "1")],
        );
        self.objective(
            RELET,
            "Let homes without delay",
            board,
            ADA,
            &[(priority(LET), "1")],
        );
        let relet = Parent::Objective(id(RELET));
        self.objective(
            WORKS,
            "Start works at once",
            OrgLevel::Service,
            ROSA,
            &[(relet, "1")],
        );
        self.objective(
            KEYS,
            "Hand over keys",
            OrgLevel::Team,
            PRIYA,
            &[(relet, "2")],
        );
        self.objective(LOOSE, "Tidy the store", OrgLevel::Team, PRIYA, &[]);
        for (objective, indicator) in [
            (LISTEN, TP10),
            (LISTEN, EST02),
            (CHECKS, BS01),
            (CHECKS, BS02),
            (RELET, VOI01),
            (RELET, NM01),
        ] {
            self.measure(objective, indicator, "1");
        }
        self.check_in(CHECKS, 60, ADA, "Two blocks to go");
        self.check_in(WORKS, 25, ROSA, "");
        self.check_in(WORKS, 40, ROSA, "Contractor starts on day two");
    }

    fn personal(&mut self) {
        let keys = Parent::Objective(id(KEYS));
        let listen = Parent::Objective(id(LISTEN));
        self.objective(
            SAMS,
            "Collect keys on day one",
            OrgLevel::Individual,
            SAM,
            &[(keys, "1"), (listen, "1")],
        );
        self.check_in(SAMS, 50, SAM, "Fourteen of twenty");
        for (place, other) in OTHERS.into_iter().enumerate() {
            let number = 200 + other;
            self.objective(
                number,
                "Their own objective",
                OrgLevel::Individual,
                other,
                &[(keys, "1")],
            );
            self.check_in(number, 50 + 10 * u16::try_from(place).unwrap(), other, "");
        }
        self.objective(
            SAMS_DRAFT,
            "Write a standard",
            OrgLevel::Individual,
            SAM,
            &[],
        );
        let stored = self
            .company
            .get::<Objective>(id(SAMS_DRAFT))
            .unwrap()
            .clone();
        let drafted = Objective {
            state: ObjectiveState::Drafted,
            ..(*stored.body).clone()
        };
        self.put(SAMS_DRAFT, stored.scope, drafted);
    }
}
