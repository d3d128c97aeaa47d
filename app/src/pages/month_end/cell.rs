//! One cell of the grid: an input while the figure is not handed in, its text after that.

use domain::view::month_end::{Entered, Row};
use leptos::{ev, prelude::*};

use super::sheet::{Sheet, cell_id};
use crate::pages::{form::focus_soon, presence::part};

/// The cell at a place of a row.
pub fn cell(
    sheet: Sheet,
    row: Memo<Option<Row>>,
    said: Memo<Option<Entered>>,
    place: usize,
) -> AnyView {
    let takes = part(row, Row::takes_figures);
    (move || {
        if takes.get() {
            input(sheet, row, said, place)
        } else {
            let counted = part(row, |row| {
                let standing = row.standing.as_ref();
                standing.map(|standing| standing.counted.clone())
            });
            let text = move || counted.get().and_then(|all| all.get(place).cloned());
            text.into_any()
        }
    })
    .into_any()
}

fn input(
    sheet: Sheet,
    row: Memo<Option<Row>>,
    said: Memo<Option<Entered>>,
    place: usize,
) -> AnyView {
    let Some(now) = row.get_untracked() else {
        return ().into_any();
    };
    let Some(column) = now.columns.get(place).copied() else {
        return ().into_any();
    };
    let label = format!("{} {}", now.code, column.words().to_lowercase());
    let text = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| sheet.text(row, place)))
            .unwrap_or_default()
    });
    let wrong = Memo::new(move |_| {
        said.with(|said| {
            let problems = said.as_ref().map(|said| said.problems.iter());
            problems.into_iter().flatten().any(|(of, _)| *of == column)
        })
    });
    let on = move |act: &dyn Fn(&Row)| {
        if let Some(row) = row.get_untracked() {
            act(&row);
        }
    };
    let go = move |event| on(&|row| go(sheet, row, place, &event));
    let paste = move |event| on(&|row| paste(sheet, row, place, &event));
    view! {
        <input
            id=cell_id(&now, place)
            name=column.key()
            class="field__control field__control--number"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-label=label
            aria-describedby=format!("told-{}", now.indicator)
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || text.get()
            on:input:target=move |event| {
                let typed = event.target().value();
                on(&|row| sheet.write(row, place, typed.clone()));
            }
            on:keydown=go
            on:paste=paste
        />
    }
    .into_any()
}

/// Enter and the arrow keys go down and up, past the rows that take no figure.
fn go(sheet: Sheet, row: &Row, place: usize, event: &ev::KeyboardEvent) {
    let down = match event.key().as_str() {
        "Enter" | "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = sheet.neighbour(row, place, down) {
        focus_soon(next);
    }
}

/// A block of cells fills the grid from here; a single number goes where the cursor stands, as in any field.
fn paste(sheet: Sheet, row: &Row, place: usize, event: &ev::ClipboardEvent) {
    let block = event
        .clipboard_data()
        .and_then(|data| data.get_data("text").ok())
        .unwrap_or_default();
    if block.trim_end().contains(['\t', '\n']) {
        event.prevent_default();
        sheet.paste(row, place, &block);
    }
}
