//! What else a map says: what stands for all rows, their words for ours, and the map as a file.

use domain::{
    import::{ImportKind, Map},
    view::import::said_for_all,
};
use leptos::{prelude::*, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::steps::Steps;
use crate::{
    client::save_text,
    components::{Button, Disclosure, Field, FieldWidth},
    pages::form::Tick,
};

/// What else can be said of how a file is read.
pub fn more(steps: Steps) -> impl IntoView {
    view! {
        <Disclosure summary="What the file does not say, and its words">
            <div class="stack">
                {for_all(steps)}
                {words(steps)}
                {creating(steps)}
            </div>
        </Disclosure>
        <Disclosure summary="The columns as a file (MAP.toml)">
            {as_file(steps)}
        </Disclosure>
    }
}

/// What holds for all rows, for each field that has no column.
fn for_all(steps: Steps) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let what = steps.what.get();
        steps.map.with(|map| {
            said_for_all(what, map)
                .into_iter()
                .map(|(name, label, _)| (name, label))
                .collect::<Vec<_>>()
        })
    });
    move || {
        let lines = fields.get().into_iter().map(|(name, label)| {
            let value = Signal::derive(move || {
                steps.map.with(|map| map.for_all(name)).unwrap_or_default()
            });
            let change = move |text: String| {
                steps.change(|map| {
                    match text.trim().is_empty() {
                        true => map.defaults.remove(name),
                        false => map.defaults.insert(name.to_owned(), text.into()),
                    };
                });
            };
            view! { <Field id=steps.field(&format!("all-{name}")) name=format!("all-{name}") label=format!("{label}, for all rows") width=FieldWidth::Short value=value on_input=change /> }
        });
        lines.collect_view()
    }
}

fn words(steps: Steps) -> impl IntoView {
    let missing = list(
        steps,
        "missing",
        "Words that stand for nothing",
        |map| map.table.missing.clone(),
        |map, words| {
            map.table.missing = words;
        },
    );
    let directions = move || {
        (steps.what.get() == ImportKind::Indicators).then(|| {
            [
                ("higher", "Words for “higher is better”"),
                ("lower", "Words for “lower is better”"),
                ("contextual", "Words for “neither”"),
            ]
            .map(|(way, label)| {
                list(
                    steps,
                    way,
                    label,
                    move |map| map.direction.get(way).cloned().unwrap_or_default(),
                    move |map, words| {
                        match words.is_empty() {
                            true => map.direction.remove(way),
                            false => map.direction.insert(way.to_owned(), words),
                        };
                    },
                )
                .into_any()
            })
            .collect_view()
        })
    };
    view! { {missing} {directions} }
}

fn list(
    steps: Steps,
    name: &'static str,
    label: &'static str,
    of: impl Fn(&Map) -> Vec<String> + Copy + Send + Sync + 'static,
    put: impl Fn(&mut Map, Vec<String>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    // What is typed stays as it is typed; the words are what stands between its commas.
    let typed = RwSignal::new(steps.map.with_untracked(|map| of(map).join(", ")));
    let change = move |text: String| {
        let words = text.split(',').map(|word| word.trim().to_owned());
        steps.change(|map| put(map, words.filter(|word| !word.is_empty()).collect()));
        typed.set(text);
    };
    view! { <Field id=steps.field(name) name=name label=label hint="With commas between them." value=typed on_input=change /> }
}

fn creating(steps: Steps) -> impl IntoView {
    let may = Signal::derive(move || steps.map.with(|map| map.may_create("service")));
    let tick = move |tick: bool| {
        steps.change(|map| {
            map.table.create.retain(|made| made != "service");
            if tick {
                map.table.create.push("service".to_owned());
            }
        });
    };
    view! { <Tick ticked=may on_tick=tick>"Make services that are not there yet"</Tick> }
}

fn as_file(steps: Steps) -> impl IntoView {
    let save = move |()| {
        let asked = steps.client.write_map(steps.map.get_untracked());
        steps.ask("Writing the map…", "map", asked, |text| {
            save_text("MAP.toml", &text)
        });
    };
    let id = steps.field("map");
    let from = id.clone();
    let open = move |()| {
        let input = document().get_element_by_id(&from);
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()?.get(0)) else {
            return steps.refuse("map", "Choose a map first.");
        };
        let asked = async move {
            let text = JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|text| text.as_string());
            match text {
                Some(text) => steps.client.read_map(text).await,
                None => Err("This file cannot be read. Choose another one.".to_owned()),
            }
        };
        steps.ask("Reading the map…", "map", asked, move |map| {
            steps.follow(Some(&map));
            steps.remembered.set(false);
            steps.tell("The columns are chosen as the map says.");
        });
    };
    view! {
        <div class="stack">
            <p>"The command line reads the same file: throughline import FILE --map MAP.toml."</p>
            <div class="cluster"><Button on_press=save>"Save the map"</Button></div>
            <label class="field__label" for=id.clone()>"Which map is to be opened?"</label>
            <input id=id class="field__control" type="file" name="map" accept=".toml" />
            <div class="cluster"><Button on_press=open>"Open this map"</Button></div>
        </div>
    }
}
