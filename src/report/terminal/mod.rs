//! Views for a terminal. They always write colours; who opens the stream strips them where they
//! are not wanted (piped, NO_COLOR).

mod beside;
mod bitext;
mod build;
mod caret;
mod coded;
mod columns;
mod explained;
mod fragments;
mod layout;
mod log;
mod matches;
mod memory;
mod merge;
mod revision;
mod score;
mod sides;
mod statistics;
mod style;
mod summaries;
mod summary;
mod summary_explained;
mod table;

pub use bitext::{aligned_files, bitext};
pub use build::{build, build_failures, build_refusals};
pub use caret::caret;
pub use columns::columns;
pub use fragments::fragments;
pub use layout::Page;
pub use log::log;
pub use matches::{hits, matches, query};
pub use memory::{articles, imported, listed, stats};
pub use merge::merge;
pub use revision::{file_title, revision};
pub use score::{scores, systems};
pub use sides::revision_sides;
pub use statistics::statistics;
pub use summaries::summaries;
pub use summary::{key_phrases, summary};
pub use summary_explained::summary_explained;

use std::io::{self, Write};

use crate::segment::{Boundary, SegmentKind};
use crate::text::collapse_white_space;

use style::{Ink, paint};

/// One segment a line, its inner white space collapsed; headings and what is not running text in
/// a colour of their own.
pub fn segment(out: &mut dyn Write, kind: SegmentKind, text: &str) -> io::Result<()> {
    let text = collapse_white_space(text);
    match kind {
        SegmentKind::Sentence | SegmentKind::ListItem => writeln!(out, "{text}"),
        SegmentKind::Heading => writeln!(out, "{}", paint(Ink::Strong, &text)),
        SegmentKind::Dateline
        | SegmentKind::Byline
        | SegmentKind::Timestamp
        | SegmentKind::Caption
        | SegmentKind::Trailer => {
            writeln!(out, "{}", paint(Ink::Dim, &text))
        }
    }
}

/// Number of characters that are shown on either side of a boundary.
const CONTEXT: usize = 24;

/// A place where a segment ends (`⏐`) or does not (`·`), with what is beside it, the word that
/// was judged and the rule that decided.
pub fn boundary(
    out: &mut dyn Write,
    language: &str,
    text: &str,
    boundary: &Boundary,
) -> io::Result<()> {
    let (left, right) = text.split_at(boundary.at.min(text.len()));
    let from = left.char_indices().rev().take(CONTEXT).last();
    let left = collapse_white_space(&left[from.map_or(left.len(), |(at, _)| at)..]).into_owned();
    let to = right
        .char_indices()
        .nth(CONTEXT)
        .map_or(right.len(), |(at, _)| at);
    let right = collapse_white_space(&right[..to]).into_owned();
    let (ink, sign) = match boundary.ends {
        true => (Ink::Good, "⏐"),
        false => (Ink::Fair, "·"),
    };
    let mark = match boundary.mark.of(text) {
        "" => String::new(),
        mark => format!("“{mark}” "),
    };
    let rule = format!("{} ({language})", boundary.rule);
    writeln!(
        out,
        "…{left} {} {right}…  {mark}{}",
        paint(ink, sign),
        paint(Ink::Dim, &rule)
    )
}
