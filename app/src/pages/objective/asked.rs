//! Changes asked for in an objective, where its agreeing is.

use domain::view::objective::ChangeAsked;
use leptos::prelude::*;

use crate::{
    components::Tag,
    pages::presence::{any, each, part},
    route::Route,
};

/// The changes asked for, oldest first; nothing where there are none.
#[component]
pub fn AskedList(
    /// The changes asked for.
    asked: Memo<Vec<ChangeAsked>>,
) -> impl IntoView {
    let any = any(asked);
    move || {
        any.get()
            .then(|| view! { <ul class="rows">{each(asked, |asked| asked.entry, line)}</ul> })
    }
}

fn line(asked: Memo<Option<ChangeAsked>>) -> impl IntoView {
    let word = part(asked, |asked| asked.word.to_owned());
    let href = part(asked, |asked| Route::OneToOne(asked.one_to_one).path());
    let who = part(asked, |asked| asked.who.clone());
    let text = part(asked, |asked| asked.text.clone());
    view! {
        <li>
            <div class="stack stack--tight">
                <span class="cluster">
                    <Tag text=word />
                    <a href=move || href.get()>{move || who.get()}</a>
                </span>
                <p class="said">{move || text.get()}</p>
            </div>
        </li>
    }
}
