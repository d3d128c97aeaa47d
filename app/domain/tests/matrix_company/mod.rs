//! A company in which everybody stands in some relation to Sam, with one record of every kind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod about_figures;
mod imported;
mod register;
mod reports;
pub mod targets;
mod weights;

use domain::{
    action::Action,
    agenda_item::AgendaItem,
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency, Period},
    cascade::Parent,
    check_in::CheckIn,
    company::Company,
    entry::{Entry, Topic},
    folded::Folded,
    governance_body::{BodyKind, GovernanceBody, Membership},
    id::Id,
    indicator::{Indicator, IndicatorSource, Tags},
    measurement::{Measurement, MeasurementState},
    mission::Mission,
    objective::{Objective, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    one_to_one::{OneToOne, OneToOneDate, OneToOneSeries},
    ownership::Ownership,
    people_progress::PeopleProgress,
    person::Person,
    perspective::Perspective,
    post::{Grade, Post},
    priority::CorporatePriority,
    private_note::PrivateNote,
    provenance::Provenance,
    quantity::{Decimal, Figure, Unit as Measure},
    record::{Change, Kind, Noun, Stamp},
    role::{Role, RoleGrant},
    scope::Scope,
    scoring::{Direction, Tolerance},
    target::{Target, TargetState},
    trajectory::Trajectory,
    unit::{Unit, UnitKind},
    weight::{Weight, Weighted},
};
use uuid::Uuid;

pub fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

/// Who looks, by their relation to Sam, whose records the table is about.
pub const PEOPLE: &[(u128, &str)] = &[
    (1, "Sam, whose records they are"),
    (2, "Sam's manager (team manager)"),
    (
        3,
        "The manager's manager (service manager, owns the indicator)",
    ),
    (4, "The group manager above"),
    (5, "The executive above"),
    (6, "A colleague in Sam's team"),
    (7, "A member of another team"),
    (8, "The manager of another team"),
    (9, "Human Resources"),
    (10, "Support Services (administrator)"),
    (11, "Board member"),
    (12, "Performance Committee member"),
    (13, "Auditor"),
    (14, "Council viewer"),
    (15, "Partner user"),
    (16, "Somebody who has left"),
    (17, "Another team's, named to provide the figures"),
    (18, "Another team's, named to check them"),
];

pub struct Building {
    pub company: Company,
    pub shown: Vec<(String, Kind, Uuid)>,
    next: u128,
}

impl Building {
    fn add<T: Noun>(&mut self, id: Id<T>, scope: Scope, body: T) {
        let stamp = Stamp {
            seq: 1,
            at: "2026-11-01T09:00:00Z".parse().unwrap(),
        };
        self.company.apply(&Change::put(id, scope, body), stamp);
    }

    /// A record that is a row of the table.
    fn show<T: Noun>(&mut self, words: &str, scope: Scope, body: T) -> Id<T> {
        self.next += 1;
        let id: Id<T> = Id::new(Uuid::from_u128(self.next));
        self.add(id, scope, body);
        self.shown.push((words.to_owned(), T::KIND, id.uuid()));
        id
    }
}

fn day() -> Date {
    "2026-11-20".parse().unwrap()
}

fn structure(b: &mut Building) {
    for (number, name) in PEOPLE {
        let person = Person {
            name: (*name).to_owned(),
            active: *number != 16,
            illustrative: true,
        };
        b.add(id(*number), Scope::Staff, person);
    }
    let units = [
        (101, UnitKind::Group, None),
        (102, UnitKind::Service, Some(101)),
        (103, UnitKind::Team, Some(102)),
        (104, UnitKind::Team, Some(105)),
        (105, UnitKind::Service, Some(101)),
    ];
    for (number, kind, within) in units {
        let unit = Unit {
            name: format!("Unit {number}"),
            kind,
            within: within.map(id),
            purpose: String::new(),
            illustrative: true,
        };
        b.add(id(number), Scope::Public, unit);
    }
    let posts = [
        (205, 5, None, Grade::Executive, None),
        (204, 4, Some(101), Grade::GroupManager, Some(205)),
        (203, 3, Some(102), Grade::ServiceManager, Some(204)),
        (202, 2, Some(103), Grade::TeamManager, Some(203)),
        (201, 1, Some(103), Grade::Staff, Some(202)),
        (206, 6, Some(103), Grade::Staff, Some(202)),
        (208, 8, Some(104), Grade::TeamManager, Some(204)),
        (207, 7, Some(104), Grade::Staff, Some(208)),
        (209, 9, None, Grade::Staff, Some(205)),
        (210, 10, None, Grade::Staff, Some(205)),
        (216, 16, Some(103), Grade::Staff, Some(202)),
        (217, 17, Some(104), Grade::Staff, Some(208)),
        (218, 18, Some(104), Grade::Staff, Some(208)),
    ];
    for (number, holder, unit, grade, above) in posts {
        let post = Post {
            title: format!("Post {number}"),
            unit: unit.map(id),
            grade,
            reports_to: above.map(id),
            holder: Some(id(holder)),
            reference: String::new(),
            fte: None,
        };
        b.add(id(number), Scope::Staff, post);
    }
    let roles = [
        (9, Role::Hr),
        (10, Role::SupportServices),
        (11, Role::BoardMember),
        (12, Role::PerformanceCommitteeMember),
        (13, Role::Auditor),
        (14, Role::CouncilViewer),
        (15, Role::PartnerUser),
    ];
    for (person, role) in roles {
        b.add(
            id(300 + person),
            Scope::Staff,
            RoleGrant {
                person: id(person),
                role,
            },
        );
    }
}

fn company_records(b: &mut Building) {
    let text = || "words".to_owned();
    b.show(
        "Mission",
        Scope::Public,
        Folded::fold(&Mission {
            company: text(),
            statement: text(),
            telephone: text(),
            minicom: text(),
            email: text(),
            web: text(),
            address: text(),
            accountable_officer: text(),
            illustrative: true,
        })
        .unwrap(),
    );
    let perspective = b.show(
        "Perspective",
        Scope::Public,
        Perspective {
            name: text(),
            place: 1,
            question: text(),
        },
    );
    let priority = b.show(
        "Corporate priority",
        Scope::Public,
        CorporatePriority {
            title: text(),
            outcome: text(),
            perspective,
            place: 1,
            illustrative: true,
        },
    );
    b.show(
        "Weight",
        Scope::Public,
        Weight {
            of: Weighted::Perspective(perspective),
            from: day(),
            weight: Decimal::ONE,
        },
    );
    b.show(
        "Unit",
        Scope::Public,
        Unit {
            name: text(),
            kind: UnitKind::Team,
            within: Some(id(102)),
            purpose: String::new(),
            illustrative: true,
        },
    );
    let body = b.show(
        "Governance body",
        Scope::Staff,
        Folded::fold(&GovernanceBody {
            name: text(),
            kind: BodyKind::Board,
        })
        .unwrap(),
    );
    b.show(
        "Membership of a body",
        Scope::Staff,
        Membership {
            body,
            person: id(11),
            chair: false,
        },
    );
    b.show(
        "Person",
        Scope::Staff,
        Person {
            name: text(),
            active: true,
            illustrative: true,
        },
    );
    b.show(
        "Post",
        Scope::Staff,
        Post {
            title: text(),
            unit: Some(id(103)),
            grade: Grade::Staff,
            reports_to: Some(id(202)),
            holder: None,
            reference: String::new(),
            fte: None,
        },
    );
    b.show(
        "Role of a person",
        Scope::Staff,
        RoleGrant {
            person: id(13),
            role: Role::Auditor,
        },
    );
    let indicator = b.show(
        "Indicator",
        Scope::Public,
        Indicator {
            code: text(),
            name: text(),
            purpose: text(),
            formula: text(),
            source: IndicatorSource::Kpi,
            service: Some(id(102)),
            unit: Measure::Percent {
                may_exceed_100: false,
            },
            direction: Direction::HigherIsBetter,
            decimals: 1,
            frequency: Frequency::Monthly,
            aggregation: Aggregation::RatioOfSums,
            tolerance: Tolerance::DEFAULT,
            tags: Tags::default(),
            plain_words: text(),
            defined_by: text(),
            state: domain::indicator::IndicatorState::Active,
            mirrors: None,
            since: None,
        },
    );
    b.show(
        "Owner of an indicator",
        Scope::Staff,
        Ownership {
            indicator,
            owner: id(3),
            from: day(),
        },
    );
    for (words, state, scope) in [
        (
            "Target, proposed",
            TargetState::Proposed,
            Scope::Drafts(id(102)),
        ),
        ("Target, approved", TargetState::Approved, Scope::Public),
    ] {
        let approved = state == TargetState::Approved;
        let target = b.show(
            words,
            scope,
            Target {
                indicator,
                year: FinancialYear(2026),
                value: Decimal::ONE,
                trajectory: Trajectory::Flat,
                state,
                proposed_by: Some(id(3)),
                provenance: Provenance::Recorded,
                from: None,
            },
        );
        targets::said_of_target(b, indicator, target, approved);
    }
    // Each of its own month: of several for one only the latest goes further.
    for (words, month, state, scope) in [
        (
            "Figure, draft",
            7,
            MeasurementState::Draft,
            Scope::Drafts(id(102)),
        ),
        (
            "Figure, submitted",
            4,
            MeasurementState::Submitted,
            Scope::Drafts(id(102)),
        ),
        (
            "Figure, checked",
            3,
            MeasurementState::Checked,
            Scope::Drafts(id(102)),
        ),
        (
            "Figure, approved",
            6,
            MeasurementState::Approved,
            Scope::Staff,
        ),
        (
            "Figure, published",
            5,
            MeasurementState::Published,
            Scope::Public,
        ),
    ] {
        let period = Period::month(FinancialYear(2026), month).unwrap();
        b.show(
            words,
            scope,
            Measurement {
                indicator,
                period,
                figure: Figure::Value(Decimal::ONE),
                state,
                provided_by: Some(id(3)),
                public_words: text(),
                provenance: Provenance::Recorded,
                unseen: Vec::new(),
                set_aside: false,
                correction: String::new(),
            },
        );
    }
    let team = objective(b, "Team objective", OrgLevel::Team, 2);
    let link = b.show(
        "Link of a team objective",
        Scope::Staff,
        ObjectiveLink::new(team, Parent::Priority(priority)),
    );
    let tie = b.show(
        "Indicator of a team objective",
        Scope::Staff,
        ObjectiveMeasure {
            objective: team,
            indicator,
            weight: Decimal::ONE,
        },
    );
    weights::of_ties(b, link, tie);
    b.show(
        "Check-in on a team objective",
        Scope::Staff,
        CheckIn {
            objective: team,
            progress: 50,
            note: text(),
            by: Some(id(2)),
            one_to_one: None,
        },
    );
    b.show(
        "Progress of at least five people",
        Scope::Staff,
        PeopleProgress {
            towards: Parent::Objective(team),
            people: 5,
            direct: None,
        },
    );
    let own = objective(b, "Sam's objective", OrgLevel::Individual, 1);
    b.show(
        "Link of Sam's objective",
        Scope::Objectives(id(1)),
        ObjectiveLink::new(own, Parent::Objective(team)),
    );
    b.show(
        "Check-in on Sam's objective",
        Scope::Objectives(id(1)),
        CheckIn {
            objective: own,
            progress: 50,
            note: text(),
            by: Some(id(1)),
            one_to_one: None,
        },
    );
}

fn objective(b: &mut Building, words: &str, level: OrgLevel, owner: u128) -> Id<Objective> {
    let objective = Objective {
        title: words.to_owned(),
        success_measure: String::new(),
        level,
        owner: id(owner),
        unit: Some(id(103)),
        year: FinancialYear(2026),
        due: None,
        state: ObjectiveState::Agreed,
        agreed_by: Vec::new(),
        ending: None,
        illustrative: true,
    };
    b.show(words, objective.scope(), objective)
}

fn one_to_one_records(b: &mut Building) {
    let text = || "words".to_owned();
    let series = b.show(
        "Sam's 1:1 series",
        Scope::Public,
        OneToOneSeries {
            employee: id(1),
            manager: id(2),
            cadence_days: 28,
            ended: false,
        },
    );
    // A series lives in its own scope, whose name is known only now.
    let scope = Scope::OneToOne(series);
    b.add(
        series,
        scope,
        OneToOneSeries {
            employee: id(1),
            manager: id(2),
            cadence_days: 28,
            ended: false,
        },
    );
    let meeting = b.show(
        "1:1 of Sam and the manager",
        scope,
        OneToOne {
            series,
            scheduled_for: day(),
            held_on: None,
            confirmed_by: Vec::new(),
        },
    );
    let date = OneToOneDate {
        employee: id(1),
        scheduled_for: day(),
        held_on: None,
    };
    b.add(Id::new(meeting.uuid()), Scope::Objectives(id(1)), date);
    b.shown.push((
        "Date of that 1:1, without what was said".to_owned(),
        Kind::OneToOneDate,
        meeting.uuid(),
    ));
    b.show(
        "Agenda item",
        scope,
        AgendaItem {
            one_to_one: meeting,
            text: text(),
            author: Some(id(1)),
            covered: false,
        },
    );
    b.show(
        "Entry by Sam",
        scope,
        Entry {
            one_to_one: meeting,
            topic: Topic::Wellbeing,
            text: text(),
            author: Some(id(1)),
            objective: None,
        },
    );
    b.show(
        "Entry by the manager",
        scope,
        Entry {
            one_to_one: meeting,
            topic: Topic::Feedback,
            text: text(),
            author: Some(id(2)),
            objective: None,
        },
    );
    b.show(
        "Action",
        scope,
        Action {
            series,
            one_to_one: meeting,
            text: text(),
            who: id(1),
            due: None,
            done: false,
        },
    );
    b.show(
        "Sam's private note",
        Scope::Own(id(1)),
        PrivateNote {
            one_to_one: meeting,
            author: id(1),
            text: text(),
        },
    );
    b.show(
        "The manager's private note",
        Scope::Own(id(2)),
        PrivateNote {
            one_to_one: meeting,
            author: id(2),
            text: text(),
        },
    );
}

pub fn building() -> Building {
    let mut b = Building {
        company: Company::default(),
        shown: Vec::new(),
        next: 1_000,
    };
    structure(&mut b);
    company_records(&mut b);
    imported::records(&mut b);
    about_figures::records(&mut b);
    register::records(&mut b);
    targets::of_year(&mut b);
    reports::records(&mut b);
    one_to_one_records(&mut b);
    b
}
