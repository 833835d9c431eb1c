//! Segmentation: a [`Document`] is cut into segments, which are sentences, headings, datelines and the like.
//!
//! A [`Segmenter`] belongs to a language. It finds candidates for sentence ends where UAX #29 does (`rules`, `run`), and judges
//! each by its surroundings (`judge`) and the abbreviations of the language (`abbreviated`). List items and Thai
//! sentences have no final mark, so `lists` and `thai` find them by other signs, and `news` finds what news copy sets off
//! by layout: datelines, inline headings, bylines, captions, trailers. The rules of an SRX file can replace all this
//! ([`srx`]). [`Segmenter::explain`] names the rule behind each decision.
//!
//! A [`SegmentedDocument`] holds a document with its language and segments. Alignment, summaries and comparisons work on it.

mod abbreviated;
mod abbreviations;
mod chars;
mod coded;
mod decision;
mod explain;
mod graphemes;
mod judge;
mod kind;
mod lists;
mod news;
mod quotes;
mod rules;
mod run;
mod segmented;
mod segmenter;
pub mod srx;
mod stream;
mod thai;
mod words;

use crate::text::Span;

pub use decision::Rule;
pub use explain::Boundary;
pub use kind::{Segment, SegmentKind};
pub use segmented::{Metadata, SegmentedDocument};
pub use segmenter::Segmenter;
pub use stream::{Passage, StreamError};

/// The text of segments that follow each other: as it stands where they are of one paragraph, with
/// a space in place of the markup between paragraphs.
pub fn joined(text: &str, segments: &[Segment]) -> String {
    let parts: Vec<&str> = paragraphs(segments).map(|span| span.of(text)).collect();
    parts.join(" ")
}

/// Where the segments are that follow each other, a span for each paragraph.
pub fn paragraphs(segments: &[Segment]) -> impl Iterator<Item = Span> + '_ {
    segments
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .filter_map(|part| {
            let (first, last) = (part.first()?, part.last()?);
            Some(Span::new(first.span.start, last.span.end))
        })
}

#[cfg(test)]
mod tests;
