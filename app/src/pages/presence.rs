//! Whether what a page is about has come, is not there for its reader, or is here; and its parts, each followed by itself.

use std::hash::Hash;

use domain::{display, rejection::Rejection};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{LinkButton, PageHeading},
    route::Route,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// The first records are on their way.
    Coming,
    /// Absent, or not the reader's to see: the two look the same.
    Absent,
    Here,
}

/// A page once it is here. What is inside is built once and follows the page's parts, so that a change elsewhere leaves the
/// focus and what is being typed alone.
pub fn present<P>(
    page: Memo<Option<P>>,
    here: impl Fn(Memo<Option<P>>) -> AnyView + Send + 'static,
) -> impl IntoView
where
    P: Send + Sync + 'static,
{
    let loaded = use_client().is_loaded();
    let presence = Memo::new(move |_| match page.with(Option::is_some) {
        true => Presence::Here,
        false if loaded.get() => Presence::Absent,
        false => Presence::Coming,
    });
    move || match presence.get() {
        Presence::Coming => coming().into_any(),
        Presence::Absent => absent().into_any(),
        Presence::Here => here(page),
    }
}

/// The first records are on their way; where they are many it says how far they are (sync.md R13).
fn coming() -> impl IntoView {
    let client = use_client();
    view! {
        <PageHeading title="Loading" />
        {move || {
            client
                .fetched()
                .map(|(here, of)| {
                    let (so_many, all) = (display::count(here), display::count(of));
                    let words = format!("{so_many} of {all} records are here. If this is interrupted, it goes on from there.");
                    view! {
                        <p role="status">{words}</p>
                        <progress aria-label="Records that are here" value=here max=of></progress>
                    }
                })
        }}
    }
}

fn absent() -> impl IntoView {
    view! {
        <PageHeading title="Nothing to see here" lead=Some(Rejection::NotFound.to_string()) />
        <div class="cluster">
            <LinkButton href=Route::MyWork.path()>"Go to My work"</LinkButton>
        </div>
    }
}

/// The items of a list, each built once and followed by itself, so that a change in one leaves the focus in all.
pub fn each<T, K, V>(
    list: Memo<Vec<T>>,
    key: fn(&T) -> K,
    item: impl Fn(Memo<Option<T>>) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let keys = Memo::new(move |_| list.with(|list| list.iter().map(key).collect::<Vec<_>>()));
    let children = move |own: K| {
        item(Memo::new(move |_| {
            list.with(|list| list.iter().find(|each| key(each) == own).cloned())
        }))
    };
    view! { <For each=move || keys.get() key=Clone::clone children=children /> }
}

/// Whether there is anything in a list.
pub fn any<T>(list: Memo<Vec<T>>) -> Memo<bool>
where
    T: Send + Sync + 'static,
{
    Memo::new(move |_| list.with(|list| !list.is_empty()))
}

/// One part of a page, for what shows only that.
pub fn part<P, T>(page: Memo<Option<P>>, of: impl Fn(&P) -> T + Send + Sync + 'static) -> Memo<T>
where
    P: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Default + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| page.with(|page| page.as_ref().map(&of).unwrap_or_default()))
}
