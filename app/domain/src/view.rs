//! Read models: pure functions from what a person may see to what a page, a report or the API shows.
//!
//! A view holds words and numbers ready to show, so that a page computes nothing, and compares equal when nothing changed, so
//! that a page redraws nothing.

pub mod called;
pub mod cascade;
pub mod conflict;
pub mod corrected;
pub mod corrective_action;
pub mod day;
pub mod definition_sheet;
pub mod equality_review;
pub mod explanation;
pub mod feedback;
pub mod figures_due;
pub mod focus_group_sessions;
pub mod import;
pub mod imports;
pub mod indicator;
pub mod indicators;
pub mod library;
pub mod line;
pub mod mark;
pub mod month_end;
pub mod my_work;
pub mod new_objective;
pub mod objective;
pub mod one_to_one;
pub mod one_to_ones;
pub mod passing_on;
pub mod people;
pub mod permission;
pub mod person;
pub mod plan;
pub mod plans;
pub mod procedures;
pub mod public_home;
pub mod public_indicator;
pub mod public_promises;
pub mod public_scorecard;
pub mod reading;
pub mod register;
pub mod report_run;
pub mod reports;
pub mod restatement;
pub mod risk;
pub mod risks;
pub mod scorecard;
pub mod service_scorecard;
pub mod target;
pub mod targets;
pub mod tie_weight;
pub mod turn_green;
pub mod typed;
pub mod waiting;
pub mod what_if;
