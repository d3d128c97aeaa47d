//! What is said of targets: the case for one, and why one was revised.

use domain::{
    calendar::{Date, FinancialYear},
    folded::Folded,
    id::Id,
    indicator::Indicator,
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
        stakeholders: text(),
        fee: Fee::Agreed,
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
