use serde::Serialize;

use crate::segment::{Segment, SegmentKind};
use crate::text::ScalarOffsets;

/// A line of `recto segment`.
#[derive(Debug, Serialize)]
pub struct SegmentLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    index: usize,
    start: usize,
    end: usize,
    kind: SegmentKind,
    paragraph: usize,
    text: &'a str,
}

/// The lines of `segments`, which lie in `text`; they name their file where there are several.
pub fn segments<'a>(
    file: Option<&'a str>,
    text: &'a str,
    segments: &'a [Segment],
) -> impl Iterator<Item = SegmentLine<'a>> {
    let offsets = ScalarOffsets::new(text);
    segments.iter().enumerate().map(move |(index, segment)| {
        let [start, end] = offsets.of_span(segment.span);
        SegmentLine {
            file,
            index,
            start,
            end,
            kind: segment.kind,
            paragraph: segment.paragraph,
            text: segment.span.of(text),
        }
    })
}
