//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::StorageError;

/// The address of a database: a SQLite file or a PostgreSQL server.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:throughline.db`: a file, made if it is missing.
    Sqlite(PathBuf),
    /// `postgres://user:password@host:5432/name`, kept as written.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StorageError;

    fn from_str(text: &str) -> Result<Self, StorageError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let in_memory = path.starts_with(":memory:") || path.contains("mode=memory");
            if path.is_empty() || in_memory || path.contains('?') {
                return Err(StorageError::Address(
                    "the address of a SQLite database is the path of a file and nothing else, such as sqlite:throughline.db or sqlite:/var/lib/throughline/company.db".to_owned(),
                ));
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(StorageError::Address(
            "the address of the database starts with sqlite: or postgres://, such as sqlite:throughline.db or postgres://throughline@localhost/throughline".to_owned(),
        ))
    }
}

/// Without the password, so that an address can be printed and logged.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                // Options after ? may hold a password too.
                let rest = rest.split_once('?').map_or(rest, |(address, _)| address);
                match rest.rsplit_once('@') {
                    Some((who, place)) => {
                        let user = who.split_once(':').map_or(who, |(user, _)| user);
                        write!(f, "{scheme}://{user}@{place}")
                    }
                    None => write!(f, "{scheme}://{rest}"),
                }
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn files_and_servers_are_told_apart() {
        let file = |path: &str| DatabaseUrl::Sqlite(PathBuf::from(path));
        for (text, expected) in [
            ("sqlite:a.db", file("a.db")),
            ("sqlite://a.db", file("a.db")),
            ("sqlite:///var/a.db", file("/var/a.db")),
            (
                "postgresql://h/d",
                DatabaseUrl::Postgres("postgresql://h/d".to_owned()),
            ),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>().unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn other_addresses_say_what_would_be_right() {
        for text in [
            "",
            "a.db",
            "mysql://h/d",
            "sqlite:",
            "sqlite::memory:",
            "sqlite:a.db?mode=ro",
        ] {
            let words = text.parse::<DatabaseUrl>().unwrap_err().to_string();
            assert!(words.contains("sqlite:throughline.db"), "{text}: {words}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        for text in [
            "postgres://throughline:s3cret@db.example:5432/company",
            "postgres://throughline@db.example:5432/company?password=s3cret",
            "postgres://throughline:s3c@s3cret@db.example:5432/company",
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(
                format!("{url:?}"),
                "postgres://throughline@db.example:5432/company"
            );
        }
    }
}
