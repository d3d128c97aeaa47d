//! One indicator in a line of a page.

use rust_decimal::prelude::ToPrimitive;

use super::{
    Against, figures, over, period_short,
    phrase::{self, value_text},
    previous,
};
use crate::{
    calendar::{Date, Period},
    display,
    indicator::{Indicator, IndicatorId, IndicatorSource},
    measurement::Measurement,
    provenance::Provenance,
    quantity::Exact,
    record::Stored,
    scorecard::Scorecard,
    scoring::Travel,
    sight::Sight,
    view::{indicator::is_unsure, mark::Mark},
};

/// What stands for a comparison over a changed definition (rules.md 4.5).
pub(in crate::view) const NOT_COMPARED: &str = "Not compared: the definition changed";

/// Periods in the small line beside a figure: two years of months.
pub(super) const SPARKLINE_PERIODS: usize = 24;

/// Decimal places of a number that is only drawn.
pub(super) const DRAWN_PLACES: u32 = 6;

/// What is said beside the colour of a survey whose interval holds its target (rules.md 4.8).
const UNSURE: &str = "Could be on either side of the target";

/// One indicator's latest figure, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Short code, such as TP01.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Which of the strategy's four sources.
    pub source: IndicatorSource,
    /// The figure with its unit: `63.6%`; `No figure yet`; `No cases`.
    pub value: String,
    /// The target with its unit: `65%`; `No target`.
    pub target: String,
    /// The target as a demand: `at least 65%`; empty where there is none.
    pub target_words: String,
    /// The period of the figure: `2024/25`; empty where there is no figure.
    pub period: String,
    /// The same, short: `Q2 2026/27`; empty where there is no figure.
    pub period_short: String,
    /// How it stands.
    pub mark: Mark,
    /// 0 to 100 for the page: `89`; none where it has none.
    pub score: Option<String>,
    /// Which way it moved since the period before; none without a figure for that period.
    pub travel: Option<Travel>,
    /// The same in words: `Improving: 4.1 points higher than in 2023/24`; empty where it is not known.
    pub travel_words: String,
    /// The same without the period: `Improving: 4.1 points higher`.
    pub moved: String,
    /// Whether a figure off target caps every score above it (rules.md 4.7).
    pub safety_critical: bool,
    /// Where the figure comes from; none for what staff recorded.
    pub provenance: Option<String>,
    /// Where the target comes from; none for what staff recorded.
    pub target_provenance: Option<String>,
    /// `Illustrative`, `Illustrative figure` or `Illustrative target`; none where both are real.
    pub illustrative: Option<String>,
    /// `Could be on either side of the target`, of a survey whose interval holds its target; none of every other figure.
    pub unsure: Option<&'static str>,
    /// What residents are told about the figure.
    pub public_words: String,
    /// The latest figures, oldest first, for drawing only; none in a gap.
    pub points: Vec<Option<f64>>,
    /// The target of the latest period, for drawing only.
    pub target_point: Option<f64>,
    /// The line for a list: `63.6% in 2024/25, target at least 65%; score 89 of 100`.
    pub reads: String,
    /// What a colleague would say: `63.6% in 2024/25, 1.4 points below the target of 65%; the year before 59.5%.`
    pub sentence: String,
}

/// One indicator's row, with the latest figure of the card's day that the reader may see; none where there is no such
/// indicator for them. To staff that is the figure that the card counts; residents see the latest published one. A card of a period
/// has that period's.
pub fn row(sight: &Sight<'_>, card: &Scorecard, indicator: IndicatorId) -> Option<Row> {
    let indicator = sight.get::<Indicator>(indicator)?;
    if let Some(reading) = card.reading(indicator.id)
        && let Some(period) = reading.over
    {
        return Some(over::row(sight, indicator, reading, period));
    }
    let shown: Vec<_> = figures(sight, indicator, SPARKLINE_PERIODS)
        .into_iter()
        .filter(|figure| Measurement::is_known_on(figure, card.day()))
        .collect();
    Some(match shown.last().copied() {
        Some(old) if old.is_out_of_date(card.day()) => {
            out_of_date(of_figure(sight, indicator, &shown, old), indicator)
        }
        Some(latest) => of_figure(sight, indicator, &shown, latest),
        None => without_figure(sight, indicator, card.day()),
    })
}

/// A figure that is shown and does not count any more: no data, which is not the last that there was.
fn out_of_date(row: Row, indicator: &Indicator) -> Row {
    let words = format!(
        "{} in {} is too old to count: nothing has come since",
        row.value, row.period
    );
    Row {
        mark: match indicator.is_scored() {
            true => Mark::NoData,
            false => row.mark,
        },
        score: None,
        travel: None,
        travel_words: String::new(),
        moved: String::new(),
        unsure: None,
        sentence: format!("{words}."),
        reads: words,
        ..row
    }
}

pub(super) fn without_figure(sight: &Sight<'_>, indicator: &Stored<Indicator>, day: Date) -> Row {
    let period = Period::containing(day, indicator.frequency.grain());
    let nothing = Against::nothing(sight, indicator, period);
    Row {
        indicator: indicator.id,
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        source: indicator.source,
        value: "No figure yet".to_owned(),
        target: nothing
            .target_text()
            .unwrap_or_else(|| "No target".to_owned()),
        target_words: nothing.target_words().unwrap_or_default(),
        period: String::new(),
        period_short: String::new(),
        mark: nothing.attainment.rag.into(),
        score: None,
        travel: None,
        travel_words: String::new(),
        moved: String::new(),
        safety_critical: indicator.tags.safety_critical,
        provenance: None,
        target_provenance: None,
        illustrative: None,
        unsure: None,
        public_words: String::new(),
        points: Vec::new(),
        target_point: None,
        reads: "No figure yet".to_owned(),
        sentence: "There is no figure yet.".to_owned(),
    }
}

pub(super) fn of_figure(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    shown: &[&Stored<Measurement>],
    latest: &Stored<Measurement>,
) -> Row {
    let now = Against::of(sight, indicator, latest);
    let straight_before = previous(shown, latest);
    let before = straight_before.filter(|it| indicator.compares(it.period, latest.period));
    let not_compared = match (straight_before, before) {
        (Some(_), None) => NOT_COMPARED,
        _ => "",
    };
    let before_value = before.and_then(|before| before.figure.exact(indicator.unit.scale()));
    let travel = phrase::moved(
        indicator,
        before_value
            .as_ref()
            .zip(before.map(|before| before.period)),
        now.own.as_ref(),
    );
    let target_from = now.target.map(|target| &target.provenance);
    Row {
        value: value_text(&now.definition, now.value.as_ref(), now.target_value),
        target: now.target_text().unwrap_or_else(|| "No target".to_owned()),
        target_words: now.target_words().unwrap_or_default(),
        period: now.span(latest.period),
        period_short: if now.to_date.is_some() {
            format!("Year to {}", period_short(latest.period))
        } else {
            period_short(latest.period)
        },
        mark: now.attainment.rag.into(),
        score: now.attainment.score.map(display::score),
        travel: travel.as_ref().map(|moved| moved.travel),
        travel_words: travel
            .as_ref()
            .map_or_else(|| not_compared.to_owned(), phrase::Moved::words),
        moved: travel.map_or_else(|| not_compared.to_owned(), |moved| moved.short),
        provenance: latest.provenance.words(),
        target_provenance: target_from.and_then(Provenance::words),
        illustrative: illustrative(&latest.provenance, target_from),
        unsure: is_unsure(sight, latest, now.target_value).then_some(UNSURE),
        public_words: latest.public_words.clone(),
        points: drawn_run(indicator, shown),
        target_point: now.drawn_target(),
        reads: reads(latest.period, &now),
        sentence: sentence(latest.period, &now, before.map(|_| before_value)),
        ..without_figure(sight, indicator, latest.period.start())
    }
}

pub(super) fn reads(period: Period, now: &Against<'_>) -> String {
    let mut words = format!(
        "{} in {}",
        value_text(&now.definition, now.value.as_ref(), now.target_value),
        now.span(period)
    );
    if let Some(target) = now.target_words() {
        words.push_str(&format!(", target {target}"));
    }
    if let Some(score) = now.attainment.score {
        words.push_str(&format!("; score {} of 100", display::score(score)));
    }
    words
}

/// What of a figure and its target is made up for a demonstration.
pub(super) fn illustrative(figure: &Provenance, target: Option<&Provenance>) -> Option<String> {
    let made_up = Provenance::is_illustrative;
    let words = match (made_up(figure), target.map(made_up)) {
        (true, Some(true) | None) => "Illustrative",
        (true, Some(false)) => "Illustrative figure",
        (false, Some(true)) => "Illustrative target",
        (false, Some(false) | None) => return None,
    };
    Some(words.to_owned())
}

/// What a colleague would say of the figure for a period, and of the one before where the two can be compared.
pub(super) fn sentence(period: Period, now: &Against<'_>, before: Option<Option<Exact>>) -> String {
    let indicator = &*now.definition;
    let mut words = format!(
        "{} in {}",
        value_text(&now.definition, now.value.as_ref(), now.target_value),
        now.span(period)
    );
    let held = now
        .value
        .as_ref()
        .and_then(|value| phrase::against_target(indicator, value, now.target_value));
    match held {
        Some(held) => words.push_str(&format!(", {held}")),
        None if !indicator.is_scored() => words.push_str(", for information: it has no target"),
        None if now.target_value.is_none() => words.push_str(", with no target for that year"),
        None => {}
    }
    if let Some(year) = now.year_words() {
        words.push_str(&format!(" and {year}"));
    }
    if now.to_date.is_some() {
        words.push_str(&format!(
            "; {} in {} itself",
            super::lower_first(&value_text(indicator, now.own.as_ref(), None)),
            period.words()
        ));
    }
    if let Some(value) = before {
        words.push_str(&format!(
            "; {} {}",
            phrase::the_one_before(period.grain),
            super::lower_first(&value_text(indicator, value.as_ref(), None))
        ));
    }
    words.push('.');
    words
}

/// A number for drawing only: what is said is said from the exact one.
pub(in crate::view) fn drawn(value: &Exact) -> Option<f64> {
    value.rounded(DRAWN_PLACES).and_then(|value| value.to_f64())
}

/// The figures as points, with a gap for every period between them that has none.
fn drawn_run(indicator: &Indicator, shown: &[&Stored<Measurement>]) -> Vec<Option<f64>> {
    let mut points = Vec::new();
    let mut due = None;
    for figure in shown {
        while due.is_some_and(|due| due < figure.period) && points.len() < SPARKLINE_PERIODS * 2 {
            points.push(None);
            due = due.map(Period::next);
        }
        let value = figure.figure.exact(indicator.unit.scale());
        points.push(value.as_ref().and_then(drawn));
        due = Some(figure.period.next());
    }
    points
}
