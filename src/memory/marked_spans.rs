//! Parts of documents as units have them: texts with inline codes.

use crate::segment::{Segment, paragraphs};
use crate::text::{CodeRole, CodedSpan, Document, Span};

use super::{Code, Marked, Piece, Role, Tag};

impl Marked {
    /// The part of a document with its inline codes, as TMX calls them: `bpt` and `ept` for what begins and
    /// ends, `ph` for what stands alone, `it` for what has no other end in the part. What the document calls
    /// a code is its type.
    pub fn of(document: &Document, part: &CodedSpan) -> Self {
        let codes = document
            .codes()
            .get(part.within.clone())
            .unwrap_or_default();
        let mut pieces = Vec::with_capacity(2 * codes.len() + 1);
        let text = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
            let text = document.visible_text(Span::new(from, to.max(from)));
            if !text.is_empty() {
                pieces.push(Piece::Text(text.into_owned()));
            }
        };
        let other_ends = document.other_ends(part);
        let mut at = part.span.start;
        let mut pairs = 0;
        let mut number_of = vec![0; codes.len()];
        for (index, code) in codes.iter().enumerate() {
            text(at, code.span.start, &mut pieces);
            at = at.max(code.span.end);
            let other = other_ends.get(index).copied().flatten();
            let (role, name, first) = match (code.role, other) {
                (CodeRole::Stand, _) => (Role::Stand, "ph", None),
                (CodeRole::Begin, Some(end)) => {
                    pairs += 1;
                    number_of[end] = pairs;
                    (Role::Begin, "bpt", Some(("i", pairs.to_string())))
                }
                (CodeRole::End, Some(_)) => {
                    (Role::End, "ept", Some(("i", number_of[index].to_string())))
                }
                (CodeRole::Begin, None) => (Role::Lone, "it", Some(("pos", "begin".to_owned()))),
                (CodeRole::End, None) => (Role::Lone, "it", Some(("pos", "end".to_owned()))),
            };
            let kind = (role != Role::End).then(|| ("type", code.name.clone()));
            let attributes = first.into_iter().chain(kind);
            pieces.push(Piece::Code(Code {
                role,
                tag: Tag {
                    name: name.to_owned(),
                    attributes: attributes
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                },
                content: Marked(vec![Piece::Text(code.markup.clone())]),
            }));
        }
        text(at, part.span.end, &mut pieces);
        Marked(pieces)
    }

    /// The text of segments that follow each other, with its inline codes; those of several paragraphs with a space
    /// between them.
    pub fn of_segments(document: &Document, segments: &[Segment]) -> Self {
        let mut pieces = Vec::new();
        for span in paragraphs(segments) {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(" ".to_owned()));
            }
            pieces.extend(Marked::of(document, &document.coded(span)).0);
        }
        Marked(pieces)
    }

    /// Whether any of it is a code.
    pub fn has_codes(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Code(_)))
    }

    /// What a person reads of it: no codes, and a space where a line breaks.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Code(code) if code.tag.attribute("type") == Some("br") => text.push(' '),
                Piece::Code(_) | Piece::Open(_) | Piece::Close => {}
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, InlineCode};

    #[test]
    fn codes_are_called_as_tmx_does() {
        let text = "a b c";
        let code = |at: usize, role, name: &str| InlineCode {
            span: Span::new(at, at),
            role,
            name: name.to_owned(),
            markup: format!("<{name}>"),
        };
        let block = Block {
            span: Span::new(0, 5),
            kind: BlockKind::Paragraph,
        };
        let codes = vec![
            code(1, CodeRole::Begin, "b"),
            code(2, CodeRole::Begin, "i"),
            code(2, CodeRole::Stand, "br"),
            code(3, CodeRole::End, "b"),
            code(4, CodeRole::End, "u"),
        ];
        let document = Document::new(text.to_owned(), vec![block]).with_codes(codes);
        let marked = Marked::of(&document, &document.coded(Span::new(0, 5)));
        assert_eq!(
            marked.text(),
            "a\u{fffc} \u{fffc}\u{fffc}b\u{fffc} \u{fffc}c"
        );
        assert_eq!(marked.plain_text(), "a  b c");
        let codes: Vec<_> = marked
            .0
            .iter()
            .filter_map(|piece| match piece {
                Piece::Code(code) => Some((code.role, code.tag.name.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(
            codes,
            [
                (Role::Begin, "bpt"),
                (Role::Lone, "it"),
                (Role::Stand, "ph"),
                (Role::End, "ept"),
                (Role::Lone, "it"),
            ]
        );
    }
}
