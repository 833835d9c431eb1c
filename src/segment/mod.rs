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
mod judge;
mod lists;
mod news;
mod rules;
mod run;
mod segmented;
pub mod srx;
mod stream;
mod thai;
mod words;

use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::{Block, BlockKind, Document, Language, Span};

use rules::Rules;

pub use decision::Rule;
pub use explain::Boundary;
pub use segmented::{Metadata, SegmentedDocument};
pub use stream::{Passage, StreamError};

/// The kinds of segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// A sentence of running text.
    Sentence,
    /// A title or heading, on a line of its own or set off by spacing.
    Heading,
    /// A sentence of a list item.
    ListItem,
    /// A sentence under a picture.
    Caption,
    /// Place, date and agency before the first sentence: `GENEVA (Agency) —`.
    Dateline,
    /// The author: `By Jane Doe`.
    Byline,
    /// The time of publication or update: `Published 3 March, 14:05 GMT`.
    Timestamp,
    /// The end of a piece of copy: a licence or copyright line, `ENDS`.
    Trailer,
}

impl SegmentKind {
    /// The name in JSON and in the memory.
    pub fn as_str(self) -> &'static str {
        match self {
            SegmentKind::Sentence => "sentence",
            SegmentKind::Heading => "heading",
            SegmentKind::ListItem => "list_item",
            SegmentKind::Caption => "caption",
            SegmentKind::Dateline => "dateline",
            SegmentKind::Byline => "byline",
            SegmentKind::Timestamp => "timestamp",
            SegmentKind::Trailer => "trailer",
        }
    }

    /// The kind with this name, as the memory stores it.
    pub fn from_name(name: &str) -> Option<Self> {
        use SegmentKind::*;
        [
            Sentence, Heading, ListItem, Caption, Dateline, Byline, Timestamp, Trailer,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == name)
    }

    /// Whether a summary may quote it: sentences of running text and of lists.
    pub fn is_prose(self) -> bool {
        matches!(self, SegmentKind::Sentence | SegmentKind::ListItem)
    }
}

/// A segment of a document: the unit that is translated, ranked and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its span in the document, in bytes. It neither starts nor ends with white space, and both ends are grapheme
    /// boundaries.
    pub span: Span,
    /// The kind of segment.
    pub kind: SegmentKind,
    /// The index of its block in the document, from 0.
    pub paragraph: usize,
}

/// Finds the segments of documents in one language.
#[derive(Debug, Clone)]
pub struct Segmenter {
    rules: Rules,
    srx: Option<srx::Overlay>,
}

impl Segmenter {
    /// Creates a segmenter with the rules for `language`. A language without data of its own gets the rules of its
    /// script.
    pub fn new(language: &Language) -> Self {
        Segmenter {
            rules: Rules::new(language),
            srx: None,
        }
    }

    /// Returns the segments of `document`: disjoint, in the order of the text, within its blocks. Everything in a block
    /// except white space is in a segment. The markup of inline codes does not affect where sentences end and belongs
    /// to the segment that it marks.
    pub fn segment(&self, document: &Document) -> Vec<Segment> {
        match coded::without_markup(document) {
            Some(plain) => plain.restored(self.segment_plain(&plain.document)),
            None => self.segment_plain(document),
        }
    }

    fn segment_plain(&self, document: &Document) -> Vec<Segment> {
        let mut segments = Vec::new();
        for (paragraph, block) in document.blocks().iter().enumerate() {
            self.segment_block(document.text(), block, paragraph, &mut segments);
        }
        news::mark_bylines_and_trailers(document, &mut segments);
        segments
    }

    fn segment_block(
        &self,
        text: &str,
        block: &Block,
        paragraph: usize,
        segments: &mut Vec<Segment>,
    ) {
        let part = block.span.of(text);
        let mut push = |start: usize, end: usize, kind| {
            if let Some(span) = trimmed(part, start, end) {
                segments.push(Segment {
                    span: span.shifted(block.span.start),
                    kind,
                    paragraph,
                });
            }
        };
        let kind = match block.kind {
            BlockKind::Caption => SegmentKind::Caption,
            BlockKind::Paragraph | BlockKind::Heading if news::is_caption(part) => {
                SegmentKind::Caption
            }
            BlockKind::Heading => return push(0, part.len(), SegmentKind::Heading),
            BlockKind::ListItem => SegmentKind::ListItem,
            BlockKind::Paragraph => SegmentKind::Sentence,
        };
        let mut start = 0;
        if let Some(ends) = self.srx.as_ref().and_then(|srx| srx.replaced(part)) {
            for end in ends.into_iter().chain([part.len()]) {
                push(start, end, kind);
                start = end;
            }
            return;
        }
        // A dateline opens an article: after its title, byline and summary at the latest.
        if kind == SegmentKind::Sentence
            && paragraph < news::DATELINE_WITHIN
            && let Some(end) = news::dateline(part)
        {
            let end = whole_grapheme(part, end);
            push(0, end, SegmentKind::Dateline);
            start = end;
        }
        let has_gap = kind == SegmentKind::Sentence && news::has_gap(part);
        let mut ends = Vec::new();
        self.rules.decide(part, start, &mut |decision| {
            if decision.ends {
                ends.push(decision.at);
            }
        });
        if let Some(srx) = &self.srx {
            ends = srx.corrected(part, start, ends);
        }
        for end in ends {
            let end = whole_grapheme(part, end);
            if end <= start {
                continue;
            }
            if has_gap {
                for heading in news::inline_headings(part, Span::new(start, end)) {
                    let heading = whole_grapheme(part, heading).min(end);
                    push(start, heading, SegmentKind::Heading);
                    start = heading;
                }
            }
            if kind == SegmentKind::Sentence
                && start > 0
                && let Some(dateline) = news::inner_dateline(&part[start..end])
            {
                let dateline = whole_grapheme(part, start + dateline).min(end);
                push(start, dateline, SegmentKind::Dateline);
                start = dateline;
            }
            push(start, end, kind);
            start = end;
        }
        push(start, part.len(), kind);
    }
}

/// The bytes `start..end` of `text` without white space at either end; `None` if nothing is left.
/// Only whole graphemes are trimmed: a combining mark keeps the space that it stands on.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let inside = part.trim_start();
    // Nothing that is ASCII joins the space before it.
    if inside.starts_with(|c: char| c.is_ascii()) {
        let start = end - inside.len();
        return Some(Span::new(start, start + inside.trim_end().len()));
    }
    let is_white = |grapheme: &&str| grapheme.chars().all(char::is_whitespace);
    let before: usize = part
        .graphemes(true)
        .take_while(is_white)
        .map(str::len)
        .sum();
    let kept = &part[before..];
    let after: usize = kept
        .graphemes(true)
        .rev()
        .take_while(is_white)
        .map(str::len)
        .sum();
    let kept = kept.len() - after;
    (kept > 0).then(|| Span::new(start + before, start + before + kept))
}

/// `at`, or the next grapheme boundary of `text` after it.
fn whole_grapheme(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|at| bytes.get(at)),
        bytes.get(at),
    ) && before.is_ascii()
        && after.is_ascii()
        && (*before, *after) != (b'\r', b'\n')
    {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor
            .next_boundary(text, 0)
            .ok()
            .flatten()
            .unwrap_or(text.len()),
        _ => at,
    }
}

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
