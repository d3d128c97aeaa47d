//! Commands on the register.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    core_business_activity::RecordCoreBusinessActivity,
    critical_success_factor::RecordCriticalSuccessFactor,
    data_quality::{DimensionRating, DqDimension, DqLevel, RateDataQuality},
    definition_sheet::{ReviseDefinition, SheetTerms},
    indicator::{Indicator, IndicatorState},
    indicator_selection::{SelectIndicator, Stakeholder},
    indicator_set::StepIndicatorSet,
    performance_audit::RecordAudit,
    quantity::Decimal,
};

use super::{Rows, day, new, text};
use crate::matrix_company::{id, targets::heard};

impl Rows<'_> {
    pub(super) fn register(&self, words: &str) -> Option<Command> {
        Some(match words {
            "Version of a definition sheet" => ReviseDefinition {
                indicator: self.of("Indicator"),
                sheet: new(),
                former: new(),
                from: Some(day()),
                reason: text(),
                definition: self.definition(self.of("Indicator")),
                terms: Box::new(SheetTerms {
                    numerator: text(),
                    ..SheetTerms::default()
                }),
                expected: None,
            }
            .into(),
            "Indicator, draft" => ReviseDefinition {
                indicator: self.of(words),
                sheet: new(),
                former: new(),
                from: None,
                reason: String::new(),
                definition: Indicator {
                    state: IndicatorState::Draft,
                    code: "DRAFT02".to_owned(),
                    ..self.definition(self.of(words))
                },
                terms: Box::default(),
                expected: None,
            }
            .into(),
            "Who chose a draft" => SelectIndicator {
                selection: new(),
                indicator: self.of("Indicator, draft"),
                chosen_by: Stakeholder::Residents,
                from: day(),
                reflects: None,
                why: text(),
            }
            .into(),
            "Critical success factor of the Company" => RecordCriticalSuccessFactor {
                factor: self.of(words),
                service: None,
                name: text(),
                ended: false,
                illustrative: true,
            }
            .into(),
            "Critical success factor of a service" => RecordCriticalSuccessFactor {
                factor: self.of(words),
                service: Some(id(102)),
                name: text(),
                ended: false,
                illustrative: true,
            }
            .into(),
            "Activity of a service's core business" => RecordCoreBusinessActivity {
                activity: self.of(words),
                service: id(102),
                name: text(),
                covered_by: Vec::new(),
                ended: false,
                illustrative: true,
            }
            .into(),
            // Of one for which nobody has given a figure: whoever gave the last one is refused for that, and not for who they are.
            // Of each in words of their own: what is recorded already changes nothing.
            "Step with a year's set of targets" => StepIndicatorSet {
                year: FinancialYear(2026),
                step: heard(format!("{} of {}", text(), self.person)),
            }
            .into(),
            "Audit of a figure" => RecordAudit {
                audit: new(),
                indicator: self.of("Indicator"),
                period: Period::month(FinancialYear(2026), 6).unwrap(),
                sampled: 1,
                wrong: 0,
                recalculated: Decimal::ONE,
                findings: String::new(),
                action: String::new(),
                due: None,
            }
            .into(),
            "Rating of an indicator's data quality" => RateDataQuality {
                rating: new(),
                indicator: self.of("Indicator, draft"),
                dimensions: vec![DimensionRating {
                    dimension: DqDimension::Accuracy,
                    level: DqLevel::Strong,
                    evidence: text(),
                }],
            }
            .into(),
            _ => return None,
        })
    }
}
