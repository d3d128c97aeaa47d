//! Headings as people write them: what is the same in spite of spaces, case and footnotes (design/import.md).

/// A heading for comparing: without spaces at its ends or twice in a row, without what cannot be seen, in small letters.
pub fn plain(heading: &str) -> String {
    let seen: String = heading
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// As [`plain`], without digits that are glued to its end as a footnote's are; nothing where nothing would be left.
fn without_footnote(heading: &str) -> Option<String> {
    let plain = plain(heading);
    let digit = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '¹' | '²' | '³' | '⁰'..='⁹' | '*' | '†')
    };
    let cut = plain.trim_end_matches(digit);
    let glued = cut.len() < plain.len()
        && cut.ends_with(|letter: char| letter.is_alphabetic() || letter == ')');
    glued.then(|| cut.to_owned())
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
    let wanted = plain(wanted);
    headings
        .iter()
        .position(|heading| plain(heading) == wanted)
        .or_else(|| {
            headings
                .iter()
                .position(|heading| without_footnote(heading).as_ref() == Some(&wanted))
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
            "FY20221",
            "Target (a)2",
        ]
        .map(str::to_owned);
        for (wanted, place) in [
            ("code", Some(0)),
            ("Desired Direction", Some(1)),
            ("INDICATOR", Some(2)),
            ("FY2022", Some(3)),
            ("Target (a)", Some(5)),
            ("FY", Some(3)),
            ("Unit", None),
        ] {
            assert_eq!(find(&headings, wanted), place, "{wanted}");
        }
    }
}
