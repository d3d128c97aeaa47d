//! Reports to the Council, before and after they are sent, and what is done with them; procedures, and that they were read; plans, risks,
//! and the review of diversity and equality.

use domain::{
    calendar::{FinancialYear, Period},
    equality_review::{EqualityAction, EqualityReview},
    feedback::{Feedback, FeedbackSource},
    focus_group_session::FocusGroupSession,
    folded::Folded,
    generic_issue::{GenericIssue, Key, Place as IssuePlace},
    governance_body::BodyKind,
    id::Id,
    indicator_selection::Stakeholder,
    plan::{Plan, PlanSections},
    plan_step::{Judgement, PlanStep, PlanStepKind},
    procedure::{Procedure, ProcedureReading},
    report_run::ReportRun,
    report_step::{ReportStep, ReportStepKind},
    review_order::ReviewOrder,
    risk::{Matrix, Place, Risk, RiskMatrix, RiskReview, RiskWords},
    scope::Scope,
};

use super::{Building, id};

pub fn records(b: &mut Building) {
    for (words, month, scope) in [
        ("Report to the Council", 1, Scope::Staff),
        ("Report to the Council, sent", 2, Scope::Council),
    ] {
        let report = ReportRun {
            to: Stakeholder::Council,
            period: Period::month(FinancialYear(2026), month).unwrap(),
            summary: "words".to_owned(),
            again: String::new(),
            places: Vec::new(),
            lines: Vec::new(),
        };
        b.show(words, scope, Folded::fold(&report).unwrap());
    }
    let sent = b.shown.last().unwrap().2;
    let step = ReportStep {
        run: Id::new(sent),
        kind: ReportStepKind::Approved,
        by: Some(id(5)),
    };
    b.show(
        "Step with a report",
        Scope::Staff,
        Folded::fold(&step).unwrap(),
    );
    let procedure = b.show(
        "Procedure",
        Scope::Staff,
        Folded::fold(&Procedure {
            name: "words".to_owned(),
            text: "words".to_owned(),
            version: 1,
            ended: false,
            illustrative: false,
        })
        .unwrap(),
    );
    b.show(
        "That Sam has read a procedure",
        Scope::Staff,
        Folded::fold(&ProcedureReading {
            procedure,
            version: 1,
            by: id(1),
        })
        .unwrap(),
    );
    plans(b);
    risks(b);
    focus_groups(b);
    feedback(b);
}

fn plans(b: &mut Building) {
    let plan = b.show(
        "Plan of Sam's service",
        Scope::Staff,
        Folded::fold(&Plan {
            service: Some(id(102)),
            year: FinancialYear(2026),
            says: PlanSections {
                vision: "words".to_owned(),
                ..PlanSections::default()
            },
            version: 1,
            written_by: None,
            illustrative: false,
        })
        .unwrap(),
    );
    let judged = PlanStep {
        plan,
        kind: PlanStepKind::Judged(Judgement {
            version: 1,
            fit: false,
            words: "words".to_owned(),
        }),
        by: Some(id(5)),
    };
    b.show(
        "Step with a plan",
        Scope::Staff,
        Folded::fold(&judged).unwrap(),
    );
    b.show(
        "Order in which plans are looked at",
        Scope::Staff,
        Folded::fold(&ReviewOrder {
            bodies: vec![BodyKind::Board],
        })
        .unwrap(),
    );
    let review = b.show(
        "Review of diversity and equality",
        Scope::Staff,
        Folded::fold(&EqualityReview {
            on: "2026-05-01".parse().unwrap(),
            findings: "words".to_owned(),
            by: None,
            illustrative: false,
        })
        .unwrap(),
    );
    b.show(
        "What Sam does because of one",
        Scope::Staff,
        Folded::fold(&EqualityAction {
            review,
            what: "words".to_owned(),
            who: id(1),
            due: "2027-03-31".parse().unwrap(),
            done: String::new(),
            illustrative: false,
        })
        .unwrap(),
    );
}

fn risks(b: &mut Building) {
    let place = Place {
        likelihood: 2,
        impact: 2,
    };
    let risk = b.show(
        "Risk of Sam's service",
        Scope::Staff,
        Folded::fold(&Risk {
            says: RiskWords {
                name: "words".to_owned(),
                cause: "words".to_owned(),
                event: "words".to_owned(),
                effect: "words".to_owned(),
                category: String::new(),
                service: Some(id(102)),
                owner: id(6),
                inherent: place,
                target: place,
                controls: Vec::new(),
                indicators: Vec::new(),
            },
            matrix: Matrix::FourByFour,
            current: place,
            review_by: "2027-03-31".parse().unwrap(),
            closed: String::new(),
            illustrative: false,
        })
        .unwrap(),
    );
    b.show(
        "Review of a risk",
        Scope::Staff,
        Folded::fold(&RiskReview {
            risk,
            current: place,
            words: "words".to_owned(),
            by: Some(id(6)),
        })
        .unwrap(),
    );
    b.show(
        "Matrix of risks",
        Scope::Staff,
        Folded::fold(&RiskMatrix {
            matrix: Matrix::FourByFour,
        })
        .unwrap(),
    );
}

fn focus_groups(b: &mut Building) {
    for (words, published, scope) in [
        ("Session with a focus group", false, Scope::Staff),
        ("The same, published", true, Scope::Public),
    ] {
        let session = FocusGroupSession {
            group: "words".to_owned(),
            on: "2026-05-01".parse().unwrap(),
            year: FinancialYear(2026),
            indicators: Vec::new(),
            said: "words".to_owned(),
            did: "words".to_owned(),
            published,
            illustrative: false,
        };
        b.show(words, scope, Folded::fold(&session).unwrap());
    }
}

fn feedback(b: &mut Building) {
    let said = Feedback {
        source: FeedbackSource::Survey,
        received: "2026-05-01".parse().unwrap(),
        service: id(102),
        said: "words".to_owned(),
        did: String::new(),
        complaint: None,
        indicators: Vec::new(),
        illustrative: false,
    };
    b.show("Feedback", Scope::Staff, Folded::fold(&said).unwrap());
    let issue = GenericIssue {
        key: Key {
            cause: "damp".to_owned(),
            place: IssuePlace::Block("words".to_owned()),
        },
        found: "2026-05-01".parse().unwrap(),
        owner: id(6),
        root_cause: String::new(),
        fix: String::new(),
        closed: None,
        verified: String::new(),
        illustrative: false,
    };
    b.show("Generic issue", Scope::Staff, Folded::fold(&issue).unwrap());
}
