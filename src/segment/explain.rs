//! Explanations of segmentation: why a sentence ends where it does, and not elsewhere.

use crate::text::{Document, Span};

use super::decision::Rule;
use super::{SegmentKind, Segmenter};

/// A decision at a place where a segment ends, or might have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boundary {
    /// The offset at which the next segment starts, or would start, in bytes of the document.
    pub at: usize,
    /// The mark that was judged, with the word before it; empty if there is none.
    pub mark: Span,
    /// Whether a segment ends here.
    pub ends: bool,
    /// The rule that decided.
    pub rule: Rule,
}

impl Segmenter {
    /// All places of `document` where a segment ends or a terminator occurs, in order, each with the rule that decided.
    /// The ends are those of [`segment`](Segmenter::segment). Rules of an SRX file are not explained, since their own
    /// lines say what they do.
    pub fn explain(&self, document: &Document) -> Vec<Boundary> {
        let text = document.text();
        let segments = self.segment(document);
        let mut boundaries = Vec::new();
        for (paragraph, block) in document.blocks().iter().enumerate() {
            let first = segments.partition_point(|segment| segment.paragraph < paragraph);
            let here = segments[first..]
                .iter()
                .take_while(|segment| segment.paragraph == paragraph);
            let here: Vec<_> = here.collect();
            let is_prose = here
                .iter()
                .any(|segment| segment.kind != SegmentKind::Heading);
            let mut judged = Vec::new();
            if is_prose {
                let part = block.span.of(text);
                self.rules
                    .decide(part, 0, &mut |decision| judged.push(decision));
            }
            for decision in &judged {
                let (at, stop) = (
                    block.span.start + decision.at,
                    block.span.start + decision.stop,
                );
                boundaries.push(Boundary {
                    at,
                    mark: mark_before(text, block.span.start, stop),
                    // What was no end may have become one by spacing, and is said below.
                    ends: decision.ends,
                    rule: decision.rule,
                });
            }
            for (place, segment) in here.iter().enumerate() {
                let next = here.get(place + 1).map(|next| next.span.start);
                let at = next.unwrap_or(block.span.end);
                let explained = |b: &Boundary| {
                    b.ends && b.at >= segment.span.end && b.at <= at.max(segment.span.end)
                };
                if boundaries
                    .iter()
                    .rev()
                    .take(judged.len() + here.len())
                    .any(explained)
                {
                    continue;
                }
                let rule = match (segment.kind, next) {
                    (_, None) => Rule::BlockEnd,
                    (SegmentKind::Dateline, _) => Rule::Dateline,
                    _ => Rule::Heading,
                };
                boundaries.push(Boundary {
                    at,
                    mark: Span::new(segment.span.end, segment.span.end),
                    ends: true,
                    rule,
                });
            }
        }
        boundaries.sort_by_key(|boundary| (boundary.at, boundary.mark));
        boundaries
    }
}

/// The terminator that ends at `stop` with the word before it.
fn mark_before(text: &str, from: usize, stop: usize) -> Span {
    let left = text.get(from..stop).unwrap_or_default();
    let start = left
        .char_indices()
        .rev()
        .take(40)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(stop, |(at, _)| from + at);
    Span::new(start, stop)
}

#[cfg(test)]
mod tests {
    use crate::text::Language;

    use super::*;

    fn explained(language: &str, text: &str) -> Vec<(String, bool, Rule)> {
        let document = Document::plain(text);
        Segmenter::new(&Language::parse(language).unwrap())
            .explain(&document)
            .iter()
            .map(|b| (b.mark.of(text).to_owned(), b.ends, b.rule))
            .collect()
    }

    #[test]
    fn the_rule_is_named() {
        let text = "Dr. Hale came on 3.5.2024. Nobody else did, e.g. Bo. (She left.)";
        let expected = [
            ("Dr.", false, Rule::Abbreviation),
            ("3.", false, Rule::InsideWord),
            ("3.5.", false, Rule::InsideWord),
            ("3.5.2024.", true, Rule::Terminator),
            ("e.", false, Rule::InsideWord),
            ("e.g.", false, Rule::Abbreviation),
            ("Bo.", true, Rule::Terminator),
            ("", true, Rule::BlockEnd),
        ];
        let found = explained("en", text);
        let found: Vec<_> = found.iter().map(|(m, e, r)| (m.as_str(), *e, *r)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_ends_are_those_of_the_segments() {
        let text = "MARLOW- The bridge opened.  Mayor says tolls will stay  She spoke of 12 a.m. Monday.\n\nIt rained.";
        let document = Document::plain(text);
        let segmenter = Segmenter::new(&Language::parse("en").unwrap());
        let ends = segmenter
            .explain(&document)
            .iter()
            .filter(|b| b.ends)
            .count();
        assert_eq!(ends, segmenter.segment(&document).len());
    }
}
