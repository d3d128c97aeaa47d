//! Reports to the Council, before and after they are sent, and what is done with them.

use domain::{
    calendar::{FinancialYear, Period},
    folded::Folded,
    id::Id,
    indicator_selection::Stakeholder,
    report_run::ReportRun,
    report_step::{ReportStep, ReportStepKind},
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
}
