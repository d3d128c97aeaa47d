//! Reads a file as a table, row by row, in a process of its own that has limits (`throughline read-table`): a workbook of half a
//! megabyte can unpack into more memory than the machine has.

use std::{
    fs::File,
    io::{self, BufWriter, Read, Write},
    os::fd::AsFd,
};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xlsx};
use domain::quantity::Decimal;
use jiff::civil::Date;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::heading::seen;
use super::table::{
    MOST_BYTES, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, MOST_WRITTEN, Row, Sheets, Unreadable,
};

/// Bytes of memory that the process may have.
const MOST_MEMORY: u64 = 256 << 20;
/// Seconds of work.
const MOST_SECONDS: u64 = 60;
/// Digits that a spreadsheet keeps: what comes after them is noise of its arithmetic.
const DIGITS: usize = 15;

/// Reads the file on standard input onto standard output: the names of its sheets where it is a workbook, a row a line, then either
/// `null` or why it ended early.
///
/// # Errors
/// Only where nobody listens.
pub fn run(kind: &str, sheet: Option<&str>, encoding: Option<&str>) -> io::Result<()> {
    limit(Resource::As, MOST_MEMORY);
    limit(Resource::Cpu, MOST_SECONDS);
    limit(Resource::Fsize, MOST_WRITTEN);
    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut rows = Rows {
        out: BufWriter::new(io::stdout().lock()),
        count: 0,
    };
    let ended = read(file, kind, (sheet, encoding), &mut rows).err();
    serde_json::to_writer(&mut rows.out, &ended)?;
    rows.out.write_all(b"\n")?;
    rows.out.flush()
}

fn limit(what: Resource, most: u64) {
    let maximum = getrlimit(what).maximum;
    // Where the system allows less already, less it is.
    let _as_it_was = setrlimit(
        what,
        Rlimit {
            current: Some(most.min(maximum.unwrap_or(most))),
            maximum,
        },
    );
}

/// Rows on their way out, with what may not be in them.
struct Rows<W: Write> {
    out: W,
    count: u32,
}

impl<W: Write> Rows<W> {
    fn sheets(&mut self, sheets: &[String]) -> Result<(), Unreadable> {
        let sheets = Sheets {
            sheets: sheets.to_vec(),
        };
        self.write(&sheets)
    }

    fn write(&mut self, line: &impl serde::Serialize) -> Result<(), Unreadable> {
        serde_json::to_writer(&mut self.out, line)
            .map_err(io::Error::from)
            .and_then(|()| self.out.write_all(b"\n"))
            .map_err(|why| Unreadable::File(why.to_string()))
    }

    fn take(&mut self, row: &Row) -> Result<(), Unreadable> {
        if row.filled() == 0 {
            return Ok(());
        }
        self.count += 1;
        if self.count > MOST_ROWS || row.0 > 10 * MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        if row.1.len() > MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(row.0));
        }
        for cell in &row.1 {
            if cell.len() > MOST_CHARACTERS && cell.chars().count() > MOST_CHARACTERS {
                return Err(Unreadable::CellTooLong(row.0));
            }
            if cell.contains('\0') {
                return Err(Unreadable::NotText(row.0));
            }
        }
        self.write(&Row(row.0, row.1.iter().map(|cell| seen(cell)).collect()))
    }
}

fn read<W: Write>(
    file: File,
    kind: &str,
    (sheet, encoding): (Option<&str>, Option<&str>),
    rows: &mut Rows<W>,
) -> Result<(), Unreadable> {
    let length = file
        .metadata()
        .map_err(|why| Unreadable::File(why.to_string()))?
        .len();
    if length > MOST_BYTES {
        return Err(Unreadable::TooManyBytes);
    }
    match kind {
        "csv" => text(file, encoding, None, rows),
        "tsv" => text(file, encoding, Some(b'\t'), rows),
        "xlsx" => workbook(file, sheet, rows),
        "ods" => open_document(file, sheet, rows),
        _ => Err(Unreadable::Kind),
    }
}

/// A text file: UTF-8 or UTF-16 by its mark, UTF-8 where it can be, Windows-1252 otherwise.
fn decoded(bytes: &[u8], encoding: Option<&str>) -> Result<String, Unreadable> {
    let asked = match encoding {
        Some(name) => Some(
            encoding_rs::Encoding::for_label(name.as_bytes())
                .ok_or_else(|| Unreadable::Damaged(format!("no encoding is called “{name}”")))?,
        ),
        None => None,
    };
    let guessed = if std::str::from_utf8(bytes).is_ok() {
        encoding_rs::UTF_8
    } else {
        encoding_rs::WINDOWS_1252
    };
    // A byte order mark says more than anybody's guess.
    let (text, _, wrong) = asked.unwrap_or(guessed).decode(bytes);
    if wrong {
        return Err(Unreadable::Damaged(
            "it holds bytes that its encoding does not have".to_owned(),
        ));
    }
    Ok(text.into_owned())
}

fn text<W: Write>(
    mut file: File,
    encoding: Option<&str>,
    delimiter: Option<u8>,
    rows: &mut Rows<W>,
) -> Result<(), Unreadable> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)
        .map_err(|why| Unreadable::File(why.to_string()))?;
    let text = decoded(&bytes, encoding)?;
    drop(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or_else(|| separator(&text)))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    while reader
        .read_record(&mut record)
        .map_err(|why| Unreadable::Damaged(why.to_string()))?
    {
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(&text, start);
        if record.len() > MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(number));
        }
        rows.take(&Row(number, record.iter().map(str::to_owned).collect()))?;
    }
    Ok(())
}

/// The empty lines from a place on, which the reader passes over and a spreadsheet counts. At a place straight after a carriage return
/// its line feed still belongs to the line before.
fn blank_lines(text: &str, start: u64) -> u32 {
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let bytes = text.as_bytes();
    let after_return = start
        .checked_sub(1)
        .and_then(|before| bytes.get(before))
        .is_some_and(|byte| *byte == b'\r');
    let mut rest = bytes.get(start..).unwrap_or_default();
    if after_return {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut blank = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return blank,
        };
        blank += 1;
    }
}

/// What stands between the cells of the first line that has any of it.
fn separator(text: &str) -> u8 {
    let count = |line: &str, sign| line.matches(sign).count();
    text.lines()
        .take(50)
        .find_map(|line| {
            [(',', b','), (';', b';'), ('\t', b'\t')]
                .into_iter()
                .map(|(sign, byte)| (count(line, sign), byte))
                .filter(|(count, _)| *count > 0)
                .max_by_key(|(count, _)| *count)
                .map(|(_, byte)| byte)
        })
        .unwrap_or(b',')
}

fn damaged(why: impl std::fmt::Display) -> Unreadable {
    Unreadable::Damaged(why.to_string())
}

/// The sheet that is asked for, or the first.
fn chosen(there: &[String], asked: Option<&str>) -> Result<String, Unreadable> {
    let found = match asked {
        Some(asked) => there.iter().find(|name| *name == asked),
        None => there.first(),
    };
    found.cloned().ok_or_else(|| Unreadable::NoSheet {
        asked: asked.unwrap_or_default().to_owned(),
        there: there.join(", "),
    })
}

/// Cells as they come: a cell far to the right costs no more than any other.
fn workbook<W: Write>(
    file: File,
    sheet: Option<&str>,
    rows: &mut Rows<W>,
) -> Result<(), Unreadable> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(io::BufReader::new(file)).map_err(damaged)?;
    rows.sheets(&book.sheet_names())?;
    let name = chosen(&book.sheet_names(), sheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut row = Row(0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (line, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if row.0 != line + 1 {
            rows.take(&row)?;
            row = Row(line + 1, Vec::new());
        }
        let written = shown(cell.get_value());
        if written.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(line + 1));
        }
        if row.1.len() <= column {
            row.1.resize(column + 1, String::new());
        }
        if let Some(place) = row.1.get_mut(column) {
            *place = written;
        }
    }
    rows.take(&row)
}

fn open_document<W: Write>(
    file: File,
    sheet: Option<&str>,
    rows: &mut Rows<W>,
) -> Result<(), Unreadable> {
    let mut book: Ods<_> =
        calamine::open_workbook_from_rs(io::BufReader::new(file)).map_err(damaged)?;
    rows.sheets(&book.sheet_names())?;
    let name = chosen(&book.sheet_names(), sheet)?;
    let range = book.worksheet_range(&name).map_err(damaged)?;
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let before = usize::try_from(first_column).unwrap_or(0);
    for (number, cells) in (first_row + 1..).zip(range.rows()) {
        let cells = cells
            .iter()
            .map(|cell: &Data| shown(&DataRef::from_data(cell)));
        let written = std::iter::repeat_n(String::new(), before).chain(cells);
        rows.take(&Row(number, written.collect()))?;
    }
    Ok(())
}

/// A value as text, for the cells of both kinds of workbook.
trait FromData<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> FromData<'a> for DataRef<'a> {
    fn from_data(data: &'a Data) -> Self {
        match data {
            Data::Int(number) => Self::Int(*number),
            Data::Float(number) => Self::Float(*number),
            Data::String(text) => Self::SharedString(text),
            Data::Bool(truth) => Self::Bool(*truth),
            Data::DateTime(moment) => Self::DateTime(*moment),
            Data::DateTimeIso(text) => Self::DateTimeIso(text.clone()),
            Data::DurationIso(text) => Self::DurationIso(text.clone()),
            Data::Error(error) => Self::Error(error.clone()),
            _ => Self::Empty,
        }
    }
}

/// What a spreadsheet shows in a cell without a format: numbers to fifteen digits, dates as 2026-11-21. Of a formula it is the result
/// that was kept with it; nothing is worked out here.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string().to_ascii_uppercase(),
        DataRef::DateTime(moment) => {
            day(moment).map_or_else(|| decimal(moment.as_f64()), |day| day.to_string())
        }
        DataRef::DateTimeIso(text) => text
            .split_once('T')
            .map_or_else(|| text.clone(), |(day, _)| day.to_owned()),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        _ => String::new(),
    }
}

fn decimal(number: f64) -> String {
    let kept = format!("{number:.places$e}", places = DIGITS - 1);
    Decimal::from_scientific(&kept)
        .map_or_else(|_| number.to_string(), |kept| kept.normalize().to_string())
}

fn day(moment: &ExcelDateTime) -> Option<Date> {
    if !moment.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
