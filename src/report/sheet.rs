//! An alignment as a sheet that people correct in a spreadsheet and `recto memory import` reads back.

use std::io::{self, Write};

use crate::format::units::delimited::guarded_cell;
use crate::format::units::delimited::review::{COLUMNS, Status, checksum, numbers};
use crate::memory::SURE;

use super::Bitext;

/// Tab-separated values (UTF-8, quoted as RFC 4180 has it), a row a link, in the order of the links.
/// `status` is empty, `doubtful` (under [`SURE`]) or `unpaired`; a person clears it, or writes `accepted`
/// or `rejected`. Segments are numbered from 1. With `formulas`, an apostrophe keeps texts that begin
/// with `=`, `+`, `-` or `@` from being taken for formulas. `named` writes the row of names first.
pub fn sheet(
    out: &mut dyn Write,
    bitext: &Bitext<'_>,
    formulas: bool,
    named: bool,
) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    if named {
        table.write_record(COLUMNS)?;
    }
    let (from, to) = &bitext.languages;
    for link in &bitext.links {
        let status = match (
            link.source.is_empty() || link.target.is_empty(),
            link.confidence,
        ) {
            (true, _) => Status::Unpaired,
            (false, confidence) if confidence < SURE => Status::Doubtful,
            _ => Status::Accepted,
        };
        let (source, target) = bitext.unit_texts(link);
        table.write_record([
            status.as_str(),
            &format!("{:.4}", truncated(link.confidence)),
            &guarded_cell(&source, formulas),
            &guarded_cell(&target, formulas),
            &numbers(&link.source),
            &numbers(&link.target),
            from.as_str(),
            to.as_str(),
            &bitext.article.name,
            &bitext.article.revisions.0.to_string(),
            &bitext.article.revisions.1.to_string(),
            &checksum(&source, &target),
        ])?;
    }
    table.flush()
}

/// To four places, towards zero: what is not sure does not become so by rounding.
fn truncated(confidence: f64) -> f64 {
    (confidence * 1e4).floor() / 1e4
}
