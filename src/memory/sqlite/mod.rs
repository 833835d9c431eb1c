//! The memory in a SQLite file.
//!
//! `memory` opens it; `schema` and the `.sql` files say what is in it. Reading takes a connection from
//! `readers`; a look-up asks a `reading`, which sees one state of the file and the `index` of that state.
//! Writing goes through `apply` alone: it makes of a change an `operation`, the only place that writes
//! units. `runs` keeps the index up to date in the same transaction.

mod apply;
mod articles;
mod failure;
mod import;
mod index;
mod markup;
mod memory;
mod operation;
mod origins;
mod place;
mod readers;
mod reading;
mod records;
mod revision;
mod rows;
mod runs;
mod schema;
mod units;

pub use memory::{Access, Memory};

#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod index_tests;
#[cfg(test)]
mod review_tests;
#[cfg(test)]
mod tests;
