use crate::segment::{Segment, SegmentKind};
use crate::text::{Span, comparison_form};

use super::super::compare::Side;

/// A text cut into segments with nothing but white space between them.
///
/// Markup that is between the segments of a document is content for a merge: what leads up to
/// a segment on its line (`- `, `## `) or closes it (`**`) is made part of it, and what stands on
/// lines of its own (front matter, code) is a segment too.
pub(super) struct Pieces<'a> {
    pub text: &'a str,
    pub segments: Vec<Segment>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(side: Side<'a>) -> Self {
        let text = side.text;
        let mut segments: Vec<Segment> = Vec::with_capacity(side.segments.len());
        let mut at = 0;
        for segment in side.segments {
            let gap = Span::new(at, segment.span.start.max(at));
            let start = between(text, gap, true, &mut segments);
            let mut whole = *segment;
            whole.span.start = start;
            at = whole.span.end;
            segments.push(whole);
        }
        between(text, Span::new(at, text.len()), false, &mut segments);
        Pieces { text, segments }
    }

    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    pub(super) fn side(&self) -> Side<'_> {
        Side {
            text: self.text,
            segments: &self.segments,
        }
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.segments[at].span
    }

    /// The number of the segment that starts at this byte.
    pub(super) fn number(&self, start: usize) -> usize {
        let segments = &self.segments;
        segments.partition_point(|segment| segment.span.start < start)
    }

    /// The white space between segment `at` and the one before it; `None` for the first one.
    pub(super) fn gap_before(&self, at: usize) -> Option<&'a str> {
        let before = self.segments.get(at.checked_sub(1)?)?;
        self.text.get(before.span.end..self.span(at).start)
    }

    /// The white space before the first segment.
    pub(super) fn before(&self) -> &'a str {
        let first = self.segments.first();
        &self.text[..first.map_or(0, |segment| segment.span.start)]
    }

    /// The white space after the last segment.
    pub(super) fn after(&self) -> &'a str {
        let last = self.segments.last();
        &self.text[last.map_or(0, |segment| segment.span.end)..]
    }

    /// The comparison form of segment `at`.
    pub(super) fn form(&self, at: usize) -> std::borrow::Cow<'a, str> {
        comparison_form(self.span(at).of(self.text))
    }
}

/// Gives what is in `gap` to the segments beside it or makes it one; returns where the segment
/// behind the gap (if there is one) begins.
fn between(text: &str, gap: Span, has_next: bool, segments: &mut Vec<Segment>) -> usize {
    let mut start = gap.start;
    if gap.of(text).trim().is_empty() {
        return gap.end;
    }
    if let Some(last) = segments.last_mut() {
        let part = Span::new(start, gap.end).of(text);
        start += part.find(char::is_whitespace).unwrap_or(part.len());
        last.span.end = start;
    }
    let rest = Span::new(start, gap.end).of(text);
    // On the line of the next segment.
    let line = rest.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = if has_next { line } else { rest.len() };
    let (own, lead) = rest.split_at(line);
    let inside = own.trim();
    if !inside.is_empty() {
        let from = start + (own.len() - own.trim_start().len());
        segments.push(Segment {
            span: Span::new(from, from + inside.len()),
            kind: SegmentKind::Sentence,
            paragraph: 0,
        });
    }
    gap.end - lead.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{ARTICLE_FORMATS, article_from_bytes};
    use crate::segment::Segmenter;
    use crate::text::Language;

    #[test]
    fn markup_is_part_of_segments() {
        let text = "---\nlanguage: en\n---\n# Title\n\n- One. *Two.*\n\n```\ncode\n\nmore\n```\n> End\n\n```\nx\n```\n";
        let markdown = ARTICLE_FORMATS
            .iter()
            .find(|f| f.name == "markdown")
            .unwrap();
        let path = std::path::Path::new("a.md");
        let file = article_from_bytes(text.into(), markdown, path).unwrap();
        let segments = Segmenter::new(&Language::parse("en").unwrap()).segment(&file.document);
        let pieces = Pieces::new(Side {
            text: file.document.text(),
            segments: &segments,
        });
        let found: Vec<&str> = (0..pieces.len())
            .map(|at| pieces.span(at).of(text))
            .collect();
        assert_eq!(
            found,
            [
                "---\nlanguage: en\n---",
                "# Title",
                "- One.",
                "*Two.*",
                "```\ncode\n\nmore\n```",
                "> End",
                "```\nx\n```"
            ]
        );
        assert_eq!((pieces.before(), pieces.after()), ("", "\n"));
        assert_eq!(pieces.gap_before(1), Some("\n"));
    }
}
