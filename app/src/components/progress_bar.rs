//! How far an objective has come, as a bar and as a whole per cent.

use leptos::prelude::*;

/// Progress from 0 to 100, or that nobody has recorded any.
#[component]
pub fn ProgressBar(
    /// Whole per cent; above 100 is drawn and written as 100. `None`: nothing recorded yet, which is not 0%.
    #[prop(into)]
    percent: Signal<Option<u8>>,
) -> impl IntoView {
    let reading = move || percent.get().map(|percent| percent.min(100));
    let recorded = Memo::new(move |_| percent.get().is_some());
    let class = move || match recorded.get() {
        true => "progress",
        false => "progress progress--none",
    };
    let words = move || {
        reading().map_or_else(
            || String::from("No progress recorded"),
            |percent| format!("{percent}%"),
        )
    };
    let width = move || reading().unwrap_or_default().to_string();
    view! {
        <span class=class>
            {move || recorded.get().then(|| bar(width))}
            <span class="progress__text">{words}</span>
        </span>
    }
}

/// The bar, which moves in place. Its width is an SVG attribute, since the policy allows no inline style.
fn bar(width: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <span class="visually-hidden">"Progress: "</span>
        <svg class="progress__bar" viewBox="0 0 102 10" width="102" height="10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="progress__track" x="0.5" y="0.5" width="101" height="9" vector-effect="non-scaling-stroke" />
            <rect class="progress__fill" x="1" y="1" width=width height="8" />
        </svg>
    }
}
