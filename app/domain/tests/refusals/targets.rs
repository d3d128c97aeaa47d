//! Targets and what speaks for them.

use domain::{
    access,
    calendar::FinancialYear,
    command::Command,
    corrective_action::{
        CorrectiveActionId, DecideCorrectiveAction, PlanCorrectiveAction, ResponseKind,
    },
    indicator_set::{Heard, SetStep, StepIndicatorSet},
    measurement::{ApproveMeasurement, RecordMeasurement},
    quantity::Figure,
    role::{GrantRole, Role},
    target::{AmendTarget, ApproveTarget, ProposeTarget, Target, TargetKind, checks::Code},
    target_case::{
        Audience, Baseline, BaselineFrom, Case, Consultation, Equality, Fee, LinkedAction, Reason,
        Revision,
    },
    trajectory::Trajectory,
    wording::Wording,
};
use jiff::civil::date;
use rust_decimal::Decimal;

use super::measures::{COUNT, INFORMATION, KPI, count, define, information};
use crate::small_company::*;

const YEAR: FinancialYear = FinancialYear(2026);

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    if when != "before the management fee is agreed" {
        small.load(heard(YEAR, Fee::Agreed));
    }
    match command {
        "indicator_set.step" => step(small, when).into(),
        "target.propose" => proposed(small, when).into(),
        "target.approve" => approved(small, when).into(),
        _ => amended(small, when).into(),
    }
}

/// What stakeholders said of the year, and whether the fee is agreed.
pub fn heard(year: FinancialYear, fee: Fee) -> StepIndicatorSet {
    StepIndicatorSet {
        year,
        step: SetStep::Heard(Heard {
            stakeholders: "The Council wants shorter waits.".to_owned(),
            fee,
        }),
    }
}

/// The accountable officer's word, by whoever has that role.
fn overridden(by: u128, because: &str) -> StepIndicatorSet {
    let (by, because) = (person(by), because.to_owned());
    heard(YEAR, Fee::Overridden { by, because })
}

/// A step that somebody takes with the year's set.
fn steps_to(step: SetStep) -> StepIndicatorSet {
    StepIndicatorSet { year: YEAR, step }
}

fn agreed(at: &str) -> StepIndicatorSet {
    steps_to(SetStep::Agreed { at: at.to_owned() })
}

const COMMITTEE: &str = "Performance Committee, 24 March 2026.";

fn step(small: &mut Small, when: &str) -> StepIndicatorSet {
    if !when.ends_with("before a target is approved") {
        another_approved(small);
    }
    let accountable = GrantRole {
        grant: id(9_021),
        person: person(DANA),
        role: Role::AccountableOfficer,
    };
    let because = "The Council decides in March.";
    match when {
        "–" => heard(YEAR, Fee::NotAgreed),
        "without what they said" => StepIndicatorSet {
            year: YEAR,
            step: SetStep::Heard(Heard {
                stakeholders: "  ".to_owned(),
                fee: Fee::Agreed,
            }),
        },
        "letting targets stand, as the accountable officer" => {
            small.load(accountable);
            overridden(DANA, because)
        }
        "letting targets stand for no reason, as the accountable officer" => {
            small.load(accountable);
            overridden(DANA, "")
        }
        "letting targets stand, in another's name" => {
            small.load(accountable);
            overridden(DANA, because)
        }
        "agreed" | "agreed, before a target is approved" => agreed(COMMITTEE),
        "agreed, without where" => agreed(" "),
        "locked, before it is agreed" => steps_to(SetStep::Locked),
        "locked" => {
            small.load(agreed(COMMITTEE));
            steps_to(SetStep::Locked)
        }
        other => panic!("no case for {other}"),
    }
}

fn propose(indicator: u128, trajectory: Trajectory) -> ProposeTarget {
    ProposeTarget {
        target: id(9_000),
        indicator: id(indicator),
        year: YEAR,
        value: Decimal::from(90),
        trajectory,
        provenance: Default::default(),
        expected: None,
        case: None,
    }
}

/// What somebody sees of the year's targets.
fn seen_by(small: &Small, who: u128) -> Wording {
    Target::wording(&small.company, id(KPI), YEAR, |scope| {
        access::sees(&small.company, person(who), scope)
    })
}

fn another_approved(small: &mut Small) {
    let another = ProposeTarget {
        target: id(9_001),
        value: Decimal::from(95),
        ..with(case())
    };
    small.must(PRIYA, another);
    small.must(
        ADA,
        ApproveTarget {
            target: id(9_001),
            expected: None,
        },
    );
}

/// The year's set was agreed with the target of another indicator, and locked.
fn locked_with_another(small: &mut Small) {
    small.load(define(COUNT, Some(PRIYA), count()));
    let target = id(9_002);
    small.load(ProposeTarget {
        target,
        ..propose(COUNT, Trajectory::Flat)
    });
    small.load(ApproveTarget {
        target,
        expected: None,
    });
    small.load(agreed(COMMITTEE));
    small.load(steps_to(SetStep::Locked));
}

/// What speaks for a target of a percentage, with nothing left open.
pub fn case() -> Case {
    Case {
        kind: TargetKind::AtLeast,
        baseline: Some(Baseline {
            from: BaselineFrom::NewIndicator,
            value: None,
            because: "It was not counted before.".to_owned(),
        }),
        outside: None,
        consultation: Some(Consultation::Held {
            group: "The voids team".to_owned(),
            on: date(2026, 11, 2),
            view: "90 can be done.".to_owned(),
            influence: "90, and not 95.".to_owned(),
        }),
        stakeholders: String::new(),
        fee: Fee::NotAgreed,
        equality: Some(Equality {
            differs: false,
            words: String::new(),
        }),
        audience: Audience::StaffAndPublic,
        effective_from: today(),
        stretch: None,
        action: None,
        reasons: Vec::new(),
        revision: None,
    }
}

fn with(case: Case) -> ProposeTarget {
    ProposeTarget {
        case: Some(Box::new(case)),
        ..propose(KPI, Trajectory::Flat)
    }
}

/// The words that a revision comes with, and the corrective action that it names.
fn revision(action: Option<CorrectiveActionId>) -> Option<Revision> {
    Some(Revision {
        because: "The contractor failed.".to_owned(),
        action,
        beyond_control: String::new(),
        decided_by: None,
        decided_on: None,
    })
}

/// A revision from 95 to 90, with the corrective action that it names.
fn lowered(small: &mut Small, when: &str) -> ProposeTarget {
    let (of, kind) = match when {
        "lower than the original, by a decision about another indicator" => {
            (COUNT, ResponseKind::ReviseTarget)
        }
        "lower than the original, by a decision about its plan" => (KPI, ResponseKind::RevisePlan),
        _ => (KPI, ResponseKind::ReviseTarget),
    };
    let (action, period) = (id(9_040), "2026-M07".parse().unwrap());
    let measurement = id(9_041);
    small.load(RecordMeasurement {
        measurement,
        indicator: id(of),
        period,
        figure: match of {
            COUNT => Figure::Value(Decimal::TEN),
            _ => Figure::ratio(Decimal::from(85), Decimal::ONE_HUNDRED),
        },
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    });
    small.load(ApproveMeasurement { measurement });
    small.load(PlanCorrectiveAction {
        action,
        indicator: id(of),
        period,
        kind,
        what: "90 until the new contractor starts.".to_owned(),
        by: person(PRIYA),
        due: today(),
        beyond_control: "The contractor went into administration.".to_owned(),
    });
    if let Some(agreed) = match when {
        "lower than the original, as it was decided" => Some(true),
        "lower than the original, which was decided against" => Some(false),
        _ => None,
    } {
        small.load(DecideCorrectiveAction {
            action,
            agreed,
            words: "For this year only.".to_owned(),
        });
    }
    let named = (when != "lower than the original, by no decision").then_some(action);
    with(Case {
        revision: revision(named),
        ..case()
    })
}

/// A target of 90 after twelve months at 95: worse, with a reason for each warning.
fn worse(small: &mut Small) -> ProposeTarget {
    let measurement = id(9_010);
    small.load(RecordMeasurement {
        measurement,
        indicator: id(KPI),
        period: "2026-M07".parse().unwrap(),
        figure: Figure::ratio(Decimal::from(95), Decimal::ONE_HUNDRED),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    });
    small.load(ApproveMeasurement { measurement });
    let reason = |code| Reason {
        code,
        words: "Two blocks are being refurbished.".to_owned(),
    };
    with(Case {
        baseline: Some(Baseline {
            from: BaselineFrom::LastTwelveMonths,
            value: None,
            because: String::new(),
        }),
        reasons: vec![reason(Code::Tv03), reason(Code::Tv12)],
        ..case()
    })
}

fn approved(small: &mut Small, when: &str) -> ApproveTarget {
    let by = if when == "that Ada proposed" {
        ADA
    } else {
        PRIYA
    };
    let proposal = match when {
        "without its case" => propose(KPI, Trajectory::Flat),
        "that is worse than the baseline" | "that is worse than the baseline, on the Committee" => {
            worse(small)
        }
        "that is worse than the baseline, for no reason" => {
            let mut proposal = worse(small);
            proposal.case.as_mut().unwrap().reasons.clear();
            proposal
        }
        "another was approved since" => {
            lowered(small, "lower than the original, as it was decided")
        }
        lower if lower.starts_with("lower than the original") => {
            another_approved(small);
            lowered(small, lower)
        }
        "in a locked year, with why" => with(Case {
            revision: Some(Revision {
                because: "It was forgotten.".to_owned(),
                action: None,
                beyond_control: String::new(),
                decided_by: None,
                decided_on: None,
            }),
            ..case()
        }),
        _ => with(case()),
    };
    if when.starts_with("in a locked year") {
        locked_with_another(small);
    }
    if when.ends_with("on the Committee") {
        small.load(GrantRole {
            grant: id(9_020),
            person: person(ADA),
            role: Role::PerformanceCommitteeMember,
        });
    }
    small.must(by, proposal);
    let expected = Some(seen_by(small, ADA));
    if when == "another was approved since" {
        another_approved(small);
    }
    ApproveTarget {
        target: id(9_000),
        expected,
    }
}

fn amended(small: &mut Small, when: &str) -> AmendTarget {
    small.must(PRIYA, propose(KPI, Trajectory::Flat));
    let amend = AmendTarget {
        target: id(9_000),
        value: Decimal::from(92),
        trajectory: Trajectory::Flat,
        case: Box::new(case()),
        expected: Some(seen_by(small, PRIYA)),
    };
    match when {
        "–" => {}
        "that is approved by now" => {
            small.must(PRIYA, amend.clone());
            small.must(
                ADA,
                ApproveTarget {
                    target: id(9_000),
                    expected: None,
                },
            );
            return AmendTarget {
                value: Decimal::from(91),
                expected: None,
                ..amend
            };
        }
        "another was approved since" => another_approved(small),
        "to 101 per cent" => {
            return AmendTarget {
                value: Decimal::from(101),
                ..amend
            };
        }
        other => panic!("no case for {other}"),
    }
    amend
}

fn proposed(small: &mut Small, when: &str) -> ProposeTarget {
    small.load(define(COUNT, Some(PRIYA), count()));
    small.load(define(INFORMATION, Some(PRIYA), information()));
    let shares = |weights| Trajectory::Cumulative {
        weights: Some(weights),
    };
    match when {
        "–" => propose(COUNT, Trajectory::Cumulative { weights: None }),
        "with its case" => with(case()),
        "of a kind that does not fit" => with(Case {
            kind: TargetKind::AtMost,
            ..case()
        }),
        "no worse than last year, of which there is no figure" => with(Case {
            kind: TargetKind::NoWorseThanLastYear,
            ..case()
        }),
        "at 101 per cent" => ProposeTarget {
            value: Decimal::from(101),
            ..with(case())
        },
        "on a way that ends elsewhere" => ProposeTarget {
            trajectory: Trajectory::Profiled((81..=92).map(Decimal::from).collect()),
            ..with(case())
        },
        "on a way of 11 periods" => propose(
            KPI,
            Trajectory::Profiled((80..=90).map(Decimal::from).collect()),
        ),
        lower if lower.starts_with("lower than the original") => {
            another_approved(small);
            lowered(small, lower)
        }
        "before the fee is agreed, by an override of Ada's" => with(Case {
            fee: Fee::Overridden {
                by: person(ADA),
                because: "The Council decides in March.".to_owned(),
            },
            ..case()
        }),
        "with words of 4,001 letters" => with(Case {
            stakeholders: "x".repeat(4_001),
            ..case()
        }),
        "resting on an action that is not there" => with(Case {
            action: Some(LinkedAction {
                action: id(9_030),
                resource: "Two surveyors".to_owned(),
                starts: Some(today()),
                investment: false,
            }),
            ..case()
        }),
        "for an indicator that is for information only" => propose(INFORMATION, Trajectory::Flat),
        "building up in 11 shares" => propose(COUNT, shares(vec![Decimal::ONE; 11])),
        "building up in shares of nothing" => propose(COUNT, shares(vec![Decimal::ZERO; 12])),
        "another was approved since" => {
            let expected = Some(seen_by(small, PRIYA));
            another_approved(small);
            ProposeTarget {
                expected,
                ..propose(KPI, Trajectory::Flat)
            }
        }
        "building up, of a percentage" => propose(KPI, Trajectory::Cumulative { weights: None }),
        other => panic!("no case for {other}"),
    }
}
