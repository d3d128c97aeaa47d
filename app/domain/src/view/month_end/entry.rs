//! What is typed into a row: read into a figure, with its colour, and with what looks unlike the figures before it.

use rust_decimal::Decimal;

use super::row::{Column, Row, before};
use crate::{
    calendar::Frequency,
    demands::{self, Demands},
    indicator::Indicator,
    measurement::{Measurement, MeasurementState},
    measurement::{MeasurementId, RecordMeasurement},
    provenance::Provenance,
    quantity::{Exact, Figure, Unit},
    record::Stored,
    sight::Sight,
    spc::{Chart, Improvement, Options},
    view::{
        called,
        mark::Mark,
        permission::tried,
        reading::{Against, period_short, value_text},
        typed,
    },
};

/// A denominator that is more than this many times the one before, or less than its part of it, is asked about.
const UNLIKE: Decimal = Decimal::TWO;

/// What is typed, as a figure or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Entry {
    /// Nothing is typed, or what stands already.
    #[default]
    Nothing,
    /// Something is missing, or cannot be read.
    Unfinished,
    /// A figure that can be provided.
    Ready(RecordMeasurement),
}

/// What a row's cells say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entered {
    /// What can be sent of it.
    pub entry: Entry,
    /// The figure that it will be, with its unit; empty while there is none.
    pub value: String,
    /// Its colour; none while there is no figure.
    pub mark: Option<Mark>,
    /// What cannot be read, by cell, and what the rules refuse under the last.
    pub problems: Vec<(Column, String)>,
    /// What looks unlikely. It blocks nothing.
    pub warnings: Vec<String>,
    /// Why it needs a commentary: `is off target`; none where it does not.
    pub asks_commentary: Option<&'static str>,
}

impl Entered {
    /// Whether it can be provided as it is typed.
    pub const fn is_ready(&self) -> bool {
        matches!(self.entry, Entry::Ready(_))
    }
}

/// Reads a row's cells as they are typed, one text a column, for a figure under this identifier.
pub fn entered(
    sight: &Sight<'_>,
    row: &Row,
    cells: &[String],
    correction: &str,
    measurement: MeasurementId,
) -> Entered {
    let empty = cells.iter().all(|cell| cell.trim().is_empty());
    let stands = row.standing.as_ref().map(|standing| &standing.cells);
    if empty || stands.is_some_and(|stands| stands == cells) {
        return Entered::default();
    }
    let Some(indicator) = sight.get(row.indicator) else {
        return Entered::default();
    };
    let (numbers, problems) = read(indicator.unit, &row.columns, cells);
    let figure = match numbers.as_slice() {
        [Some(value)] => Figure::Value(*value),
        [Some(numerator), Some(denominator)] => Figure::ratio(*numerator, *denominator),
        _ => {
            return Entered {
                entry: Entry::Unfinished,
                problems,
                ..Entered::default()
            };
        }
    };
    let record = RecordMeasurement {
        measurement,
        indicator: row.indicator,
        period: row.period,
        figure,
        public_words: String::new(),
        provenance: Provenance::Recorded,
        replaces: row.replaces.clone(),
        correction: correction.to_owned(),
    };
    held(sight, indicator, row, record)
}

/// What is wrong with a cell.
type Problem = (Column, String);

fn read(unit: Unit, columns: &[Column], cells: &[String]) -> (Vec<Option<Decimal>>, Vec<Problem>) {
    let mut problems = Vec::new();
    let numbers = columns.iter().zip(cells).map(|(column, text)| {
        let number = match text.trim().is_empty() {
            true => Err("Enter a number here too.".to_owned()),
            false => number(unit, text),
        };
        number.map_err(|words| problems.push((*column, words))).ok()
    });
    (numbers.collect(), problems)
}

/// A number in a cell; yes and no where the indicator asks that.
pub(super) fn number(unit: Unit, text: &str) -> Result<Decimal, String> {
    match (unit, text.trim().to_lowercase().as_str()) {
        (Unit::YesNo, "yes") => Ok(Decimal::ONE),
        (Unit::YesNo, "no") => Ok(Decimal::ZERO),
        _ => typed::number(text),
    }
}

fn held(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    row: &Row,
    record: RecordMeasurement,
) -> Entered {
    let figure = as_figure(&record);
    let against = Against::of(sight, indicator, &figure);
    let refused = tried(sight, record.clone()).err();
    let last = row.columns.last().copied().unwrap_or(Column::Value);
    Entered {
        value: value_text(
            indicator,
            against.own.as_ref(),
            against.target_value.filter(|_| against.to_date.is_none()),
        ),
        mark: Some(against.attainment.rag.into()),
        problems: refused
            .iter()
            .filter(|why| why.on_field("correction").is_none())
            .map(|why| (last, why.to_string()))
            .collect(),
        warnings: warnings(sight, indicator, &figure),
        asks_commentary: Demands::of(sight.company(), indicator, &figure)
            .commentary
            .map(demands::Cause::words),
        entry: match refused {
            None => Entry::Ready(record),
            Some(_) => Entry::Unfinished,
        },
    }
}

/// The figure as it would be held.
fn as_figure(record: &RecordMeasurement) -> Measurement {
    Measurement {
        indicator: record.indicator,
        period: record.period,
        figure: record.figure.clone(),
        state: MeasurementState::Draft,
        provided_by: None,
        public_words: String::new(),
        provenance: Provenance::Recorded,
        unseen: Vec::new(),
        set_aside: false,
        correction: String::new(),
    }
}

/// What looks unlikely of a figure, each as a question.
fn warnings(sight: &Sight<'_>, indicator: &Stored<Indicator>, figure: &Measurement) -> Vec<String> {
    let own = figure.figure.exact(indicator.unit.scale());
    let last = before(sight, indicator.id, figure.period);
    [
        unusual(sight, indicator, figure, own.as_ref()),
        unlike_last(indicator, figure, last),
    ]
    .into_iter()
    .flatten()
    .map(|words| format!("{} Is this right?", called::sentence(&words)))
    .collect()
}

/// Outside the usual range of the figures before it (rules.md 4.6).
fn unusual(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    figure: &Measurement,
    value: Option<&Exact>,
) -> Option<String> {
    if indicator.frequency == Frequency::Annual {
        return None;
    }
    let values = demands::charted_before(sight.company(), indicator, figure.period);
    let options = Options::new(Improvement::from(indicator.direction));
    let lines = Chart::of(&values, options).ok()?.lines?;
    let (lower, upper) = lines.shown(indicator.unit);
    let value = value?;
    let outside = *value < lines.lower || *value > lines.upper;
    outside.then(|| {
        let text = |bound: &Exact| value_text(indicator, Some(bound), None);
        format!(
            "outside the usual range of {} to {}.",
            text(&lower),
            text(&upper)
        )
    })
}

/// Counted out of far more or far fewer than the one before.
fn unlike_last(
    indicator: &Indicator,
    figure: &Measurement,
    last: Option<&Stored<Measurement>>,
) -> Option<String> {
    let last = last?;
    let (Figure::Ratio(now), Figure::Ratio(then)) = (&figure.figure, &last.figure) else {
        return None;
    };
    let (more, fewer) = (
        then.denominator.checked_mul(UNLIKE)?,
        then.denominator.checked_div(UNLIKE)?,
    );
    let alike = (fewer..=more).contains(&now.denominator);
    (!alike && indicator.unit != Unit::YesNo).then(|| {
        let places = then.denominator.normalize().scale();
        format!(
            "the denominator was {} in {}.",
            crate::display::number(&Exact::from(then.denominator), places),
            period_short(last.period)
        )
    })
}
