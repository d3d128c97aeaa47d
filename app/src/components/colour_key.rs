//! The client's key for the colours, with the shape and the word that stand for each.

use leptos::prelude::*;

use super::{StatusKind, StatusMark};

/// "Green = meeting the target; Amber = within 10% of it; Red = more than 10% away", and the two marks without a colour.
#[component]
pub fn ColourKey(
    /// The tolerance in words.
    #[prop(default = "10%".into(), into)]
    tolerance: String,
) -> impl IntoView {
    let rows = [
        (StatusKind::OnTarget, "Green: meeting the target".to_owned()),
        (
            StatusKind::CloseToTarget,
            format!("Amber: within {tolerance} of the target"),
        ),
        (
            StatusKind::OffTarget,
            format!("Red: more than {tolerance} away from the target"),
        ),
        (StatusKind::NoTarget, "Shown for information".to_owned()),
        (
            StatusKind::NoData,
            "The figure has not come in yet".to_owned(),
        ),
    ];
    let rows = rows.map(|(kind, meaning)| {
        view! {
            <div>
                <dt>
                    <StatusMark kind=kind />
                </dt>
                <dd>{meaning}</dd>
            </div>
        }
    });
    view! { <dl class="colour-key">{rows.into_iter().collect_view()}</dl> }
}
