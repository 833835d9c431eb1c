//! The program as its users run it, one module a subject. One binary, so that the library is linked once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub
)] // a test may fail loudly, and exports nothing

mod common;

mod architecture;
mod bad_input;
mod columns;
mod concordance;
mod containers;
mod damaged;
mod diff_views;
mod documents;
mod fillings;
mod folders;
mod fuzzed;
mod git;
mod golden;
mod human_output;
mod interchange;
mod languages;
mod libreoffice;
mod log;
mod lookup;
mod lookup_shown;
mod merges;
mod office;
mod provenance;
mod readme;
mod reordering;
mod review;
mod revisions;
mod schemas;
mod scores;
mod sheets;
mod srx;
mod summaries;
mod summary_languages;
mod summary_notices;
mod summary_orders;
mod tools;
mod units;
mod workspace;
