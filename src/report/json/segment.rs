use serde::Serialize;

use crate::segment::{Boundary, Passage, Segment, SegmentKind};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleHead<'a>>,
}

/// What an article says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ArticleHead<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// The author.
    pub author: Option<&'a str>,
    /// When it was published, as ISO 8601 writes it.
    pub date: Option<&'a str>,
}

/// The lines of `segments`, which lie in `text`; they name their file where there are several. The first has what
/// the article says of its writer and day, if it says any of that.
pub fn segments<'a>(
    file: Option<&'a str>,
    article: ArticleHead<'a>,
    text: &'a str,
    segments: &'a [Segment],
) -> impl Iterator<Item = SegmentLine<'a>> {
    let offsets = ScalarOffsets::new(text);
    let says_more = article.author.is_some() || article.date.is_some();
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
            article: (index == 0 && says_more).then_some(article),
        }
    })
}

/// The lines of a passage of a stream, whose segments are numbered from `index` on; offsets and
/// paragraphs count from the start of the stream.
pub fn passage<'a>(
    file: Option<&'a str>,
    index: usize,
    passage: &'a Passage,
) -> impl Iterator<Item = SegmentLine<'a>> {
    let (text, none) = (passage.document.text(), ArticleHead::default());
    segments(file, none, text, &passage.segments).map(move |line| SegmentLine {
        index: line.index + index,
        start: line.start + passage.scalars,
        end: line.end + passage.scalars,
        paragraph: line.paragraph + passage.paragraphs,
        ..line
    })
}

/// A line of `recto segment --explain`.
#[derive(Debug, Serialize)]
pub struct BoundaryLine<'a> {
    at: usize,
    ends: bool,
    rule: &'static str,
    about: &'static str,
    mark: &'a str,
}

/// The lines of `boundaries`, which lie in `text`.
pub fn boundaries<'a>(
    text: &'a str,
    boundaries: &'a [Boundary],
) -> impl Iterator<Item = BoundaryLine<'a>> {
    let offsets = ScalarOffsets::new(text);
    boundaries.iter().map(move |boundary| BoundaryLine {
        at: offsets.of_span(crate::text::Span::new(boundary.at, boundary.at))[0],
        ends: boundary.ends,
        rule: boundary.rule.as_str(),
        about: boundary.rule.about(),
        mark: boundary.mark.of(text),
    })
}
