//! What is said of targets: the case for one, and why one was revised.

use domain::{
    calendar::{Date, FinancialYear},
    folded::Folded,
    id::Id,
    indicator::Indicator,
    indicator_set::{Heard, IndicatorSet, SetStep},
    scope::Scope,
    target::{Target, TargetKind},
    target_case::{
        Audience, Baseline, BaselineFrom, Case, Consultation, Equality, Fee, TargetCase,
    },
    target_revision::TargetRevision,
};

use super::{Building, day, id};

/// The case for a target, and why it was revised.
pub(super) fn said_of_target(
    b: &mut Building,
    indicator: Id<Indicator>,
    target: Id<Target>,
    approved: bool,
) {
    let year = FinancialYear(2026);
    let case = TargetCase {
        target,
        indicator,
        year,
        set_out_by: Some(id(3)),
        case: complete_case(day()),
    };
    let (words, scope) = if approved {
        ("Case for a target, approved", Scope::Staff)
    } else {
        ("Case for a target, proposed", Scope::Drafts(id(102)))
    };
    b.show(words, scope, Folded::fold(&case).unwrap());
    if approved {
        let revision = TargetRevision {
            target,
            revises: target,
            indicator,
            year,
            from: day(),
            because: "words".to_owned(),
        };
        let revision = Folded::fold(&revision).unwrap();
        b.show("Why a target was revised", Scope::Public, revision);
    }
}

/// What speaks for a target in per cent from a day, with nothing left open.
pub fn complete_case(effective_from: Date) -> Case {
    let text = || "words".to_owned();
    Case {
        kind: TargetKind::AtLeast,
        baseline: Some(Baseline {
            from: BaselineFrom::NewIndicator,
            value: None,
            because: text(),
        }),
        outside: None,
        consultation: Some(Consultation::NotPossible { because: text() }),
        stakeholders: String::new(),
        fee: Fee::NotAgreed,
        equality: Some(Equality {
            differs: false,
            words: String::new(),
        }),
        audience: Audience::StaffAndPublic,
        effective_from,
        stretch: None,
        action: None,
        reasons: Vec::new(),
        revision: None,
    }
}

/// What stakeholders said of a year whose fee is agreed, so that its targets can be approved.
pub fn heard(stakeholders: String) -> SetStep {
    SetStep::Heard(Heard {
        stakeholders,
        fee: Fee::Agreed,
    })
}

/// A step with the set of a year.
pub(super) fn of_year(b: &mut Building) {
    let step = IndicatorSet {
        year: FinancialYear(2026),
        step: heard("words".to_owned()),
        by: Some(id(10)),
    };
    b.show(
        "Step with a year's set of targets",
        Scope::Staff,
        Folded::fold(&step).unwrap(),
    );
}
