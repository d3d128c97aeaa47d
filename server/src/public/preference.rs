//! What a reader chose, in two cookies: colours and size of text.

use std::collections::BTreeMap;

use app::{
    components::{TextSize, Theme},
    public_site::{TEXT_SIZE, THEME},
};
use axum::http::{HeaderMap, HeaderValue, header};

/// A year.
const KEPT_SECONDS: u32 = 31_536_000;

/// What a reader chose, as the words that it is kept under; a word that is none of the choices is the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Preference {
    theme: &'static str,
    text_size: &'static str,
}

impl Preference {
    fn of(theme: &str, text_size: &str) -> Self {
        Self {
            theme: Theme::from_word(theme).word(),
            text_size: TextSize::from_word(text_size).word(),
        }
    }

    /// What the request's cookies say.
    pub(super) fn kept(asked: &HeaderMap) -> Self {
        let (mut theme, mut text_size) = ("", "");
        for cookies in asked.get_all(header::COOKIE) {
            let pairs = cookies.to_str().unwrap_or_default().split(';');
            for (name, value) in pairs.filter_map(|pair| pair.trim().split_once('=')) {
                match name {
                    THEME => theme = value,
                    TEXT_SIZE => text_size = value,
                    _ => {}
                }
            }
        }
        Self::of(theme, text_size)
    }

    /// What a form sent, if it sent anything; what it left out stays as it was.
    pub(super) fn chosen(sent: &BTreeMap<String, String>, asked: &HeaderMap) -> Option<Self> {
        let (theme, text_size) = (sent.get(THEME), sent.get(TEXT_SIZE));
        if theme.is_none() && text_size.is_none() {
            return None;
        }
        let kept = Self::kept(asked);
        Some(Self::of(
            theme.map_or(kept.theme, String::as_str),
            text_size.map_or(kept.text_size, String::as_str),
        ))
    }

    /// The cookies that keep it; a default is forgotten rather than kept.
    pub(super) fn cookies(self, tls: bool) -> Vec<HeaderValue> {
        let defaults = Self::of("", "");
        let secure = if tls { "; Secure" } else { "" };
        [
            (THEME, self.theme, defaults.theme),
            (TEXT_SIZE, self.text_size, defaults.text_size),
        ]
        .into_iter()
        .filter_map(|(name, word, default)| {
            let seconds = if word == default { 0 } else { KEPT_SECONDS };
            let cookie =
                format!("{name}={word}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}");
            HeaderValue::from_str(&cookie).ok()
        })
        .collect()
    }

    pub(super) fn theme(self) -> Theme {
        Theme::from_word(self.theme)
    }

    pub(super) fn text_size(self) -> TextSize {
        TextSize::from_word(self.text_size)
    }
}
