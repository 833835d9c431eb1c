//! Views of results: what a person reads on a terminal or a page, and what a program reads.
//!
//! A view takes a result of the library and writes it; it decides nothing. `json` holds the types
//! of the contract (docs/json.md); `terminal`, `html`, `markdown` and `change_log` are for people, `patch` for `patch`.

pub mod change_log;
mod columns;
pub mod docx;
mod edits;
pub mod html;
pub mod json;
pub mod markdown;
mod merged;
pub mod patch;
mod summaries;
pub mod terminal;

use std::ops::Range;

use crate::jobs::SummarySentence;
use crate::summarize::{Reason, Tie};
use crate::text::Span;

impl SummarySentence<'_> {
    /// `, refers back to segment 4`: what a person has to look up in the article, or nothing.
    pub(crate) fn what_is_missing(&self) -> String {
        self.missing.map_or(String::new(), in_words)
    }
}

/// What a sentence is without, for a person.
fn in_words(tie: Tie) -> String {
    let what = match (tie.reason, tie.segment) {
        (Reason::Antecedent, _) => "refers back to",
        (Reason::Quotation, _) => "quotation goes on in",
        (Reason::Speaker, _) => "speaker named in",
        (Reason::Introduction, _) => "name introduced in",
    };
    match tie.segment {
        Some(segment) => format!(", {what} segment {}", segment + 1),
        None => format!(", {what} a sentence left out"),
    }
}

/// A text with some of its spans marked, cut into marked and unmarked pieces.
pub(crate) fn pieces<'a>(text: &'a str, marked: &[Span]) -> Vec<(bool, &'a str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for span in marked {
        if span.start < at {
            continue;
        }
        pieces.push((false, &text[at..span.start]));
        pieces.push((true, span.of(text)));
        at = span.end;
    }
    pieces.push((false, &text[at..]));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

/// A confidence in percent, never rounded up: nothing reads like a certainty that is none.
fn percent(confidence: f64) -> u32 {
    (confidence.clamp(0.0, 1.0) * 100.0) as u32
}

/// Numbers of segments as a person counts them, from 1: `3`, `3-4`, `–` for none.
fn numbers(segments: &Range<usize>) -> String {
    match segments.len() {
        0 => "–".to_owned(),
        1 => (segments.start + 1).to_string(),
        _ => format!("{}-{}", segments.start + 1, segments.end),
    }
}
