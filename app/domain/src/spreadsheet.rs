//! What a page shows, as the cells of a spreadsheet: figures as numbers, words as words and never as formulas (design/import.md).

use rust_decimal::Decimal;

use crate::display::MINUS;

/// A table of a page: its caption, its headings and its rows, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows.
    pub caption: String,
    /// The headings first; every row as long as they are.
    pub rows: Vec<Vec<String>>,
}

/// A cell as a spreadsheet keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, shown as it was on the page.
    Number {
        /// The number as it was shown.
        value: Decimal,
        /// How a spreadsheet shows it: `#,##0.0"%"`.
        format: String,
    },
    /// Words.
    Text(String),
}

/// Units that stand after a number.
const UNITS: [&str; 6] = ["%", " working days", " days", " day", " hours", " hour"];

impl Cell {
    /// Reads a cell from what a page shows. What is not plainly a number is words: a telephone number, `59 of 100`, `007`.
    pub fn read(shown: &str) -> Self {
        let text = tidy(shown);
        if text.is_empty() {
            return Self::Empty;
        }
        number(&text).unwrap_or(Self::Text(text))
    }
}

/// One line, single spaces, and a minus sign that other programs know.
fn tidy(shown: &str) -> String {
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ").replace(MINUS, "-")
}

fn number(text: &str) -> Option<Cell> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (pounds, rest) = match rest.strip_prefix('£') {
        Some(rest) => ("\"£\"", rest),
        None => ("", rest),
    };
    let unit = UNITS.into_iter().find(|unit| rest.ends_with(unit));
    let digits = rest.strip_suffix(unit.unwrap_or_default())?;
    let (whole, places) = match digits.split_once('.') {
        Some((whole, places)) if !places.is_empty() => (whole, places),
        Some(_) => return None,
        None => (digits, ""),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = in_thousands(whole)?;
    let leading = grouped.len() > 1 && grouped.starts_with('0');
    if leading || !all_digits(places) {
        return None;
    }
    let mut value: Decimal = format!("{grouped}.{places}0").parse().ok()?;
    value = value.normalize();
    value.set_sign_negative(negative && !value.is_zero());
    let decimals = match places.len() {
        0 => String::new(),
        many => format!(".{}", "0".repeat(many)),
    };
    let unit = unit.map(|unit| format!("\"{unit}\"")).unwrap_or_default();
    Some(Cell::Number {
        value,
        format: format!("{pounds}#,##0{decimals}{unit}"),
    })
}

/// The digits of a whole number, whose commas stand before every three of them or nowhere.
fn in_thousands(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits(&first)
        && rest.iter().all(|group| digits(group) && group.len() == 3)
        && (rest.is_empty() || first.len() <= 3);
    fits.then(|| format!("{first}{}", rest.concat()))
}

/// A table as CSV, as it is shown: with the bytes that tell spreadsheets that it is UTF-8, and with nothing that one would take for a
/// formula.
pub fn csv(sheet: &Sheet) -> String {
    let mut text = String::from("\u{feff}");
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn csv_cell(shown: &str) -> String {
    let text = match Cell::read(shown) {
        Cell::Empty => return String::new(),
        Cell::Number { .. } => tidy(shown),
        // A spreadsheet takes what begins so for a formula, also where it was typed as a name.
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Cell::Text(text) => text,
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The name of a sheet or file, from a caption: at most 31 characters, none that programs refuse, and none twice.
pub fn names<'a>(captions: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for caption in captions {
        let plain: String = caption
            .chars()
            .map(|letter| match letter {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
                other => other,
            })
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let cut = |most: usize| -> String {
            let name: String = words.join(" ").chars().take(most).collect();
            name.trim_end().to_owned()
        };
        let mut name = match cut(31) {
            empty if empty.is_empty() => "Table".to_owned(),
            name => name,
        };
        let mut again = 2;
        while taken
            .iter()
            .any(|each| each.to_lowercase() == name.to_lowercase())
        {
            name = format!("{} {again}", cut(28));
            again += 1;
        }
        taken.push(name);
    }
    taken
}
