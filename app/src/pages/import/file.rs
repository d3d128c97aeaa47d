//! The first step: the file, what it holds and from whom it comes.

use domain::{import::ImportKind, view::import::senders};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::steps::Steps;
use crate::components::{Button, ButtonKind, Choice, ChoiceOption, Field, FieldWidth, SelectField};

/// The first step.
pub fn section(steps: Steps) -> impl IntoView {
    let kinds = ImportKind::ALL.map(|what| ChoiceOption::new(what.words(), what.words()));
    let chosen = Signal::derive(move || steps.what.get().words().to_owned());
    let choose = move |words: String| {
        if let Some(what) = ImportKind::ALL
            .into_iter()
            .find(|what| what.words() == words)
        {
            steps.what.set(what);
            steps.guess();
        }
    };
    let sender = move |name: String| steps.name_sender(name);
    let known = steps.client.view(|sight| Some(senders(sight)));
    view! {
        <section class="section stack" aria-labelledby="file-heading">
            <h2 id="file-heading">"1. The file"</h2>
            <Choice name=steps.field("what") legend="What does it hold?" options=kinds.into() value=chosen on_choose=choose />
            <Field
                id=steps.field("sender")
                name="sender"
                label="From whom does it come?"
                hint="The organisation or the system, such as HouseMark or the repairs system. You can leave it empty."
                value=steps.sender
                on_input=sender
                error=steps.error("sender")
                width=FieldWidth::Short
            />
            {move || known.get().filter(|known| !known.is_empty()).map(|known| view! {
                <p class="field__hint">{format!("Files came before from {}.", known.join(", "))}</p>
            })}
            {choose_file(steps)}
            {sheets(steps)}
        </section>
    }
}

fn choose_file(steps: Steps) -> impl IntoView {
    let id = steps.field("file");
    let (hint, error) = (format!("{id}-hint"), format!("{id}-error"));
    let problem = steps.error("file");
    let described = format!("{hint} {error}");
    let from = id.clone();
    let send = move |()| {
        let input = document().get_element_by_id(&from);
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()?.get(0));
        match file {
            Some(file) => {
                let asked = steps.client.send_file(file);
                steps.ask("Reading the file…", "file", asked, move |opened| {
                    steps.sheet.set(None);
                    steps.take_up(opened);
                });
            }
            None => steps.refuse("file", "Choose a file first."),
        }
    };
    view! {
        <div class=move || if problem.with(Option::is_some) { "field field--wrong" } else { "field" }>
            <label class="field__label" for=id.clone()>"Which file?"</label>
            <p class="field__hint" id=hint>"A spreadsheet: .xlsx, .ods, .csv or .tsv, up to 50 MB and 200,000 rows. Formulas are not worked out."</p>
            {move || problem.get().map(|words| view! {
                <p class="field__error" id=error.clone()><span class="visually-hidden">"Error: "</span>{words}</p>
            })}
            <input id=id class="field__control" type="file" name="file" accept=".xlsx,.ods,.csv,.tsv" aria-describedby=described />
        </div>
        <div class="cluster">
            <Button kind=ButtonKind::Secondary on_press=send>"Read this file"</Button>
            <span role="status">{move || steps.under_way.get()}</span>
        </div>
    }
}

fn sheets(steps: Steps) -> impl IntoView {
    let sheets = Memo::new(move |_| {
        steps
            .opened
            .with(|opened| opened.as_ref().map(|opened| opened.sheets.clone()))
            .unwrap_or_default()
    });
    let choose = move |sheet: String| {
        let sheet = Some(sheet).filter(|sheet| !sheet.is_empty());
        let Some(file) = steps
            .opened
            .with_untracked(|opened| opened.as_ref().map(|it| it.id))
        else {
            return;
        };
        let asked = steps.client.open_sheet(file, sheet.clone());
        steps.ask("Reading the sheet…", "sheet", asked, move |opened| {
            steps.sheet.set(sheet);
            steps.take_up(opened);
        });
    };
    let chosen = Signal::derive(move || {
        let chosen = steps.sheet.get();
        chosen
            .or_else(|| sheets.get().first().cloned())
            .unwrap_or_default()
    });
    move || {
        let options: Vec<ChoiceOption> = sheets
            .get()
            .into_iter()
            .map(|sheet| ChoiceOption::new(sheet.clone(), sheet))
            .collect();
        (options.len() > 1).then(|| view! {
            <SelectField id=steps.field("sheet") name="sheet" label="Which sheet of it?" options=options value=chosen on_choose=choose error=steps.error("sheet") />
        })
    }
}
