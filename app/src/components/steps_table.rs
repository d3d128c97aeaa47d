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
    view! { <DataTable id=id caption=caption columns=columns rows=rows.collect() /> }
}
