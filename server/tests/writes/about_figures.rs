//! What people try on what is written about figures.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    commentary::WriteCommentary,
    corrective_action::{DecideCorrectiveAction, PlanCorrectiveAction, ResponseKind},
    measurement::{ApproveMeasurement, SubmitMeasurement},
    stage::{Stage, WaiveStage},
};

use super::{FIGURE_OF_COUNCIL, Rows, id, new, text};

/// Who decides what the Board or the Performance Committee decides, and plans nothing.
const DECIDE: [u128; 2] = [11, 12];

impl Rows<'_> {
    pub(super) fn about_figures(&self, words: &str) -> Option<Command> {
        let indicator = self.of("Indicator");
        let month = |index| Period::month(FinancialYear(2026), index).unwrap();
        let write = |index| WriteCommentary {
            commentary: new(),
            indicator,
            period: month(index),
            happened: text(),
            why: text(),
            next: text(),
            public_words: text(),
        };
        Some(match words {
            "Step of a figure, not approved" => SubmitMeasurement {
                measurement: self.of("Figure, draft"),
                evidence: text(),
                kept_at: text(),
            }
            .into(),
            "Commentary, not approved" => write(7).into(),
            "Commentary" => write(6).into(),
            "Figure the Council chose, approved" => ApproveMeasurement {
                measurement: id(FIGURE_OF_COUNCIL),
            }
            .into(),
            "Commentary on what the Council chose" => write(2).into(),
            "Corrective action" if DECIDE.contains(&self.person) => DecideCorrectiveAction {
                action: self.of(words),
                agreed: true,
                words: text(),
            }
            .into(),
            "Corrective action" => PlanCorrectiveAction {
                action: new(),
                indicator,
                period: month(6),
                kind: ResponseKind::RevisePlan,
                what: text(),
                by: id(3),
                due: month(9).end(),
                beyond_control: String::new(),
            }
            .into(),
            "Stage that is waived" => WaiveStage {
                waiver: new(),
                indicator,
                period: month(6),
                stage: Stage::Act,
                reason: text(),
            }
            .into(),
            _ => return None,
        })
    }
}
