//! What is wrong with a setting, in words that say what would be right.

use std::fmt;

/// One setting that cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting as it is written where it was found, such as `THROUGHLINE_LISTEN`.
    pub setting: String,
    /// Where that is: "the environment" or a file.
    pub place: String,
    /// What it says, unless it may hold a password.
    pub found: Option<String>,
    /// What would be right.
    pub right: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.setting)?;
        if let Some(found) = &self.found {
            write!(f, " = {found:?}")?;
        }
        write!(f, " ({}): {}", self.place, self.right)
    }
}

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct ConfigError {
    /// One for each setting.
    pub problems: Vec<Problem>,
}

impl ConfigError {
    fn words(&self) -> String {
        let mut words = match self.problems.len() {
            1 => "One setting cannot be used:".to_owned(),
            count => format!("{count} settings cannot be used:"),
        };
        for problem in &self.problems {
            words.push_str("\n  ");
            words.push_str(&problem.to_string());
        }
        words
    }

    /// The file named by THROUGHLINE_CONFIG cannot be read.
    pub(super) fn unreadable(path: &str, error: &std::io::Error) -> Self {
        Self {
            problems: vec![Problem {
                setting: "THROUGHLINE_CONFIG".to_owned(),
                place: "the environment".to_owned(),
                found: Some(path.to_owned()),
                right: format!("it is the path of a file that can be read; {error}"),
            }],
        }
    }

    /// The file is not TOML. The parser's message shows the line, which may hold a password, so only
    /// its place is passed on.
    pub(super) fn not_toml(path: &str, line: usize) -> Self {
        Self {
            problems: vec![Problem {
                setting: "THROUGHLINE_CONFIG".to_owned(),
                place: format!("{path}, line {line}"),
                found: None,
                right: "each line is a name, an equals sign and a value, such as listen = \"127.0.0.1:3000\"".to_owned(),
            }],
        }
    }
}
