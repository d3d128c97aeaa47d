//! Real tables: a caption, scoped headers, figures to the right, sideways scrolling that keys can reach.

use leptos::prelude::*;

use super::{ProgressBar, StatusKind, StatusMark};

/// A column's heading, and whether figures stand under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub label: String,
    /// Figures, to the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
        }
    }

    /// A column of figures.
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
        }
    }
}

/// What stands in a cell.
pub enum Cell {
    /// Words or a figure; the column says how it is set.
    Text(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: String,
        /// Where they lead.
        href: String,
    },
    /// A status mark.
    Status(StatusKind),
    /// A progress bar.
    Progress(Option<u8>),
    /// Anything else.
    View(AnyView),
}

impl Cell {
    fn into_view(self) -> AnyView {
        match self {
            Self::Text(text) => text.into_any(),
            Self::Link { text, href } => view! { <a href=href>{text}</a> }.into_any(),
            Self::Status(kind) => view! { <StatusMark kind=kind /> }.into_any(),
            Self::Progress(percent) => view! { <ProgressBar percent=percent /> }.into_any(),
            Self::View(view) => view,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A table of rows that stand as they are. For rows that change while they are read, use [`TableFrame`] with a keyed `For`.
#[component]
pub fn DataTable(
    /// Names the caption; one on a page.
    #[prop(into)]
    id: String,
    /// What the table shows, its period and unit.
    #[prop(into)]
    caption: String,
    /// Left to right; the first is the rows' heading.
    columns: Vec<Column>,
    /// Each as long as `columns`.
    rows: Vec<Vec<Cell>>,
) -> impl IntoView {
    let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
    let rows = rows.into_iter().map(|cells| {
        let cells = cells
            .into_iter()
            .zip(numeric.iter().copied())
            .enumerate()
            .map(table_cell);
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <TableFrame id=id caption=caption columns=columns>
            {rows}
        </TableFrame>
    }
}

fn table_cell((position, (cell, numeric)): (usize, (Cell, bool))) -> AnyView {
    let class = numeric.then_some("number");
    let content = cell.into_view();
    if position == 0 {
        view! {
            <th scope="row" class=class>
                {content}
            </th>
        }
        .into_any()
    } else {
        view! { <td class=class>{content}</td> }.into_any()
    }
}

/// A table's region, caption and column headings; the children are its rows (`<tr>`).
#[component]
pub fn TableFrame(
    /// Names the caption; one on a page.
    #[prop(into)]
    id: String,
    /// What the table shows, its period and unit.
    #[prop(into)]
    caption: String,
    /// Left to right.
    columns: Vec<Column>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let headings = columns.into_iter().map(|Column { label, numeric }| {
        view! {
            <th scope="col" class=numeric.then_some("number")>
                {label}
            </th>
        }
    });
    let caption_id = format!("{id}-caption");
    view! {
        <section class="table-region" aria-labelledby=caption_id tabindex="0">
            <table class="table" id=id>
                <caption id=caption_id.clone()>{caption}</caption>
                <thead>
                    <tr>{headings.collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </section>
    }
}
