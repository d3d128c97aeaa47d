//! One indicator in a line, for the period that a scorecard is for: its own figure, or what its parts come to (rules.md 4.4).

use super::{
    Against, NOT_COMPARED, Row, figures, period_short,
    phrase::{self, value_text},
    row::{SPARKLINE_PERIODS, illustrative, of_figure, reads, sentence, without_figure},
};
use crate::{
    calendar::{Grain, Period},
    display,
    indicator::Indicator,
    measurement::Measurement,
    period_reading::PeriodReading,
    provenance::Provenance,
    record::Stored,
    scope::Scope,
    scorecard::Reading,
    sight::Sight,
    view::called,
};

/// The row of a period.
pub(super) fn row(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    reading: &Reading,
    period: Period,
) -> Row {
    let own = reading
        .measurement
        .and_then(|id| sight.get(id))
        .filter(|found| found.period == period);
    if let Some(own) = own {
        let shown: Vec<_> = figures(sight, indicator, SPARKLINE_PERIODS)
            .into_iter()
            .filter(|figure| figure.period <= period)
            .collect();
        return of_figure(sight, indicator, &shown, own);
    }
    match reading.period {
        Some(_) => together(sight, indicator, reading, period),
        None => nothing(sight, indicator, reading, period),
    }
}

/// What is said of a period without a figure: `2 of 3 months reported`; `Not available for this period`, of what cannot be put together.
pub(in crate::view) fn missing(indicator: &Indicator, reading: &Reading, period: Period) -> String {
    let grain = indicator.frequency.grain();
    match reading.together {
        Some(parts) => format!(
            "{} of {} {} reported",
            parts.reported,
            parts.expected,
            match grain {
                Grain::Month => "months",
                Grain::Quarter | Grain::Year => "quarters",
            }
        ),
        None if grain < period.grain => "Not available for this period".to_owned(),
        None => "No figure".to_owned(),
    }
}

fn nothing(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    reading: &Reading,
    period: Period,
) -> Row {
    let now = Against::over(sight, indicator, period, reading);
    let value = missing(&now.definition, reading, period);
    let words = format!("{} in {}", value, period.words());
    Row {
        target: now.target_text().unwrap_or_else(|| "No target".to_owned()),
        target_words: now.target_words().unwrap_or_default(),
        period: period.words(),
        period_short: period_short(period),
        mark: now.attainment.rag.into(),
        safety_critical: reading.safety_critical,
        sentence: format!("{words}."),
        reads: words,
        value,
        ..without_figure(sight, indicator, period.start())
    }
}

fn together(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    reading: &Reading,
    period: Period,
) -> Row {
    let now = Against::over(sight, indicator, period, reading);
    let earlier = period.previous();
    let sees = |scope: &Scope| sight.sees(scope);
    let then = PeriodReading::approved(sight.company(), indicator, earlier, &sees);
    let known = then.state.is_some();
    let compared = known && indicator.compares(earlier, period);
    let before = then.value.filter(|_| compared);
    let not_compared = if known && !compared { NOT_COMPARED } else { "" };
    let travel = phrase::moved(
        indicator,
        before.as_ref().map(|before| (before, earlier)),
        now.own.as_ref(),
    );
    let parts: Vec<_> = PeriodReading::parts(sight.company(), indicator, period, &sees)
        .into_iter()
        .filter_map(|(_, figure)| figure)
        .collect();
    let target_from = now.target.map(|target| &target.provenance);
    Row {
        value: value_text(&now.definition, now.value.as_ref(), now.target_value),
        target: now.target_text().unwrap_or_else(|| "No target".to_owned()),
        target_words: now.target_words().unwrap_or_default(),
        period: now.span(period),
        period_short: match now.to_date {
            Some(_) => format!("Year to {}", period_short(period)),
            None => period_short(period),
        },
        mark: now.attainment.rag.into(),
        score: now.attainment.score.map(display::score),
        travel: travel.as_ref().map(|moved| moved.travel),
        travel_words: travel
            .as_ref()
            .map_or_else(|| not_compared.to_owned(), phrase::Moved::words),
        moved: travel.map_or_else(|| not_compared.to_owned(), |moved| moved.short),
        safety_critical: reading.safety_critical,
        provenance: sources(&parts),
        target_provenance: target_from.and_then(Provenance::words),
        illustrative: parts
            .iter()
            .map(|part| &part.provenance)
            .max_by_key(|from| from.is_illustrative())
            .and_then(|figure| illustrative(figure, target_from)),
        reads: reads(period, &now),
        sentence: sentence(period, &now, compared.then_some(then.value)),
        ..without_figure(sight, indicator, period.start())
    }
}

/// Where the parts come from, each source once.
fn sources(parts: &[&Stored<Measurement>]) -> Option<String> {
    let mut words: Vec<String> = parts
        .iter()
        .filter_map(|part| part.provenance.words())
        .collect();
    words.dedup();
    (!words.is_empty()).then(|| called::list(&words, "and"))
}
