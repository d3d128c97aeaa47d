//! What people try on reports.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    indicator_selection::Stakeholder,
    procedure::{ReadProcedure, RecordProcedure},
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
            "Procedure" => RecordProcedure {
                procedure: self.of(words),
                name: format!("{} of {}", text(), self.person),
                text: text(),
                ended: false,
                illustrative: false,
            }
            .into(),
            // Everybody says it of themselves.
            "That Sam has read a procedure" if self.person == 1 => ReadProcedure {
                procedure: self.of("Procedure"),
                version: 1,
            }
            .into(),
            _ => return None,
        })
    }
}
