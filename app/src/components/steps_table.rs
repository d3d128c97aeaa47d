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

/// Where the public site has the rules that workings name.
pub const RULES_PATH: &str = "/how-scores-are-worked-out";

/// What opens a rule's section there, by its number: "4.7".
pub fn rule_anchor(number: &str) -> String {
    format!("rule-{}", number.replace('.', "-"))
}

/// A step's words; the rule that they end with, "(rules 4.4, sum).", leads to its own words.
fn said(says: String, href: Option<String>) -> AnyView {
    let Some((words, rule)) = says
        .rsplit_once(" (")
        .filter(|(_, rule)| rule.starts_with("rules "))
    else {
        return match href {
            Some(href) => view! { <a href=href>{says}</a> }.into_any(),
            None => says.into_any(),
        };
    };
    let (rule, end) = rule.split_once(')').unwrap_or((rule, ""));
    let number = rule
        .trim_start_matches("rules ")
        .split(',')
        .next()
        .unwrap_or_default();
    let there = format!("{RULES_PATH}#{}", rule_anchor(number));
    let words = said(words.to_owned(), href);
    view! { {words} " (" <a href=there rel="external">{rule.to_owned()}</a> ")" {end.to_owned()} }
        .into_any()
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
    #[cfg(feature = "csr")]
    let copy = copying(&caption, &steps);
    let rows = steps.into_iter().map(
        |Step {
             says,
             expression,
             value,
             href,
         }| {
            let says = Cell::View(said(says, href));
            let expression = view! { <span class="expression">{expression}</span> };
            vec![says, Cell::View(expression.into_any()), Cell::Text(value)]
        },
    );
    let table = view! { <DataTable id=id caption=caption columns=columns rows=rows.collect() /> };
    // Pages without script have the table itself.
    #[cfg(feature = "csr")]
    let table = view! { {table} {copy} };
    table
}

/// The working as a text that a spreadsheet or a message takes: a line a step.
#[cfg(feature = "csr")]
fn written(caption: &str, steps: &[Step]) -> String {
    let lines = steps
        .iter()
        .map(|step| format!("{}\t{}\t{}", step.says, step.expression, step.value));
    std::iter::once(caption.to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

/// "Copy these steps"; nothing where the browser has no clipboard for the page.
#[cfg(feature = "csr")]
fn copying(caption: &str, steps: &[Step]) -> AnyView {
    use leptos::reactive::spawn_local_scoped_with_cancellation;
    use wasm_bindgen_futures::JsFuture;

    if !window().is_secure_context() {
        return ().into_any();
    }
    let text = written(caption, steps);
    let said = RwSignal::new("");
    let press = move |()| {
        let writing = window().navigator().clipboard().write_text(&text);
        spawn_local_scoped_with_cancellation(async move {
            said.set(match JsFuture::from(writing).await {
                Ok(_) => "Copied.",
                Err(_) => "The browser did not allow it. Select the table and copy it by hand.",
            });
        });
    };
    let about = format!(": {caption}");
    view! {
        <div class="cluster screen-only">
            <super::Button kind=super::ButtonKind::Quiet on_press=press>
                "Copy these steps"
                <span class="visually-hidden">{about}</span>
            </super::Button>
            <span role="status">{move || said.get()}</span>
        </div>
    }
    .into_any()
}
