//! A person and their post.

use leptos::prelude::*;

/// A name, with a link where the reader may open the person's page, and the post.
#[component]
pub fn PersonLine(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Post and team: "Repairs officer, Responsive repairs".
    #[prop(optional, into)]
    post: Option<String>,
    /// Where the person's page is.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
) -> impl IntoView {
    let name = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    view! {
        <span class="person">
            {name} {post.map(|post| view! { <span class="person__post">{post}</span> })}
        </span>
    }
}
