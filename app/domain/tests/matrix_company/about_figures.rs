//! What is written about figures on their road.

use domain::{
    calendar::{FinancialYear, Period},
    commentary::Commentary,
    corrective_action::{CorrectiveAction, ResponseKind},
    figure_step::{FigureStep, StepKind},
    folded::{Fold, Folded},
    measurement::{Measurement, MeasurementState},
    provenance::Provenance,
    quantity::{Decimal, Figure},
    scope::Scope,
    stage::{Stage, StageWaiver},
};

use super::{Building, id};

pub fn records(b: &mut Building) {
    let text = || "words".to_owned();
    let found = |words: &str| {
        let shown = b.shown.iter().find(|shown| shown.0 == words);
        shown.unwrap().2
    };
    let indicator = domain::id::Id::new(found("Indicator"));
    let measurement = domain::id::Id::new(found("Figure, draft"));
    let period = Period::month(FinancialYear(2026), 7).unwrap();
    let drafts = Scope::Drafts(id(102));
    b.show(
        "Step of a figure, not approved",
        drafts,
        folded(&FigureStep {
            measurement,
            indicator,
            period,
            step: StepKind::Returned,
            by: Some(id(3)),
            checked_by: None,
            words: text(),
            kept_at: String::new(),
        }),
    );
    let commentary = Commentary {
        indicator,
        period,
        happened: text(),
        why: text(),
        next: text(),
        public_words: text(),
        by: Some(id(3)),
    };
    b.show("Commentary, not approved", drafts, folded(&commentary));
    b.show("Commentary", Scope::Staff, folded(&commentary));
    let of_may = Period::month(FinancialYear(2026), 2).unwrap();
    b.show(
        "Figure the Council chose, approved",
        Scope::Council,
        Measurement {
            indicator,
            period: of_may,
            figure: Figure::Value(Decimal::ONE),
            state: MeasurementState::Approved,
            provided_by: Some(id(3)),
            public_words: text(),
            provenance: Provenance::Recorded,
            unseen: Vec::new(),
            set_aside: false,
            correction: String::new(),
        },
    );
    b.show(
        "Commentary on what the Council chose",
        Scope::Council,
        folded(&Commentary {
            period: of_may,
            ..commentary
        }),
    );
    b.show(
        "Corrective action",
        Scope::Staff,
        folded(&CorrectiveAction {
            indicator,
            period,
            kind: ResponseKind::ReviseTarget,
            what: text(),
            by: id(3),
            due: period.end(),
            beyond_control: text(),
            decision: None,
            taken: None,
        }),
    );
    b.show(
        "Stage that is waived",
        Scope::Staff,
        folded(&StageWaiver {
            indicator,
            period,
            stage: Stage::Act,
            reason: text(),
            by: Some(id(3)),
        }),
    );
}

fn folded<T: Fold>(body: &T) -> Folded<T> {
    Folded::fold(body).unwrap()
}
