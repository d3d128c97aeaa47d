//! How a figure came about, step by step, down to what was entered.

use leptos::prelude::*;

use super::{Cell, Column, DataTable};

/// One step of a working.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What is done, in words: "Share of repairs done in time".
    pub says: String,
    /// The sum: "1,040 ÷ 1,045".
    pub expression: String,
    /// What comes out: "99.5%".
    pub value: String,
    /// Where the step's own working or entries are.
    pub href: Option<String>,
}

/// A working as a table: what is done, the sum, what comes out.
#[component]
pub fn StepsTable(
    /// Names the table; one on a page.
    #[prop(into)]
    id: String,
    /// What is worked out.
    #[prop(into)]
    caption: String,
    /// In order.
    steps: Vec<Step>,
) -> impl IntoView {
    let columns = vec![
        Column::text("Step"),
        Column::text("Working"),
        Column::number("Result"),
    ];
    let rows = steps.into_iter().map(
        |Step {
             says,
             expression,
             value,
             href,
         }| {
            let says = match href {
                Some(href) => Cell::Link { text: says, href },
                None => Cell::Text(says),
            };
            let expression = view! { <span class="expression">{expression}</span> };
            vec![says, Cell::View(expression.into_any()), Cell::Text(value)]
        },
    );
    view! { <DataTable id=id caption=caption columns=columns rows=rows.collect() /> }
}
