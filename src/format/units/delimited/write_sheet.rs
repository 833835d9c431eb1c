//! Writing the sheet in which a person reviews an alignment.

use std::io::{self, Write};
use std::ops::Range;

use crate::memory::SURE;
use crate::text::Language;

use super::guard::guarded_cell;
use super::review::{COLUMNS, Status, checksum, numbers};

/// A link of an alignment, as a row of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow<'a> {
    /// How sure the alignment is of it, 0–1.
    pub confidence: f64,
    /// The source text; empty if the target has no counterpart.
    pub source: String,
    /// The target text; empty if the source has no counterpart.
    pub target: String,
    /// Which segments of the source it has, from 0.
    pub source_segments: Range<usize>,
    /// Which segments of the target it has, from 0.
    pub target_segments: Range<usize>,
    /// The languages of source and target.
    pub languages: (&'a Language, &'a Language),
    /// The name of the article.
    pub article: &'a str,
    /// Numbers of the revisions of source and target, from 1.
    pub revisions: (u32, u32),
}

impl ReviewRow<'_> {
    fn status(&self) -> Status {
        if self.source_segments.is_empty() || self.target_segments.is_empty() {
            Status::Unpaired
        } else if self.confidence < SURE {
            Status::Doubtful
        } else {
            Status::Accepted
        }
    }
}

/// Writes `rows` as tab-separated values (UTF-8, quoted as in RFC 4180), in their order; `recto memory import` reads
/// them back.
///
/// `status` is empty, `doubtful` (under [`SURE`]) or `unpaired`; a person clears it, or writes `accepted` or
/// `rejected`. Segments are numbered from 1. With `guard_formulas`, an apostrophe keeps texts that begin with `=`,
/// `+`, `-` or `@` from being taken for formulas. With `with_header`, the names of the columns come first.
///
/// # Errors
/// What `out` refuses.
pub fn write_review_sheet<'a>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = ReviewRow<'a>>,
    guard_formulas: bool,
    with_header: bool,
) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    if with_header {
        table.write_record(COLUMNS)?;
    }
    for row in rows {
        table.write_record([
            row.status().as_str(),
            &format!("{:.4}", truncated(row.confidence)),
            &guarded_cell(&row.source, guard_formulas),
            &guarded_cell(&row.target, guard_formulas),
            &numbers(&row.source_segments),
            &numbers(&row.target_segments),
            row.languages.0.as_str(),
            row.languages.1.as_str(),
            row.article,
            &row.revisions.0.to_string(),
            &row.revisions.1.to_string(),
            &checksum(&row.source, &row.target),
        ])?;
    }
    table.flush()
}

/// Cuts to four places, towards zero: a doubtful link does not become a sure one by rounding.
fn truncated(confidence: f64) -> f64 {
    (confidence * 1e4).floor() / 1e4
}
