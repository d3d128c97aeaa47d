//! Passwords and the few rules for them.
//!
//! Length decides, and being none of the first that anybody would try. No rules about digits and
//! signs, and no forced changes: both make people choose worse ones.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

/// The fewest characters.
pub const LEAST: usize = 10;

/// The most characters: enough for any sentence, and a bound for the hasher.
pub const MOST: usize = 200;

/// Lower case, one a line; only those long enough to get past [`LEAST`].
const COMMON: &str = include_str!("common_passwords.txt");

static COMMON_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| COMMON.lines().collect());

/// A password as typed. It is printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl From<String> for Password {
    fn from(typed: String) -> Self {
        Self(typed)
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A rule that a new password breaks, in words for the person choosing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Fewer than [`LEAST`] characters.
    #[error(
        "A password has at least {LEAST} characters; three words in a row are easy to remember."
    )]
    TooShort,
    /// More than [`MOST`] characters.
    #[error("A password has at most {MOST} characters.")]
    TooLong,
    /// The sign-in name.
    #[error("The password is the name you sign in with; choose another.")]
    SameAsName,
    /// On the list, or a simple row of characters.
    #[error("This password is among the first that anybody would try; choose another.")]
    Common,
}

impl Password {
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Longer than any password can be: not worth hashing.
    pub(super) fn is_absurd(&self) -> bool {
        self.0.chars().count() > MOST
    }

    /// Every rule that it breaks as a new password for this name.
    #[must_use]
    pub fn problems(&self, sign_in_name: &str) -> Vec<PasswordProblem> {
        let length = self.0.chars().count();
        let folded = self.0.to_lowercase();
        let rules = [
            (length < LEAST, PasswordProblem::TooShort),
            (length > MOST, PasswordProblem::TooLong),
            (
                folded.trim() == sign_in_name.trim().to_lowercase(),
                PasswordProblem::SameAsName,
            ),
            (
                COMMON_SET.contains(folded.as_str()) || is_simple_row(&folded),
                PasswordProblem::Common,
            ),
        ];
        rules
            .into_iter()
            .filter_map(|(broken, problem)| broken.then_some(problem))
            .collect()
    }
}

/// At most two different characters, or each one up or down from the last: aaaaaaaaaa, 1234567890.
fn is_simple_row(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let different: BTreeSet<char> = letters.iter().copied().collect();
    let steps = |by: i64| {
        letters.windows(2).all(|pair| match pair {
            [a, b] => {
                let step = i64::from(u32::from(*b)) - i64::from(u32::from(*a));
                step == by || (a.is_ascii_digit() && b.is_ascii_digit() && (step - by) % 10 == 0)
            }
            _ => true,
        })
    };
    !letters.is_empty() && (different.len() <= 2 || steps(1) || steps(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_words() {
        use PasswordProblem::{Common, SameAsName, TooLong, TooShort};
        let long = "ab3".repeat(67);
        for (typed, expected) in [
            ("three words in a row", vec![]),
            ("пароль из слов", vec![]),
            ("short", vec![TooShort]),
            ("éèêëéèêë9", vec![TooShort]),
            (long.as_str(), vec![TooLong]),
            ("Josephine.Smith", vec![SameAsName]),
            ("Password123!", vec![Common]),
            ("southessexhomes", vec![Common]),
            ("aaaaaaaaaaaa", vec![Common]),
            ("1212121212", vec![Common]),
            ("1234567890", vec![Common]),
            ("0987654321", vec![Common]),
            ("abcdefghijkl", vec![Common]),
            ("", vec![TooShort]),
        ] {
            let problems = Password::from(typed).problems("josephine.smith");
            assert_eq!(problems, expected, "{typed}");
        }
    }

    #[test]
    fn the_list_is_folded_long_enough_and_without_doubles() {
        for line in COMMON.lines() {
            assert_eq!(line, line.to_lowercase());
            assert!(
                line.chars().count() >= LEAST,
                "{line} is too short to matter"
            );
        }
        assert_eq!(COMMON_SET.len(), COMMON.lines().count());
    }

    #[test]
    fn a_password_is_never_printed() {
        assert_eq!(
            format!("{:?}", Password::from("three words")),
            "Password(…)"
        );
    }
}
