//! How the figure of a longer period came about from its parts, and came to its score (rules.md 4.4).

use super::{
    Step,
    figure::{part, the_target},
};
use crate::{
    calendar::{Grain, Period},
    explain::{explain_aggregation, explain_attainment_of},
    indicator::Indicator,
    period_reading::{PeriodPart, PeriodReading},
    quantity::Figure,
    record::Stored,
    scorecard::Reading,
    sight::Sight,
    view::reading::{Against, missing},
};

/// The steps: each part as it was entered, the parts put together, the year so far where that is held against the target, the target,
/// the sum.
pub(super) fn steps(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    reading: &Reading,
    period: Period,
) -> Vec<Step> {
    let sees = |scope: &crate::scope::Scope| sight.sees(scope);
    let parts = PeriodReading::parts(sight.company(), indicator, period, &sees);
    let now = Against::over(sight, indicator, period, reading);
    let definition = &*now.definition;
    let mut steps: Vec<Step> = parts
        .iter()
        .map(|(period, figure)| match figure {
            Some(figure) => part(sight, definition, figure),
            None => Step::new(
                format!("The figure for {}.", period.words()),
                "",
                "No figure",
            ),
        })
        .collect();
    if reading.period.is_none() {
        steps.push(nothing(definition, reading, period));
        return steps;
    }
    steps.extend(put_together(definition, &parts));
    if now.to_date.is_some() {
        let year = Period::containing(period.end(), Grain::Year);
        let year = PeriodReading::parts(sight.company(), indicator, year, &sees);
        let until: Vec<_> = year
            .into_iter()
            .filter(|(part, _)| part.end() <= period.end())
            .collect();
        steps.push(Step::plain(
            "The target builds up over the year, so what is held against it is the year to date (rules 4.3).",
            "",
        ));
        steps.extend(put_together(definition, &until));
    }
    let last = parts.last().map_or(period, |(part, _)| *part);
    if let Some(target) = now.target {
        steps.extend(the_target(definition, last, target));
    }
    let sum = explain_attainment_of(
        definition.direction,
        now.value.as_ref(),
        now.exact_target(),
        definition.tolerance,
    );
    steps.extend(sum.into_iter().map(Step::from));
    steps
}

fn nothing(definition: &Indicator, reading: &Reading, period: Period) -> Step {
    let says = match reading.together {
        Some(_) => format!(
            "{}: {}. Nothing is put in the place of what is missing (rules 4.4). No data is not zero: it lowers the coverage above, and not the score.",
            period.words(),
            missing(definition, reading, period).to_lowercase()
        ),
        None => format!(
            "{}: {} (rules 4.4). No data is not zero: it lowers the coverage above, and not the score.",
            period.words(),
            missing(definition, reading, period).to_lowercase()
        ),
    };
    Step::new(says, "", reading.attainment.rag.words())
}

fn put_together(definition: &Indicator, parts: &[PeriodPart<'_>]) -> Vec<Step> {
    let figures: Vec<Option<Figure>> = parts
        .iter()
        .map(|(_, part)| part.map(|part| part.figure.clone()))
        .collect();
    // What cannot be put together has no figure, and was told before this.
    explain_aggregation(definition.aggregation, definition.unit.scale(), &figures)
        .unwrap_or_default()
        .into_iter()
        .map(Step::from)
        .collect()
}
