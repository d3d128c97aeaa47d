//! Every public page as a closed type, read from and written as a path side by side.

use crate::components::RULES_PATH;

/// A public page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// "How are we doing?".
    Home,
    /// Targets and results by service.
    Services,
    /// The Balanced Scorecard.
    Scorecard,
    /// Service standards.
    Promises,
    /// One indicator, by its code.
    Indicator(String),
    /// Every published figure as a file.
    Figures,
    /// Colours and text size.
    Display,
    /// What is known about how accessible these pages are.
    Accessibility,
    /// The rules that workings name.
    Rules,
}

impl Address {
    /// The path of this page.
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Services => "/services".to_owned(),
            Self::Scorecard => "/scorecard".to_owned(),
            Self::Promises => "/promises".to_owned(),
            Self::Indicator(code) => format!("/indicators/{}", segment(code)),
            Self::Figures => "/indicators.csv".to_owned(),
            Self::Display => "/display".to_owned(),
            Self::Accessibility => "/accessibility".to_owned(),
            Self::Rules => RULES_PATH.to_owned(),
        }
    }

    /// The page at a path; none where there is none, or where the path could lead anywhere else.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            "/" => Some(Self::Home),
            "/services" => Some(Self::Services),
            "/scorecard" => Some(Self::Scorecard),
            "/promises" => Some(Self::Promises),
            "/indicators.csv" => Some(Self::Figures),
            "/display" => Some(Self::Display),
            "/accessibility" => Some(Self::Accessibility),
            RULES_PATH => Some(Self::Rules),
            _ => {
                let code = path.strip_prefix("/indicators/")?;
                let code = read_segment(code)?;
                (!code.is_empty()).then_some(Self::Indicator(code))
            }
        }
    }
}

/// A text as one segment of a path: everything but letters, digits and `- . _ ~` as its bytes in per cent signs.
pub(super) fn segment(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}

/// The text that a segment stands for; none where it is not written so.
fn read_segment(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'/' => return None,
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                let pair = std::str::from_utf8(&pair).ok()?;
                bytes.push(u8::from_str_radix(pair, 16).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn every_page_is_found_at_its_path() {
        let pages = [
            Address::Home,
            Address::Services,
            Address::Scorecard,
            Address::Promises,
            Address::Indicator("TP01".to_owned()),
            Address::Indicator("CH01-1".to_owned()),
            Address::Indicator("a b/c?é%".to_owned()),
            Address::Figures,
            Address::Display,
            Address::Accessibility,
            Address::Rules,
        ];
        for page in pages {
            assert_eq!(Address::parse(&page.path()), Some(page));
        }
    }

    #[test]
    fn a_path_that_is_no_page_is_none() {
        for path in [
            "",
            "//elsewhere",
            "/app",
            "/indicators/",
            "/indicators/a/b",
            "/indicators/%zz",
            "/indicators/%ff",
            "https://elsewhere/",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
