//! A word about a thing: "Draft", "Illustrative", "Key Performance Indicator".

use leptos::prelude::*;

/// How much the word stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagKind {
    #[default]
    Plain,
    /// What to look at first.
    Strong,
    /// Something is missing from the line.
    Gap,
}

/// A word in a thin frame. Not a status: that is [`super::StatusMark`].
#[component]
pub fn Tag(
    #[prop(optional)] kind: TagKind,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let class = match kind {
        TagKind::Plain => "tag",
        TagKind::Strong => "tag tag--strong",
        TagKind::Gap => "tag tag--gap",
    };
    view! { <span class=class>{move || text.get()}</span> }
}
