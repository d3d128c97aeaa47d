//! Procedures, and that they were read.

use domain::{
    command::Command,
    procedure::{ProcedureId, ReadProcedure, RecordProcedure},
};

use crate::small_company::*;

const PROCEDURE: u128 = 9_900;

pub fn procedure() -> ProcedureId {
    id(PROCEDURE)
}

pub fn record(text: &str) -> RecordProcedure {
    RecordProcedure {
        procedure: procedure(),
        name: "Month end".to_owned(),
        text: text.to_owned(),
        ended: false,
        illustrative: false,
    }
}

pub const fn read(procedure: ProcedureId, version: u32) -> ReadProcedure {
    ReadProcedure { procedure, version }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    let text = "Figures are handed in by the tenth working day.";
    match (command, when) {
        ("procedure.record", "without a text") => record("").into(),
        ("procedure.record", _) => record(text).into(),
        (_, "that is not there") => read(procedure(), 1).into(),
        (_, "that was changed since") => {
            small.must(SUE, record(text));
            small.must(
                SUE,
                record("Figures are handed in by the eighth working day."),
            );
            read(procedure(), 1).into()
        }
        (_, "that no longer holds") => {
            small.must(
                SUE,
                RecordProcedure {
                    ended: true,
                    ..record(text)
                },
            );
            read(procedure(), 1).into()
        }
        _ => {
            small.must(SUE, record(text));
            read(procedure(), 1).into()
        }
    }
}
