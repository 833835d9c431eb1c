//! Texts of documents as TMX has them: with an element for each inline code.

use crate::text::{
    CodeRole, CodedSpan, CodedText, Document, Element, InlineCode, Span, TextRun, UnitCode,
};

/// The text of some parts of a document with its inline codes, joined by spaces.
///
/// Codes that enclose a whole part are left out. The others are elements of TMX: `bpt` and `ept` for what begins and ends,
/// `ph` for what stands alone, `it` for what has its other end outside the part. Their types are what the document's
/// format calls them.
pub fn coded_text(document: &Document, parts: impl IntoIterator<Item = Span>) -> CodedText {
    let mut runs = Vec::new();
    for span in parts {
        if !runs.is_empty() {
            runs.push(TextRun::Text(" ".to_owned()));
        }
        push_part(document, &document.coded(span), &mut runs);
    }
    CodedText(runs)
}

fn push_part(document: &Document, part: &CodedSpan, runs: &mut Vec<TextRun>) {
    let codes = document.codes_of(part);
    let text = |from: usize, to: usize, runs: &mut Vec<TextRun>| {
        let text = document.visible_text(Span::new(from, to.max(from)));
        if !text.is_empty() {
            runs.push(TextRun::Text(text.into_owned()));
        }
    };
    let other_ends = document.other_ends(part);
    let mut at = part.span.start;
    let mut pairs = 0;
    let mut number_of = vec![0; codes.len()];
    for (index, code) in codes.iter().enumerate() {
        text(at, code.span.start, runs);
        at = at.max(code.span.end);
        let other = other_ends.get(index).copied().flatten();
        if let (CodeRole::Begin, Some(end)) = (code.role, other) {
            pairs += 1;
            for at in [index, end] {
                if let Some(number) = number_of.get_mut(at) {
                    *number = pairs;
                }
            }
        }
        runs.push(TextRun::Code(unit_code(
            code,
            other.and_then(|_| number_of.get(index).copied()),
        )));
    }
    text(at, part.span.end, runs);
}

/// A code of a document as an element, with the number of its pair if its other end is in the same text.
fn unit_code(code: &InlineCode, pair: Option<usize>) -> UnitCode {
    let position = |end: &str| Some(("pos", end.to_owned()));
    let number = pair.map(|number| ("i", number.to_string()));
    let (role, name, first) = match (code.role, &number) {
        (CodeRole::Begin, Some(_)) => (CodeRole::Begin, "bpt", number),
        (CodeRole::End, Some(_)) => (CodeRole::End, "ept", number),
        (CodeRole::Begin, None) => (CodeRole::Isolated, "it", position("begin")),
        (CodeRole::End, None) => (CodeRole::Isolated, "it", position("end")),
        (CodeRole::Standalone | CodeRole::Isolated, _) => (CodeRole::Standalone, "ph", None),
    };
    // Only a beginning says what the pair is.
    let kind = (role != CodeRole::End).then(|| ("type", code.name.clone()));
    let attributes = first.into_iter().chain(kind);
    UnitCode {
        role,
        element: Element {
            name: name.to_owned(),
            attributes: attributes
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        },
        content: CodedText(vec![TextRun::Text(code.markup.clone())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind};

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
            code(2, CodeRole::Standalone, "br"),
            code(3, CodeRole::End, "b"),
            code(4, CodeRole::End, "u"),
        ];
        let document = Document::new(text.to_owned(), vec![block]).with_codes(codes);
        let marked = coded_text(&document, [Span::new(0, 5)]);
        assert_eq!(
            marked.text(),
            "a\u{fffc} \u{fffc}\u{fffc}b\u{fffc} \u{fffc}c"
        );
        assert_eq!(marked.plain_text(), "a  b c");
        let codes: Vec<_> = marked
            .0
            .iter()
            .filter_map(|piece| match piece {
                TextRun::Code(code) => Some((code.role, code.element.name.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(
            codes,
            [
                (CodeRole::Begin, "bpt"),
                (CodeRole::Isolated, "it"),
                (CodeRole::Standalone, "ph"),
                (CodeRole::End, "ept"),
                (CodeRole::Isolated, "it"),
            ]
        );
    }
}
