//! The residents' and partners' pages: whole HTML documents, rendered on the server, complete without script.
//!
//! One function a page takes the page's view from the domain, and a [`Setting`]: what the reader chose and what the document
//! links to. Nothing is hydrated, nothing is inline, and equal arguments give equal bytes, so an answer can be kept until the
//! view changes.

mod accessibility;
mod address;
mod corrected;
mod display;
mod document;
mod drawing;
mod foot;
mod home;
mod indicator;
mod measure_table;
mod not_found;
mod notices;
mod promises;
mod rules;
mod scorecard;
mod services;

pub use accessibility::accessibility;
pub use address::Address;
pub use display::{TEXT_SIZE, THEME, display};
pub use document::{Links, Setting};
pub use drawing::{Drawing, Node};
pub use home::home;
pub use indicator::indicator;
pub use not_found::not_found;
pub use promises::promises;
pub use rules::rules;
pub use scorecard::scorecard;
pub use services::services;
