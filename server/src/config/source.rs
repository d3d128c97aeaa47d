//! Where settings come from, and the list of what is wrong with them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::problem::{ConfigError, Problem};
use super::settings::{SETTINGS, Setting};

const ENVIRONMENT: &str = "the environment";

/// Variables that start with THROUGHLINE_ and are read elsewhere: by this file's reader, by the tests,
/// and by the Makefile.
const NOT_SETTINGS: [&str; 9] = [
    "CONFIG",
    "TEST_POSTGRES",
    "BENCH_POSTGRES",
    "DATA",
    "CACHE",
    "HOME",
    "BIN",
    "CHROMIUM",
    "SHOTS",
];

/// A value and where it stands.
struct Found {
    written_as: String,
    place: String,
    value: String,
}

/// The environment and the file, and what was found wrong so far.
pub(super) struct Source<'a> {
    environment: &'a BTreeMap<String, String>,
    file: BTreeMap<String, String>,
    path: String,
    problems: Vec<Problem>,
}

impl<'a> Source<'a> {
    pub(super) fn new(
        environment: &'a BTreeMap<String, String>,
        file: Option<(&str, &str)>,
    ) -> Result<Self, ConfigError> {
        let (path, text) = file.unwrap_or_default();
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.unwrap_or_default().matches('\n').count();
            ConfigError::not_toml(path, line.saturating_add(1))
        })?;
        let mut source = Self {
            environment,
            file: BTreeMap::new(),
            path: path.to_owned(),
            problems: Vec::new(),
        };
        for (key, value) in table {
            match plain(&value) {
                Some(value) => {
                    source.file.insert(key, value);
                }
                None => source.problems.push(Problem {
                    setting: key,
                    place: path.to_owned(),
                    found: None,
                    right: "it is text in quotation marks, a whole number, true or false, or a list of texts".to_owned(),
                }),
            }
        }
        Ok(source)
    }

    /// The setting read by `parse`, which says what would be right. A value that is wrong is noted, and
    /// the default stands in until [`Source::finish`].
    pub(super) fn take<T>(&mut self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> T {
        let setting = described(name);
        if let Some(found) = self.find(setting) {
            match parse(&found.value) {
                Ok(value) => return value,
                Err(right) => self.problems.push(Problem {
                    setting: found.written_as,
                    place: found.place,
                    found: (!setting.secret).then_some(found.value),
                    right,
                }),
            }
        }
        match parse(setting.default) {
            Ok(value) => value,
            Err(right) => unreachable!("a test reads the default of {name}: {right}"),
        }
    }

    /// A whole number within `range`.
    pub(super) fn number(&mut self, name: &str, range: RangeInclusive<u32>) -> u32 {
        let words = format!(
            "it is a whole number from {} to {}",
            range.start(),
            range.end()
        );
        self.take(name, |text| {
            text.parse()
                .ok()
                .filter(|number| range.contains(number))
                .ok_or_else(|| words.clone())
        })
    }

    /// yes or no.
    pub(super) fn yes(&mut self, name: &str) -> bool {
        self.take(name, |text| match text {
            "yes" | "true" | "1" => Ok(true),
            "no" | "false" | "0" => Ok(false),
            _ => Err("it is yes or no".to_owned()),
        })
    }

    /// Notes that a setting does not go with the others.
    pub(super) fn refuse(&mut self, name: &str, right: &str) {
        let setting = described(name);
        let (written_as, place, found) = match self.find(setting) {
            Some(found) => (found.written_as, found.place, Some(found.value)),
            None => (setting.variable(), "not set".to_owned(), None),
        };
        self.problems.push(Problem {
            setting: written_as,
            place,
            found: found.filter(|_| !setting.secret),
            right: right.to_owned(),
        });
    }

    /// Names that are no setting, each with the nearest that is.
    pub(super) fn unknown(&self) -> Vec<Problem> {
        let in_environment = self
            .environment
            .keys()
            .filter_map(|name| Some((name, name.strip_prefix("THROUGHLINE_")?)))
            .filter(|(_, name)| !NOT_SETTINGS.contains(name))
            .map(|(written_as, name)| (written_as, name.to_owned(), ENVIRONMENT));
        let in_file = self
            .file
            .keys()
            .map(|key| (key, key.to_ascii_uppercase(), self.path.as_str()));
        in_environment
            .chain(in_file)
            .filter(|(_, name, _)| SETTINGS.iter().all(|setting| setting.name != name))
            .map(|(written_as, name, place)| Problem {
                setting: written_as.clone(),
                place: place.to_owned(),
                found: None,
                right: format!(
                    "there is no such setting; the nearest is {}",
                    nearest(&name)
                ),
            })
            .collect()
    }

    /// Everything was read: what was wrong, if anything.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Err(ConfigError {
            problems: self.problems,
        })
    }

    /// Empty values count as not set, so that a service file can leave a name standing.
    fn find(&self, setting: &Setting) -> Option<Found> {
        let mut variables = vec![setting.variable()];
        if setting.name == "DATABASE_URL" {
            variables.push(setting.name.to_owned());
        }
        let from_environment = variables.into_iter().find_map(|variable| {
            let value = self.environment.get(&variable)?.trim();
            (!value.is_empty()).then(|| Found {
                written_as: variable,
                place: ENVIRONMENT.to_owned(),
                value: value.to_owned(),
            })
        });
        from_environment.or_else(|| {
            let key = setting.key();
            let value = self.file.get(&key)?.trim();
            (!value.is_empty()).then(|| Found {
                value: value.to_owned(),
                written_as: key,
                place: self.path.clone(),
            })
        })
    }
}

fn described(name: &str) -> &'static Setting {
    match SETTINGS.iter().find(|setting| setting.name == name) {
        Some(setting) => setting,
        None => unreachable!("a test reads every setting: {name}"),
    }
}

/// A TOML value as the text it would be in the environment.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Array(values) => {
            let texts: Option<Vec<&str>> = values.iter().map(toml::Value::as_str).collect();
            Some(texts?.join(","))
        }
        _ => None,
    }
}

/// The setting that begins like it, or whose name differs least.
fn nearest(name: &str) -> &'static str {
    SETTINGS
        .iter()
        .map(|setting| setting.name)
        .min_by_key(|known| (!known.starts_with(name), distance(name, known)))
        .unwrap_or_default()
}

/// How many letters have to be put in, taken out or changed (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut left = line.saturating_add(1);
        let mut next = vec![left];
        for (b, corner) in to.chars().zip(row.windows(2)) {
            let [diagonal, above] = corner else { break };
            let change = diagonal.saturating_add(usize::from(a != b));
            left = change
                .min(left.saturating_add(1))
                .min(above.saturating_add(1));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters() {
        for (from, to, expected) in [
            ("", "", 0),
            ("LISTEN", "LISTEN", 0),
            ("LITSEN", "LISTEN", 2),
            ("", "LOG", 3),
            ("PORT", "LOG", 3),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn the_nearest_setting_is_offered() {
        assert_eq!(nearest("LISEN"), "LISTEN");
        assert_eq!(nearest("DATABASEURL"), "DATABASE_URL");
        assert_eq!(nearest("SESSION_IDLE"), "SESSION_IDLE_MINUTES");
    }
}
