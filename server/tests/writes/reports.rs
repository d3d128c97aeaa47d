//! What people try on reports.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    indicator_selection::Stakeholder,
    report_run::{CollateReport, StepReport},
    report_step::ReportStepKind,
};

use super::{Rows, new, text};

impl Rows<'_> {
    pub(super) fn reports(&self, words: &str) -> Option<Command> {
        let collate = |month| CollateReport {
            run: new(),
            to: Stakeholder::Council,
            period: Period::month(FinancialYear(2026), month).unwrap(),
            summary: text(),
            again: text(),
        };
        Some(match words {
            "Report to the Council" => collate(1).into(),
            "Report to the Council, sent" => collate(2).into(),
            // Of the one that nobody has approved.
            "Step with a report" => StepReport {
                run: self.of("Report to the Council"),
                step: ReportStepKind::Approved,
            }
            .into(),
            _ => return None,
        })
    }
}
