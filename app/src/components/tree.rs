//! The cascade as a tree that everybody can walk: nested lists with native buttons that open a branch.
//!
//! Nested lists rather than a treegrid: a screen reader on a tablet has no keys for a grid, and reads a list with its
//! depth and length by itself. Every button is a tab stop; arrow keys are a short cut on top, for those who have them.
//! What changes while it is read changes in place: rows are keyed by id, so the focus stays.

#[cfg(feature = "csr")]
mod keys;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::tag::TagKind;
use super::{ProgressBar, StatusKind, StatusMark, Tag};

/// One row of the tree and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    /// Unlike any other in the tree.
    pub id: String,
    /// What kind of thing: "Priority", "Team objective".
    pub kind: String,
    /// Its name.
    pub label: String,
    /// Where its page is.
    pub href: Option<String>,
    /// Whose it is, or how many there are: "Repairs team", "9 people".
    pub note: String,
    /// How it stands; none where status has no meaning.
    pub status: Option<StatusKind>,
    /// `None` where progress has no meaning; `Some(None)` where nothing is recorded yet.
    pub progress: Option<Option<u8>>,
    /// What is missing here: "Nobody carries this priority".
    pub gap: Option<String>,
    /// What serves it.
    pub children: Arc<[TreeNode]>,
}

/// A tree from a priority down to people, or from a person up.
#[component]
pub fn Tree(
    /// What the tree is, for screen readers: "Cascade of Safe homes".
    #[prop(into)]
    label: String,
    /// The topmost rows.
    #[prop(into)]
    nodes: Signal<Arc<[TreeNode]>>,
    /// The ids of the branches that are open. The page keeps it, so that a way back finds the tree as it was.
    expanded: RwSignal<BTreeSet<String>>,
    /// With buttons. Without them, as on a page without script, every branch is open.
    #[prop(default = cfg!(feature = "csr"))]
    interactive: bool,
) -> impl IntoView {
    let branches = Branches {
        expanded,
        interactive,
    };
    #[cfg(feature = "csr")]
    let walk = keys::walk;
    #[cfg(not(feature = "csr"))]
    let walk = |_| ();
    view! {
        <div class="tree" role="group" aria-label=label on:keydown=walk>
            {branch(nodes, branches)}
        </div>
    }
}

/// Which branches are open.
#[derive(Clone, Copy)]
struct Branches {
    expanded: RwSignal<BTreeSet<String>>,
    interactive: bool,
}

impl Branches {
    fn is_open(self, id: &str) -> bool {
        !self.interactive || self.expanded.with(|expanded| expanded.contains(id))
    }

    fn toggle(self, id: &str) {
        self.expanded.update(|expanded| {
            if !expanded.remove(id) {
                expanded.insert(id.to_owned());
            }
        });
    }
}

fn branch(nodes: Signal<Arc<[TreeNode]>>, branches: Branches) -> AnyView {
    let ids =
        move || nodes.with(|nodes| nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>());
    view! {
        <ul class="tree__branch">
            <For each=ids key=String::clone children=move |id| item(id, nodes, branches) />
        </ul>
    }
    .into_any()
}

fn item(id: String, siblings: Signal<Arc<[TreeNode]>>, branches: Branches) -> AnyView {
    let own = id.clone();
    let node = Memo::new(move |_| {
        let found = siblings.with(|nodes| nodes.iter().find(|node| node.id == own).cloned());
        found.unwrap_or_default()
    });
    let children = Memo::new(move |_| node.with(|node| Arc::clone(&node.children)));
    let open =
        Memo::new(move |_| branches.is_open(&id) && children.with(|children| !children.is_empty()));
    view! {
        <li class="tree__item">
            {row(node, open, branches)} {move || open.get().then(|| branch(children.into(), branches))}
        </li>
    }
    .into_any()
}

fn row(node: Memo<TreeNode>, open: Memo<bool>, branches: Branches) -> AnyView {
    let has_children = Memo::new(move |_| node.with(|node| !node.children.is_empty()));
    let href = Memo::new(move |_| node.with(|node| node.href.clone()));
    let label = move || node.with(|node| node.label.clone());
    let toggle = move || match (branches.interactive, has_children.get()) {
        (true, true) => toggle_button(node, open, branches),
        (true, false) => view! { <span class="tree__leaf"></span> }.into_any(),
        (false, _) => view! { <span></span> }.into_any(),
    };
    let name = move || match href.get() {
        Some(href) => view! {
            <a class="tree__label" href=href>
                {label}
            </a>
        }
        .into_any(),
        None => view! { <span class="tree__label">{label}</span> }.into_any(),
    };
    let gap = Memo::new(move |_| node.with(|node| node.gap.clone()));
    let gap = move || {
        gap.get()
            .map(|gap| view! { <Tag kind=TagKind::Gap text=format!("Gap: {gap}") /> })
    };
    view! {
        <div class="tree__row">
            {toggle}
            <div class="tree__name">
                <span class="tree__kind">{move || node.with(|node| node.kind.clone())}</span>
                {name}
                <span class="tree__note">{move || node.with(|node| node.note.clone())}</span>
                {gap}
            </div>
            {figures(node)}
        </div>
    }
    .into_any()
}

/// The button says how many there are below, and to a screen reader below what.
fn toggle_button(node: Memo<TreeNode>, open: Memo<bool>, branches: Branches) -> AnyView {
    let count = move || node.with(|node| node.children.len().to_string());
    let below = move || node.with(|node| format!(" below {}", node.label));
    view! {
        <button
            class="tree__toggle"
            type="button"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| branches.toggle(&node.with_untracked(|node| node.id.clone()))
        >
            <svg class="tree__chevron" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                <path d="M3 1 7.5 5 3 9" fill="none" stroke="currentColor" stroke-width="2" />
            </svg>
            <span>{count}</span>
            <span class="visually-hidden">{below}</span>
        </button>
    }
    .into_any()
}

fn figures(node: Memo<TreeNode>) -> AnyView {
    let progress = Memo::new(move |_| node.with(|node| node.progress));
    let status = Memo::new(move |_| node.with(|node| node.status));
    let shows_progress = Memo::new(move |_| progress.get().is_some());
    let percent = Signal::derive(move || progress.get().flatten());
    // The first column stays when it is empty, so that the second keeps its place.
    view! {
        <div class="tree__figures">
            <span>{move || shows_progress.get().then(|| view! { <ProgressBar percent=percent /> })}</span>
            <span>{move || status.get().map(|kind| view! { <StatusMark kind=kind /> })}</span>
        </div>
    }
    .into_any()
}
