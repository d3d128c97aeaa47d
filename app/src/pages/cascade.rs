//! The cascade: gaps both ways first, then the tree from priorities down to people; from one start, the line up as well.

mod gaps;
mod line_up;
mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{
    cascade::Parent,
    view::cascade::{self as view, Gaps, Page},
};
use leptos::prelude::*;

use crate::{
    components::{PageHeading, SourceLine, Tree, TreeNode},
    pages::{
        presence::{part, present},
        scorecard::Card,
    },
    route::Route,
};

pub(super) use line_up::LineUp;

/// The cascade, whole or from a priority or an objective.
#[component]
pub fn CascadePage(
    /// Where the tree starts.
    from: Option<Parent>,
) -> impl IntoView {
    let card = Card::provide();
    let page = card.view(move |sight, card| view::page(sight, card, from));
    present(page, move |page| here(page, from).into_any())
}

fn here(page: Memo<Option<Page>>, from: Option<Parent>) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let lines = part(page, |page| page.lines.clone());
    let gaps = part(page, |page| page.gaps.clone());
    let source = part(page, |page| page.source.clone());
    let label = page
        .with_untracked(|page| page.as_ref().map(|page| page.tree_label.clone()))
        .unwrap_or_default();
    let open: BTreeSet<String> = page
        .with_untracked(|page| {
            page.as_ref()
                .map(|page| page.open.iter().cloned().collect())
        })
        .unwrap_or_default();
    let expanded = RwSignal::new(open);
    let nodes = Memo::new(move |_| -> Arc<[TreeNode]> {
        page.with(|page| {
            let roots = page.as_ref().map(|page| page.roots.as_slice());
            roots.unwrap_or_default().iter().map(rows::row).collect()
        })
    });
    view! {
        {move || lines.get().into_iter().map(|line| view! { <LineUp stops=line /> }).collect_view()}
        <PageHeading title=heading lead=lead />
        {from.map(|_| view! {
            <div class="cluster screen-only">
                {own_page(from)}
                <a class="button button--quiet" href=Route::Cascade(None).path()>"See the whole cascade"</a>
            </div>
        })}
        {move || gaps.get().map(|gaps| both_ways(&gaps))}
        <section class="section" aria-labelledby="tree-heading">
            <h2 id="tree-heading">{if from.is_some() { "What serves it" } else { "From perspectives to people" }}</h2>
            <Tree label=label nodes=nodes expanded=expanded />
        </section>
        {move || view! { <SourceLine text=source.get() /> }}
    }
}

fn both_ways(gaps: &Gaps) -> impl IntoView + use<> {
    view! {
        {gaps::gap_list("Priorities carried by too few people", "carried", &gaps.carried_by_nobody)}
        {gaps::gap_list("Objectives that hang loose", "loose", &gaps.loose)}
    }
}

fn own_page(from: Option<Parent>) -> Option<AnyView> {
    match from {
        Some(Parent::Objective(id)) => Some(
            view! { <a class="button" href=Route::Objective(id).path()>"Open the objective"</a> }
                .into_any(),
        ),
        Some(Parent::Priority(_)) | None => None,
    }
}
