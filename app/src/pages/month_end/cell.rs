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
            let text = row.with(|row| row.as_ref().map(|row| sheet.text(row, place)));
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
    let go = move |event: ev::KeyboardEvent| {
        let down = match event.key().as_str() {
            "Enter" | "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        on(&|row| {
            if let Some(next) = sheet.neighbour(row, place, down) {
                focus_soon(next);
            }
        });
    };
    let paste = move |event: ev::ClipboardEvent| {
        let block = event
            .clipboard_data()
            .and_then(|data| data.get_data("text").ok())
            .unwrap_or_default();
        // A single number goes where the cursor stands, as in any field.
        if block.trim_end().contains(['\t', '\n']) {
            event.prevent_default();
            on(&|row| sheet.paste(row, place, &block));
        }
    };
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
