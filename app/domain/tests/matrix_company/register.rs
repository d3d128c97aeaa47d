//! The register: a version of a definition, who chose an indicator, what must go right, what a service is there to do.

use domain::{
    calendar::{FinancialYear, Period},
    core_business_activity::CoreBusinessActivity,
    critical_success_factor::CriticalSuccessFactor,
    data_quality::{DataQualityRating, DimensionRating, DqDimension, DqLevel},
    definition_sheet::{DefinitionSheet, SheetTerms},
    folded::Folded,
    indicator::{Indicator, IndicatorState},
    indicator_selection::{IndicatorSelection, Stakeholder},
    performance_audit::PerformanceAudit,
    quantity::Decimal,
    scope::Scope,
    unit::UnitId,
};

use super::{Building, day, id};

pub fn records(b: &mut Building) {
    let text = || "words".to_owned();
    let shown = b.company.all::<Indicator>().next().unwrap();
    let (indicator, definition) = (shown.id, (*shown.body).clone());
    b.show(
        "Version of a definition sheet",
        Scope::Public,
        Folded::fold(&DefinitionSheet {
            indicator,
            from: None,
            definition: definition.clone(),
            terms: SheetTerms {
                data_provider: Some(id(17)),
                checker: Some(id(18)),
                ..SheetTerms::default()
            },
            reason: String::new(),
            by: None,
        })
        .unwrap(),
    );
    let draft = b.show(
        "Indicator, draft",
        Scope::Drafts(id(102)),
        Indicator {
            code: "DRAFT01".to_owned(),
            state: IndicatorState::Draft,
            ..definition
        },
    );
    b.show(
        "Who chose a draft",
        Scope::Drafts(id(102)),
        Folded::fold(&IndicatorSelection {
            indicator: draft,
            chosen_by: Stakeholder::Residents,
            from: day(),
            until: None,
            reflects: None,
            why: text(),
        })
        .unwrap(),
    );
    for (words, service) in [
        ("Critical success factor of the Company", None),
        ("Critical success factor of a service", Some(id(102))),
    ] {
        b.show(
            words,
            Scope::Staff,
            Folded::fold(&CriticalSuccessFactor {
                service,
                name: text(),
                ended: false,
                illustrative: true,
            })
            .unwrap(),
        );
    }
    let service: UnitId = id(102);
    b.show(
        "Activity of a service's core business",
        Scope::Staff,
        Folded::fold(&CoreBusinessActivity {
            service,
            name: text(),
            covered_by: vec![indicator],
            ended: false,
            illustrative: true,
        })
        .unwrap(),
    );
    b.show(
        "Rating of an indicator's data quality",
        Scope::Public,
        Folded::fold(&DataQualityRating {
            indicator,
            dimensions: vec![DimensionRating {
                dimension: DqDimension::Accuracy,
                level: DqLevel::Adequate,
                evidence: text(),
            }],
            by: None,
        })
        .unwrap(),
    );
    b.show(
        "Audit of a figure",
        Scope::Staff,
        Folded::fold(&PerformanceAudit {
            indicator,
            period: Period::month(FinancialYear(2026), 6).unwrap(),
            sampled: 1,
            wrong: 0,
            recalculated: Decimal::ONE,
            findings: String::new(),
            action: String::new(),
            due: None,
            by: None,
        })
        .unwrap(),
    );
}
