use serde::{Deserialize, Serialize};

use crate::text::Span;

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
