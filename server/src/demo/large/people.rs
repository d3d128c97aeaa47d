//! The people of the large company: a chief executive, executives, service and team managers, and officers.

use domain::{
    command::Command,
    decision::Actor,
    person::{PersonId, RecordPerson},
    post::{PostId, RecordPost},
    role::GrantRole,
    unit::{RecordUnit, UnitId, UnitKind},
};
use jiff::civil::Date;

use super::{
    super::{DemoError, SignIn, draw::pick, id::demo_id},
    Large, Size,
};

pub(super) fn person(number: usize) -> PersonId {
    demo_id(&format!("large/person/{number}"))
}

fn post(number: usize) -> PostId {
    demo_id(&format!("large/post/{number}"))
}

pub(super) fn group_id(number: usize) -> UnitId {
    demo_id(&format!("large/group/{number}"))
}

pub(super) fn service_id(number: usize) -> UnitId {
    demo_id(&format!("large/service/{number}"))
}

pub(super) fn team_id(number: usize) -> UnitId {
    demo_id(&format!("large/team/{number}"))
}

pub(super) fn unit(large: &Large, item: usize) -> Vec<(Actor, Command)> {
    let Size {
        groups, services, ..
    } = large.size;
    let (unit, name, kind, within) = if item < groups {
        (
            group_id(item),
            format!("Group {}", item + 1),
            UnitKind::Group,
            None,
        )
    } else if item < groups + services {
        let service = item - groups;
        let within = Some(group_id(service % groups));
        (
            service_id(service),
            format!("Service {}", service + 1),
            UnitKind::Service,
            within,
        )
    } else {
        let team = item - groups - services;
        let within = Some(service_id(team % services));
        (
            team_id(team),
            format!("Team {}", team + 1),
            UnitKind::Team,
            within,
        )
    };
    let purpose = String::new();
    let command = RecordUnit {
        unit,
        name,
        kind,
        within,
        purpose,
        illustrative: true,
    };
    vec![(Actor::System, command.into())]
}

pub(super) fn member(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let place = large.size.place(number);
    let recorded = RecordPerson {
        person: person(number),
        name: name(large, number),
        active: true,
        illustrative: true,
    };
    let held = RecordPost {
        post: post(number),
        title: place.grade.words().to_owned(),
        unit: place.unit,
        grade: place.grade,
        reports_to: place.manager.map(post),
        holder: Some(person(number)),
    };
    let granted = large.size.role(number).map(|role| GrantRole {
        grant: demo_id(&format!("large/role/{number}")),
        person: person(number),
        role,
    });
    let mut commands = vec![
        (Actor::System, recorded.into()),
        (Actor::System, held.into()),
    ];
    commands.extend(granted.map(|granted| (Actor::System, granted.into())));
    commands
}

fn name(large: &Large, number: usize) -> String {
    let of = |list: &[String], what: &str| {
        pick(list, &format!("{what}/{number}"))
            .cloned()
            .unwrap_or_default()
    };
    format!(
        "{} {}",
        of(&large.words.first_names, "first"),
        of(&large.words.last_names, "last")
    )
}

/// The few of the large company who can sign in: one of each grade, an administrator and Human Resources.
///
/// # Errors
/// `DemoError` where the demo's own data cannot be used.
pub fn large_sign_ins(people: usize) -> Result<Vec<SignIn>, DemoError> {
    // The day plays no part in who there is.
    let large = Large::new(people, Date::constant(2026, 4, 1))?;
    let size = large.size;
    let officer = size.first_officer();
    let who = [
        ("chief.executive", 0),
        ("executive", size.executive(0)),
        ("service.manager", size.service_manager(0)),
        ("team.manager", size.team_manager(2)),
        ("officer", officer + 2),
        ("administrator", officer),
        ("human.resources", officer + 1),
    ];
    let signs_in = who.into_iter().map(|(sign_in, number)| {
        let place = size.place(number);
        let role = size.role(number).map(|role| role.words().to_owned());
        SignIn {
            person: person(number),
            sign_in: sign_in.to_owned(),
            name: name(&large, number),
            what: format!("{} number {}", place.grade.words(), number + 1),
            roles: [place.grade.words().to_owned()]
                .into_iter()
                .chain(role)
                .collect(),
            note: None,
        }
    });
    Ok(signs_in.collect())
}
