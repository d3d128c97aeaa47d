//! How a forecast came about, and what would turn a year green (rules.md 4.5).

use super::{Step, explain_aggregation, operand, term, value as shown};
use crate::{
    outlook::{Needed, Outlook, YearSoFar},
    quantity::Exact,
    trajectory::Trajectory,
};

/// Explains [`YearSoFar::outlook`].
pub fn explain_outlook(year: &YearSoFar<'_>, outlook: &Outlook) -> Vec<Step> {
    let indicator = year.indicator;
    let scale = indicator.unit.scale();
    let mut steps =
        explain_aggregation(indicator.aggregation, scale, year.figures).unwrap_or_default();
    if let Some(forecast) = &outlook.forecast {
        steps.push(forecast_step(year, outlook, &forecast.value));
    }
    if outlook.year.is_some() {
        steps.extend(rest_steps(year, outlook).into_iter().flatten());
    }
    steps
}

fn forecast_step(year: &YearSoFar<'_>, outlook: &Outlook, forecast: &Exact) -> Step {
    let so_far = year.so_far().unwrap_or(Exact::ZERO);
    match &year.target.trajectory {
        Trajectory::Cumulative { weights } => {
            let share = match weights {
                None => format!("({} ÷ {})", outlook.gone, outlook.gone + outlook.left),
                Some(_) => so_far
                    .checked_div(forecast)
                    .map(|share| term(&share))
                    .unwrap_or_default(),
            };
            Step::new(
                "The year to date divided by the share of the year that has gone by: the forecast if current performance continues (rules 4.5).",
                format!("{} ÷ {share}", term(&so_far)),
                shown(forecast),
            )
        }
        Trajectory::Flat
        | Trajectory::LinearWithLag { .. }
        | Trajectory::Profiled(_)
        | Trajectory::TrackOnly => Step::new(
            "The year so far stands for the whole year: the forecast if current performance continues (rules 4.5).",
            term(&so_far),
            shown(forecast),
        ),
    }
}

fn rest_steps(year: &YearSoFar<'_>, outlook: &Outlook) -> Option<[Step; 2]> {
    let target = Exact::from(year.target.value);
    let nothing = year.with(&Exact::ZERO, outlook.left)?;
    let slope = year
        .with(&Exact::from(1), outlook.left)?
        .checked_sub(&nothing)?;
    let each = year.solved(&target, outlook.left)?;
    let verdict = match outlook.year? {
        Needed::Figure(_) => shown(&each),
        Needed::Anything => format!("{}: whatever comes is enough", shown(&each)),
        Needed::OutOfReach(_) => format!("{}: out of reach", shown(&each)),
    };
    Some([
        Step::new(
            "What the year would come to with 0 in each period left, and what 1 more in each of them adds, with as many cases as so far on average.",
            String::new(),
            format!("{} and {}", shown(&nothing), shown(&slope)),
        ),
        Step::new(
            "What each period left has to bring: what is missing from the target, divided by what 1 adds.",
            format!(
                "({} − {}) ÷ {}",
                term(&target),
                operand(term(&nothing)),
                term(&slope)
            ),
            verdict,
        ),
    ])
}
