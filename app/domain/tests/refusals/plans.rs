//! Plans, what is done with them, and the yearly review of diversity and equality.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    equality_review::{
        CompleteEqualityAction, EqualityActionId, EqualityReviewId, PlanEqualityAction,
        RecordEqualityReview,
    },
    governance_body::{BodyKind, JoinBody, RecordGovernanceBody},
    person::RecordPerson,
    plan::{PlanId, PlanSections, WritePlan},
    plan_step::{Judgement, PlanDecision, PlanReview, PlanStepKind, StepPlan},
    review_order::SetReviewOrder,
    target_case::Equality,
};

use super::measures::{self, KPI};
use crate::small_company::*;

const PLAN: u128 = 9_300;
const BODY: u128 = 9_301;
const REVIEW: u128 = 9_302;
const ACTION: u128 = 9_303;

pub fn plan() -> PlanId {
    id(PLAN)
}

/// A plan of the small Company's service in which nothing is missing.
pub fn complete() -> WritePlan {
    WritePlan {
        plan: plan(),
        service: Some(id(202)),
        year: FinancialYear(2026),
        says: PlanSections {
            vision: "Nobody waits for a home that stands empty.".to_owned(),
            inputs: "Six officers, two surveyors and £400,000.".to_owned(),
            processes: "Keys come back, the home is seen the same day, works are ordered."
                .to_owned(),
            results: "Homes are let in 17 days.".to_owned(),
            measures: vec![id(KPI)],
            equality: Some(Equality {
                differs: false,
                words: String::new(),
            }),
        },
        illustrative: false,
    }
}

pub fn draft() -> WritePlan {
    WritePlan {
        says: PlanSections {
            inputs: String::new(),
            equality: None,
            ..complete().says
        },
        ..complete()
    }
}

pub fn judged(version: u32, fit: bool, words: &str) -> StepPlan {
    StepPlan {
        plan: plan(),
        step: PlanStepKind::Judged(Judgement {
            version,
            fit,
            words: words.to_owned(),
        }),
    }
}

pub fn reviewed(quarter: &str, at: Option<BodyKind>, decision: PlanDecision) -> StepPlan {
    StepPlan {
        plan: plan(),
        step: PlanStepKind::Reviewed(PlanReview {
            quarter: quarter.parse::<Period>().unwrap(),
            at,
            decision,
            words: "Two of three milestones are done.".to_owned(),
        }),
    }
}

/// The Board, with Rosa on it.
pub fn board(small: &mut Small) {
    small.load(RecordGovernanceBody {
        body: id(BODY),
        name: "Board".to_owned(),
        kind: BodyKind::Board,
    });
    small.load(JoinBody {
        membership: id(BODY + 10),
        body: id(BODY),
        person: person(ROSA),
        chair: false,
    });
}

pub fn review() -> EqualityReviewId {
    id(REVIEW)
}

pub fn action() -> EqualityActionId {
    id(ACTION)
}

pub fn equality(on: &str) -> RecordEqualityReview {
    RecordEqualityReview {
        review: review(),
        on: on.parse().unwrap(),
        findings: "Letters about repairs are in English alone.".to_owned(),
        illustrative: false,
    }
}

pub fn planned(who: u128, due: &str) -> PlanEqualityAction {
    PlanEqualityAction {
        action: action(),
        review: review(),
        what: "Have the letters translated.".to_owned(),
        who: person(who),
        due: due.parse().unwrap(),
        illustrative: false,
    }
}

pub fn done(words: &str) -> CompleteEqualityAction {
    CompleteEqualityAction {
        action: action(),
        done: words.to_owned(),
    }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "plan.write" => writing(small, when).into(),
        "plan.step" => stepping(small, when).into(),
        "review_order.set" => SetReviewOrder {
            bodies: match when {
                "without a body" => Vec::new(),
                "with a body twice" => vec![BodyKind::Board, BodyKind::Board],
                _ => vec![BodyKind::Board, BodyKind::ExecutiveManagementTeam],
            },
        }
        .into(),
        "equality_review.record" if when == "of a day to come" => equality("2026-11-22").into(),
        "equality_review.record" => equality("2026-11-20").into(),
        "equality_action.plan" => planning(small, when).into(),
        "equality_action.complete" => {
            small.must(SUE, equality("2026-11-20"));
            small.must(SUE, planned(SAM, "2027-03-31"));
            match when {
                "without a word" => done("").into(),
                "that is done already" => {
                    small.must(SUE, done("They are."));
                    done("They are in four languages.").into()
                }
                _ => done("They are in four languages.").into(),
            }
        }
        other => panic!("no case for {other}"),
    }
}

fn writing(small: &mut Small, when: &str) -> WritePlan {
    measures::owned_by_priya(small);
    match when {
        "of a team" => WritePlan {
            service: Some(id(203)),
            ..complete()
        },
        "of the Company" => WritePlan {
            service: None,
            ..complete()
        },
        "a second one for the year" => {
            small.must(DANA, complete());
            WritePlan {
                plan: id(PLAN + 50),
                ..complete()
            }
        }
        "in place of another year’s" => {
            small.must(DANA, complete());
            WritePlan {
                year: FinancialYear(2027),
                ..complete()
            }
        }
        "that differs for some, without who" => WritePlan {
            says: PlanSections {
                equality: Some(Equality {
                    differs: true,
                    words: String::new(),
                }),
                ..complete().says
            },
            ..complete()
        },
        "that is too long" => WritePlan {
            says: PlanSections {
                vision: "long ".repeat(2_000),
                ..complete().says
            },
            ..complete()
        },
        _ => complete(),
    }
}

fn stepping(small: &mut Small, when: &str) -> StepPlan {
    measures::owned_by_priya(small);
    let proceed = PlanDecision::Continue;
    match when {
        "of a plan that is not there" => return judged(1, true, ""),
        "fit, of one that is a draft" => small.must(DANA, draft()),
        "fit, written by who judges it" => small.must(ADA, complete()),
        "fit, of one that was changed since" => {
            small.must(DANA, draft());
            small.must(DANA, complete());
        }
        _ => small.must(DANA, complete()),
    }
    if when.ends_with("by one of its members") {
        board(small);
    }
    match when {
        _ if when.starts_with("fit") => judged(1, true, ""),
        "not fit" => judged(1, false, "The money is not there."),
        "not fit, without words" => judged(1, false, ""),
        "reviewed, of a month" => reviewed("2026-M06", None, proceed),
        "reviewed, of another year" => reviewed("2025-Q3", None, proceed),
        "reviewed, of a quarter to come" => reviewed("2026-Q4", None, proceed),
        "reviewed, without words" => StepPlan {
            plan: plan(),
            step: PlanStepKind::Reviewed(PlanReview {
                quarter: "2026-Q2".parse().unwrap(),
                at: None,
                decision: proceed,
                words: String::new(),
            }),
        },
        "reviewed for the Executive Management Team" => {
            reviewed("2026-Q2", Some(BodyKind::ExecutiveManagementTeam), proceed)
        }
        _ if when.starts_with("reviewed for the Board") => {
            reviewed("2026-Q2", Some(BodyKind::Board), proceed)
        }
        _ => reviewed("2026-Q2", None, proceed),
    }
}

fn planning(small: &mut Small, when: &str) -> PlanEqualityAction {
    if when == "of a review that is not there" {
        return planned(SAM, "2027-03-31");
    }
    small.must(SUE, equality("2026-11-20"));
    if when == "by who has left" {
        small.load(RecordPerson {
            person: person(SAM),
            name: "Sam Okafor".to_owned(),
            active: false,
            illustrative: false,
        });
    }
    match when {
        "until a day that is over" => planned(SAM, "2026-11-20"),
        _ => planned(SAM, "2027-03-31"),
    }
}
