//! Audits of a figure.

use domain::{
    command::Command,
    measurement::{ApproveMeasurement, RecordMeasurement},
    performance_audit::RecordAudit,
    quantity::Figure,
};

use super::measures::KPI;
use crate::small_company::*;

const FIGURE: u128 = 9_800;
const AUDIT: u128 = 9_801;

/// The figure of September 2026, 85%, is approved; Support Services gave it, where the case says so.
fn approved(small: &mut Small, when: &str) {
    let record = RecordMeasurement {
        measurement: id(FIGURE),
        indicator: id(KPI),
        period: "2026-M06".parse().unwrap(),
        figure: Figure::Value(85.into()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    };
    match when {
        "by who provides the figures" => small.must(SUE, record),
        _ => small.load(record),
    }
    small.load(ApproveMeasurement {
        measurement: id(FIGURE),
    });
}

/// The audit of September, which came to the same.
pub fn right() -> RecordAudit {
    RecordAudit {
        audit: id(AUDIT),
        indicator: id(KPI),
        period: "2026-M06".parse().unwrap(),
        sampled: 40,
        wrong: 0,
        recalculated: 85.into(),
        findings: String::new(),
        action: String::new(),
        due: None,
    }
}

/// One that came to something else.
pub fn far_off() -> RecordAudit {
    RecordAudit {
        wrong: 4,
        recalculated: 79.into(),
        findings: "Four homes were counted on the day of the offer.".to_owned(),
        action: "Count from the day on which the keys are handed over.".to_owned(),
        due: Some("2026-12-31".parse().unwrap()),
        ..right()
    }
}

pub fn given(small: &mut Small, _: &str, when: &str) -> Command {
    approved(small, when);
    match when {
        "of a month without an approved figure" => RecordAudit {
            period: "2026-M05".parse().unwrap(),
            ..right()
        },
        "of no record" => RecordAudit {
            sampled: 0,
            ..right()
        },
        "with more wrong than were looked at" => RecordAudit {
            wrong: 41,
            ..far_off()
        },
        "that is far off, without a word" => RecordAudit {
            wrong: 0,
            findings: String::new(),
            action: String::new(),
            due: None,
            ..far_off()
        },
        "that is far off" => far_off(),
        "with something to do and no day" => RecordAudit {
            due: None,
            ..far_off()
        },
        _ => right(),
    }
    .into()
}
