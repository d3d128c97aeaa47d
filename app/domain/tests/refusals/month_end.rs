//! What is written about figures: commentary, corrective actions, stages that are waived.

use domain::{
    command::Command,
    commentary::WriteCommentary,
    corrective_action::{
        CloseCorrectiveAction, DecideCorrectiveAction, PlanCorrectiveAction, ResponseKind,
    },
    stage::{Stage, WaiveStage},
};

use super::measures::KPI;
use crate::small_company::*;

const ACTION: u128 = 9_100;

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    let period = "2026-M01".parse().unwrap();
    match command {
        "commentary.write" => WriteCommentary {
            commentary: id(9_200),
            indicator: id(KPI),
            period,
            happened: "Eleven of forty homes were let late.".to_owned(),
            why: match when {
                "without saying why" => String::new(),
                _ => "The contractor was short of plasterers.".to_owned(),
            },
            next: "A second contractor starts on 1 June 2026.".to_owned(),
            public_words: String::new(),
        }
        .into(),
        "corrective_action.plan" => {
            let revises = when.starts_with("to revise the target");
            plan(revises, false).into()
        }
        "corrective_action.decide" => {
            small.must(PRIYA, plan(when == "to revise the target", true));
            decide().into()
        }
        "corrective_action.close" => {
            let revises = when.starts_with("to revise the target");
            small.must(PRIYA, plan(revises, true));
            if when.ends_with("after it is decided") {
                small.load(decide());
            }
            CloseCorrectiveAction {
                action: id(ACTION),
                taken: if when.ends_with("with what was done") {
                    "Two plasterers moved from repairs.".to_owned()
                } else {
                    String::new()
                },
            }
            .into()
        }
        "stage_waiver.waive" => WaiveStage {
            waiver: id(9_300),
            indicator: id(KPI),
            period,
            stage: Stage::Act,
            reason: match when {
                "without a reason" => String::new(),
                _ => "One letting only, and a lift was out of service.".to_owned(),
            },
        }
        .into(),
        other => panic!("no case for {other}"),
    }
}

fn plan(revises: bool, with_cause: bool) -> PlanCorrectiveAction {
    PlanCorrectiveAction {
        action: id(ACTION),
        indicator: id(KPI),
        period: "2026-M01".parse().unwrap(),
        kind: if revises {
            ResponseKind::ReviseTarget
        } else {
            ResponseKind::RealignResources
        },
        what: "Move two plasterers from repairs to empty homes.".to_owned(),
        by: person(PRIYA),
        due: today(),
        beyond_control: if revises && with_cause {
            "The Council closed the depot for the year.".to_owned()
        } else {
            String::new()
        },
    }
}

fn decide() -> DecideCorrectiveAction {
    DecideCorrectiveAction {
        action: id(ACTION),
        agreed: true,
        words: "Agreed for this year only.".to_owned(),
    }
}
