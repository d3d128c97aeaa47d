//! Random things that let somebody in: the token of a session and the one-time code of an account.

use std::fmt;

use super::failure::AuthError;
use crate::storage::{Digest, from_hex, sha256, to_hex};

/// The 256 random bits in a browser's cookie. Whoever has it is signed in, so it is printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Digest);

impl Token {
    /// A new one, from the operating system.
    pub fn random() -> Result<Self, AuthError> {
        random().map(Self)
    }

    /// The token in a cookie, or nothing if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }

    /// As the cookie carries it.
    #[must_use]
    pub fn expose(&self) -> String {
        to_hex(&self.0)
    }

    /// What the database knows it by: its SHA-256.
    #[must_use]
    pub fn id(&self) -> Digest {
        sha256(&[b"session", &self.0])
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Crockford's 32 digits: none looks like another.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Digits in a code: 16 × 5 bits = 80 bits, too many to guess even from a stolen hash.
const CODE_LENGTH: usize = 16;

/// A code that an administrator hands to a person, to be used once instead of a password. Shown when
/// it is made and never again.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode(String);

impl OneTimeCode {
    /// A new one, from the operating system.
    pub fn random() -> Result<Self, AuthError> {
        let random = random()?;
        let digits = random
            .iter()
            .take(CODE_LENGTH)
            .filter_map(|byte| DIGITS.get(usize::from(byte & 31)).copied().map(char::from));
        Ok(Self(digits.collect()))
    }

    /// What a person typed, if it looks like a code: letters in either case, with or without dashes and
    /// spaces, O for 0 and I or L for 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text
            .chars()
            .filter(|letter| !matches!(letter, '-' | ' '))
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |letter: char| u8::try_from(letter).is_ok_and(|byte| DIGITS.contains(&byte));
        (digits.chars().count() == CODE_LENGTH && digits.chars().all(known)).then_some(Self(digits))
    }

    /// As the database knows it.
    #[must_use]
    pub fn hash(&self) -> Digest {
        sha256(&[b"one-time code", self.0.as_bytes()])
    }

    /// As it is read out: four groups of four.
    #[must_use]
    pub fn expose(&self) -> String {
        let (groups, _) = self.0.as_bytes().as_chunks::<4>();
        let groups: Vec<String> = groups
            .iter()
            .map(|group| group.iter().copied().map(char::from).collect())
            .collect();
        groups.join("-")
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

fn random() -> Result<Digest, AuthError> {
    let mut bits = Digest::default();
    getrandom::fill(&mut bits).map_err(|error| AuthError::Machine(error.into()))?;
    Ok(bits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tokens_differ_and_go_there_and_back() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(Token::parse(&one.expose()), Some(one.clone()));
        assert_ne!(to_hex(&one.id()), one.expose());
        assert_eq!(Token::parse("stolen"), None);
    }

    #[test]
    fn a_code_may_be_typed_carelessly() {
        let code = OneTimeCode::random().unwrap();
        let shown = code.expose();
        assert_eq!(shown.len(), 19);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(OneTimeCode::parse(&typed), Some(code.clone()));
        }
        for other in ["", "a password with 16", "1234-5678-9ABC-DEFU"] {
            assert_eq!(OneTimeCode::parse(other), None, "{other}");
        }
    }

    #[test]
    fn nothing_secret_is_printed() {
        let (token, code) = (Token::random().unwrap(), OneTimeCode::random().unwrap());
        assert_eq!(format!("{token:?} {code:?}"), "Token(…) OneTimeCode(…)");
    }
}
