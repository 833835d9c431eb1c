//! Parts of a document as translation units have them, with their inline codes.

use std::borrow::Cow;

use super::document::Document;
use super::inline::{CodeRole, InlineCode, OpenCodes};
use super::span::Span;

/// [`INLINE_CODE`](super::INLINE_CODE) as a string.
const INLINE_CODE_TEXT: &str = "\u{FFFC}";

/// A part of a document with the inline codes within it.
///
/// Codes that enclose the whole part or come at its ends belong to the document, not to the translation unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedSpan {
    /// Its bytes in the document's text.
    pub span: Span,
    /// The indices of its codes among those of the document.
    pub within: std::ops::Range<usize>,
}

impl Document {
    /// The part of the text in `span` without the codes that enclose it and without those at its ends whose other end is
    /// not in it.
    pub fn coded(&self, span: Span) -> CodedSpan {
        let first = self
            .codes()
            .partition_point(|code| code.span.start < span.start);
        let after = self
            .codes()
            .partition_point(|code| code.span.start <= span.end);
        let mut within = first..after.max(first);
        // A code that begins at the end of the part may extend beyond it.
        while let Some(last) = self.codes().get(within.clone()).and_then(<[_]>::last)
            && last.span.end > span.end
        {
            within.end -= 1;
        }
        let none = CodedSpan {
            span,
            within: within.start..within.start,
        };
        if within.is_empty() {
            return none;
        }
        let other_ends = other_ends(&self.codes()[within.clone()]);
        let (mut span, mut within, first) = (span, within.clone(), within.start);
        let other_end = |code: usize| other_ends[code - first].map(|other| other + first);
        loop {
            span = trimmed(self.text(), span);
            let codes = self.codes();
            let lead = within.start;
            let trail = within.end.saturating_sub(1);
            if within.is_empty() || span.is_empty() {
                break;
            }
            let (start, end) = (codes[lead].span, codes[trail].span);
            let leads = start.start <= span.start;
            let trails = end.end >= span.end;
            if leads && other_end(lead).is_none() {
                within.start += 1;
                span.start = span.start.max(start.end);
            } else if trails && other_end(trail).is_none() {
                within.end -= 1;
                span.end = span.end.min(end.start);
            } else if leads && trails && other_end(lead) == Some(trail) {
                within = lead + 1..trail;
                span.start = span.start.max(start.end);
                span.end = span.end.min(end.start);
            } else {
                break;
            }
            if span.start >= span.end {
                return none;
            }
        }
        // Codes without text are left to the document.
        match self.plain_text(span).trim().is_empty() {
            true => none,
            false => CodedSpan { span, within },
        }
    }

    /// The codes of a part, in order.
    pub fn codes_of(&self, part: &CodedSpan) -> &[InlineCode] {
        self.codes().get(part.within.clone()).unwrap_or_default()
    }

    /// For each code of a part, the index of its other end, counted from the first code of the part.
    pub fn other_ends(&self, part: &CodedSpan) -> Vec<Option<usize>> {
        other_ends(self.codes_of(part))
    }

    /// The text of a part as a translation unit has it, with U+FFFC for each code.
    pub fn coded_text(&self, part: &CodedSpan) -> Cow<'_, str> {
        let codes = self.codes_of(part);
        self.with_codes_as(part.span, codes, |_| INLINE_CODE_TEXT)
    }

    /// The text in `span` that a person reads, without the markup of its codes and with a line feed for each line break.
    pub fn plain_text(&self, span: Span) -> Cow<'_, str> {
        let first = self
            .codes()
            .partition_point(|code| code.span.end <= span.start);
        let after = self
            .codes()
            .partition_point(|code| code.span.start < span.end);
        let codes = self.codes().get(first..after).unwrap_or_default();
        self.with_codes_as(span, codes, |code| match code.name == "br" {
            true => "\n",
            false => "",
        })
    }

    fn with_codes_as(
        &self,
        span: Span,
        codes: &[InlineCode],
        shown: impl Fn(&InlineCode) -> &'static str,
    ) -> Cow<'_, str> {
        if codes.is_empty() {
            return self.visible_text(span);
        }
        let mut text = String::with_capacity(span.len());
        let mut at = span.start;
        for code in codes {
            text.push_str(&self.visible_text(Span::new(at, code.span.start.max(at))));
            text.push_str(shown(code));
            at = at.max(code.span.end);
        }
        text.push_str(&self.visible_text(Span::new(at, span.end.max(at))));
        Cow::Owned(text)
    }
}

/// For each code, the position of its other end.
fn other_ends(codes: &[InlineCode]) -> Vec<Option<usize>> {
    let mut other_ends = vec![None; codes.len()];
    let mut open = OpenCodes::default();
    for (at, code) in codes.iter().enumerate() {
        match code.role {
            CodeRole::Begin => open.begin(None, &code.name, at),
            CodeRole::End => {
                if let Some(begun) = open.ended_by(None, &code.name) {
                    other_ends[begun] = Some(at);
                    other_ends[at] = Some(begun);
                }
            }
            CodeRole::Standalone | CodeRole::Isolated => {}
        }
    }
    other_ends
}

/// The span without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + part.len() - part.trim_start().len();
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind};

    /// A document of `markup`, where `<` and `>` set off codes, `/` ends and `!` stands.
    fn document(markup: &str, is_verbatim: bool) -> Document {
        let mut text = String::new();
        let mut codes = Vec::new();
        for (at, part) in markup.split('<').enumerate() {
            let (code, rest) = if at == 0 {
                ("", part)
            } else {
                part.split_once('>').unwrap()
            };
            if at > 0 {
                let start = text.len();
                if is_verbatim {
                    text += &format!("<{code}>");
                }
                codes.push(InlineCode {
                    span: Span::new(start, text.len()),
                    role: match code.chars().next() {
                        Some('/') => CodeRole::End,
                        Some('!') => CodeRole::Standalone,
                        _ => CodeRole::Begin,
                    },
                    name: code.trim_start_matches(['/', '!']).to_owned(),
                    markup: format!("<{code}>"),
                });
            }
            text += rest;
        }
        let blocks = vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        Document::new(text, blocks).with_codes(codes)
    }

    #[test]
    fn codes_that_enclose_a_part_are_no_part_of_it() {
        for (markup, expected) in [
            ("a <b>c</b> d", "a \u{fffc}c\u{fffc} d"),
            ("<b>a c d</b>", "a c d"),
            ("<b><i>a</i> c</b>", "\u{fffc}a\u{fffc} c"),
            ("<i><b>a c</b></i>", "a c"),
            ("<b>a c", "a c"),
            ("a c</b>", "a c"),
            ("<!img>a <!br>c<!img>", "a \u{fffc}c"),
            ("a <b>c", "a \u{fffc}c"),
            ("<b>a</b> <b>c</b>", "\u{fffc}a\u{fffc} \u{fffc}c\u{fffc}"),
            ("<b>a</i> c</b>", "a\u{fffc} c"),
            ("a c", "a c"),
        ] {
            for is_verbatim in [false, true] {
                let document = document(markup, is_verbatim);
                let coded = document.coded(Span::new(0, document.text().len()));
                assert_eq!(document.coded_text(&coded), expected, "{markup}");
                let plain = document.plain_text(coded.span);
                assert_eq!(
                    plain.replace('\n', ""),
                    expected.replace('\u{fffc}', ""),
                    "{markup}"
                );
            }
        }
        let only = document("<b></b>", true);
        assert!(only.coded(Span::new(0, 7)).within.is_empty());
    }
}
