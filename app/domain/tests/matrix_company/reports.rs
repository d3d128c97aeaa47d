//! Reports to the Council, before and after they are sent, and what is done with them; procedures, and that they were read.

use domain::{
    calendar::{FinancialYear, Period},
    folded::Folded,
    id::Id,
    indicator_selection::Stakeholder,
    procedure::{Procedure, ProcedureReading},
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
}
