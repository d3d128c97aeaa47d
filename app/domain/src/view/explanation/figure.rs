//! How an indicator's latest figure, or that of a period, came about and came to its score (rules.md 4.1 to 4.4).

use rust_decimal::Decimal;

use super::{Step, Working, day, over};
use crate::{
    calendar::Period,
    display,
    explain::explain_trajectory,
    indicator::{Indicator, IndicatorId},
    measurement::Measurement,
    person::Person,
    record::Stored,
    scorecard::Scorecard,
    scoring::Rag,
    sight::Sight,
    target::Target,
    view::reading::{Against, figures, target_text, value_text},
};

/// How an indicator's figure came to its score: who entered it, the target of its period, the sum. Of a card for a period it is that
/// period's, from its parts; otherwise the latest.
pub fn figure(sight: &Sight<'_>, card: &Scorecard, indicator: IndicatorId) -> Working {
    let Some(indicator) = sight.get::<Indicator>(indicator) else {
        return Working::default();
    };
    let caption = format!("How the score of {} is worked out", indicator.code);
    let over = card
        .reading(indicator.id)
        .and_then(|reading| Some((reading, reading.over?)));
    let latest = match over {
        Some((reading, period)) => {
            let own = reading.measurement.and_then(|id| sight.get(id));
            let Some(own) = own.filter(|figure| figure.period == period) else {
                let steps = over::steps(sight, indicator, reading, period);
                return Working { caption, steps };
            };
            Some(own)
        }
        None => figures(sight, indicator, usize::MAX)
            .into_iter()
            .rev()
            .find(|figure| Measurement::is_known_on(figure, card.day())),
    };
    let Some(latest) = latest else {
        let period = Period::containing(card.day(), indicator.frequency.grain());
        let rag = Against::nothing(sight, indicator, period).attainment.rag;
        let says = match rag {
            Rag::NoTarget => {
                "No figure has been approved yet, and there is no target for one: it counts neither for nor against the score above."
            }
            _ => {
                "No figure has been approved yet. No data is not zero: it lowers the coverage above, and not the score."
            }
        };
        let step = Step::new(says, "", rag.words());
        return Working {
            caption,
            steps: vec![step],
        };
    };
    let against = Against::of(sight, indicator, latest);
    let shown = against.target_value.filter(|_| against.to_date.is_none());
    let mut steps = vec![entered(sight, indicator, latest, shown)];
    if over.is_none() && latest.is_out_of_date(card.day()) {
        let says = "Two periods have gone by since, and nothing has come: the figure is too old to count. No data is not zero: it lowers the coverage above, and not the score.";
        steps.push(Step::new(says, "", Rag::NoData.words()));
        return Working { caption, steps };
    }
    if let Some(target) = against.target {
        steps.extend(the_target(indicator, latest.period, target));
    }
    steps.extend(against.steps(sight, latest).into_iter().map(Step::from));
    Working { caption, steps }
}

/// Who entered the figure and when, or where it was published, and how it is printed.
fn entered(
    sight: &Sight<'_>,
    indicator: &Indicator,
    latest: &Stored<Measurement>,
    target: Option<Decimal>,
) -> Step {
    let mut says = who_entered(sight, latest);
    says.push_str(match indicator.decimals {
        0 => " Shown as a whole number (rules 4.2).",
        1 => " Shown with 1 decimal, and more where it would look like the target without reaching it (rules 4.2).",
        _ => " Shown with its usual decimals, and more where it would look like the target without reaching it (rules 4.2).",
    });
    Step::new(says, "", printed(indicator, latest, target))
}

/// One of the figures that a longer period was put together from.
pub(super) fn part(sight: &Sight<'_>, indicator: &Indicator, figure: &Stored<Measurement>) -> Step {
    Step::new(
        who_entered(sight, figure),
        "",
        printed(indicator, figure, None),
    )
}

fn printed(indicator: &Indicator, figure: &Measurement, target: Option<Decimal>) -> String {
    let value = figure.figure.exact(indicator.unit.scale());
    value_text(indicator, value.as_ref(), target)
}

fn who_entered(sight: &Sight<'_>, figure: &Stored<Measurement>) -> String {
    let mut says = format!("The figure for {}", figure.period.words());
    if let Some(by) = figure.provided_by.and_then(|by| sight.get::<Person>(by)) {
        says.push_str(&format!(", provided by {}", by.name));
    }
    says.push_str(&format!(
        ", as it stood on {}.",
        display::date(day(figure.stamp.at))
    ));
    if let Some(words) = figure.provenance.words() {
        says.push_str(&format!(" {words}."));
    }
    says
}

/// The year's target, and where the period's differs, how it follows.
pub(super) fn the_target(
    indicator: &Indicator,
    period: Period,
    target: &Stored<Target>,
) -> Vec<Step> {
    let words = target
        .provenance
        .words()
        .map(|words| format!(" {words}."))
        .unwrap_or_default();
    let mut steps = vec![Step::new(
        format!("The target for {}.{words}", target.year),
        "",
        target_text(indicator, Some(target.value)).unwrap_or_default(),
    )];
    if target.by(period) != Some(target.value) {
        let periods = usize::from(period.grain.periods_in_a_year());
        let index = usize::from(period.index);
        steps.extend(
            explain_trajectory(&target.trajectory, target.value, index, periods)
                .into_iter()
                .map(Step::from),
        );
    }
    steps
}
