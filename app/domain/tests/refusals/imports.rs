//! Imports, taken and taken back.

use domain::{
    calendar::{FinancialYear, Period},
    command::Command,
    import::{Before, ImportKind, Imported, TakeImport, UndoImport},
    indicator::{Indicator, IndicatorState},
    measurement::{ApproveMeasurement, Measurement, MeasurementState},
    provenance::Provenance,
    quantity::{Decimal, Figure},
    record::Kind,
};

use super::measures::{self, KPI};
use crate::small_company::*;

const IMPORT: u128 = 9_500;
const DRAFT: u128 = 9_501;
const FIGURE: u128 = 9_502;

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "import.take" => taken(small, when).into(),
        _ => undone(small, when),
    }
}

fn definition(state: IndicatorState) -> Imported {
    Imported::Indicator(
        id(DRAFT),
        Indicator {
            code: "NEW01".to_owned(),
            state,
            ..measures::definition()
        },
    )
}

fn figure(indicator: u128, state: MeasurementState) -> Imported {
    Imported::Measurement(
        id(FIGURE),
        Measurement {
            indicator: id(indicator),
            period: Period::month(FinancialYear(2026), 4).unwrap(),
            figure: Figure::ratio(Decimal::from(27), Decimal::from(30)),
            state,
            provided_by: None,
            public_words: String::new(),
            provenance: Provenance::Imported("figures.csv".to_owned()),
            unseen: Vec::new(),
            set_aside: false,
            correction: String::new(),
        },
    )
}

fn taken(small: &mut Small, when: &str) -> TakeImport {
    if when.starts_with("a figure") {
        measures::owned_by_priya(small);
    }
    let submitted = MeasurementState::Submitted;
    let mut take = TakeImport {
        import: id(IMPORT),
        what: ImportKind::Indicators,
        file: "figures.csv".to_owned(),
        rows: 1,
        accepted: 1,
        records: vec![definition(IndicatorState::Draft), figure(DRAFT, submitted)],
        sender: None,
        handed_in: false,
    };
    match when {
        "–" => {}
        "a file without a name" => take.file = String::new(),
        "peers that hold a definition" => take.what = ImportKind::Peers,
        "a definition that is in force at once" => {
            take.records = vec![definition(IndicatorState::Active)];
        }
        "a figure of an indicator that is there" => {
            take.what = ImportKind::Measurements;
            take.records = vec![figure(KPI, submitted)];
        }
        "a figure that is approved at once" => {
            take.records = vec![figure(KPI, MeasurementState::Approved)];
        }
        other => panic!("{other} is not told here"),
    }
    take
}

/// What [`taken`] wrote was not there before.
fn undone(small: &mut Small, when: &str) -> Command {
    if when != "that was never taken" {
        let take = taken(small, "–");
        small.load(take);
    }
    if when == "and somebody has approved the figure" {
        small.load(ApproveMeasurement {
            measurement: id(FIGURE),
        });
    }
    let made = |kind, number| Before {
        kind,
        id: domain::id::Id::<Indicator>::uuid(id(number)),
        was: None,
    };
    UndoImport {
        import: id(IMPORT),
        records: vec![
            made(Kind::Indicator, DRAFT),
            made(Kind::Measurement, FIGURE),
        ],
    }
    .into()
}
