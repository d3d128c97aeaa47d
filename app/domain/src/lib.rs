//! What performance means at the Company.
//!
//! One command is decided by one pure function, [`command::decide`], on a [`company::Company`]; the browser and the server run
//! the same code. Nothing here does IO, reads a clock, draws a random number or iterates in hash order: the dependencies in
//! Cargo.toml are the proof.
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

pub mod access;
pub mod action;
pub mod against_target;
pub mod agenda_item;
pub mod aggregation;
mod as_text;
pub mod benchmark;
pub mod benchmark_set;
pub mod calendar;
pub mod cascade;
pub mod check_in;
pub mod checksum;
pub mod command;
pub mod commentary;
pub mod company;
pub mod core_business_activity;
pub mod corrective_action;
pub mod critical_success_factor;
pub mod data_quality;
pub mod date_text;
pub mod decision;
pub mod definition_sheet;
pub mod delivery;
pub mod demands;
pub mod display;
pub mod entry;
pub mod equality_review;
pub mod explain;
pub mod feedback;
pub mod figure_step;
pub mod focus_group_session;
pub mod folded;
pub mod form;
pub mod generic_issue;
pub mod governance_body;
pub mod id;
pub mod import;
pub mod index;
pub mod indicator;
pub mod indicator_selection;
pub mod indicator_set;
pub mod library;
pub mod measurement;
pub mod milestone;
pub mod mission;
pub mod objective;
pub mod objective_link;
pub mod objective_measure;
pub mod objective_words;
pub mod one_to_one;
pub mod one_to_one_rate;
pub mod outlook;
pub mod ownership;
pub mod people_progress;
pub mod performance_audit;
pub mod period_reading;
pub mod person;
pub mod perspective;
pub mod plan;
pub mod plan_action;
pub mod plan_step;
pub mod post;
pub mod priority;
pub mod private_note;
pub mod procedure;
pub mod progress;
pub mod provenance;
pub mod quadrant;
pub mod quantity;
pub mod record;
pub mod rejection;
pub mod report_run;
pub mod report_step;
pub mod restatement;
pub mod review_order;
pub mod risk;
pub mod role;
pub mod rollup;
pub mod scope;
pub mod scorecard;
pub mod scorecard_change;
pub mod scoring;
pub mod seq_text;
pub mod service_scorecard;
pub mod sight;
pub mod spc;
pub mod spreadsheet;
pub mod stage;
pub mod survey;
pub mod tally;
pub mod target;
pub mod target_case;
pub mod target_revision;
pub mod time_text;
pub mod trajectory;
pub mod unit;
pub mod view;
pub mod weight;
pub mod what_if;
pub mod wording;
pub mod working_day;

/// The default of a flag that is true unless said otherwise.
const fn yes() -> bool {
    true
}
