//! Which page is shown, kept in step with the address bar: links of the staff app open without a load, and the browser's own
//! way back and forward works. The pages are a closed type (`Route`), so there is no route table to match.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{Element, HtmlAnchorElement};

/// Every page of the staff app is at this path or below it.
const APP: &str = "/app";

/// The path of the page that is shown. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Navigation {
    path: RwSignal<String>,
}

/// The navigation of the page around.
pub fn use_navigation() -> Navigation {
    expect_context::<Navigation>()
}

impl Navigation {
    /// Begins at the browser's address and follows it. Called once, where the app starts.
    pub fn start() -> Self {
        let navigation = Self {
            path: RwSignal::new(address()),
        };
        provide_context(navigation);
        // Both listen for as long as the app runs.
        let _back = window_event_listener(ev::popstate, move |_| navigation.path.set(address()));
        let _links = window_event_listener(ev::click, move |event| navigation.follow(&event));
        navigation
    }

    /// The path of the page that is shown.
    pub fn path(self) -> Signal<String> {
        self.path.into()
    }

    /// Opens a page of the staff app.
    pub fn open(self, path: &str) {
        if path != address() {
            let pushed = window()
                .history()
                .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(path)));
            if pushed.is_err() {
                // A browser that keeps no history loads the page instead.
                let _ = window().location().set_href(path);
                return;
            }
        }
        self.path.set(path.to_owned());
    }

    /// Opens what a plain click on a link of the staff app asks for; every other click is the browser's.
    fn follow(self, event: &ev::MouseEvent) {
        let held = event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key();
        if event.default_prevented() || event.button() != 0 || held {
            return;
        }
        let Some(link) = link(event).filter(is_plain) else {
            return;
        };
        let path = link.pathname();
        if path == APP || path.starts_with("/app/") {
            event.prevent_default();
            self.open(&path);
        }
    }
}

/// The link that was clicked, if it was one.
fn link(event: &ev::MouseEvent) -> Option<HtmlAnchorElement> {
    let clicked = event.target()?.dyn_into::<Element>().ok()?;
    clicked.closest("a[href]").ok()??.dyn_into().ok()
}

/// To a page of this site in this window, and to no place within a page.
fn is_plain(link: &HtmlAnchorElement) -> bool {
    let own = window()
        .location()
        .origin()
        .is_ok_and(|own| own == link.origin());
    let here = matches!(link.target().as_str(), "" | "_self");
    own && here
        && link.hash().is_empty()
        && !link.has_attribute("download")
        && link.rel() != "external"
}

fn address() -> String {
    window().location().pathname().unwrap_or_default()
}
