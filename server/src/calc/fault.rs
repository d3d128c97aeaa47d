//! Why a line has no answer.

use serde::Serialize;

/// The codes of design/calc.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Code {
    BadJson,
    UnknownFn,
    MissingField,
    NotANumber,
    OutOfRange,
    NotAggregable,
    StartIsTarget,
    BankHolidaysUnknown,
    TooFewValues,
}

/// What is wrong with a line, where, and what to do.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Fault {
    code: Code,
    field: Option<&'static str>,
    message: String,
}

impl Fault {
    pub(super) fn new(code: Code, field: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            field: Some(field),
            message: message.into(),
        }
    }

    /// Of the line as a whole.
    pub(super) fn whole(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            field: None,
            message: message.into(),
        }
    }

    pub(super) fn missing(field: &'static str) -> Self {
        Self::new(
            Code::MissingField,
            field,
            format!("The field “{field}” is missing. Give it."),
        )
    }

    pub(super) fn out_of_range(field: &'static str, message: impl Into<String>) -> Self {
        Self::new(Code::OutOfRange, field, message)
    }

    /// More digits than can be worked with exactly.
    pub(super) fn digits() -> Self {
        Self::whole(
            Code::OutOfRange,
            "The numbers have too many digits to be worked out exactly. Use fewer digits.",
        )
    }
}
