//! The run of a figure over its periods, small enough for a table row. The row says the figures; this is for the eye only.

use std::fmt::Write;

use leptos::prelude::*;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 24.0;
/// Room for the last point's dot and half the line's thickness.
const MARGIN: f64 = 3.0;

/// A line of points, its gaps left open, with the target as a dashed line.
#[component]
pub fn Sparkline(
    /// One value a period, oldest first; `None` where there is no figure.
    points: Vec<Option<f64>>,
    /// The target, in the same unit.
    #[prop(optional_no_strip)]
    target: Option<f64>,
) -> impl IntoView {
    let frame = Frame::around(&points, target);
    let target = frame.as_ref().zip(target).map(|(frame, target)| {
        let y = format!("{:.1}", frame.y(target));
        view! {
            <line class="sparkline__target" x1="0" x2=WIDTH.to_string() y1=y.clone() y2=y vector-effect="non-scaling-stroke" />
        }
    });
    let line = frame.as_ref().map(|frame| {
        view! { <path class="sparkline__line" d=path(frame, &points) vector-effect="non-scaling-stroke" /> }
    });
    let last = frame.as_ref().and_then(|frame| last_point(frame, &points)).map(|(x, y)| {
        view! { <circle class="sparkline__last" cx=format!("{x:.1}") cy=format!("{y:.1}") r="3" /> }
    });
    view! {
        <svg class="sparkline" viewBox=format!("0 0 {WIDTH} {HEIGHT}") width="120" height="24" aria-hidden="true">
            {target}
            {line}
            {last}
        </svg>
    }
}

/// How values and periods become places in the picture.
struct Frame {
    lowest: f64,
    highest: f64,
    step: f64,
}

impl Frame {
    /// `None` if there is no finite value to draw.
    fn around(points: &[Option<f64>], target: Option<f64>) -> Option<Self> {
        let known = || {
            points
                .iter()
                .flatten()
                .copied()
                .filter(|value| value.is_finite())
        };
        known().next()?;
        let within = known().chain(target.filter(|target| target.is_finite()));
        let (lowest, highest) = within
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        let gaps = u32::try_from(points.len().saturating_sub(1))
            .unwrap_or(u32::MAX)
            .max(1);
        Some(Self {
            lowest,
            highest,
            step: (WIDTH - 2.0 * MARGIN) / f64::from(gaps),
        })
    }

    fn x(&self, index: usize) -> f64 {
        MARGIN + self.step * f64::from(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// A flat line stands in the middle.
    fn y(&self, value: f64) -> f64 {
        let span = self.highest - self.lowest;
        let share = if span > 0.0 {
            (value - self.lowest) / span
        } else {
            0.5
        };
        HEIGHT - MARGIN - share * (HEIGHT - 2.0 * MARGIN)
    }
}

fn path(frame: &Frame, points: &[Option<f64>]) -> String {
    let mut path = String::new();
    let mut pen_down = false;
    for (index, point) in points.iter().enumerate() {
        match point.filter(|value| value.is_finite()) {
            Some(value) => {
                let command = if pen_down { 'L' } else { 'M' };
                // Writing to a String cannot fail.
                let _ = write!(path, "{command}{:.1} {:.1}", frame.x(index), frame.y(value));
                pen_down = true;
            }
            None => pen_down = false,
        }
    }
    path
}

fn last_point(frame: &Frame, points: &[Option<f64>]) -> Option<(f64, f64)> {
    let (index, value) = points
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, point)| point.map(|value| (index, value)))?;
    value.is_finite().then(|| (frame.x(index), frame.y(value)))
}

#[cfg(test)]
mod tests {
    use super::{Frame, path};

    #[test]
    fn a_gap_lifts_the_pen_and_the_scale_holds_the_target() {
        let points = [Some(0.0), Some(10.0), None, Some(5.0)];
        let frame = Frame::around(&points, Some(20.0)).map(|frame| path(&frame, &points));
        assert_eq!(frame.as_deref(), Some("M3.0 21.0L41.0 12.0M117.0 16.5"));
    }

    #[test]
    fn nothing_known_draws_nothing_and_a_flat_run_stands_in_the_middle() {
        assert!(Frame::around(&[None, Some(f64::NAN)], Some(1.0)).is_none());
        let flat = [Some(7.0), Some(7.0)];
        let line = Frame::around(&flat, None).map(|frame| path(&frame, &flat));
        assert_eq!(line.as_deref(), Some("M3.0 12.0L117.0 12.0"));
    }
}
