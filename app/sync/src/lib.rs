//! Keeps a device's replica and the authority in step.
//!
//! A device sends *commands* and receives *records*. The [`authority`] decides each command once, gives it the next sequence
//! number and remembers the answer; the [`projection`] cuts from each commit what one person may see; the [`replica`] applies it
//! and re-decides what the device has not had answered yet. Nothing here does IO: messages go in, messages come out, and the
//! whole protocol runs in a test between two values.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]
#![deny(missing_docs)]

pub mod authority;
pub mod chunk;
pub mod claim;
pub mod commit;
pub mod earlier;
pub mod keep;
pub mod message;
pub mod outbox;
pub mod projection;
pub mod replica;
pub mod shelf;
pub mod stage;
pub mod store;
