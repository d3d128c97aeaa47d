//! "Save these tables": what the page shows, as a spreadsheet or as CSV.

use domain::spreadsheet::{Sheet, csv, names};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node, NodeList};

use crate::{
    client::{save_bytes, save_text},
    components::{Button, ButtonKind, Disclosure},
    pieces,
};

/// Lets the reader save the tables of the page around.
#[component]
pub fn SaveTables() -> impl IntoView {
    let refused = RwSignal::new(None::<&'static str>);
    view! {
        <div class="screen-only">
            <Disclosure summary="Save these tables">{choices(refused)}</Disclosure>
            <p role="status">{move || refused.get()}</p>
        </div>
    }
}

/// Looked at when it is opened: a table may have come since the page began.
fn choices(refused: RwSignal<Option<&'static str>>) -> impl IntoView {
    let captions: Vec<String> = sheets().into_iter().map(|sheet| sheet.caption).collect();
    if captions.is_empty() {
        return view! { <p>"There is no table on this page yet."</p> }.into_any();
    }
    let workbook = move |()| {
        spawn_local(async move {
            match pieces::workbook(sheets()).await {
                Some(bytes) => {
                    refused.set(None);
                    save_bytes("throughline.xlsx", &bytes);
                }
                None => refused.set(Some(
                    "It could not be saved: a part of the app is not on this device yet. Check that you are online, then try again, or save it as CSV.",
                )),
            }
        });
    };
    let files = names(captions.iter().map(String::as_str));
    let lines = captions
        .into_iter()
        .zip(files)
        .enumerate()
        .map(|(place, (caption, file))| {
            let save = move |()| {
                if let Some(sheet) = sheets().get(place) {
                    save_text(&format!("{file}.csv"), &csv(sheet));
                }
            };
            view! {
                <li>
                    <span>{caption.clone()}</span>
                    <Button kind=ButtonKind::Quiet on_press=save>
                        "Save as CSV"
                        <span class="visually-hidden">{format!(": {caption}")}</span>
                    </Button>
                </li>
            }
        });
    view! {
        <div class="stack">
            <div class="cluster">
                <Button on_press=workbook>"Save all as a spreadsheet (XLSX)"</Button>
            </div>
            <ul class="rows">{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The tables as they are shown now.
fn sheets() -> Vec<Sheet> {
    let Ok(tables) = document().query_selector_all("main table") else {
        return Vec::new();
    };
    elements(&tables).iter().map(sheet).collect()
}

fn sheet(table: &Element) -> Sheet {
    let caption = table.query_selector("caption").ok().flatten();
    // What stands below a row asks for words, and what a filter hides is not on show: neither is a row of the table.
    let rows = table.query_selector_all("tr:not(.below):not([hidden])");
    let rows = rows.map(|rows| elements(&rows)).unwrap_or_default();
    Sheet {
        caption: caption.map(|caption| text(&caption)).unwrap_or_default(),
        rows: rows.iter().map(cells).collect(),
    }
}

fn cells(row: &Element) -> Vec<String> {
    let cells = row.query_selector_all("th, td");
    let cells = cells.map(|cells| elements(&cells)).unwrap_or_default();
    cells.iter().map(text).collect()
}

/// What a cell says: what is typed into it, else its words without those of its buttons.
fn text(cell: &Element) -> String {
    let typed = cell.query_selector("input").ok().flatten();
    if let Some(input) = typed.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        return input.value();
    }
    let Ok(Ok(words)) = cell
        .clone_node_with_deep(true)
        .map(Node::dyn_into::<Element>)
    else {
        return String::new();
    };
    if let Ok(buttons) = words.query_selector_all("button") {
        for button in elements(&buttons) {
            button.remove();
        }
    }
    words.text_content().unwrap_or_default()
}

fn elements(found: &NodeList) -> Vec<Element> {
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}
