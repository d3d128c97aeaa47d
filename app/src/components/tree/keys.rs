//! Arrow keys in the tree: up and down by row, right to open or go in, left to close or go out, Home and End.

use leptos::ev::KeyboardEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// Moves the focus, or opens and closes a branch, from the row that the key was pressed in.
pub(super) fn walk(event: KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(row) = target.and_then(|target| closest(&target, ".tree__row")) else {
        return;
    };
    let handled = match event.key().as_str() {
        "ArrowDown" => neighbour(&row, 1).is_some_and(|row| focus(&row)),
        "ArrowUp" => neighbour(&row, -1).is_some_and(|row| focus(&row)),
        "Home" => edge(&row, true).is_some_and(|row| focus(&row)),
        "End" => edge(&row, false).is_some_and(|row| focus(&row)),
        "ArrowRight" => go_in(&row),
        "ArrowLeft" => go_out(&row),
        _ => false,
    };
    if handled {
        event.prevent_default();
    }
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn toggle_of(row: &Element) -> Option<HtmlElement> {
    row.query_selector(".tree__toggle")
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

/// The rows in the order they are read, those that can take the focus.
fn rows_around(row: &Element) -> Vec<Element> {
    let Some(tree) = closest(row, ".tree") else {
        return Vec::new();
    };
    let rows = tree.get_elements_by_class_name("tree__row");
    (0..rows.length())
        .filter_map(|index| rows.item(index))
        .filter(|row| stop_of(row).is_some())
        .collect()
}

fn neighbour(row: &Element, step: isize) -> Option<Element> {
    let mut rows = rows_around(row);
    let here = rows.iter().position(|other| other == row)?;
    let there = here.checked_add_signed(step)?;
    (there < rows.len()).then(|| rows.swap_remove(there))
}

fn edge(row: &Element, first: bool) -> Option<Element> {
    let mut rows = rows_around(row).into_iter();
    if first { rows.next() } else { rows.next_back() }
}

/// What takes the focus in a row: its button, or on a leaf its link.
fn stop_of(row: &Element) -> Option<HtmlElement> {
    row.query_selector(".tree__toggle, a.tree__label")
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

fn focus(row: &Element) -> bool {
    stop_of(row).is_some_and(|stop| stop.focus().is_ok())
}

fn is_open(toggle: &HtmlElement) -> bool {
    toggle.get_attribute("aria-expanded").as_deref() == Some("true")
}

fn go_in(row: &Element) -> bool {
    match toggle_of(row) {
        Some(toggle) if is_open(&toggle) => neighbour(row, 1).is_some_and(|row| focus(&row)),
        Some(toggle) => {
            toggle.click();
            toggle.focus().is_ok()
        }
        None => false,
    }
}

fn go_out(row: &Element) -> bool {
    if let Some(toggle) = toggle_of(row).filter(is_open) {
        toggle.click();
        return toggle.focus().is_ok();
    }
    let above = closest(row, ".tree__branch").and_then(|branch| closest(&branch, ".tree__item"));
    above
        .and_then(|item| item.query_selector(".tree__row").ok().flatten())
        .is_some_and(|row| focus(&row))
}
