//! Terms and what they are: an indicator's definition sheet, a meeting's particulars.

use leptos::prelude::*;

/// One term and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The term: "Owner".
    pub term: String,
    /// What it is: "Head of Repairs".
    pub is: String,
}

impl Fact {
    /// A term and what it is.
    pub fn new(term: impl Into<String>, is: impl Into<String>) -> Self {
        Self {
            term: term.into(),
            is: is.into(),
        }
    }
}

/// A description list.
#[component]
pub fn FactList(
    /// In the order of reading.
    facts: Vec<Fact>,
) -> impl IntoView {
    let rows = facts.into_iter().map(|Fact { term, is }| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd>{is}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
