//! "Results over time": several indicators over several periods in one table, each month, quarter, year or year to date (S78).

use crate::{
    calendar::{Date, Grain, Period},
    indicator::{Indicator, IndicatorId},
    period_reading::PeriodReading,
    record::Stored,
    sight::Sight,
    view::{
        mark::Mark,
        reading::{period_short, value_text},
    },
};

/// Periods in one table: two years of months.
pub const MOST: usize = 24;

/// How time is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// Each month.
    #[default]
    Month,
    /// Each quarter.
    Quarter,
    /// Each financial year.
    Year,
    /// The year up to the end of each month.
    YearToDate,
}

impl Cut {
    /// All of them, with the words that people choose by.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Month, "Each month"),
        (Self::Quarter, "Each quarter"),
        (Self::Year, "Each financial year"),
        (Self::YearToDate, "The year to date, month by month"),
    ];

    const fn grain(self) -> Grain {
        match self {
            Self::Month | Self::YearToDate => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
        }
    }

    /// The periods that can be chosen, the one under way first: five years and what has gone by of this one.
    pub fn periods(self, today: Date) -> Vec<Period> {
        let grain = self.grain();
        let latest = Period::containing(today, grain);
        let many = 5 * usize::from(grain.periods_in_a_year()) + usize::from(latest.index);
        std::iter::successors(Some(latest), |period| Some(period.previous()))
            .take(many)
            .collect()
    }

    /// What is asked for first: the last twelve months, eight quarters or five years that are over.
    pub fn usual(self, today: Date) -> Asked {
        let to = Period::containing(today, self.grain()).previous();
        let back = match self.grain() {
            Grain::Month => 11,
            Grain::Quarter => 7,
            Grain::Year => 4,
        };
        let from = (0..back).fold(to, |period, _| period.previous());
        Asked {
            cut: self,
            from,
            to,
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How time is cut.
    pub cut: Cut,
    /// The first period.
    pub from: Period,
    /// The last period.
    pub to: Period,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What it shows: `Each quarter, from 2025/26 Q1 (…) to 2026/27 Q2 (…)`.
    pub caption: String,
    /// The periods, short.
    pub columns: Vec<String>,
    /// A line an indicator, by code.
    pub lines: Vec<Line>,
    /// What has to be known to read it.
    pub note: String,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub indicator: IndicatorId,
    /// Its code and name.
    pub name: String,
    /// As many as there are columns.
    pub cells: Vec<Value>,
}

/// What an indicator stands at in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The figure with its unit; `No data`; empty where none is due for so short a period.
    pub words: String,
    /// Where it stands against the target of the period; none without a figure, without a target, and for the year to date.
    pub mark: Option<Mark>,
}

/// Some indicators over some periods, from what the reader may see and is approved.
pub fn report(
    sight: &Sight<'_>,
    indicators: impl IntoIterator<Item = IndicatorId>,
    asked: Asked,
) -> Report {
    let (periods, left_out) = periods(asked);
    let mut found: Vec<&Stored<Indicator>> = indicators
        .into_iter()
        .filter_map(|id| sight.get(id))
        .collect();
    found.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
    Report {
        caption: caption(asked.cut, &periods),
        columns: periods.iter().map(|period| period_short(*period)).collect(),
        lines: found
            .into_iter()
            .map(|indicator| Line {
                indicator: indicator.id,
                name: format!("{} {}", indicator.code, indicator.name),
                cells: periods
                    .iter()
                    .map(|period| value(sight, indicator, asked.cut, *period))
                    .collect(),
            })
            .collect(),
        note: note(left_out),
    }
}

/// The periods from the first to the last, whichever way round they were chosen; the last [`MOST`] of them, and how many were left out.
fn periods(asked: Asked) -> (Vec<Period>, usize) {
    let (from, to) = (asked.from.min(asked.to), asked.from.max(asked.to));
    let mut all: Vec<Period> = std::iter::successors(Some(to), |period| Some(period.previous()))
        .take_while(|period| *period >= from)
        .collect();
    let left_out = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    all.reverse();
    (all, left_out)
}

fn caption(cut: Cut, periods: &[Period]) -> String {
    let words = Cut::ALL
        .iter()
        .find(|(each, _)| *each == cut)
        .map_or("", |(_, words)| words);
    match (periods.first(), periods.last()) {
        (Some(from), Some(to)) if from != to => {
            format!("{words}, from {} to {}", from.words(), to.words())
        }
        (Some(only), _) => format!("{words}: {}", only.words()),
        _ => words.to_owned(),
    }
}

fn note(left_out: usize) -> String {
    let mut note = "A longer period is put together from its parts by the rule of the indicator, and has no data while one of them is missing (rules 4.4).".to_owned();
    if left_out > 0 {
        note.push_str(&format!(
            " {left_out} earlier periods are left out: a table has {MOST} at most."
        ));
    }
    note
}

fn value(sight: &Sight<'_>, indicator: &Stored<Indicator>, cut: Cut, period: Period) -> Value {
    let own = Period::containing(period.end(), indicator.frequency.grain());
    // A yearly figure stands in the month in which its year ends.
    let period = match own.grain.months() > period.grain.months() {
        true if own.end() != period.end() => return Value::default(),
        true => own,
        false => period,
    };
    let sees = |scope: &crate::scope::Scope| sight.sees(scope);
    let company = sight.company();
    let definition = Indicator::in_force(company, indicator, period);
    if cut == Cut::YearToDate {
        let found = PeriodReading::to_date(company, indicator, period, &sees);
        return Value {
            words: words(&definition, found.as_ref(), None),
            mark: None,
        };
    }
    let found = PeriodReading::approved(company, indicator, period, &sees);
    let target = found.against.target.and_then(|target| target.rounded(12));
    Value {
        words: words(&definition, found.value.as_ref(), target),
        mark: found
            .value
            .map(|_| Mark::from(found.against.attainment.rag))
            .filter(|mark| matches!(mark, Mark::OnTarget | Mark::CloseToTarget | Mark::OffTarget)),
    }
}

fn words(
    definition: &Indicator,
    value: Option<&crate::quantity::Exact>,
    target: Option<crate::quantity::Decimal>,
) -> String {
    match value {
        Some(value) => value_text(definition, Some(value), target),
        None => "No data".to_owned(),
    }
}
