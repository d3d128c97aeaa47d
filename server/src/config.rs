//! What an administrator can set: one struct a concern, filled from the environment and one file.
//!
//! `THROUGHLINE_LISTEN` in the environment is `listen` in the file named by `THROUGHLINE_CONFIG`; the
//! environment wins. [`SETTINGS`] describes every setting, its default included, and is the only place
//! that does. What is wrong is told in one go, each time with the name of the setting, where it stands
//! and what would be right.

mod argon2;
mod lockout;
mod problem;
mod proxy;
mod public_url;
mod session;
mod settings;
mod source;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

pub use argon2::Argon2Settings;
pub use lockout::LockoutSettings;
pub use problem::{ConfigError, Problem};
pub use proxy::TrustedProxies;
pub use public_url::PublicUrl;
pub use session::SessionSettings;
pub use settings::{SETTINGS, Setting, settings_markdown, settings_text};
use source::Source;

use crate::storage::DatabaseUrl;

/// Everything an administrator can set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the log, the records and the accounts are.
    pub database: DatabaseUrl,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The folder with the built app and its manifest.json.
    pub site: PathBuf,
    /// The address people type; without one only this machine can reach the server.
    pub public_url: Option<PublicUrl>,
    /// The proxies whose word about an address counts.
    pub proxies: TrustedProxies,
    /// The cost of a password hash.
    pub argon2: Argon2Settings,
    /// How long a sign-in lasts.
    pub session: SessionSettings,
    /// How guessing is slowed down.
    pub lockout: LockoutSettings,
    /// What is logged, in the words of tracing's filters.
    pub log: String,
    /// Settings that do not exist, with the nearest that does: misspelt, most likely.
    pub unknown: Vec<Problem>,
}

impl Config {
    /// Reads the environment, and the file if one is named there.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let environment: BTreeMap<String, String> = std::env::vars().collect();
        let file = match environment.get("THROUGHLINE_CONFIG") {
            Some(path) => Some((
                path.clone(),
                std::fs::read_to_string(path)
                    .map_err(|error| ConfigError::unreadable(path, &error))?,
            )),
            None => None,
        };
        Self::read(
            &environment,
            file.as_ref()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        )
    }

    /// Reads settings from an environment and from a file, given as its path and its text.
    pub fn read(
        environment: &BTreeMap<String, String>,
        file: Option<(&str, &str)>,
    ) -> Result<Self, ConfigError> {
        let mut source = Source::new(environment, file)?;
        let config = Self {
            database: source.take("DATABASE_URL", |text| {
                text.parse::<DatabaseUrl>()
                    .map_err(|error| error.to_string())
            }),
            listen: source.take("LISTEN", |text| {
                text.parse::<SocketAddr>()
                    .map_err(|_| "it is an address and a port, such as 127.0.0.1:3000".to_owned())
            }),
            site: source.take("SITE", |text| Ok(PathBuf::from(text))),
            public_url: source.take("PUBLIC_URL", PublicUrl::parse_optional),
            proxies: source.take("TRUST_PROXY", TrustedProxies::parse),
            argon2: Argon2Settings::read(&mut source),
            session: SessionSettings::read(&mut source),
            lockout: LockoutSettings::read(&mut source),
            log: source.take("LOG", |text| Ok(text.to_owned())),
            unknown: source.unknown(),
        };
        config.hold_together(&mut source);
        source.finish()?;
        Ok(config)
    }

    /// Rules between settings.
    fn hold_together(&self, source: &mut Source<'_>) {
        let here_only = self.listen.ip().is_loopback();
        if !here_only && self.public_url.is_none() {
            source.refuse(
                "PUBLIC_URL",
                "it is needed when other machines can reach the server: the address people type, such as https://performance.example.org",
            );
        }
        let tls = self.public_url.as_ref().is_some_and(PublicUrl::is_tls);
        if self.argon2.is_weak() && (!here_only || tls) {
            source.refuse(
                "ARGON2_WEAK_FOR_TESTS",
                "it is only for tests on this machine: leave it out, so that passwords are hashed at full cost",
            );
        }
    }
}

/// Settings as on a fresh machine: the defaults of [`SETTINGS`].
impl Default for Config {
    fn default() -> Self {
        match Self::read(&BTreeMap::new(), None) {
            Ok(config) => config,
            Err(error) => unreachable!("a test reads the defaults: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn words(pairs: &[(&str, &str)], file: Option<&str>) -> String {
        let file = file.map(|text| ("/etc/throughline.toml", text));
        Config::read(&environment(pairs), file)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_defaults_can_be_used() {
        let config = Config::default();
        assert_eq!(config.database.to_string(), "sqlite:throughline.db");
        assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
        assert_eq!(config.public_url, None);
        assert_eq!(config.session.idle, Duration::from_secs(8 * 3600));
        assert_eq!(config.session.longest, Duration::from_secs(12 * 3600));
        assert_eq!(config.argon2.memory_kib, 64 * 1024);
        assert_eq!((config.argon2.passes, config.argon2.lanes), (3, 1));
        assert_eq!((config.lockout.account, config.lockout.address), (5, 20));
        assert!(config.unknown.is_empty());
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_defaults() {
        let file =
            "listen = \"127.0.0.1:4000\"\nsession_hours = 10\ntrust_proxy = [\"10.0.0.5\"]\n";
        let pairs = [
            ("THROUGHLINE_LISTEN", "127.0.0.1:5000"),
            ("THROUGHLINE_LOG", " "),
        ];
        let config = Config::read(&environment(&pairs), Some(("a.toml", file))).unwrap();
        assert_eq!(config.listen.port(), 5000);
        assert_eq!(config.session.longest, Duration::from_secs(36_000));
        assert!(config.proxies.contains([10, 0, 0, 5].into()));
        assert_eq!(config.log, "info");
    }

    #[test]
    fn the_usual_name_of_the_database_is_read_after_ours() {
        let usual = ("DATABASE_URL", "postgres://h/usual");
        let ours = ("THROUGHLINE_DATABASE_URL", "sqlite:ours.db");
        let database = |pairs: &[(&str, &str)]| {
            let config = Config::read(&environment(pairs), None).unwrap();
            config.database.to_string()
        };
        assert_eq!(database(&[usual]), "postgres://h/usual");
        assert_eq!(database(&[usual, ours]), "sqlite:ours.db");
    }

    #[test]
    fn every_wrong_setting_is_named_with_what_would_be_right() {
        let pairs = [
            ("THROUGHLINE_LISTEN", "3000"),
            ("THROUGHLINE_ARGON2_PASSES", "1"),
            ("THROUGHLINE_ARGON2_WEAK_FOR_TESTS", "maybe"),
        ];
        assert_eq!(
            words(&pairs, Some("session_hours = 1000\n")),
            "4 settings cannot be used:
  THROUGHLINE_LISTEN = \"3000\" (the environment): it is an address and a port, such as 127.0.0.1:3000
  THROUGHLINE_ARGON2_PASSES = \"1\" (the environment): it is a whole number from 2 to 16
  THROUGHLINE_ARGON2_WEAK_FOR_TESTS = \"maybe\" (the environment): it is yes or no
  session_hours = \"1000\" (/etc/throughline.toml): it is a whole number from 1 to 336"
        );
    }

    #[test]
    fn what_may_hold_a_password_is_not_repeated() {
        let said = words(&[("DATABASE_URL", "mysql://u:s3cret@h/d")], None);
        assert!(
            said.contains(
                "DATABASE_URL (the environment): the address of the database starts with sqlite:"
            ),
            "{said}"
        );
        assert!(!said.contains("s3cret"));
        let said = words(
            &[],
            Some("# a comment\ndatabase_url = \"postgres://u:s3cret@h/d\n"),
        );
        assert!(said.contains("/etc/throughline.toml, line 2"), "{said}");
        assert!(!said.contains("s3cret"), "{said}");
    }

    #[test]
    fn a_file_with_sections_is_explained() {
        let said = words(&[], Some("[session]\nhours = 1\n"));
        assert!(
            said.contains("session (/etc/throughline.toml): it is text in quotation marks"),
            "{said}"
        );
    }

    #[test]
    fn a_server_for_others_needs_its_address() {
        let open = ("THROUGHLINE_LISTEN", "0.0.0.0:3000");
        let said = words(&[open], None);
        assert!(
            said.contains("THROUGHLINE_PUBLIC_URL (not set): it is needed when other machines"),
            "{said}"
        );
        let pairs = [
            open,
            ("THROUGHLINE_PUBLIC_URL", "https://performance.example.org"),
        ];
        assert!(Config::read(&environment(&pairs), None).is_ok());
    }

    #[test]
    fn cheap_hashes_are_for_this_machine_only() {
        let cheap = ("THROUGHLINE_ARGON2_WEAK_FOR_TESTS", "yes");
        let here = Config::read(&environment(&[cheap]), None).unwrap();
        assert_eq!(here.argon2, Argon2Settings::weak_for_tests());
        let public = ("THROUGHLINE_PUBLIC_URL", "https://performance.example.org");
        let said = words(&[cheap, public], None);
        assert!(said.contains("THROUGHLINE_ARGON2_WEAK_FOR_TESTS"), "{said}");
    }

    #[test]
    fn a_misspelt_setting_is_noticed() {
        let pairs = [
            ("THROUGHLINE_LISEN", "x"),
            ("THROUGHLINE_TEST_POSTGRES", "x"),
            ("HOME", "/"),
        ];
        let config = Config::read(&environment(&pairs), Some(("a.toml", "sit = \"x\"\n"))).unwrap();
        let unknown: Vec<String> = config.unknown.iter().map(ToString::to_string).collect();
        assert_eq!(
            unknown,
            [
                "THROUGHLINE_LISEN (the environment): there is no such setting; the nearest is LISTEN",
                "sit (a.toml): there is no such setting; the nearest is SITE",
            ]
        );
    }

    #[test]
    fn every_setting_is_described_once_and_printed() {
        let names: std::collections::BTreeSet<&str> =
            SETTINGS.iter().map(|setting| setting.name).collect();
        assert_eq!(names.len(), SETTINGS.len());
        for setting in SETTINGS {
            assert!(setting.words.ends_with('.'), "{}", setting.name);
            assert!(settings_text().contains(&format!("{} [", setting.variable())));
            assert!(settings_markdown().contains(&format!("| `{}` |", setting.variable())));
        }
    }

    /// With `UPDATE_GOLDEN=1` the table in the README is written anew.
    #[test]
    fn the_readme_shows_every_setting_as_it_is() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        let readme = std::fs::read_to_string(&path).unwrap();
        let start = readme.find("| setting | default |").unwrap();
        let end = readme[start..].find("\n\n").unwrap() + start + 1;
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            let anew = [&readme[..start], &settings_markdown(), &readme[end..]].concat();
            std::fs::write(&path, anew).unwrap();
            return;
        }
        assert_eq!(&readme[start..end], settings_markdown());
    }
}
