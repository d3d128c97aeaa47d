//! Everything the browser runs, and the public pages that the server renders from the same components.
//!
//! Feature `csr` is the staff app, mounted into a static shell; feature `ssr` is the public site as plain HTML. A page is either
//! local-first or plain HTML, and nothing is hydrated (architecture section 6).
#![recursion_limit = "256"]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]

pub mod charts;
pub mod components;
pub mod route;
pub mod workbook;

#[cfg(feature = "csr")]
pub mod client;
#[cfg(feature = "csr")]
mod navigation;
#[cfg(feature = "csr")]
pub mod pages;
#[cfg(feature = "csr")]
mod pieces;
#[cfg(feature = "ssr")]
pub mod public_site;
#[cfg(feature = "csr")]
pub mod shell;

/// Mounts the staff app; called by the start script once the module is loaded.
#[cfg(all(feature = "csr", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    leptos::mount::mount_to_body(shell::Shell);
}
