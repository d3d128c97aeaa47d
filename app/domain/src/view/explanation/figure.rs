//! How an indicator's latest figure came about and came to its score (rules.md 4.1 to 4.4).

use super::{Step, Working, day};
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

/// How an indicator's latest figure came to its score: who entered it, the target of its period, the sum.
pub fn figure(sight: &Sight<'_>, card: &Scorecard, indicator: IndicatorId) -> Working {
    let Some(indicator) = sight.get::<Indicator>(indicator) else {
        return Working::default();
    };
    let latest = figures(sight, indicator, usize::MAX)
        .into_iter()
        .rev()
        .find(|figure| Measurement::is_known_on(figure, card.day()));
    let caption = format!("How the score of {} is worked out", indicator.code);
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
    let mut steps = vec![entered(sight, indicator, latest, &against)];
    if latest.is_out_of_date(card.day()) {
        let says = "Two periods have gone by since, and nothing has come: the figure is too old to count. No data is not zero: it lowers the coverage above, and not the score.";
        steps.push(Step::new(says, "", Rag::NoData.words()));
        return Working { caption, steps };
    }
    if let Some(target) = against.target {
        steps.extend(the_target(indicator, latest, target));
    }
    steps.extend(against.steps(sight, latest).into_iter().map(Step::from));
    Working { caption, steps }
}

/// Who entered the figure and when, or where it was published, and how it is printed.
fn entered(
    sight: &Sight<'_>,
    indicator: &Indicator,
    latest: &Stored<Measurement>,
    against: &Against<'_>,
) -> Step {
    let mut says = format!("The figure for {}", latest.period.words());
    if let Some(by) = latest.provided_by.and_then(|by| sight.get::<Person>(by)) {
        says.push_str(&format!(", provided by {}", by.name));
    }
    says.push_str(&format!(
        ", as it stood on {}",
        display::date(day(latest.stamp.at))
    ));
    match latest.provenance.words() {
        Some(words) => says.push_str(&format!(". {words}. ")),
        None => says.push_str(". "),
    }
    says.push_str(match indicator.decimals {
        0 => "Shown as a whole number (rules 4.2).",
        1 => "Shown with 1 decimal, and more where it would look like the target without reaching it (rules 4.2).",
        _ => "Shown with its usual decimals, and more where it would look like the target without reaching it (rules 4.2).",
    });
    Step::new(
        says,
        "",
        value_text(
            indicator,
            against.own.as_ref(),
            against.target_value.filter(|_| against.to_date.is_none()),
        ),
    )
}

/// The year's target, and where the period's differs, how it follows.
fn the_target(
    indicator: &Indicator,
    latest: &Stored<Measurement>,
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
    if target.by(latest.period) != Some(target.value) {
        let periods = usize::from(latest.period.grain.periods_in_a_year());
        let index = usize::from(latest.period.index);
        steps.extend(
            explain_trajectory(&target.trajectory, target.value, index, periods)
                .into_iter()
                .map(Step::from),
        );
    }
    steps
}
