//! Changes of the scorecard that were decided.

use domain::{
    calendar::FinancialYear,
    command::Command,
    governance_body::{BodyKind, RecordGovernanceBody},
    id::Id,
    scorecard_change::MakeScorecardChange,
    scoring::Tolerance,
    weight::Weighted,
    what_if::Supposition,
};
use rust_decimal::Decimal;

use super::{measures::KPI, structure::tied};
use crate::small_company::*;

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    assert_eq!(command, "scorecard_change.make");
    small.load(RecordGovernanceBody {
        body: id(9_000),
        name: "A body".to_owned(),
        kind: match when {
            "decided by the Executive Management Team" => BodyKind::ExecutiveManagementTeam,
            _ => BodyKind::Board,
        },
    });
    let made = |suppositions: &[Supposition]| MakeScorecardChange {
        change: id(9_001),
        changes: (9_010..)
            .map(|number| id::<()>(number).uuid())
            .zip(suppositions.iter().cloned())
            .collect(),
        from: today(),
        decided_by: id(9_000),
        decided_on: today(),
        reason: "Residents told us what matters".to_owned(),
    };
    let counts = |weight: i64| Supposition::Weight {
        of: Weighted::Priority(priority()),
        weight: Decimal::from(weight),
    };
    let all = || made(&[counts(2), tolerance("0.05"), target(2026)]);
    match when {
        "–" | "decided by the Executive Management Team" => all(),
        "without anything supposed" => made(&[]),
        "without a reason" => MakeScorecardChange {
            reason: " ".to_owned(),
            ..all()
        },
        "decided tomorrow" => MakeScorecardChange {
            decided_on: today().tomorrow().unwrap(),
            from: today().tomorrow().unwrap(),
            ..all()
        },
        "holding from before the decision" => MakeScorecardChange {
            from: today().yesterday().unwrap(),
            ..all()
        },
        "by a body that is not there" => MakeScorecardChange {
            decided_by: Id::new(id::<()>(9_999).uuid()),
            ..all()
        },
        "a target of a year that is over" => made(&[target(2025)]),
        "a tolerance below zero" => made(&[tolerance("-1")]),
        "0 for the only priority of its perspective" => made(&[counts(0)]),
        "a measure of the team's objective" | "a measure of one of Sam's" => {
            let of = tied(small, &format!("for {when}"));
            let weight = Decimal::TWO;
            made(&[Supposition::Weight { of, weight }])
        }
        other => panic!("no case for {other}"),
    }
    .into()
}

fn tolerance(share: &str) -> Supposition {
    Supposition::Tolerance {
        indicator: id(KPI),
        tolerance: Tolerance::Relative(share.parse().unwrap()),
    }
}

fn target(year: i16) -> Supposition {
    Supposition::Target {
        indicator: id(KPI),
        year: FinancialYear(year),
        value: Decimal::from(16),
    }
}
