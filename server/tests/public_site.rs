//! The public pages as a browser gets them: complete without script, nothing inline, nothing that is not public, kept and sent
//! as the same bytes until something public changes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

#[path = "public_site/browser.rs"]
mod browser;
#[path = "../../app/domain/tests/public_company/mod.rs"]
mod public_company;

#[path = "public_site/budget.rs"]
mod budget;
#[path = "public_site/choices.rs"]
mod choices;
#[path = "public_site/kept.rs"]
mod kept;
#[path = "public_site/markup.rs"]
mod markup;
#[path = "public_site/words.rs"]
mod words;
