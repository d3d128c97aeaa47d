//! A Company small enough to know by heart, made by commands: a group with two teams, one line up to a perspective, and
//! people on either side of every reporting line.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use domain::{
    access,
    calendar::{Date, FinancialYear},
    cascade::Parent,
    check_in::RecordProgress,
    command::{self, Command},
    company::Company,
    decision::{Actor, Context},
    id::Id,
    objective::{AgreeObjective, DraftObjective, Objective, ObjectiveId, OrgLevel},
    one_to_one::{OneToOneId, OneToOneSeriesId, OpenSeries},
    person::{PersonId, RecordPerson},
    perspective::{PerspectiveId, RecordPerspective},
    post::{Grade, PostId, RecordPost},
    priority::{PriorityId, RecordPriority},
    record::{Change, Kind, Stamp},
    rejection::Rejection,
    role::{GrantRole, Role},
    sight::Sight,
    unit::{RecordUnit, UnitId, UnitKind},
};
use jiff::{Timestamp, civil::date, tz::TimeZone};
use uuid::Uuid;

/// The day on which everything in the tests happens: a Saturday.
pub fn today() -> Date {
    date(2026, 11, 21)
}

pub fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

/// Chief executive.
pub const ADA: u128 = 1;
/// Manages the group of homes; Priya's manager.
pub const DANA: u128 = 2;
/// Manages the voids team.
pub const PRIYA: u128 = 3;
/// In the voids team.
pub const SAM: u128 = 4;
/// In the voids team too.
pub const JO: u128 = 5;
/// In another team.
pub const ROSA: u128 = 6;
/// Human Resources.
pub const HAL: u128 = 7;
/// Support Services: the administrator.
pub const SUE: u128 = 8;
/// Manages the other team.
pub const TOM: u128 = 9;

pub const EVERYBODY: [u128; 9] = [ADA, DANA, PRIYA, SAM, JO, ROSA, HAL, SUE, TOM];

pub fn person(number: u128) -> PersonId {
    id(number)
}

/// The service objective, which leads to the priority.
pub fn service_objective() -> ObjectiveId {
    id(401)
}

/// The team objective, which leads to the service objective.
pub fn team_objective() -> ObjectiveId {
    id(402)
}

pub fn priority() -> PriorityId {
    id(301)
}

pub struct Small {
    pub company: Company,
    seq: u64,
    next: u128,
    day: Date,
    /// Every record that the last command changed, or what was derived from it.
    pub touched: Vec<(Kind, Uuid)>,
}

impl Small {
    /// The structure, the scorecard and the line down to the team; nothing of anybody's own.
    pub fn new() -> Self {
        let mut small = Self {
            company: Company::default(),
            seq: 0,
            next: 10_000,
            day: today(),
            touched: Vec::new(),
        };
        small.structure();
        small.scorecard();
        small
    }

    /// The number of the last command that was given.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// From here on everything happens on this day.
    pub fn on(&mut self, day: Date) {
        self.day = day;
    }

    pub fn new_id<T>(&mut self) -> Id<T> {
        self.next += 1;
        id(self.next)
    }

    /// Gives a command as a person, as the authority would take it.
    pub fn give(&mut self, by: u128, command: impl Into<Command>) -> Result<(), Rejection> {
        self.take(Actor::Person(person(by)), command.into())
    }

    /// Gives a command that has to be taken.
    pub fn must(&mut self, by: u128, command: impl Into<Command>) {
        let command = command.into();
        let name = command.name();
        self.give(by, command)
            .unwrap_or_else(|refused| panic!("{name}: {refused}"));
    }

    /// Gives a command as the administrator's command line, which has to be taken.
    pub fn load(&mut self, command: impl Into<Command>) {
        self.take(Actor::System, command.into()).unwrap();
    }

    /// Gives a command as anybody, the command line included.
    pub fn take(&mut self, actor: Actor, command: Command) -> Result<(), Rejection> {
        self.seq += 1;
        let now = self.now();
        let context = Context {
            actor,
            now,
            command: Uuid::from_u128(u128::from(self.seq)),
        };
        self.touched.clear();
        let changes = command::decide(&self.company, &command, &context)?;
        let before = self.company.clone();
        let stamp = Stamp {
            seq: self.seq,
            at: now,
        };
        for change in &changes {
            self.company.apply(change, stamp);
        }
        let derived = command::derive(&before, &self.company, &changes);
        for change in &derived {
            self.company.apply(change, stamp);
        }
        self.touched
            .extend(changes.iter().chain(&derived).map(Change::subject));
        Ok(())
    }

    fn now(&self) -> Timestamp {
        TimeZone::UTC
            .to_timestamp(self.day.at(10, 0, 0, 0))
            .unwrap()
    }

    /// What a person sees.
    pub fn sight(&self, by: u128) -> Sight<'_> {
        Sight::of(&self.company, person(by))
    }

    /// What a person's device holds: the records of their scopes and no others.
    pub fn device(&self, by: u128) -> Company {
        let scopes = access::scopes(&self.company, person(by));
        let mut held = Company::partial(scopes.clone());
        for scope in scopes {
            for (kind, id) in self.company.in_scope(scope) {
                held.put(self.company.version(kind, id).unwrap());
            }
        }
        held
    }

    /// A personal objective, linked where a parent is given.
    pub fn draft(
        &mut self,
        by: u128,
        owner: u128,
        title: &str,
        parent: Option<Parent>,
    ) -> ObjectiveId {
        let (objective, link) = (self.new_id(), self.new_id());
        self.must(
            by,
            DraftObjective {
                objective,
                title: title.to_owned(),
                success_measure: "Nine of ten inspected in time.".to_owned(),
                level: OrgLevel::Individual,
                owner: person(owner),
                unit: None,
                year: FinancialYear(2026),
                due: Some(date(2027, 3, 31)),
                contributes_to: parent.map(|parent| (link, parent)),
                illustrative: false,
            },
        );
        objective
    }

    /// Agrees what stands there now.
    pub fn agree(&mut self, by: u128, objective: ObjectiveId) -> Result<(), Rejection> {
        let expected = self.objective(objective).wording(&self.company, objective);
        self.give(
            by,
            AgreeObjective {
                objective,
                expected,
                read: None,
            },
        )
    }

    /// A personal objective under the team's, agreed by Sam and Priya.
    pub fn agreed(&mut self, title: &str) -> ObjectiveId {
        let objective = self.draft(SAM, SAM, title, Some(Parent::Objective(team_objective())));
        self.agree(SAM, objective).unwrap();
        self.agree(PRIYA, objective).unwrap();
        objective
    }

    pub fn objective(&self, id: ObjectiveId) -> Objective {
        (*self.company.get(id).unwrap().body).clone()
    }

    pub fn progress(&mut self, by: u128, objective: ObjectiveId, percent: u16, note: &str) {
        let check_in = self.new_id();
        self.must(
            by,
            RecordProgress {
                check_in,
                objective,
                progress: percent,
                note: note.to_owned(),
                one_to_one: None,
            },
        );
    }

    /// A series of a person and their manager with its first 1:1.
    pub fn series(
        &mut self,
        employee: u128,
        manager: u128,
        first_on: Date,
    ) -> (OneToOneSeriesId, OneToOneId) {
        let (series, first) = (self.new_id(), self.new_id());
        self.must(
            manager,
            OpenSeries {
                series,
                employee: person(employee),
                manager: person(manager),
                cadence_days: 28,
                first,
                first_on,
            },
        );
        (series, first)
    }

    fn structure(&mut self) {
        let units = [
            (201, "Homes", UnitKind::Group, None),
            (202, "Property services", UnitKind::Service, Some(201)),
            (203, "Voids", UnitKind::Team, Some(202)),
            (204, "Grounds", UnitKind::Team, Some(202)),
        ];
        for (unit, name, kind, within) in units {
            self.load(RecordUnit {
                unit: id(unit),
                name: name.to_owned(),
                kind,
                within: within.map(id::<domain::unit::Unit>),
                purpose: String::new(),
                illustrative: false,
            });
        }
        let people = [
            (
                ADA,
                "Ada Byron",
                "Chief executive",
                None,
                Grade::Executive,
                None,
            ),
            (
                DANA,
                "Dana Cole",
                "Head of homes",
                Some(202),
                Grade::ServiceManager,
                Some(ADA),
            ),
            (
                PRIYA,
                "Priya Natarajan",
                "Voids manager",
                Some(203),
                Grade::TeamManager,
                Some(DANA),
            ),
            (
                SAM,
                "Sam Okafor",
                "Voids officer",
                Some(203),
                Grade::Staff,
                Some(PRIYA),
            ),
            (
                JO,
                "Jo Marsh",
                "Voids officer",
                Some(203),
                Grade::Staff,
                Some(PRIYA),
            ),
            (
                TOM,
                "Tom Reed",
                "Grounds manager",
                Some(204),
                Grade::TeamManager,
                Some(DANA),
            ),
            (
                ROSA,
                "Rosa Lind",
                "Grounds officer",
                Some(204),
                Grade::Staff,
                Some(TOM),
            ),
            (
                HAL,
                "Hal Winter",
                "Human Resources",
                None,
                Grade::Staff,
                Some(ADA),
            ),
            (
                SUE,
                "Sue Parr",
                "Performance officer",
                None,
                Grade::Staff,
                Some(ADA),
            ),
        ];
        for (number, name, title, unit, grade, above) in people {
            self.load(RecordPerson {
                person: id(number),
                name: name.to_owned(),
                active: true,
                illustrative: false,
            });
            self.load(RecordPost {
                post: post(number),
                title: title.to_owned(),
                unit: unit.map(id::<domain::unit::Unit>),
                grade,
                reports_to: above.map(post),
                holder: Some(id(number)),
            });
        }
        for (grant, who, role) in [(501, HAL, Role::Hr), (502, SUE, Role::SupportServices)] {
            self.load(GrantRole {
                grant: id(grant),
                person: id(who),
                role,
            });
        }
    }

    fn scorecard(&mut self) {
        let perspective: PerspectiveId = id(300);
        self.load(RecordPerspective {
            perspective,
            name: "Homes and services".to_owned(),
            place: 1,
            question: String::new(),
        });
        self.load(RecordPriority {
            priority: priority(),
            title: "Good homes".to_owned(),
            outcome: "Empty homes are let sooner.".to_owned(),
            perspective,
            place: 1,
            illustrative: false,
        });
        let unit = |number| Some::<UnitId>(id(number));
        self.above(
            service_objective(),
            "Let homes sooner",
            OrgLevel::Service,
            DANA,
            unit(202),
            Parent::Priority(priority()),
        );
        self.above(
            team_objective(),
            "Let empty homes in 17 days",
            OrgLevel::Team,
            PRIYA,
            unit(203),
            Parent::Objective(service_objective()),
        );
    }

    fn above(
        &mut self,
        objective: ObjectiveId,
        title: &str,
        level: OrgLevel,
        owner: u128,
        unit: Option<UnitId>,
        parent: Parent,
    ) {
        let link = self.new_id();
        self.load(DraftObjective {
            objective,
            title: title.to_owned(),
            success_measure: String::new(),
            level,
            owner: person(owner),
            unit,
            year: FinancialYear(2026),
            due: None,
            contributes_to: Some((link, parent)),
            illustrative: false,
        });
        self.agree(owner, objective).unwrap();
        let manager = if owner == DANA { ADA } else { DANA };
        self.agree(manager, objective).unwrap();
    }

    /// One more person in the voids team.
    pub fn hire(&mut self, number: u128, manager: u128) {
        self.load(RecordPerson {
            person: id(number),
            name: format!("Person {number}"),
            active: true,
            illustrative: false,
        });
        self.load(RecordPost {
            post: post(number),
            title: "Voids officer".to_owned(),
            unit: Some(id(203)),
            grade: Grade::Staff,
            reports_to: Some(post(manager)),
            holder: Some(id(number)),
        });
    }

    /// An objective of the voids team that leads nowhere.
    pub fn loose_team_objective(&mut self, title: &str) -> ObjectiveId {
        let objective = self.new_id();
        self.load(DraftObjective {
            objective,
            title: title.to_owned(),
            success_measure: String::new(),
            level: OrgLevel::Team,
            owner: person(PRIYA),
            unit: Some(id(203)),
            year: FinancialYear(2026),
            due: None,
            contributes_to: None,
            illustrative: false,
        });
        objective
    }

    /// Puts a person's post below another one.
    pub fn report_to(&mut self, who: u128, above: u128) {
        let held = self
            .company
            .get::<domain::post::Post>(post(who))
            .unwrap()
            .clone();
        self.load(RecordPost {
            post: post(who),
            title: held.title.clone(),
            unit: held.unit,
            grade: held.grade,
            reports_to: Some(post(above)),
            holder: held.holder,
        });
    }
}

pub fn post(number: u128) -> PostId {
    id(600 + number)
}
