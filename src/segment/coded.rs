//! Documents whose text contains the markup of inline codes, as in Markdown.

use crate::text::{Block, CodeRole, Document, InlineCode, Span};

use super::Segment;

/// A document without the markup of its codes, and the way back.
pub(super) struct Plain<'a> {
    /// The document without it.
    pub document: Document,
    /// The numbers that its blocks have in the other.
    blocks: Vec<usize>,
    /// Markup that was left out, in order: where it was in the plain text, and its code.
    left_out: Vec<(usize, &'a InlineCode)>,
}

/// `document` without the markup of its codes, if its text has any.
pub(super) fn without_markup(document: &Document) -> Option<Plain<'_>> {
    let is_markup = |code: &&InlineCode| !code.span.of(document.text()).trim().is_empty();
    if !document.codes().iter().any(|code| is_markup(&code)) {
        return None;
    }
    let mut text = String::with_capacity(document.text().len());
    let mut left_out = Vec::new();
    let mut at = 0;
    for code in document.codes().iter().filter(is_markup) {
        text.push_str(document.text().get(at..code.span.start)?);
        left_out.push((text.len(), code));
        // A break parts words.
        if code.name == "br" {
            text.push('\n');
        }
        at = code.span.end;
    }
    text.push_str(document.text().get(at..)?);
    let mut plain = Plain {
        document: Document::default(),
        blocks: Vec::new(),
        left_out,
    };
    let mut blocks = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let span = Span::new(plain.of(block.span.start), plain.of(block.span.end));
        if !span.of(&text).trim().is_empty() {
            plain.blocks.push(number);
            blocks.push(Block {
                span,
                kind: block.kind,
            });
        }
    }
    plain.document = Document::new(text, blocks);
    Some(plain)
}

impl Plain<'_> {
    /// Where a byte of the text with markup is in that without.
    fn of(&self, at: usize) -> usize {
        let before = self
            .left_out
            .partition_point(|(_, code)| code.span.end <= at);
        match before
            .checked_sub(1)
            .and_then(|last| self.left_out.get(last))
        {
            Some((place, code)) => place + break_of(code) + (at - code.span.end),
            None => at,
        }
    }

    /// The segments in the text with markup: each with the codes that begin where it does and end where it
    /// does.
    pub(super) fn restored(&self, segments: Vec<Segment>) -> Vec<Segment> {
        let restored = segments.into_iter().filter_map(|segment| {
            Some(Segment {
                span: Span::new(self.start(segment.span.start), self.end(segment.span.end)),
                paragraph: *self.blocks.get(segment.paragraph)?,
                ..segment
            })
        });
        restored.collect()
    }

    fn start(&self, at: usize) -> usize {
        let after = self
            .left_out
            .partition_point(|(place, code)| place + break_of(code) <= at);
        let before = self.left_out.get(..after).unwrap_or_default();
        let mut start = match before.last() {
            Some((place, code)) => code.span.end + (at - place - break_of(code)),
            None => at,
        };
        for (place, code) in before.iter().rev() {
            if *place != at || code.role == CodeRole::End || code.span.end != start {
                break;
            }
            start = code.span.start;
        }
        start
    }

    fn end(&self, at: usize) -> usize {
        let first = self.left_out.partition_point(|(place, _)| *place < at);
        let mut end = match first
            .checked_sub(1)
            .and_then(|last| self.left_out.get(last))
        {
            Some((place, code)) => code.span.end + (at - place).saturating_sub(break_of(code)),
            None => at,
        };
        for (place, code) in self.left_out.get(first..).unwrap_or_default() {
            if *place != at || code.role != CodeRole::End || code.span.start != end {
                break;
            }
            end = code.span.end;
        }
        end
    }
}

/// How many bytes stand for a code in the plain text.
fn break_of(code: &InlineCode) -> usize {
    usize::from(code.name == "br")
}
