//! The large company's objectives at every level.

use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    check_in::RecordProgress,
    command::Command,
    decision::Actor,
    objective::{AgreeObjective, DraftObjective, ObjectiveId, OrgLevel},
    objective_measure::MeasureObjective,
    post::Grade,
    unit::UnitId,
};
use rust_decimal::Decimal;

use super::{
    super::{draw::mixed, id::demo_id, objective_line::wording},
    Large, Size,
    figures::indicator_id,
    people::{group_id, person, service_id, team_id},
    scorecard::{PRIORITIES, priority_id},
};

/// Objectives of each priority, group, service and team.
const A_PRIORITY: usize = 2;
const A_GROUP: usize = 4;
const A_SERVICE: usize = 10;
const A_TEAM: usize = 6;

/// How many objectives there are at each level.
pub(super) struct Levels {
    pub(super) corporate: usize,
    pub(super) group: usize,
    pub(super) service: usize,
    pub(super) team: usize,
    pub(super) personal: usize,
}

pub(super) const fn levels(size: &Size) -> Levels {
    let corporate = PRIORITIES * A_PRIORITY;
    let (group, service, team) = (
        size.groups * A_GROUP,
        size.services * A_SERVICE,
        size.teams * A_TEAM,
    );
    Levels {
        corporate,
        group,
        service,
        team,
        personal: size
            .objectives
            .saturating_sub(corporate + group + service + team),
    }
}

fn objective_id(level: OrgLevel, number: usize) -> ObjectiveId {
    demo_id(&format!("large/objective/{}/{number}", level.words()))
}

/// One objective: its level and number there, whose it is, where, and what it contributes to.
struct Line {
    level: OrgLevel,
    number: usize,
    owner: usize,
    unit: Option<UnitId>,
    to: Parent,
}

pub(super) fn corporate(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let owner = large.size.executive(number % large.size.groups);
    let to = Parent::Priority(priority_id(number % PRIORITIES));
    agreed(
        large,
        &Line {
            level: OrgLevel::Board,
            number,
            owner,
            unit: None,
            to,
        },
    )
}

pub(super) fn group(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let group = number % large.size.groups;
    let to = Parent::Objective(objective_id(
        OrgLevel::Board,
        number % levels(&large.size).corporate,
    ));
    let owner = large.size.executive(group);
    agreed(
        large,
        &Line {
            level: OrgLevel::Emt,
            number,
            owner,
            unit: Some(group_id(group)),
            to,
        },
    )
}

pub(super) fn service(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let service = number % large.size.services;
    let to = Parent::Objective(objective_id(
        OrgLevel::Emt,
        number % levels(&large.size).group,
    ));
    let owner = large.size.service_manager(service);
    agreed(
        large,
        &Line {
            level: OrgLevel::Service,
            number,
            owner,
            unit: Some(service_id(service)),
            to,
        },
    )
}

pub(super) fn team(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let team = number % large.size.teams;
    let service = team % large.size.services;
    let nth = number / large.size.teams;
    let to = Parent::Objective(objective_id(
        OrgLevel::Service,
        nth * large.size.services + service,
    ));
    let owner = large.size.team_manager(team);
    agreed(
        large,
        &Line {
            level: OrgLevel::Team,
            number,
            owner,
            unit: Some(team_id(team)),
            to,
        },
    )
}

/// A person's own objective serves one of their team's, a manager's one of their service or group.
pub(super) fn personal(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let (owner, nth) = (number % large.size.people, number / large.size.people);
    let place = large.size.place(owner);
    let (level, width, most) = match place.grade {
        Grade::Staff | Grade::TeamManager => (OrgLevel::Team, large.size.teams, A_TEAM),
        Grade::ServiceManager => (OrgLevel::Service, large.size.services, A_SERVICE),
        Grade::GroupManager | Grade::Executive => (OrgLevel::Emt, large.size.groups, A_GROUP),
    };
    let to = Parent::Objective(objective_id(level, nth % most * width + place.of));
    agreed(
        large,
        &Line {
            level: OrgLevel::Individual,
            number,
            owner,
            unit: place.unit,
            to,
        },
    )
}

/// Each indicator measures one service objective.
pub(super) fn measure(large: &Large, number: usize) -> Vec<(Actor, Command)> {
    let command = MeasureObjective {
        measure: demo_id(&format!("large/objective-measure/{number}")),
        objective: objective_id(OrgLevel::Service, number % levels(&large.size).service),
        indicator: indicator_id(number),
        weight: Decimal::ONE,
    };
    vec![(Actor::System, command.into())]
}

/// Drafted, agreed by both, with one check-in.
fn agreed(large: &Large, line: &Line) -> Vec<(Actor, Command)> {
    let objective = objective_id(line.level, line.number);
    let year = FinancialYear::containing(large.today);
    let link = demo_id(&format!(
        "large/objective-link/{}/{}",
        line.level.words(),
        line.number
    ));
    let draft = DraftObjective {
        objective,
        title: format!(
            "{}, number {}",
            large.phrase(&objective.to_string()),
            line.number + 1
        ),
        success_measure: "Done by the end of the year".to_owned(),
        level: line.level,
        owner: person(line.owner),
        unit: line.unit,
        year,
        due: Some(year.last_day()),
        contributes_to: Some((link, line.to)),
        illustrative: true,
    };
    let expected = wording(&draft, &[]);
    let parties = [Some(line.owner), large.size.place(line.owner).manager];
    let agree = parties.into_iter().flatten().map(|party| {
        (
            Actor::Person(person(party)),
            AgreeObjective {
                objective,
                expected,
                read: None,
            }
            .into(),
        )
    });
    let progress = u16::try_from(mixed(u64::try_from(line.number).unwrap_or(0)) % 101).unwrap_or(0);
    let check_in = RecordProgress {
        check_in: demo_id(&format!("large/check-in/{objective}")),
        objective,
        progress,
        note: String::new(),
        one_to_one: None,
    };
    let owner = Actor::Person(person(line.owner));
    std::iter::once((owner, draft.into()))
        .chain(agree)
        .chain([(owner, check_in.into())])
        .collect()
}
