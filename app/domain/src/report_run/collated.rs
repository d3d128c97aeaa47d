//! What a report says of a period, from what is approved: the figures that its readers chose, and for the Board the scorecard.

use super::{ReportLine, ReportPlace, ReportWords};
use crate::{
    calendar::Period,
    commentary::Commentary,
    company::Company,
    data_quality::{DataQualityRating, due_again},
    indicator::{Indicator, IndicatorId, IndicatorState},
    indicator_selection::{IndicatorSelection, Stakeholder},
    record::Stored,
    scorecard::Scorecard,
    sight::Sight,
    view::{indicator::trust_mark, reading, restatement},
};

/// The scores and the lines of a report.
pub(super) fn of(
    company: &Company,
    to: Stakeholder,
    period: Period,
) -> (Vec<ReportPlace>, Vec<ReportLine>) {
    let sight = Sight::staff(company);
    let card = Scorecard::over(company, period, period.end());
    let places = match to {
        Stakeholder::Board => restatement::standings(&sight, &card)
            .into_iter()
            .map(|(name, told, is_capped)| ReportPlace {
                name,
                score: match is_capped {
                    true => format!("{}; a safety measure is off target", told.words),
                    false => told.words,
                },
                mark: told.mark,
            })
            .collect(),
        _ => Vec::new(),
    };
    (places, lines(&sight, &card, to, period))
}

/// A line an indicator that `to` chose for the end of the period, by code.
fn lines(sight: &Sight<'_>, card: &Scorecard, to: Stakeholder, period: Period) -> Vec<ReportLine> {
    let mut chosen: Vec<_> = sight
        .all::<Indicator>()
        .filter(|indicator| indicator.state == IndicatorState::Active && is_for(indicator, to))
        .filter(|indicator| {
            IndicatorSelection::of(sight.company(), indicator.id).any(|(_, selection)| {
                selection.chosen_by == to && selection.stands_on(period.end())
            })
        })
        .collect();
    chosen.sort_by(|one, other| (&one.code, one.id).cmp(&(&other.code, other.id)));
    chosen
        .into_iter()
        .filter_map(|indicator| {
            let doubt = match to {
                Stakeholder::Board => doubt(sight, indicator, period),
                _ => String::new(),
            };
            Some(ReportLine {
                doubt,
                ..line(sight, card, indicator.id, period)?
            })
        })
        .collect()
}

/// What the Board is told of how far a figure can be trusted: that nobody judged it within the year (regulation.md 5.3), and what speaks
/// against it.
fn doubt(sight: &Sight<'_>, indicator: &Stored<Indicator>, period: Period) -> String {
    let rated = DataQualityRating::latest(sight.company(), indicator.figures_of(indicator.id));
    let is_assessed = rated.is_some_and(|(given, _)| due_again(given) > period.end());
    let unjudged = (!is_assessed).then(|| "Data not assessed".to_owned());
    let against = trust_mark(sight, indicator, period.end());
    let words: Vec<String> = unjudged.into_iter().chain(against).collect();
    words.join("; ")
}

/// What is for staff alone goes to the Board and not to the Council.
fn is_for(indicator: &Stored<Indicator>, to: Stakeholder) -> bool {
    to != Stakeholder::Council || !indicator.is_internal()
}

/// One indicator as it stands in a period, by a card of that period; none where the reader may not see it.
pub fn line(
    sight: &Sight<'_>,
    card: &Scorecard,
    indicator: IndicatorId,
    period: Period,
) -> Option<ReportLine> {
    let indicator = sight.get::<Indicator>(indicator)?;
    let row = reading::row(sight, card, indicator.id)?;
    let figures = indicator.figures_of(indicator.id);
    let grain = indicator.frequency.grain();
    let read = card
        .reading(indicator.id)
        .and_then(|reading| reading.period);
    // What is collected more often than it is reported was explained last with the last part of the period.
    let of = read
        .filter(|read| read.grain == grain)
        .unwrap_or_else(|| Period::containing(period.end(), grain));
    let said = Commentary::seen(sight.company(), figures, of, |scope| sight.sees(scope));
    Some(ReportLine {
        indicator: indicator.id,
        name: format!("{} {}", row.code, row.name),
        value: row.value,
        of: match row.period == period.words() {
            true => String::new(),
            false => row.period,
        },
        target: match row.target_words.is_empty() {
            true => row.target,
            false => row.target_words,
        },
        mark: row.mark,
        moved: row.travel_words,
        illustrative: row.illustrative.unwrap_or_default(),
        doubt: String::new(),
        said: said.map(|said| ReportWords {
            happened: said.happened,
            why: said.why,
            next: said.next,
        }),
    })
}
