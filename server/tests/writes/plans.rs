//! What people try on plans, on risks and on the review of diversity and equality.

use domain::{
    calendar::FinancialYear,
    command::Command,
    equality_review::{CompleteEqualityAction, PlanEqualityAction, RecordEqualityReview},
    feedback::{FeedbackSource, RecordFeedback},
    focus_group_session::RecordFocusGroupSession,
    generic_issue::{Key, Place as IssuePlace, RecordGenericIssue},
    governance_body::BodyKind,
    plan::{PlanSections, WritePlan},
    plan_step::{Judgement, PlanStepKind, StepPlan},
    review_order::SetReviewOrder,
    risk::{ChooseRiskMatrix, Matrix, Place, ReviewRisk},
};

use super::{Rows, id, new, text};

impl Rows<'_> {
    pub(super) fn plans(&self, words: &str) -> Option<Command> {
        Some(match words {
            "Plan of Sam's service" => WritePlan {
                plan: self.of(words),
                service: Some(id(102)),
                year: FinancialYear(2026),
                says: PlanSections {
                    vision: format!("{} of {}", text(), self.person),
                    ..PlanSections::default()
                },
                illustrative: false,
            }
            .into(),
            "Step with a plan" => StepPlan {
                plan: self.of("Plan of Sam's service"),
                step: PlanStepKind::Judged(Judgement {
                    version: 1,
                    fit: false,
                    words: format!("{} of {}", text(), self.person),
                }),
            }
            .into(),
            "Order in which plans are looked at" => SetReviewOrder {
                bodies: vec![BodyKind::ManagementForum],
            }
            .into(),
            "Review of diversity and equality" => RecordEqualityReview {
                review: new(),
                on: "2026-05-01".parse().unwrap(),
                findings: text(),
                illustrative: false,
            }
            .into(),
            // Whoever does it says that it is done, and Support Services plan it.
            "What Sam does because of one" if self.person == 1 => CompleteEqualityAction {
                action: self.of(words),
                done: text(),
            }
            .into(),
            "What Sam does because of one" => PlanEqualityAction {
                action: new(),
                review: self.of("Review of diversity and equality"),
                what: text(),
                who: id(1),
                due: "2099-03-31".parse().unwrap(),
                illustrative: false,
            }
            .into(),
            // Whoever may record it may say how it was found, and so may its owner.
            "Risk of Sam's service" => self.found(words).into(),
            // A review is its writer's alone, and the one that stands is the owner's.
            "Review of a risk" if self.person == 6 => self.found("Risk of Sam's service").into(),
            "Session with a focus group" | "The same, published" => RecordFocusGroupSession {
                session: self.of(words),
                group: format!("{} of {}", text(), self.person),
                on: "2026-05-01".parse().unwrap(),
                year: FinancialYear(2026),
                indicators: vec![self.of("Indicator")],
                said: text(),
                did: text(),
                published: words == "The same, published",
                illustrative: false,
            }
            .into(),
            "Feedback" => RecordFeedback {
                feedback: self.of(words),
                source: FeedbackSource::Survey,
                received: "2026-05-01".parse().unwrap(),
                service: id(102),
                said: text(),
                did: text(),
                complaint: None,
                indicators: Vec::new(),
                illustrative: false,
            }
            .into(),
            "Generic issue" => RecordGenericIssue {
                issue: self.of(words),
                key: Key {
                    cause: "damp".to_owned(),
                    place: IssuePlace::Block("words".to_owned()),
                },
                owner: id(6),
                root_cause: text(),
                fix: text(),
                illustrative: false,
            }
            .into(),
            "Matrix of risks" => ChooseRiskMatrix {
                matrix: Matrix::FiveByFive,
            }
            .into(),
            _ => return None,
        })
    }

    fn found(&self, words: &str) -> ReviewRisk {
        ReviewRisk {
            risk: self.of(words),
            current: Place {
                likelihood: 1,
                impact: 1,
            },
            words: format!("{} of {}", text(), self.person),
            review_by: Some("2099-03-31".parse().unwrap()),
        }
    }
}
