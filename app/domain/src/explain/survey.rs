//! How an interval, a change between two waves and a sample size came about (rules.md 4.8).

use rust_decimal::Decimal;

use super::{Step, decimal, term, value as shown};
use crate::{
    display::{half_away, plain},
    quantity::Exact,
    survey::{Share, change, sample},
};

/// Explains [`Share::interval`] of `count` answers out of `of`.
pub fn explain_interval(count: Decimal, of: Decimal) -> Vec<Step> {
    let found = Share::new(count, of).and_then(|share| share.percent().zip(share.interval()));
    let Some((percent, interval)) = found else {
        return vec![Step::new(
            "Nobody answered, so there is no share and no interval (rules 4.8).",
            "",
            "No answers",
        )];
    };
    let (count, of) = (decimal(count), decimal(of));
    let centre = format!("{count} ÷ {of} + 1.959963985 × 1.959963985 ÷ (2 × {of})");
    let half = format!(
        "1.959963985 × √({count} ÷ {of} × (1 − {count} ÷ {of}) ÷ {of} + 1.959963985 × 1.959963985 ÷ (4 × {of} × {of}))"
    );
    let below = format!("(1 + 1.959963985 × 1.959963985 ÷ {of})");
    vec![
        Step::new(
            "The share in per cent (rules 4.8).",
            format!("100 × {count} ÷ {of}"),
            shown(&percent),
        ),
        Step::new(
            "The lower end of Wilson’s 95 % interval (rules 4.8).",
            format!("100 × ({centre} − {half}) ÷ {below}"),
            four(interval.low),
        ),
        Step::new(
            "The upper end of Wilson’s 95 % interval (rules 4.8).",
            format!("100 × ({centre} + {half}) ÷ {below}"),
            four(interval.high),
        ),
    ]
}

/// Explains [`change`] from one wave to the next, each as answers counted and answers given.
pub fn explain_change(before: (Decimal, Decimal), after: (Decimal, Decimal)) -> Vec<Step> {
    let shares = Share::new(before.0, before.1).zip(Share::new(after.0, after.1));
    let found = shares.and_then(|(was, is)| {
        let parts = (
            was.percent()?,
            was.interval()?,
            is.percent()?,
            is.interval()?,
        );
        Some((parts, change(&was, &is)?))
    });
    let Some(((p, was, q, is), change)) = found else {
        return vec![Step::new(
            "Nobody answered in one of the two waves, so nothing can be said of a change (rules 4.8).",
            "",
            "No clear change",
        )];
    };
    let (p, q) = (term(&p), term(&q));
    let (was_low, was_high) = (four(was.low), four(was.high));
    let (is_low, is_high) = (four(is.low), four(is.high));
    vec![
        Step::new(
            "The share of the later wave less that of the earlier, in points of per cent (rules 4.8).",
            format!("{q} − {p}"),
            shown(&change.difference),
        ),
        Step::new(
            "The lower end of Newcombe’s 95 % interval, from Wilson’s intervals of both (rules 4.8).",
            format!(
                "{q} − {p} − √(({q} − {is_low}) × ({q} − {is_low}) + ({was_high} − {p}) × ({was_high} − {p}))"
            ),
            four(change.low),
        ),
        Step::new(
            "The upper end of Newcombe’s 95 % interval (rules 4.8).",
            format!(
                "{q} − {p} + √(({is_high} − {q}) × ({is_high} − {q}) + ({p} − {was_low}) × ({p} − {was_low}))"
            ),
            four(change.high),
        ),
        Step::new(
            "It is a clear change where the whole interval is on one side of 0 (rules 4.8).",
            format!("{} ≤ d ≤ {}", four(change.low), four(change.high)),
            change.verdict.words(),
        ),
    ]
}

/// Explains [`sample`].
pub fn explain_sample(homes: u64, margin: Decimal) -> Vec<Step> {
    let Some(needed) = sample(homes, margin) else {
        return vec![Step::new(
            "A sample needs homes to be drawn from and a margin between 0 and 1 (rules 4.8).",
            "",
            "No sample",
        )];
    };
    let margin = decimal(margin);
    let first = format!("1.96 × 1.96 × 0.25 ÷ ({margin} × {margin})");
    vec![
        Step::new(
            "How many answers would do for any number of homes (rules 4.8).",
            first.clone(),
            margin
                .parse::<Decimal>()
                .ok()
                .and_then(|margin| {
                    Exact::new(9_604, 10_000)?.checked_div(&Exact::from(margin * margin))
                })
                .map_or_else(String::new, |first| shown(&first)),
        ),
        Step::new(
            "Fewer do for so many homes; rounded up (rules 4.8).",
            format!("{first} ÷ (1 + ({first} − 1) ÷ {homes})"),
            needed.to_string(),
        ),
    ]
}

/// A number in floating point to four places.
fn four(number: f64) -> String {
    Decimal::from_f64_retain(number).map_or_else(String::new, |number| {
        plain(half_away(number, 4).normalize())
    })
}
