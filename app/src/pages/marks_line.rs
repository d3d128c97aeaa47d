//! What stands beside a target or a figure, on one line from low to high.

use domain::view::target::Mark;
use leptos::prelude::*;

/// The target, or a figure, among what it stands beside; the list under the line says the same. Nothing where there is nothing to draw.
pub fn marks_line(marks: Vec<Mark>) -> impl IntoView {
    (!marks.is_empty()).then(|| {
        let ticks = marks.iter().map(|mark| {
            let x = format!("{:.0}", 20.0 + mark.at * 0.96);
            let (top, bottom, width) = if mark.is_target { ("4", "44", "8") } else { ("14", "34", "4") };
            view! { <line x1=x.clone() x2=x y1=top y2=bottom stroke="currentColor" stroke-width=width /> }
        });
        let ticks = ticks.collect_view();
        let words = marks.into_iter().map(|mark| view! { <li>{mark.words}</li> }).collect_view();
        view! {
            <svg viewBox="0 0 1000 48" width="100%" aria-hidden="true">
                <line x1="20" x2="980" y1="24" y2="24" stroke="currentColor" stroke-width="2" />
                {ticks}
            </svg>
            <p>"From low to high:"</p>
            <ol>{words}</ol>
        }
    })
}
