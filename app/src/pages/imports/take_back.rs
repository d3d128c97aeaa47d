//! Taking an import back, which is asked once more.

use domain::{import::ImportId, rejection::Rejection};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::use_client,
    components::{Button, ButtonKind},
    pages::form::{Form, focus_soon},
};

/// A button that takes an import back.
#[component]
pub fn TakeBack(
    /// The import.
    import: ImportId,
    /// Its file's name.
    file: String,
) -> impl IntoView {
    let client = use_client();
    let asked = RwSignal::new(false);
    let under_way = RwSignal::new(false);
    let form = StoredValue::new(Form::new(format!("back-{import}")));
    let id = form.with_value(Form::id);
    let sure = format!("{id}-sure");
    let undo = move |()| {
        if under_way.get_untracked() {
            return;
        }
        under_way.set(true);
        spawn_local(async move {
            let answer = client.undo_import(import).await;
            // The row may be made anew by then: the import has come back from the server as taken back.
            let _gone = under_way.try_set(false);
            let _gone = asked.try_set(false);
            form.try_with_value(|form| match answer {
                Ok(()) => form.accept("The import was taken back."),
                Err(words) => form.refuse(Rejection::field("sure", &words)),
            });
        });
    };
    let ask = {
        let sure = sure.clone();
        move |()| {
            asked.set(true);
            focus_soon(sure.clone());
        }
    };
    let (about, name) = (format!(": {file}"), file);
    view! {
        {move || {
            let (ask, id, about) = (ask.clone(), id.clone(), about.clone());
            (!asked.get()).then(|| view! {
                <Button id=id on_press=ask>"Take back"<span class="visually-hidden">{about}</span></Button>
            })
        }}
        {move || asked.get().then(|| view! {
            <div class="stack stack--tight">
                <p>{format!("What {name} brought goes, and what it changed is as before.")}</p>
                <div class="cluster">
                    <Button kind=ButtonKind::Danger id=sure.clone() on_press=undo>"Take the import back"</Button>
                    <Button kind=ButtonKind::Quiet on_press=move |()| asked.set(false)>"Leave it"</Button>
                </div>
                <p role="status">{move || under_way.get().then_some("Taking it back…")}</p>
            </div>
        })}
    }
}
