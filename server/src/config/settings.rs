//! The one description of every setting: `throughline check --settings` prints it and
//! `server/README.md` shows it.

use std::fmt::Write;

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the environment is `THROUGHLINE_` and this; in the file, this in lower case.
    pub name: &'static str,
    /// What holds when it is not set; empty where that means "none".
    pub default: &'static str,
    /// What it is for and what it may be.
    pub words: &'static str,
    /// Whether its value may hold a password and is never shown.
    pub secret: bool,
}

impl Setting {
    /// Its name in the environment.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("THROUGHLINE_{}", self.name)
    }

    /// Its name in the file.
    #[must_use]
    pub fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }
}

const fn setting(name: &'static str, default: &'static str, words: &'static str) -> Setting {
    Setting {
        name,
        default,
        words,
        secret: false,
    }
}

/// Every setting, in the order in which an administrator meets them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "DATABASE_URL",
        default: "sqlite:throughline.db",
        words: "Where the data is: sqlite: and the path of a file, or postgres://user:password@host:5432/name. DATABASE_URL without the prefix is read too.",
        secret: true,
    },
    setting(
        "LISTEN",
        "127.0.0.1:3000",
        "The address and port the server listens on. Anything but this machine itself needs PUBLIC_URL.",
    ),
    setting(
        "PUBLIC_URL",
        "",
        "The address people type, such as https://performance.example.org. It decides which requests count as our own and makes the cookie a secure one.",
    ),
    setting(
        "TRUST_PROXY",
        "",
        "The addresses of the proxies in front of the server, with commas between. Only they are believed about where a request came from.",
    ),
    setting(
        "SITE",
        "target/site",
        "The folder with the built app and its manifest.json.",
    ),
    setting(
        "SESSION_IDLE_MINUTES",
        "480",
        "Minutes without use after which a sign-in ends, 5 to 1440.",
    ),
    setting(
        "SESSION_HOURS",
        "12",
        "Hours after which a sign-in ends whatever happens, 1 to 336.",
    ),
    setting(
        "CODE_HOURS",
        "24",
        "Hours for which a one-time code from `throughline user add` or `reset` can be used, 1 to 168.",
    ),
    setting(
        "LOCKOUT_MINUTES",
        "15",
        "Minutes for which a wrong password counts, and the longest wait, 1 to 1440.",
    ),
    setting(
        "LOCKOUT_ACCOUNT",
        "5",
        "Wrong passwords for one account before it has to wait, 3 to 100.",
    ),
    setting(
        "LOCKOUT_ADDRESS",
        "20",
        "Wrong passwords from one address before it has to wait, 5 to 10000. Raise it for a large office behind one address.",
    ),
    setting(
        "ARGON2_MEMORY_MIB",
        "64",
        "Memory of a password hash in MiB, 19 to 1024. Dearer hashes are made as people sign in.",
    ),
    setting(
        "ARGON2_PASSES",
        "3",
        "Passes of a password hash over its memory, 2 to 16.",
    ),
    setting("ARGON2_LANES", "1", "Lanes of a password hash, 1 to 16."),
    setting(
        "ARGON2_WEAK_FOR_TESTS",
        "no",
        "yes makes hashes so cheap that they protect nobody. Refused unless the server is for this machine only.",
    ),
    setting(
        "LOG",
        "info",
        "What is logged: error, warn, info, debug or trace, or a list such as info,server::auth=debug.",
    ),
];

/// The settings for a terminal: name, default and words, each on its own lines.
#[must_use]
pub fn settings_text() -> String {
    let mut text = String::from(
        "Set these in the environment, or without THROUGHLINE_ and in lower case in the TOML file\nthat THROUGHLINE_CONFIG names. The environment wins.\n",
    );
    for setting in SETTINGS {
        let default = if setting.default.is_empty() {
            "not set"
        } else {
            setting.default
        };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n{} [{default}]\n    {}\n",
            setting.variable(),
            setting.words
        );
    }
    text
}

/// The settings as the table that `server/README.md` shows; a test compares the two.
#[must_use]
pub fn settings_markdown() -> String {
    let mut text = String::from("| setting | default | what it is |\n|---|---|---|\n");
    for setting in SETTINGS {
        let default = if setting.default.is_empty() {
            "not set".to_owned()
        } else {
            format!("`{}`", setting.default)
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {default} | {} |",
            setting.variable(),
            setting.words
        );
    }
    text
}
