//! From what an engine says to what the rest of the server can act on.

use sqlx::error::{DatabaseError, ErrorKind};

use crate::error::StorageError;

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(said) => from_engine(said),
            sqlx::Error::PoolTimedOut => Self::Busy(error.into()),
            sqlx::Error::ColumnDecode { ref index, .. } => Self::Damaged {
                place: format!("column {index}"),
                cause: Some(error.into()),
            },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error.into()),
            sqlx::Error::Configuration(_) => Self::Address(
                "the address of the database cannot be read; it looks like postgres://user:password@host:5432/name".to_owned(),
            ),
            other => Self::Other(other.into()),
        }
    }
}

fn from_engine(said: Box<dyn DatabaseError>) -> StorageError {
    let rule = match said.kind() {
        ErrorKind::Other => None,
        // SQLite gives table.column in its message, PostgreSQL the constraint's name; neither the value.
        _ => Some(said.constraint().unwrap_or(said.message()).to_owned()),
    };
    if let Some(rule) = rule {
        return StorageError::Conflict { rule };
    }
    let code = said
        .code()
        .map(|code| code.into_owned())
        .unwrap_or_default();
    let cause = sqlx::Error::Database(said).into();
    match meaning(&code) {
        Meaning::Busy => StorageError::Busy(cause),
        Meaning::Full => StorageError::Full(cause),
        Meaning::ReadOnly => StorageError::ReadOnly(cause),
        Meaning::Unreachable => StorageError::Unreachable(cause),
        Meaning::Damaged => StorageError::Damaged {
            place: "its own file".to_owned(),
            cause: Some(cause),
        },
        Meaning::Other => StorageError::Other(cause),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Busy,
    Full,
    ReadOnly,
    Unreachable,
    Damaged,
    Other,
}

/// PostgreSQL's codes have five characters; SQLite's are numbers whose low byte is the family.
fn meaning(code: &str) -> Meaning {
    if code.len() == 5 {
        return match code {
            // Lock not available, serialisation failure, deadlock, cancelled, idle for too long.
            "55P03" | "40001" | "40P01" | "57014" | "25P03" | "53300" => Meaning::Busy,
            "53100" => Meaning::Full,
            "25006" => Meaning::ReadOnly,
            "XX001" | "XX002" => Meaning::Damaged,
            // Starting up, shutting down; connection failures; wrong password; no such database.
            _ if ["57P", "08", "28", "3D"]
                .iter()
                .any(|class| code.starts_with(class)) =>
            {
                Meaning::Unreachable
            }
            _ => Meaning::Other,
        };
    }
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(5 | 6) => Meaning::Busy,
        Ok(8) => Meaning::ReadOnly,
        Ok(10 | 14) => Meaning::Unreachable,
        Ok(11 | 26) => Meaning::Damaged,
        Ok(13) => Meaning::Full,
        _ => Meaning::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_understood() {
        for (code, expected) in [
            ("5", Meaning::Busy),
            ("517", Meaning::Busy), // SQLITE_BUSY_SNAPSHOT
            ("13", Meaning::Full),
            ("1032", Meaning::ReadOnly), // SQLITE_READONLY_DBMOVED
            ("14", Meaning::Unreachable),
            ("26", Meaning::Damaged),
            ("1", Meaning::Other),
            ("", Meaning::Other),
            ("55P03", Meaning::Busy),
            ("53100", Meaning::Full),
            ("25006", Meaning::ReadOnly),
            ("57P01", Meaning::Unreachable),
            ("28P01", Meaning::Unreachable),
            ("42601", Meaning::Other),
        ] {
            assert_eq!(meaning(code), expected, "{code}");
        }
    }
}
