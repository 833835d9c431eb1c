//! What holds of every format that is written back: a file whose texts are replaced by themselves says
//! what it said.

// Not every target needs all of it.
#![allow(dead_code)]

use std::path::Path;

use recto::format::{article_format_named, article_from_bytes, write_back};
use recto::text::{Document, Replacement, ReplacementPiece, Span};

/// Reads `bytes` in the format of this name and gives what is written when each block takes its own
/// place; none for what is refused.
pub fn by_itself(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let format = article_format_named(name).expect("a format");
    let read = |bytes: Vec<u8>| article_from_bytes(bytes, format, Path::new("-")).ok();
    let document = read(bytes.to_vec())?.document;
    let replacements: Vec<Replacement> = document
        .blocks()
        .iter()
        .map(|block| itself(&document, block.span))
        .collect();
    // Encodings that do not come out as they were are refused.
    let written = write_back(bytes, format, &replacements).ok()?;
    let again = read(written.clone()).expect("what was written is read");
    assert_eq!(again.document.text(), document.text());
    Some(written)
}

/// A block of `document` in its own place.
pub fn itself(document: &Document, span: Span) -> Replacement {
    let part = document.coded(span);
    let text = document.text();
    let mut pieces = Vec::new();
    let mut at = part.span.start;
    for code in part.within.clone() {
        let span = document.codes()[code].span;
        pieces.push(ReplacementPiece::Text(text[at..span.start].to_owned()));
        pieces.push(ReplacementPiece::Code(code));
        at = span.end;
    }
    pieces.push(ReplacementPiece::Text(text[at..part.span.end].to_owned()));
    Replacement {
        span: part.span,
        within: part.within,
        pieces,
    }
}
