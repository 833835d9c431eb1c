//! Values between commas, semicolons or tabs: CSV (RFC 4180) and TSV. A table is read by what its
//! columns are called; one of them is the sheet in which people review an alignment (`review`).

mod guard;
mod neighbours;
mod quotes;
mod read;
mod review;
mod sheet;
mod write;
mod write_sheet;

pub(in crate::format) use read::{has_header, read_csv, read_tsv};
pub(in crate::format) use write::{write_csv, write_tsv};
pub use write_sheet::{ReviewRow, write_review_sheet};
