//! Headings as people write them: what is the same in spite of spaces, case and footnotes (design/import.md).

/// A text as it is seen: without what cannot be, spaces of any kind as spaces, none at its ends.
pub fn seen(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| match letter {
            '\n' => '\n',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        })
        .collect();
    visible.trim().to_owned()
}

/// A text on one line, with one space between its words.
pub fn one_line(text: &str) -> String {
    let seen = seen(text);
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading for comparing: on one line, in small letters.
pub fn plain(heading: &str) -> String {
    one_line(heading).to_lowercase()
}

/// A heading without a footnote's raised digits and signs.
fn without_signs(heading: &str) -> String {
    let sign = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰'..='⁹' | '*' | '†' | '‡');
    plain(heading).trim_end_matches(sign).trim_end().to_owned()
}

/// The same without one or two digits that are glued to its last letter, as a footnote's are; a year is none.
fn without_digits(heading: &str) -> String {
    let plain = without_signs(heading);
    let cut = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let glued = (1..=2).contains(&(plain.len() - cut.len()))
        && cut.ends_with(|letter: char| letter.is_alphabetic() || letter == ')');
    if glued { cut.to_owned() } else { plain }
}

/// A zero-width space or joiner, a soft hyphen, or a byte order mark.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}'
    )
}

/// The column of a heading, counted from 0: as it is written, or but for a footnote.
pub fn find(headings: &[String], wanted: &str) -> Option<usize> {
    [plain, without_signs, without_digits]
        .into_iter()
        .find_map(|read: fn(&str) -> String| {
            let wanted = read(wanted);
            headings.iter().position(|heading| read(heading) == wanted)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_as_people_write_them() {
        let headings = [
            " Code ",
            "Desired\u{a0}Direction",
            "In\u{200b}dicator12",
            "FY2022",
            "FY2023¹",
            "Target (a)2",
            "\u{feff}Period\u{a0}",
            "Val\u{ad}ue*",
            "Reports  to\nsenior post",
            "Note†",
        ]
        .map(str::to_owned);
        for (wanted, place) in [
            ("code", Some(0)),
            ("Desired Direction", Some(1)),
            ("INDICATOR", Some(2)),
            ("FY2022", Some(3)),
            ("Target (a)", Some(5)),
            ("FY2023", Some(4)),
            ("Indicator1", Some(2)),
            ("period", Some(6)),
            ("Value", Some(7)),
            ("Reports to Senior Post", Some(8)),
            ("Note", Some(9)),
            ("FY", None),
            ("Unit", None),
        ] {
            assert_eq!(find(&headings, wanted), place, "{wanted}");
        }
    }
}
