//! What comes from files: plans, peers, and that a file was taken.

use domain::{
    benchmark_set::BenchmarkSet,
    calendar::{Date, FinancialYear, Period},
    folded::Folded,
    import::{Import, ImportKind},
    milestone::Milestone,
    plan_action::PlanAction,
    scope::Scope,
    scorecard_change::ScorecardChange,
};

use super::{Building, id};

pub fn records(b: &mut Building) {
    let text = || "words".to_owned();
    b.show(
        "Action of a service plan",
        Scope::Staff,
        Folded::fold(&PlanAction {
            service: id(102),
            title: text(),
        })
        .unwrap(),
    );
    b.show(
        "Milestone of a service plan",
        Scope::Staff,
        Folded::fold(&Milestone {
            action: id(9_900),
            title: text(),
            due: None,
            done: false,
            status: text(),
            percent: None,
            note: text(),
        })
        .unwrap(),
    );
    b.show(
        "Import",
        Scope::Hr,
        Folded::fold(&Import {
            what: ImportKind::Indicators,
            file: text(),
            rows: 1,
            accepted: 1,
            taken_by: None,
            undone: false,
            sender: None,
        })
        .unwrap(),
    );
    let change = ScorecardChange {
        changes: Vec::new(),
        from: Date::constant(2026, 4, 1),
        decided_by: id(9_902),
        decided_on: Date::constant(2026, 4, 1),
        reason: text(),
    };
    b.show(
        "Change of the scorecard",
        Scope::Staff,
        Folded::fold(&change).unwrap(),
    );
    b.show(
        "Peers of an indicator",
        Scope::Staff,
        Folded::fold(&BenchmarkSet {
            indicator: id(9_901),
            period: Period::year(FinancialYear(2026)),
            source: text(),
            peers: Vec::new(),
        })
        .unwrap(),
    );
}
