//! Rows as a CSV file that a spreadsheet opens without running anything in it (RFC 4180; OWASP: formula injection).

/// What a spreadsheet takes for the beginning of a formula, and what hides one.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Rows as CSV: UTF-8, a comma between cells, CRLF after each row.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            write_cell(cell, &mut text);
        }
        text.push_str("\r\n");
    }
    text
}

/// A cell that could be taken for a formula gets an apostrophe before it, which spreadsheets show as text. Numbers stay.
fn write_cell(cell: &str, text: &mut String) {
    let formula = cell.starts_with(BEGINS_FORMULA) && !is_number(cell);
    let quoted = formula || cell.contains([',', '"', '\r', '\n', '\'']);
    if quoted {
        text.push('"');
    }
    if formula {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    if quoted {
        text.push('"');
    }
}

/// A number in ASCII: digits with a sign before them and a point in them, if any.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::write;

    fn one(cell: &str) -> String {
        write(&[vec![cell.to_owned()]])
            .trim_end_matches("\r\n")
            .to_owned()
    }

    #[test]
    fn what_could_be_a_formula_is_text() {
        for cell in [
            "=1+1", "+44 1702", "-2+3", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1", "-", "-1.2.3",
            "--1",
        ] {
            let written = one(cell);
            assert!(
                written.starts_with("\"'"),
                "{cell:?} is written {written:?}"
            );
        }
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for cell in ["-1.5", "0", "63.6", "-0.25", "TP01", "Days", ""] {
            assert_eq!(one(cell), cell);
        }
    }

    #[test]
    fn commas_quotes_and_lines_are_quoted() {
        assert_eq!(one("a,b"), "\"a,b\"");
        assert_eq!(one("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(one("two\nlines"), "\"two\nlines\"");
        let rows = [
            vec!["a".to_owned(), "b".to_owned()],
            vec![String::new(), "d".to_owned()],
        ];
        assert_eq!(write(&rows), "a,b\r\n,d\r\n");
    }
}
