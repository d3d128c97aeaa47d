//! The build that this page is of, and the newer one that the service worker may hold ready (public/start.js).

use gloo::events::EventListener;
use js_sys::{Function, Reflect, global};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Follows the service worker: when a newer build is ready the reader is asked, and nothing reloads by itself.
pub fn follow(reload_asked: RwSignal<bool>) {
    EventListener::new(&gloo::utils::window(), "throughline-renewed", move |_| {
        reload_asked.set(true);
    })
    .forget();
}

/// Loads the newer build, or this one again where there is none.
pub fn renew() {
    let renew = Reflect::get(&global(), &"throughline".into())
        .and_then(|page| Reflect::get(&page, &"renew".into()))
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|renew| renew.call0(&JsValue::UNDEFINED));
    if renew.is_err() {
        let _ = window().location().reload();
    }
}
