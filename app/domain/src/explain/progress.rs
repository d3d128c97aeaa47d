//! How far something has come, taken apart (design/calc.md, `progress`).

use super::{Step, operand, term, value as shown};
use crate::{
    progress::{Aim, NoProgress, Progress},
    quantity::Exact,
};

/// Explains [`Progress::of`].
///
/// # Errors
/// As [`Progress::of`].
pub fn explain_progress(aim: Aim, value: &Exact) -> Result<Vec<Step>, NoProgress> {
    let found = Progress::of(aim, value)?;
    let sign = |met: &'static str, missed: &'static str| if found.met { met } else { missed };
    let text = term(value);
    Ok(match aim {
        Aim::Reach { start, target } => vec![Step::new(
            "The way gone as a share of the whole way from the start to the target, not below 0 and not above 100.",
            format!(
                "100 × ({text} − {}) ÷ ({} − {})",
                operand(term(&start)),
                term(&target),
                operand(term(&start))
            ),
            shown(&found.percent),
        )],
        Aim::AtLeast(target) => vec![kept(
            format!("{text} {} {}", sign("≥", "<"), term(&target)),
            &found,
        )],
        Aim::AtMost(target) => vec![kept(
            format!("{text} {} {}", sign("≤", ">"), term(&target)),
            &found,
        )],
        Aim::Within(low, high) => {
            let expression = if found.met {
                format!("{} ≤ {text} ≤ {}", term(&low), term(&high))
            } else if *value < low {
                format!("{text} < {}", term(&low))
            } else {
                format!("{text} > {}", term(&high))
            };
            vec![kept(expression, &found)]
        }
    })
}

/// Explains [`Progress::of_milestones`].
///
/// # Errors
/// As [`Progress::of_milestones`].
pub fn explain_milestones(done: u32, of: u32) -> Result<Vec<Step>, NoProgress> {
    let found = Progress::of_milestones(done, of)?;
    Ok(vec![Step::new(
        "Milestones that are done, out of all.",
        format!("100 × {done} ÷ {of}"),
        shown(&found.percent),
    )])
}

/// Explains [`Progress::kept`] for what is done or not.
pub fn explain_kept(yes: bool) -> Vec<Step> {
    vec![kept(
        if yes { "yes" } else { "no" }.to_owned(),
        &Progress::kept(yes),
    )]
}

fn kept(expression: String, found: &Progress) -> Step {
    Step::new(
        "It is kept or it is not; the limit itself counts as kept.",
        expression,
        shown(&Exact::from(if found.met { 100 } else { 0 })),
    )
}
