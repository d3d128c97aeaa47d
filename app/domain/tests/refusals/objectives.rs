//! Objectives, what they contribute to, what measures them and how far they are.

use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    check_in::RecordProgress,
    command::Command,
    objective::{
        AgreeObjective, CloseObjective, DraftObjective, Ending, ObjectiveId, OrgLevel,
        ReopenObjective, RewordObjective,
    },
    objective_link::{LinkObjective, ObjectiveLink, UnlinkObjective},
    objective_measure::MeasureObjective,
    objective_words::ObjectiveWords,
    priority::RecordPriority,
};
use jiff::civil::date;
use rust_decimal::Decimal;

use super::measures::KPI;
use crate::small_company::*;

const TEAMS: fn() -> Parent = || Parent::Objective(team_objective());

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "objective.draft" => drafted(small, when).into(),
        "objective.agree" => agreed(small, when).into(),
        "objective.close" => closed(small, when).into(),
        "objective_link.link" => linked(small, when).into(),
        "objective_measure.measure" => MeasureObjective {
            measure: id(9_000),
            objective: team_objective(),
            indicator: id(KPI),
            weight: if when == "–" {
                Decimal::ONE
            } else {
                Decimal::ZERO
            },
        }
        .into(),
        _ => on_one(small, command, when),
    }
}

/// Sam's own, under the team's: drafted, `agreed` or `closed`.
fn sams(small: &mut Small, when: &str) -> ObjectiveId {
    if !matches!(when, "agreed" | "closed" | "140 per cent") {
        return small.draft(SAM, SAM, "Inspect within two days", Some(TEAMS()));
    }
    let objective = small.agreed("Inspect within two days");
    if when == "closed" {
        small.must(
            SAM,
            CloseObjective {
                objective,
                ending: Ending::Achieved,
            },
        );
    }
    objective
}

fn on_one(small: &mut Small, command: &str, when: &str) -> Command {
    let objective = sams(small, when);
    match command {
        "objective.reword" => reworded(small, objective, when).into(),
        "objective.reopen" => ReopenObjective { objective }.into(),
        "objective_link.unlink" => UnlinkObjective {
            link: link_of(small, objective),
        }
        .into(),
        "check_in.record" => RecordProgress {
            check_in: id(9_000),
            objective,
            progress: if when == "140 per cent" { 140 } else { 40 },
            note: String::new(),
            one_to_one: None,
        }
        .into(),
        other => panic!("no case for {other}"),
    }
}

fn link_of(small: &Small, objective: ObjectiveId) -> domain::objective_link::ObjectiveLinkId {
    let mut links = small.company.all::<ObjectiveLink>();
    links.find(|link| link.child == objective).unwrap().id
}

fn drafted(small: &mut Small, when: &str) -> DraftObjective {
    let own = DraftObjective {
        objective: id(9_000),
        title: "Inspect within two days".to_owned(),
        success_measure: String::new(),
        level: OrgLevel::Individual,
        owner: person(SAM),
        unit: None,
        year: FinancialYear(2026),
        due: None,
        contributes_to: None,
        illustrative: false,
    };
    match when {
        "–" => own,
        // Priya’s, whoever gives it.
        "one of the team" => DraftObjective {
            level: OrgLevel::Team,
            unit: Some(id(203)),
            owner: person(PRIYA),
            ..own
        },
        "one of the team, for Sam" => DraftObjective {
            level: OrgLevel::Team,
            unit: Some(id(203)),
            ..own
        },
        "one of the service" => DraftObjective {
            level: OrgLevel::Service,
            unit: Some(id(202)),
            owner: person(PRIYA),
            ..own
        },
        "for a unit that Sam is not in" => DraftObjective {
            unit: Some(id(204)),
            ..own
        },
        "due before the year" => DraftObjective {
            due: Some(date(2026, 3, 31)),
            ..own
        },
        "under the identifier of another of Sam's" => {
            let objective = sams(small, "–");
            DraftObjective { objective, ..own }
        }
        "under the identifier of one of Sam's" => {
            let objective = sams(small, "–");
            DraftObjective {
                objective,
                owner: person(ROSA),
                ..own
            }
        }
        other => panic!("no case for {other}"),
    }
}

fn reworded(small: &mut Small, objective: ObjectiveId, when: &str) -> RewordObjective {
    let read = ObjectiveWords::of(&small.objective(objective));
    let reword = |title: &str, due| RewordObjective {
        objective,
        title: title.to_owned(),
        success_measure: read.success_measure.clone(),
        due,
        read: Some(read.clone()),
    };
    match when {
        "Priya has changed the day since" => {
            small.must(PRIYA, reword(&read.title, Some(date(2026, 12, 18))));
        }
        "Priya has changed the title since" => {
            small.must(PRIYA, reword("Inspect within a day", read.due));
        }
        _ => {}
    }
    reword("Inspect within three days", read.due)
}

fn agreed(small: &mut Small, when: &str) -> AgreeObjective {
    let objective = match when {
        "leading nowhere" => small.draft(SAM, SAM, "Tidy the store", None),
        when => sams(small, when),
    };
    let expected = small
        .objective(objective)
        .wording(&small.company, objective);
    if when == "the wording as it was before" {
        small.must(
            PRIYA,
            RewordObjective {
                objective,
                title: "Inspect within a day".to_owned(),
                success_measure: String::new(),
                due: None,
                read: None,
            },
        );
    }
    AgreeObjective {
        objective,
        expected,
        read: None,
    }
}

fn closed(small: &mut Small, when: &str) -> CloseObjective {
    let (state, ending) = match when {
        "agreed, as achieved" => ("agreed", Ending::Achieved),
        "a draft, as achieved" => ("–", Ending::Achieved),
        "a draft, as withdrawn" => ("–", Ending::Withdrawn),
        "closed" => ("closed", Ending::Withdrawn),
        other => panic!("no case for {other}"),
    };
    let objective = sams(small, state);
    CloseObjective { objective, ending }
}

fn linked(small: &mut Small, when: &str) -> LinkObjective {
    let link = |child, parent| LinkObjective {
        link: id(9_000),
        child,
        parent,
        weight: Decimal::ONE,
    };
    let loose = |small: &mut Small| small.draft(SAM, SAM, "Tidy the store", None);
    match when {
        "–" => link(loose(small), TEAMS()),
        "to another of Sam's" => {
            let other = sams(small, "–");
            link(loose(small), Parent::Objective(other))
        }
        "the service's objective to the team's, which leads to it" => {
            small.must(
                DANA,
                ReopenObjective {
                    objective: service_objective(),
                },
            );
            link(service_objective(), TEAMS())
        }
        "to what it contributes to already" => link(sams(small, "–"), TEAMS()),
        "agreed" => link(sams(small, "agreed"), Parent::Priority(priority())),
        "to one of Rosa's" => {
            let rosas = small.draft(ROSA, ROSA, "Mow on Mondays", None);
            link(loose(small), Parent::Objective(rosas))
        }
        "with weight 0, where nothing else counts" => {
            small.load(RecordPriority {
                priority: id(9_001),
                title: "Streets are lit".to_owned(),
                outcome: "Words".to_owned(),
                perspective: id(300),
                place: 2,
                illustrative: false,
            });
            let objective = small.loose_team_objective("Light the stairs");
            LinkObjective {
                weight: Decimal::ZERO,
                ..link(objective, Parent::Priority(id(9_001)))
            }
        }
        other => panic!("no case for {other}"),
    }
}
