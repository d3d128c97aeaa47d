//! The scorecard's frame, units, people, posts and roles.

use domain::{
    calendar::FinancialYear,
    command::Command,
    governance_body::{BodyKind, JoinBody, RecordGovernanceBody},
    mission::SetMission,
    objective_link::ObjectiveLink,
    objective_measure::MeasureObjective,
    ownership::AssignOwner,
    person::RecordPerson,
    perspective::RecordPerspective,
    post::{Grade, RecordPost},
    priority::RecordPriority,
    role::{GrantRole, Role, WithdrawRole},
    unit::{RecordUnit, UnitKind},
    weight::{SetWeight, Weighted},
};
use rust_decimal::Decimal;

use super::measures::KPI;
use crate::small_company::*;

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "person.record" => person_record(small, when),
        "post.record" => post_record(when),
        "weight.set" => weight(small, when),
        "role.grant" => GrantRole {
            grant: id(9_000),
            person: person(JO),
            role: Role::Auditor,
        }
        .into(),
        "role.withdraw" => {
            let grant = if when == "–" { id(501) } else { id(9_000) };
            WithdrawRole { grant }.into()
        }
        _ => frame(small, command, when),
    }
}

fn frame(small: &mut Small, command: &str, when: &str) -> Command {
    let words = || "Words".to_owned();
    match command {
        "mission.set" => SetMission {
            mission: id(9_000),
            company: words(),
            statement: words(),
            telephone: words(),
            minicom: words(),
            email: words(),
            web: words(),
            address: words(),
            accountable_officer: words(),
            illustrative: true,
        }
        .into(),
        "perspective.record" => RecordPerspective {
            perspective: id(9_000),
            name: if when == "–" {
                words()
            } else {
                String::new()
            },
            place: 2,
            question: String::new(),
        }
        .into(),
        "corporate_priority.record" => RecordPriority {
            priority: id(9_000),
            title: words(),
            outcome: words(),
            perspective: if when == "–" { id(300) } else { id(9_001) },
            place: 2,
            illustrative: false,
        }
        .into(),
        "unit.record" => RecordUnit {
            unit: id(9_000),
            name: words(),
            kind: UnitKind::Team,
            within: Some(if when == "–" { id(202) } else { id(201) }),
            purpose: String::new(),
            illustrative: false,
        }
        .into(),
        "governance_body.record" => body().into(),
        "membership.join" => {
            if when == "–" {
                small.load(body());
            }
            JoinBody {
                membership: id(9_001),
                body: id(9_000),
                person: person(ADA),
                chair: false,
            }
            .into()
        }
        other => panic!("no case for {other}"),
    }
}

fn body() -> RecordGovernanceBody {
    RecordGovernanceBody {
        body: id(9_000),
        name: "The Board".to_owned(),
        kind: BodyKind::Board,
    }
}

fn weight(small: &mut Small, when: &str) -> Command {
    let set = |weight: i64| SetWeight {
        weight_id: id(9_000),
        of: Weighted::Priority(priority()),
        from: today(),
        weight: Decimal::from(weight),
    };
    match when {
        "–" => set(2).into(),
        "0 for the only priority of its perspective" => set(0).into(),
        "under the identifier of an earlier weight" => {
            small.load(set(3));
            set(2).into()
        }
        tie => SetWeight {
            of: tied(small, tie),
            ..set(if tie.ends_with("0") { 0 } else { 2 })
        }
        .into(),
    }
}

/// What the team's objective is tied by, or one of Sam's own.
pub fn tied(small: &mut Small, when: &str) -> Weighted {
    let to_what = match when {
        "for the only measure of the team's objective, 0"
        | "for a measure of the team's objective" => team_objective(),
        "for a measure of one of Sam's" => small.draft(SAM, SAM, "Tidy the store", None),
        _ => {
            let child = match when {
                "for the link of the team's objective"
                | "for the only link to the service's, 0" => team_objective(),
                "for the link of one of Sam's" => small.agreed("Inspect within two days"),
                "for a tie that is not there" => return Weighted::Link(id(9_999)),
                other => panic!("no case for {other}"),
            };
            let mut links = small.company.all::<ObjectiveLink>();
            let link = links.find(|link| link.child == child).unwrap();
            return Weighted::Link(link.id);
        }
    };
    let measure = id(9_002);
    let by = small.objective(to_what).owner.uuid().as_u128();
    small.must(
        by,
        MeasureObjective {
            measure,
            objective: to_what,
            indicator: id(KPI),
            weight: Decimal::ONE,
        },
    );
    Weighted::Measure(measure)
}

fn handed_over(small: &mut Small, ownership: u128, to: u128, from: domain::calendar::Date) {
    small.load(AssignOwner {
        ownership: id(ownership),
        indicator: id(KPI),
        owner: person(to),
        from,
    });
}

fn person_record(small: &mut Small, when: &str) -> Command {
    let record = |number: u128, active: bool| RecordPerson {
        person: person(number),
        name: "Priya Natarajan".to_owned(),
        active,
        illustrative: false,
    };
    match when {
        "–" => record(9_000, true).into(),
        "Priya leaves and owns a Key Performance Indicator" => record(PRIYA, false).into(),
        "Priya leaves after Dana took the indicator over" => {
            handed_over(small, 9_001, DANA, today());
            record(PRIYA, false).into()
        }
        "Priya leaves and is to own the indicator again next year" => {
            handed_over(small, 9_001, DANA, today());
            handed_over(small, 9_002, PRIYA, FinancialYear(2027).first_day());
            record(PRIYA, false).into()
        }
        other => panic!("no case for {other}"),
    }
}

fn post_record(when: &str) -> Command {
    let priyas = RecordPost {
        post: post(PRIYA),
        title: "Voids manager".to_owned(),
        unit: Some(id(203)),
        grade: Grade::TeamManager,
        reports_to: Some(post(DANA)),
        holder: Some(person(PRIYA)),
    };
    match when {
        "–" => RecordPost {
            post: id(9_000),
            holder: None,
            ..priyas
        },
        "Dana's post would report to Priya's" => RecordPost {
            post: post(DANA),
            unit: Some(id(202)),
            grade: Grade::ServiceManager,
            reports_to: Some(post(PRIYA)),
            holder: Some(person(DANA)),
            ..priyas
        },
        "Dana's post would report to itself" => RecordPost {
            post: post(DANA),
            unit: Some(id(202)),
            grade: Grade::ServiceManager,
            reports_to: Some(post(DANA)),
            holder: Some(person(DANA)),
            ..priyas
        },
        "Priya's post would report to one that is not there" => RecordPost {
            reports_to: Some(id(9_999)),
            ..priyas
        },
        "Priya's post would report to none, as one at the top does" => RecordPost {
            reports_to: None,
            ..priyas
        },
        "Priya's post is vacated" => RecordPost {
            holder: None,
            ..priyas
        },
        "Priya's post becomes one of staff" => RecordPost {
            grade: Grade::Staff,
            ..priyas
        },
        "Priya's post is renamed" => RecordPost {
            title: "Empty homes manager".to_owned(),
            ..priyas
        },
        other => panic!("no case for {other}"),
    }
    .into()
}
