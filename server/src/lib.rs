//! The one process an administrator runs: the log, the accounts, the pages and the sockets.
#![recursion_limit = "256"]

pub mod admin;
pub mod auth;
pub mod calc;
pub mod charts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod error;
pub mod import;
pub mod import_api;
pub mod program;
pub mod public;
pub mod reports;
pub mod router;
pub mod session_api;
pub mod site;
pub mod staff_shell;
pub mod state;
pub mod storage;
pub mod sync;
