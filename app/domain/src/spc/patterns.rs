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

/// Which marks belong to so many in a row, or more, that are alike; a mark of neither way ends a run.
fn runs(marks: &[Ordering], length: usize) -> Vec<bool> {
    let mut part = vec![false; marks.len()];
    for (start, window) in marks.windows(length).enumerate() {
        let first = window.first().copied().unwrap_or(Ordering::Equal);
        if first != Ordering::Equal && window.iter().all(|mark| *mark == first) {
            part.iter_mut()
                .skip(start)
                .take(length)
                .for_each(|part| *part = true);
        }
    }
    part
}

/// Which points belong to seven or more that go strictly one way, and which way they go: by the step after the point where the next
/// belongs to them too, by the step before it otherwise.
fn trend(values: &[i128]) -> Vec<Option<Side>> {
    let next = values.iter().skip(1);
    let steps: Vec<Ordering> = values
        .iter()
        .zip(next)
        .map(|(one, next)| next.cmp(one))
        .collect();
    let part = runs(&steps, RUN - 1);
    let step = |place: usize| {
        let belongs = part.get(place).copied().unwrap_or(false);
        belongs
            .then(|| steps.get(place).copied().and_then(side))
            .flatten()
    };
    (0..values.len())
        .map(|place| step(place).or_else(|| place.checked_sub(1).and_then(step)))
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
    let sides: Vec<Ordering> = seen.iter().map(|seen| seen.side).collect();
    runs(&sides, RUN)
}
