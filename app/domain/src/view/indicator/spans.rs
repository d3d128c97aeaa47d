//! Longer than a period: the year to date and twelve months to the latest figure, each beside the same a year before (rules.md 4.4, 4.5).
//! Nothing is filled in and no percentage is averaged: what the indicator's own rule cannot put together says so.

use std::collections::BTreeMap;

use crate::{
    aggregation::{Aggregated, Aggregation, NotAggregable, aggregate},
    calendar::{Grain, Period},
    display,
    explain::{Step, explain_aggregation},
    indicator::Indicator,
    quantity::{Exact, Figure},
    record::Stored,
    sight::Sight,
    view::{
        mark::Mark,
        reading::{self, Point, Series},
    },
};

/// Figures looked at: ten years of months.
const MOST_FIGURES: usize = 120;

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Spans {
    /// What is put together and what it comes to, one a line.
    pub rows: Vec<Span>,
    /// What is to be known beside them; may be empty.
    pub note: String,
    /// The twelve months to each period, for the chart; none where there are fewer than two.
    pub rolling: Option<Series>,
    /// How the figures were put together.
    pub steps: Vec<Step>,
}

/// A span and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// `Year to date: April 2026 to October 2026`.
    pub span: String,
    /// What it comes to; why nothing can be said, where it cannot.
    pub value: String,
    /// The same a year before.
    pub before: String,
    /// `Improving: 4.1 points higher`; why they are not compared.
    pub change: String,
}

impl Span {
    /// The span as one says it: `92.2%; a year before: 91.0%. Improving: 1.2 points higher.` Without a year before, the figure alone.
    pub fn sentence(&self) -> String {
        if self.before == no_figure() {
            return format!("{}.", self.value);
        }
        let change = match self.change.as_str() {
            "" => String::new(),
            change => format!(" {change}."),
        };
        format!("{}; a year before: {}.{change}", self.value, self.before)
    }
}

/// An indicator's figures by period.
struct Figures<'a> {
    indicator: &'a Indicator,
    by_period: BTreeMap<Period, Figure>,
}

/// What can be put together; none without a figure.
pub(in crate::view) fn spans(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Spans> {
    let shown = reading::figures(sight, indicator, MOST_FIGURES);
    let latest = shown.last()?.period;
    let figures = Figures {
        indicator,
        by_period: shown
            .iter()
            .map(|figure| (figure.period, figure.figure.clone()))
            .collect(),
    };
    let mut rows = vec![figures.single(latest)];
    let mut steps = Vec::new();
    let mut note = Vec::new();
    match (latest.grain, indicator.aggregation) {
        (Grain::Year, _) => {}
        (_, Aggregation::Last) => note.push(
            "It is a snapshot: the latest figure is also that of the year to date.".to_owned(),
        ),
        (_, Aggregation::None | Aggregation::WeightedMean) => {
            note.push(NotAggregable::ByDefinition.to_string())
        }
        (grain, _) => {
            for (name, periods) in [
                ("Year to date", to_date(latest)),
                (twelve_months(grain), rolling(latest)),
            ] {
                rows.push(figures.span(name, &periods));
                steps.extend(figures.steps(name, &periods));
            }
        }
    }
    note.extend(indicator.since.map(|since| {
        format!(
            "How it is counted or judged changed on {}: what is from before is not compared with what is after.",
            display::date(since)
        )
    }));
    let puts_together = rows.len() > 1;
    Some(Spans {
        rolling: puts_together
            .then(|| figures.rolling_series(latest))
            .flatten(),
        rows,
        note: note.join(" "),
        steps,
    })
}

/// The periods of the year up to this one.
fn to_date(latest: Period) -> Vec<Period> {
    back(latest, usize::from(latest.index))
}

/// Twelve months or four quarters up to this period.
fn rolling(latest: Period) -> Vec<Period> {
    back(latest, usize::from(latest.grain.periods_in_a_year()))
}

/// So many periods up to this one, the oldest first.
fn back(latest: Period, count: usize) -> Vec<Period> {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(latest), |period| Some(period.previous()))
            .take(count)
            .collect();
    periods.reverse();
    periods
}

const fn twelve_months(grain: Grain) -> &'static str {
    match grain {
        Grain::Quarter => "Last four quarters",
        Grain::Month | Grain::Year => "Last twelve months",
    }
}

/// `April 2026 to October 2026`.
fn from_to(periods: &[Period]) -> String {
    match periods {
        [first, .., last] => format!("{} to {}", first.words(), last.words()),
        [only] => only.words(),
        [] => String::new(),
    }
}

fn year_before(periods: &[Period]) -> Vec<Period> {
    periods
        .iter()
        .copied()
        .map(Period::same_period_last_year)
        .collect()
}

impl Figures<'_> {
    fn of(&self, periods: &[Period]) -> Vec<Option<Figure>> {
        periods
            .iter()
            .map(|period| self.by_period.get(period).cloned())
            .collect()
    }

    fn together(&self, periods: &[Period]) -> Result<Aggregated, NotAggregable> {
        aggregate(
            self.indicator.aggregation,
            self.indicator.unit.scale(),
            &self.of(periods),
        )
    }

    fn text(&self, value: Option<&Exact>) -> String {
        reading::value_text(self.indicator, value, None)
    }

    /// The latest period beside the same one a year before.
    fn single(&self, latest: Period) -> Span {
        let earlier = latest.same_period_last_year();
        let exact = |period: Period| {
            let figure = self.by_period.get(&period)?;
            Some(figure.exact(self.indicator.unit.scale()))
        };
        let (now, before) = (exact(latest), exact(earlier));
        Span {
            span: latest.words(),
            value: now
                .as_ref()
                .map_or_else(no_figure, |value| self.text(value.as_ref())),
            before: before
                .as_ref()
                .map_or_else(no_figure, |value| self.text(value.as_ref())),
            change: self.change(
                now.flatten(),
                before.flatten(),
                (Some(earlier), Some(latest)),
            ),
        }
    }

    /// Several periods beside the same ones a year before.
    fn span(&self, name: &str, periods: &[Period]) -> Span {
        let earlier = year_before(periods);
        let (now, before) = (self.together(periods), self.together(&earlier));
        let whole = |found: &Result<Aggregated, NotAggregable>| {
            let found = found.as_ref().ok().filter(|found| !found.provisional);
            found.and_then(|found| found.value)
        };
        Span {
            span: format!("{name}: {}", from_to(periods)),
            change: match (&now, &before) {
                (Ok(now), Ok(before))
                    if (now.provisional || before.provisional) && before.reported > 0 =>
                {
                    "Not compared: a figure is missing".to_owned()
                }
                _ => self.change(
                    whole(&now),
                    whole(&before),
                    (earlier.first().copied(), periods.last().copied()),
                ),
            },
            value: self.told(now),
            before: self.told(before),
        }
    }

    fn told(&self, found: Result<Aggregated, NotAggregable>) -> String {
        match found {
            Err(why) => why.to_string(),
            Ok(found) if found.reported == 0 => no_figure(),
            Ok(found) if found.provisional => format!(
                "{}, with {} of {} reported",
                self.text(found.value.as_ref()),
                found.reported,
                found.expected
            ),
            Ok(found) => self.text(found.value.as_ref()),
        }
    }

    /// How a figure moved, between the first period of the earlier span and the last of the later.
    fn change(
        &self,
        now: Option<Exact>,
        before: Option<Exact>,
        (first, last): (Option<Period>, Option<Period>),
    ) -> String {
        let Some((now, before)) = now.zip(before) else {
            return "Nothing to compare with".to_owned();
        };
        let ends = first.zip(last);
        if ends.is_some_and(|(first, last)| !self.indicator.compares(first, last)) {
            return reading::NOT_COMPARED.to_owned();
        }
        first
            .and_then(|first| reading::moved(self.indicator, Some((&before, first)), Some(&now)))
            .map(|moved| moved.short)
            .unwrap_or_default()
    }

    fn steps(&self, name: &str, periods: &[Period]) -> Vec<Step> {
        explain_aggregation(
            self.indicator.aggregation,
            self.indicator.unit.scale(),
            &self.of(periods),
        )
        .unwrap_or_default()
        .into_iter()
        .map(|step| Step {
            says: format!("{name}: {}", reading::lower_first(&step.says)),
            ..step
        })
        .collect()
    }

    /// The twelve months to each period that has all of them.
    fn rolling_series(&self, latest: Period) -> Option<Series> {
        let name = twelve_months(latest.grain);
        let points: Vec<Point> = self
            .by_period
            .keys()
            .filter_map(|period| {
                let found = self.together(&rolling(*period)).ok()?;
                let value = found.value.filter(|_| !found.provisional)?;
                Some(self.point(*period, &value))
            })
            .collect();
        let (first, last) = (points.first()?, points.last()?);
        if points.len() < 2 {
            return None;
        }
        let (before, after) = reading::around(self.indicator.unit);
        Some(Series {
            code: self.indicator.code.clone(),
            name: format!("{}, {}", self.indicator.name, reading::lower_first(name)),
            unit: reading::unit_word(self.indicator.unit).to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            message: format!(
                "{name}: {} to {}, {} in those to {}",
                last.value_text, last.period_words, first.value_text, first.period_words
            ),
            sentence: format!(
                "Each point is the whole of {} to its period, so that no season moves it.",
                reading::lower_first(name).replacen("last", "the", 1)
            ),
            points,
            limits: Vec::new(),
        })
    }

    fn point(&self, period: Period, value: &Exact) -> Point {
        Point {
            measurement: None,
            period,
            period_words: period.words(),
            period_short: reading::period_short(period),
            value_text: self.text(Some(value)),
            value: reading::drawn(value),
            numerator: None,
            denominator: None,
            target_text: String::new(),
            target: None,
            mark: Mark::NoTarget,
            provenance: None,
            target_provenance: None,
            illustrative: None,
        }
    }
}

fn no_figure() -> String {
    "No figure".to_owned()
}
