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

    fn class(&self) -> Option<&'static str> {
        self.numeric.then_some("number")
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
    /// Whether a row becomes a few lines where there is little room, instead of scrolling sideways.
    #[prop(optional)]
    stacks: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|cells| {
        let cells = row_cells(cells, &columns, stacks);
        view! { <tr role=stacks.then_some("row")>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <TableFrame id=id caption=caption columns=columns stacks=stacks>
            {rows}
        </TableFrame>
    }
}

/// What stands in a row: its heading, and its cells under their columns.
pub fn row_cells(cells: Vec<Cell>, columns: &[Column], stacks: bool) -> impl IntoView + use<> {
    let cells = cells.into_iter().zip(columns).enumerate();
    let cells = cells.map(|(position, (cell, column))| match (position, stacks) {
        (0, _) => row_heading(column, stacks, cell.into_view()),
        (_, true) => stacked_cell(column, cell.into_view()),
        (_, false) => {
            let class = column.class();
            view! { <td class=class>{cell.into_view()}</td> }.into_any()
        }
    });
    cells.collect_view()
}

/// The heading of a row.
fn row_heading(column: &Column, stacks: bool, content: AnyView) -> AnyView {
    let class = column.class();
    view! {
        <th scope="row" role=stacks.then_some("rowheader") class=class>
            {content}
        </th>
    }
    .into_any()
}

/// A cell of a table that stacks: it carries its column's heading, which is shown where the headings are not.
pub fn stacked_cell(column: &Column, content: AnyView) -> AnyView {
    let class = column.class();
    view! {
        <td role="cell" class=class data-label=column.label.clone()>
            {content}
        </td>
    }
    .into_any()
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
    /// Whether a row becomes a few lines where there is little room. Then the rows have the role `row`, their cells are
    /// [`stacked_cell`]s, and what they are is said in roles: what is not laid out as a table is not taken for one.
    #[prop(optional)]
    stacks: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let role = |role: &'static str| stacks.then_some(role);
    let headings = columns.into_iter().map(|column| {
        let class = column.class();
        view! {
            <th scope="col" role=role("columnheader") class=class>
                {column.label}
            </th>
        }
    });
    let caption_id = format!("{id}-caption");
    view! {
        <section class="table-region" aria-labelledby=caption_id tabindex="0">
            <table class="table" class:table--stacks=stacks role=role("table") id=id>
                <caption id=caption_id.clone()>{caption}</caption>
                <thead role=role("rowgroup")>
                    <tr role=role("row")>{headings.collect_view()}</tr>
                </thead>
                <tbody role=role("rowgroup")>{children()}</tbody>
            </table>
        </section>
    }
}
