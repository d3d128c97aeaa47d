//! Which of many, as boxes to tick with words to find them by.

use leptos::prelude::*;

use super::{Form, Tick};
use crate::components::Field;

/// So many are found at a glance.
const FEW: usize = 8;

/// Indicators, each a box to tick; those that are ticked are held as one text, with blanks between them.
pub fn ticks(
    form: &Form,
    asks: &'static str,
    indicators: Vec<(String, String)>,
    ticked: RwSignal<String>,
) -> impl IntoView + use<> {
    let find = RwSignal::new(String::new());
    let many = Memo::new(move |_| ticked.with(|all| all.split_whitespace().count()));
    let finder = (indicators.len() > FEW).then(|| {
        view! {
            <Field
                id=form.field("find")
                name="find"
                label="Find an indicator"
                hint="By code or name: TP01, repairs. What is ticked stays in sight."
                value=find
                on_input=move |text| find.set(text)
                autocomplete="off"
            />
        }
    });
    let boxes = indicators
        .into_iter()
        .map(|(id, name)| one(id, name, find, ticked));
    view! {
        <fieldset class="choice">
            <legend class="choice__legend">{asks}</legend>
            {finder}
            <div class="ticks">{boxes.collect_view()}</div>
            <p class="field__hint">{move || told(many.get())}</p>
        </fieldset>
    }
}

fn told(many: usize) -> String {
    match many {
        0 => "None is ticked.".to_owned(),
        1 => "1 is ticked.".to_owned(),
        many => format!("{many} are ticked."),
    }
}

fn one(
    id: String,
    name: String,
    find: RwSignal<String>,
    ticked: RwSignal<String>,
) -> impl IntoView {
    let own = id.clone();
    let is_ticked =
        Memo::new(move |_| ticked.with(|all| all.split_whitespace().any(|each| each == own)));
    // Codes and names are English; other letters are found as they are written.
    let lower = name.to_ascii_lowercase();
    let is_away = Memo::new(move |_| {
        !is_ticked.get()
            && find.with(|find| {
                let mut words = find.split_whitespace();
                words.any(|word| !lower.contains(&word.to_ascii_lowercase()))
            })
    });
    let tick = move |now: bool| {
        ticked.update(|all| {
            let mut rest: Vec<&str> = all.split_whitespace().filter(|each| *each != id).collect();
            if now {
                rest.push(&id);
            }
            *all = rest.join(" ");
        });
    };
    view! {
        <div hidden=move || is_away.get()>
            <Tick ticked=is_ticked on_tick=tick>{name}</Tick>
        </div>
    }
}
