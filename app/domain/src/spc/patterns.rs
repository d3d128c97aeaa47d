//! The four patterns, and what each point is by the first of them that it belongs to (rules.md 4.6).

use std::cmp::Ordering;

use super::{
    Improvement, Point, PointType, Rule, Side,
    limits::{Baseline, Units},
};

/// Points in a row that make a trend or a shift.
const RUN: usize = 7;

/// A value as the patterns see it.
struct Seen {
    side: Ordering,
    outside: bool,
    close: bool,
}

/// What every point is; none where a value has too many digits.
pub(super) fn points(
    units: &Units,
    baseline: &Baseline,
    improvement: Improvement,
) -> Option<Vec<Point>> {
    let seen = units
        .values
        .iter()
        .map(|value| {
            let outside = baseline.outside(*value)?;
            Some(Seen {
                side: baseline.side(*value)?,
                outside,
                close: !outside && baseline.near(*value)?,
            })
        })
        .collect::<Option<Vec<Seen>>>()?;
    let trend = trend(&units.values);
    let two_in_three = two_in_three(&seen);
    let shift = shift(&seen);
    let places = seen.iter().zip(&trend).zip(&two_in_three).zip(&shift);
    Some(
        places
            .map(|(((seen, trend), two_in_three), shift)| {
                let side = side(seen.side);
                // In the order of precedence: the first that holds gives the point its side.
                let found = [
                    seen.outside.then_some(side).flatten(),
                    *trend,
                    two_in_three.then_some(side).flatten(),
                    shift.then_some(side).flatten(),
                ];
                Point {
                    kind: PointType::of(found.iter().copied().flatten().next(), improvement),
                    rules: Rule::ALL
                        .into_iter()
                        .zip(found)
                        .filter_map(|(rule, found)| found.map(|_| rule))
                        .collect(),
                }
            })
            .collect(),
    )
}

const fn side(ordering: Ordering) -> Option<Side> {
    match ordering {
        Ordering::Greater => Some(Side::High),
        Ordering::Less => Some(Side::Low),
        Ordering::Equal => None,
    }
}

/// Which points belong to seven points or more in a row that go strictly one way, and which way they go: by the step after the
/// point where the next belongs to a run too, by the step before it otherwise.
fn trend(values: &[i128]) -> Vec<Option<Side>> {
    let steps: Vec<Ordering> = values
        .iter()
        .zip(values.iter().skip(1))
        .map(|(one, next)| next.cmp(one))
        .collect();
    let mut part = vec![false; values.len()];
    for (start, window) in steps.windows(RUN - 1).enumerate() {
        let first = window.first().copied().unwrap_or(Ordering::Equal);
        if first != Ordering::Equal && window.iter().all(|step| *step == first) {
            part.iter_mut()
                .skip(start)
                .take(RUN)
                .for_each(|part| *part = true);
        }
    }
    part.iter()
        .enumerate()
        .map(|(place, belongs)| {
            let after = part.get(place + 1).copied().unwrap_or(false);
            let step = if after {
                steps.get(place)
            } else {
                place.checked_sub(1).and_then(|before| steps.get(before))
            };
            belongs.then(|| step.copied().and_then(side)).flatten()
        })
        .collect()
}

/// The close points of every three in a row of which two are close and all three on one side of the mean.
fn two_in_three(seen: &[Seen]) -> Vec<bool> {
    let mut part = vec![false; seen.len()];
    for (start, window) in seen.windows(3).enumerate() {
        let first = window.first().map_or(Ordering::Equal, |seen| seen.side);
        let together = first != Ordering::Equal && window.iter().all(|seen| seen.side == first);
        if together && window.iter().filter(|seen| seen.close).count() >= 2 {
            for (part, seen) in part.iter_mut().skip(start).zip(window) {
                *part |= seen.close;
            }
        }
    }
    part
}

/// Every point of seven in a row on one side of the mean; one on the mean ends a run.
fn shift(seen: &[Seen]) -> Vec<bool> {
    let mut part = vec![false; seen.len()];
    for (start, window) in seen.windows(RUN).enumerate() {
        let first = window.first().map_or(Ordering::Equal, |seen| seen.side);
        if first != Ordering::Equal && window.iter().all(|seen| seen.side == first) {
            part.iter_mut()
                .skip(start)
                .take(RUN)
                .for_each(|part| *part = true);
        }
    }
    part
}
